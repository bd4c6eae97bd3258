"""Time whole processes in turn, and compare them pair by pair.

A machine's speed drifts, so the peer runs right after deckgen, again and again; what counts is the median of the
pairs' ratios, not a time. Python finds its modules compiled, as pip leaves them: the run to warm up does it here.
"""

import os
import statistics
import subprocess
import tempfile
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

ROUNDS = 7


@dataclass(frozen=True, slots=True)
class Run:
    """One finished process: wall and processor time in seconds, peak resident memory in MB."""

    wall: float
    cpu: float
    memory: float


@dataclass(frozen=True, slots=True)
class Comparison:
    """Deckgen against a peer.

    Attributes:
        what: what was compared.
        peer: against what.
        ours: deckgen's runs.
        theirs: the peer's, in the same order.
    """

    what: str
    peer: str
    ours: Sequence[Run]
    theirs: Sequence[Run]

    @property
    def ratio(self) -> float:
        """The median over the pairs of deckgen's wall time by the peer's."""
        return statistics.median(a.wall / b.wall for a, b in zip(self.ours, self.theirs, strict=True))

    def __str__(self) -> str:
        a, b = self.ours, self.theirs
        return (
            f"{self.what:<44} {self.peer:<28} {self.ratio:5.2f} x   "
            f"{_median(a, 'wall'):6.2f} s / {_median(b, 'wall'):6.2f} s   "
            f"cpu {_median(a, 'cpu'):6.2f} s / {_median(b, 'cpu'):6.2f} s   "
            f"{_median(a, 'memory'):5.0f} MB / {_median(b, 'memory'):5.0f} MB"
        )


def compare(
    what: str,
    ours: Sequence[str],
    peer: str,
    theirs: Sequence[str],
    rounds: int = ROUNDS,
) -> Comparison:
    """Run both commands in turn, once to warm up and then ``rounds`` times."""
    with tempfile.TemporaryDirectory() as folder:
        env = {"PYTHONDONTWRITEBYTECODE": "", "PYTHONPYCACHEPREFIX": folder}
        pairs = [(run(ours, env), run(theirs, env)) for _ in range(rounds + 1)][1:]
    return Comparison(what, peer, [pair[0] for pair in pairs], [pair[1] for pair in pairs])


def run(command: Sequence[str], env: Mapping[str, str]) -> Run:
    """Run a command to its end, its output unread; ``env`` comes on top of this process's environment.

    Raises:
        RuntimeError: it failed.
    """
    begin = time.perf_counter()
    with Path(os.devnull).open("wb") as sink:
        process = subprocess.Popen(command, stdout=sink, stderr=sink, env={**os.environ, **env})
        _, status, usage = os.wait4(process.pid, 0)
    wall = time.perf_counter() - begin
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise RuntimeError(f"{' '.join(command)} ended with {process.returncode}")
    return Run(wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024)


def _median(runs: Sequence[Run], figure: str) -> float:
    return statistics.median(getattr(one, figure) for one in runs)

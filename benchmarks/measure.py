"""Time whole processes in turn, and compare them pair by pair.

A machine's speed drifts, so the peer runs right after deckgen, again and again; what counts is the median of the
pairs' ratios, not a time. Python finds its modules compiled, as pip leaves them: the run to warm up does it here.
"""

import json
import os
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Hashable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

ROUNDS = 7

_Key = TypeVar("_Key", bound=Hashable)


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
        return ratio(self.ours, self.theirs)

    def __str__(self) -> str:
        a, b = self.ours, self.theirs
        return (
            f"{self.what:<44} {self.peer:<28} {self.ratio:5.2f} x   "
            f"{median(a, 'wall'):6.2f} s / {median(b, 'wall'):6.2f} s   "
            f"cpu {median(a, 'cpu'):6.2f} s / {median(b, 'cpu'):6.2f} s   "
            f"{median(a, 'memory'):5.0f} MB / {median(b, 'memory'):5.0f} MB"
        )


def compare(
    what: str,
    ours: Sequence[str],
    peer: str,
    theirs: Sequence[str],
    rounds: int = ROUNDS,
) -> Comparison:
    """Run both commands in turn, once to warm up and then ``rounds`` times."""
    commands = {"ours": ours, "theirs": theirs}
    with kept_caches() as env:
        turns(commands, 1, env)
        found = turns(commands, rounds, env)
    return Comparison(what, peer, found["ours"], found["theirs"])


@contextmanager
def kept_caches() -> Iterator[dict[str, str]]:
    """Give the environment in which Python keeps its modules compiled, and deckgen its figures, while this lasts."""
    with tempfile.TemporaryDirectory() as folder:
        python = {"PYTHONDONTWRITEBYTECODE": "", "PYTHONPYCACHEPREFIX": f"{folder}/modules"}
        yield {**python, "DECKGEN_NO_CACHE": "", "XDG_CACHE_HOME": folder}


def turns(commands: Mapping[_Key, Sequence[str]], rounds: int, env: Mapping[str, str]) -> dict[_Key, list[Run]]:
    """Run each command once a round, one after another; give the runs of each in their order."""
    found: dict[_Key, list[Run]] = {key: [] for key in commands}
    for _ in range(rounds):
        for key, command in commands.items():
            found[key].append(run(command, env))
    return found


def run(command: Sequence[str], env: Mapping[str, str]) -> Run:
    """Run a command to its end, its output unread; ``env`` comes on top of this process's environment.

    Raises:
        RuntimeError: it failed.
    """
    launched = [sys.executable, "-S", str(Path(__file__).with_name("launch.py")), *command]
    done = subprocess.run(launched, env={**os.environ, **env}, capture_output=True, check=True, text=True)
    code, *figures = json.loads(done.stdout)
    if code:
        raise RuntimeError(f"{' '.join(command)} ended with {code}: {done.stderr[-500:]}")
    return Run(*figures)


def ratio(ours: Sequence[Run], theirs: Sequence[Run], figure: str = "wall") -> float:
    """Give the median over the turns of our figure by theirs."""
    pairs = zip(ours, theirs, strict=True)
    return float(statistics.median(getattr(a, figure) / getattr(b, figure) for a, b in pairs))


def median(runs: Sequence[Run], figure: str) -> float:
    """Give the median of one figure of some runs."""
    return float(statistics.median(getattr(one, figure) for one in runs))

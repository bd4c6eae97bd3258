"""Starts and stops the bed's programs: on free loopback ports, tied to this process, and only what was started here."""

import atexit
import os
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Sequence
from pathlib import Path

TETHER = Path(__file__).with_name("tether.py")


class StartError(Exception):
    """A program ended or did not answer in time; the message holds the end of its log."""


class Process:
    """A running program whose output goes to a file."""

    def __init__(self, command: Sequence[str | Path], log: Path) -> None:
        """Start the command; raise RuntimeError outside the main thread, with whose end the tether would pull."""
        if threading.current_thread() is not threading.main_thread():
            raise RuntimeError("a server of the test bed has to be started in the main thread, for it dies with it")
        self.log = log
        self.name = Path(command[0]).name
        tethered = [sys.executable, "-I", "-S", str(TETHER), str(os.getpid()), *map(str, command)]
        with log.open("wb") as output:
            # In a session of its own Ctrl-C reaches the tests only, and they stop the programs in the right order.
            self._popen = subprocess.Popen(
                tethered, stdin=subprocess.DEVNULL, stdout=output, stderr=subprocess.STDOUT, start_new_session=True
            )
        atexit.register(self.stop)

    @property
    def pid(self) -> int:
        """The process id, which stays the same as the tether becomes the program."""
        return self._popen.pid

    def wait_until(self, is_ready: Callable[[], bool], seconds: float) -> None:
        """Wait until `is_ready()`; raise StartError where the program ends before or the time is over."""
        end = time.monotonic() + seconds
        while not is_ready():
            if self._popen.poll() is not None:
                raise StartError(f"{self.name} ended with code {self._popen.returncode}:\n{self.last_words()}")
            if time.monotonic() > end:
                raise StartError(f"{self.name} was not ready after {seconds:.0f} s:\n{self.last_words()}")
            time.sleep(0.05)

    def last_words(self) -> str:
        """Give the end of the program's log."""
        return self.log.read_text(encoding="utf-8", errors="replace")[-2000:]

    def stop(self) -> None:
        """Kill the program and wait until it is gone. All it keeps is thrown away, so it need not say goodbye."""
        atexit.unregister(self.stop)
        if self._popen.poll() is None:
            self._popen.kill()
        self._popen.wait()


def free_ports(count: int) -> list[int]:
    """Give ports of the loopback address that are free now; another program may still be faster in taking them."""
    sockets = [socket.create_server(("127.0.0.1", 0)) for _ in range(count)]
    ports = [each.getsockname()[1] for each in sockets]
    for each in sockets:
        each.close()
    return ports


def is_open(port: int) -> bool:
    """Say whether something listens on the loopback port."""
    try:
        socket.create_connection(("127.0.0.1", port), timeout=1).close()
    except OSError:
        return False
    return True

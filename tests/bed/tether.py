"""Runs a program that dies with the process that started it: `python tether.py <its pid> <program> <arguments>`.

Tests may be killed without a chance to clean up, and an API server nobody stops goes on for days. Linux sends a signal
when the parent is gone (prctl(2), PR_SET_PDEATHSIG), and keeps that over execve(2). Elsewhere the program just runs.
"""

import ctypes
import os
import signal
import sys

PR_SET_PDEATHSIG = 1


def main() -> None:
    """Tie this process to its parent, then become the program."""
    if sys.platform == "linux":
        ctypes.CDLL(None, use_errno=True).prctl(PR_SET_PDEATHSIG, signal.SIGKILL)
    if os.getppid() != int(sys.argv[1]):  # it died before the line above
        sys.exit(1)
    os.execv(sys.argv[2], sys.argv[2:])


if __name__ == "__main__":
    main()

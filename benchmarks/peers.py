"""The peers that write as many slides with the same words: the command of each.

pandoc comes from Debian or from PyPI (pypandoc-binary), PptxGenJS from npm at the version in ``pptxgenjs/``.
"""

import shutil
import sys
from collections.abc import Sequence
from pathlib import Path

from benchmarks.words import Page, as_json, markdown
from tests.npm import install, node

HERE = Path(__file__).parent
PANDOC, PLAIN, PPTXGENJS = "pandoc", "plain python-pptx", "PptxGenJS"


def commands(pages: Sequence[Page], folder: Path) -> dict[str, tuple[list[str], Path]]:
    """Write what the peers read into ``folder``; give each one's command, and the file that it writes.

    pandoc is left out where there is none.
    """
    words, text = folder / "words.json", folder / "words.md"
    words.write_bytes(as_json(pages))
    text.write_text(markdown(pages), encoding="utf-8")
    targets = {name: folder / f"{name.replace(' ', '-')}.pptx" for name in (PANDOC, PLAIN, PPTXGENJS)}
    script, module = HERE / "pptxgenjs", "node_modules/pptxgenjs"
    made: dict[str, list[Path | str | None]] = {
        PANDOC: [shutil.which("pandoc"), "--slide-level=2", text, "-o"],
        PLAIN: [sys.executable, HERE / "plain.py", words],
        PPTXGENJS: [node(), script / "deck.js", install(script, "pptxgenjs") / module, words],
    }
    return {
        name: ([*map(str, command), str(targets[name])], targets[name]) for name, command in made.items() if command[0]
    }

"""A PDF's pages as pictures for another document: what is seen of them alone."""

from pathlib import Path

import pikepdf
from pikepdf import Name

_MARKING = frozenset({"BMC", "BDC", "EMC", "MP", "DP"})
"""The operators that tags hang on (ISO 32000-1, 14.6)."""


def bare(path: Path, target: Path) -> None:
    """Write a PDF's pages without tags, links and bookmarks: in another document they would mean nothing."""
    with pikepdf.open(path) as pdf:
        for page in pdf.pages:
            shown = [one for one in pikepdf.parse_content_stream(page) if str(one.operator) not in _MARKING]
            page.Contents = pdf.make_stream(pikepdf.unparse_content_stream(shown))
            for key in (Name.StructParents, Name.Annots):
                if key in page:
                    del page[key]
        for key in (Name.StructTreeRoot, Name.Outlines, Name.MarkInfo):
            if key in pdf.Root:
                del pdf.Root[key]
        pdf.save(target)

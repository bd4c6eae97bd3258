"""Bytes as text: UTF-8, UTF-16 or UTF-32 as a whole, else the runs of letters in them."""

import codecs
import re
from collections.abc import Iterator

from deckgen.audit.piece import BREAK, Content, Piece

_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
    (b"<\0", "utf-16-le"),
    (b"\0<", "utf-16-be"),
)
_DECLARED = re.compile(rb"<\?xml[^>]{0,80}?encoding=[\"']([\w.-]{1,40})")
_OTHERS = re.compile(
    r"iso-8859-\d{1,2}|windows-125\d|us-ascii|shift_jis|euc-(?:jp|kr)|gb2312|gbk|gb18030|big5|koi8-[ru]"
)
"""What XML may declare beside Unicode, of those encodings that are only that."""

_UTF8 = re.compile(
    rb"(?:[\x20-\x7e\t\r\n]|[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}){4,}"
)
# Latin, Greek, Cyrillic, Hebrew and Arabic: with all scripts, any two bytes would be a letter; FE and FF make a mark.
_UTF16 = {
    "utf-16-le": re.compile(rb"(?:[\x20-\x7e\t\r\n\xa0-\xfd]\x00|[\x00-\xff][\x01-\x06]){4,}"),
    "utf-16-be": re.compile(rb"(?:\x00[\x20-\x7e\t\r\n\xa0-\xfd]|[\x01-\x06][\x00-\xff]){4,}"),
}
_LATIN = re.compile(rb"[\x20-\x7e\xa0-\xff]{4,}")
_CONTROLS = re.compile("[\x00-\x08\x0e-\x1f]")

LONG, LONGER = 16, 24
"""A run of so many bytes was meant as text, in ASCII and beyond: in a gigabyte chance makes few."""


def text_of(data: bytes) -> str | None:
    """Give bytes that are text from end to end; None where they are not."""
    try:
        text = data.decode(_encoding(data))
    except UnicodeDecodeError:
        return None
    return None if "\0" in text else text


def _encoding(data: bytes) -> str:
    """Tell how a text is encoded by its mark, by how its first letters stand, or by what its XML declares."""
    declared = _DECLARED.match(data)
    said = str(declared[1], "ascii").lower() if declared else ""
    marked = next((name for mark, name in _MARKS if data.startswith(mark)), "")
    return marked or (said if _OTHERS.fullmatch(said) else "utf-8-sig")


def runs(content: Content) -> Iterator[Piece]:
    """Give the runs of letters in bytes that are no text, in each encoding that they may be in."""
    data = content.data
    found = [
        (run.decode("utf-8", "ignore"), len(run) >= (LONG if run.isascii() else LONGER)) for run in _UTF8.findall(data)
    ]
    found += _wide(data) if b"\0" in data else []
    found += [(run.decode("latin-1"), False) for run in _LATIN.findall(data) if not run.isascii()]
    for certain in (True, False):
        several = dict.fromkeys(run for run, is_certain in found if is_certain is certain)
        if several:
            text = BREAK.join(map(plain, several))
            yield Piece(content.part, text, content.place, content.guise, certain, content.level)


def _wide(data: bytes) -> Iterator[tuple[str, bool]]:
    """Give the runs of letters of two bytes, and whether each was meant so.

    What was written in one order of bytes can be read in the other, without its first or last letter: of two that
    overlap the longer one was meant, or else the first.
    """
    found = [(run.start(), run.end(), name) for name, pattern in _UTF16.items() for run in pattern.finditer(data)]
    found.sort()
    for number, (start, end, name) in enumerate(found):
        near = found[max(0, number - 1) : number] + found[number + 1 : number + 2]
        covered = any(
            one[0] < end and start < one[1] and (one[1] - one[0], -one[0]) > (end - start, -start) for one in near
        )
        yield data[start:end].decode(name, "ignore"), end - start >= 2 * LONG and not covered


def plain(text: str) -> str:
    """Give a text without the characters that are joints."""
    return _CONTROLS.sub("\n", text)

"""A search through a finished file that shares nothing with deckgen: unpacked, decoded, turned round."""

import base64
import binascii
import html
import io
import re
import struct
import urllib.parse
import zipfile
import zlib

from tests.canaries.planted import LENGTH, MARK

_WORD = re.compile(rf"{MARK}[a-z]{{{LENGTH - 2}}}|[a-z]{{{LENGTH - 2}}}{MARK[::-1]}")
_BASE64 = re.compile(r"[A-Za-z0-9+/_-]{12,}")
_HEX = re.compile(r"(?:[0-9a-fA-F]{2}){6,}")


def found_in(data, canaries, name="file"):
    """Give the canaries that stand in the bytes of a file, each with the part where it was first seen."""
    by_text = {one.text: one for one in canaries}
    others = [one for one in by_text if not one.startswith(MARK)]
    hits = {}
    for part, text in _texts(name, data):
        for known in _known(text, by_text, others):
            hits.setdefault(by_text[known], part)
    return hits


def words_in(texts, canaries):
    """Give the canaries that stand in some texts."""
    by_text = {one.text: one for one in canaries}
    others = [one for one in by_text if not one.startswith(MARK)]
    return {by_text[known] for text in texts for known in _known(text, by_text, others)}


def _known(text, by_text, others):
    low = text.lower()
    if MARK in low or MARK[::-1] in low:
        for word in _WORD.findall(low):
            yield from (one for one in (word, word[::-1]) if one in by_text)
    yield from (one for one in others if one in low or one[::-1] in low)


def _texts(name, data):
    if data.startswith(b"PK\x03\x04"):
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            yield name, package.comment.decode("latin-1")
            for inner in package.infolist():
                part = f"{name} > {inner.filename}"
                yield part, inner.filename + inner.comment.decode("latin-1") + inner.extra.decode("latin-1")
                yield from _texts(part, package.read(inner))
    elif data.startswith(b"\x89PNG"):
        for kind, chunk in _chunks(data):
            yield from _readings(f"{name} {kind}", chunk)
    elif data.startswith(b"%PDF"):
        yield from _readings(name, data)
        for stream in re.findall(rb"stream\r?\n(.*?)endstream", data, re.DOTALL):
            yield from _readings(name, _inflated(stream))
    else:
        yield from _readings(name, data)


def _chunks(data):
    at = 8
    while at + 8 <= len(data):
        size, kind = struct.unpack_from(">I4s", data, at)
        chunk = data[at + 8 : at + 8 + size]
        if kind not in (b"IDAT", b"PLTE"):
            yield kind.decode("latin-1"), chunk
            for start in range(min(len(chunk), 100)):
                if chunk[start : start + 1] == b"x" and (unpacked := _inflated(chunk[start:])):
                    yield kind.decode("latin-1"), unpacked
        at += 12 + size
    yield "tail", data[at:]


def _inflated(data):
    try:
        return zlib.decompressobj().decompress(data)
    except zlib.error:
        return b""


def _readings(part, data):
    if not data:
        return
    text = data.decode("utf-8", "replace")
    yield part, text
    if b"\0" in data:
        yield part, data.decode("utf-16-le", "replace")
        yield part, data[1:].decode("utf-16-le", "replace")
    if "<" in text:
        yield part, html.unescape(re.sub(r"<[^<>]*>", "", text))
        shown = re.findall(r"<(?:\w+:)?t(?:\s[^<>]*)?>([^<]*)<", text)
        yield part, html.unescape("".join(shown))
    if "%" in text:
        yield part, urllib.parse.unquote(text)
    for run in set(_BASE64.findall(text)):
        for start in range(4):
            cut = run[start : start + (len(run) - start) // 4 * 4].replace("-", "+").replace("_", "/")
            yield f"{part} (base64)", base64.b64decode(cut).decode("latin-1")
    for run in set(_HEX.findall(text)):
        yield f"{part} (hex)", binascii.unhexlify(run).decode("latin-1")

"""Places in a deck where a value may hide: each a function that puts one there and names the part it is found in.

A deck is here what its zip holds: the bytes of its parts by their names, and what stands beside them.
"""

import base64
import gzip
import io
import re
import struct
import zipfile
import zlib
from dataclasses import dataclass, field
from urllib.parse import quote
from xml.sax.saxutils import escape

A = "http://schemas.openxmlformats.org/drawingml/2006/main"
SLIDE, NOTES = "ppt/slides/slide3.xml", "ppt/notesSlides/notesSlide3.xml"
DOT = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c4890000000d49444154789c6360606060000000050001"
    "a5f645400000000049454e44ae426082"
)


@dataclass
class Plot:
    """A deck to plant in: its parts, and the comment, the extras and the loose bytes of its zip."""

    parts: dict[str, bytes]
    comment: bytes = b""
    comments: dict[str, bytes] = field(default_factory=dict)
    extras: dict[str, bytes] = field(default_factory=dict)
    behind: bytes = b""
    deleted: list[bytes] = field(default_factory=list)

    @classmethod
    def of(cls, path):
        with zipfile.ZipFile(path) as archive:
            return cls({name: archive.read(name) for name in archive.namelist()})

    def write(self, path):
        """Write the zip; entries that are deleted stay in it, and the directory does not name them."""
        packed = io.BytesIO()
        with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
            for number, data in enumerate(self.deleted, 900):
                archive.writestr(f"ppt/slides/slide{number}.xml", data)
            gone = len(self.deleted)
            for name, data in self.parts.items():
                info = zipfile.ZipInfo(name, (2026, 5, 14, 0, 0, 0))
                info.compress_type, info.comment = zipfile.ZIP_DEFLATED, self.comments.get(name, b"")
                info.extra = self.extras.get(name, b"")
                archive.writestr(info, data)
            archive.filelist = archive.filelist[gone:]
            archive.comment = self.comment
        path.write_bytes(packed.getvalue() + self.behind)
        return path

    def thinned(self):
        """Leave out most slides and all pictures, so that a test is quick."""
        kept = re.compile(r"[^0-9]*([13]\.[a-z.]+)?")
        parts = {name: data for name, data in self.parts.items() if kept.fullmatch(name) and "/media/" not in name}
        return Plot(parts)

    def add(self, name, data):
        """Add a part under a name that is not taken: "#" stands for a number."""
        number = next(number for number in range(1, 999) if name.replace("#", str(number)) not in self.parts)
        name = name.replace("#", str(number))
        self.parts[name] = data if isinstance(data, bytes) else data.encode()
        return name

    def insert(self, name, before, what):
        """Put markup before the last place where some stands."""
        head, found, tail = self.parts[name].rpartition(before.encode())
        assert found, f"{name} has no {before}"
        self.parts[name] = head + what.encode() + found + tail
        return name


def paragraph(*runs):
    return "<a:p>" + "".join(f"<a:r><a:rPr lang='en-GB'/><a:t>{escape(run)}</a:t></a:r>" for run in runs) + "</a:p>"


def shape(body="", about=""):
    return (
        f'<p:sp xmlns:a="{A}"><p:nvSpPr><p:cNvPr id="900" name="Words" {about}/><p:cNvSpPr/><p:nvPr/></p:nvSpPr>'
        f"<p:spPr/><p:txBody><a:bodyPr/>{body or paragraph('words')}</p:txBody></p:sp>"
    )


def say(plot, *paragraphs, part=SLIDE):
    return plot.insert(part, "</p:spTree>", shape("".join(paragraphs)))


def attribute(text):
    return escape(text, {'"': "&quot;"})


def chunk(name, data):
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))


def png(name, data):
    return DOT[:-12] + chunk(name, data) + DOT[-12:]


def jpeg(comment):
    text = comment.encode()
    return b"\xff\xd8\xff\xfe" + struct.pack(">H", len(text) + 2) + text + b"\xff\xd9"


def packed(name, data):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, data)
    return out.getvalue()


def point(plot, target):
    entry = (
        f'<Relationship Id="rX{len(plot.parts[SLIDE])}" Type="x" TargetMode="External" Target="{attribute(target)}"/>'
    )
    return plot.insert("ppt/slides/_rels/slide3.xml.rels", "</Relationships>", entry)


def xml(body):
    return f'<?xml version="1.0" encoding="UTF-8"?><data>{body}</data>'


def coded(text, before=0):
    return base64.b64encode(("~" * before + text).encode()).decode()


def workbook(value):
    return packed("xl/sharedStrings.xml", f"<sst><si><t>total</t></si><si><t>{escape(value)}</t></si></sst>")


def deep(value, times=3):
    data = value.encode()
    for number in range(times):
        data = packed(f"level{number}.txt" if not number else f"level{number}.zip", data)
    return data


def in_comment(plot, value):
    body = f"<p:cmLst><p:cm authorId='0'><p:text>{escape(value)}</p:text></p:cm></p:cmLst>"
    return plot.add("ppt/comments/comment#.xml", body)


def in_file_name(plot, value):
    return plot.add(f"ppt/media/{quote(value, safe=' ')}-#.bin", b"\0")


def in_zip_comment(plot, value):
    plot.comment += b" " + value.encode()
    return ""


def in_entry_comment(plot, value):
    name = plot.add("ppt/media/remark#.bin", b"\0")
    plot.comments[name] = value.encode()
    return name


def in_extra(plot, value):
    name = plot.add("ppt/media/extra#.bin", b"\0")
    plot.extras[name] = struct.pack("<HH", 0xCAFE, len(value.encode())) + value.encode()
    return name


def in_deleted(plot, value):
    plot.deleted.append(f"<p:sld>{escape(value)} {'and so on ' * 50}</p:sld>".encode())
    return "an entry that was deleted"


PLACES = {
    "a run": lambda plot, value: say(plot, paragraph(f"Ask for {value}.")),
    "two runs": lambda plot, value: say(plot, paragraph("Ask for " + value[:3], value[3:] + ", please")),
    "a run a letter": lambda plot, value: say(plot, paragraph(*value)),
    "runs between others": lambda plot, value: say(plot, paragraph("so", value[:5], value[5:], "far")),
    "two paragraphs": lambda plot, value: say(plot, paragraph("Ask for " + value[:6]), paragraph(value[6:])),
    "a line that is broken": lambda plot, value: say(
        plot, f"<a:p><a:r><a:t>{escape(value[:6])}</a:t></a:r><a:br/><a:r><a:t>{escape(value[6:])}</a:t></a:r></a:p>"
    ),
    "a table's cell": lambda plot, value: plot.insert(
        SLIDE,
        "</p:spTree>",
        f'<p:graphicFrame xmlns:a="{A}"><a:tbl><a:tr><a:tc><a:txBody>{paragraph("name")}</a:txBody></a:tc><a:tc>'
        f"<a:txBody>{paragraph(value)}</a:txBody></a:tc></a:tr></a:tbl></p:graphicFrame>",
    ),
    "alt text": lambda plot, value: plot.insert(SLIDE, "</p:spTree>", shape(about=f'descr="{attribute(value)}"')),
    "an alt title": lambda plot, value: plot.insert(SLIDE, "</p:spTree>", shape(about=f'title="{attribute(value)}"')),
    "a slide's name": lambda plot, value: plot.insert(SLIDE, "</p:spTree>", f'<p:x name="{attribute(value)}"/>'),
    "notes": lambda plot, value: plot.add("ppt/notesSlides/notesSlide9#.xml", f"<p:notes>{paragraph(value)}</p:notes>"),
    "a layout": lambda plot, value: say(plot, paragraph(value), part="ppt/slideLayouts/slideLayout1.xml"),
    "a master": lambda plot, value: say(plot, paragraph(value), part="ppt/slideMasters/slideMaster1.xml"),
    "a theme's name": lambda plot, value: plot.insert(
        "ppt/theme/theme1.xml", "</a:theme>", f'<a:extLst name="{attribute(value)}"/>'
    ),
    "a comment": in_comment,
    "a comment's author": lambda plot, value: plot.add(
        "ppt/commentAuthors#.xml", f'<p:cmAuthorLst><p:cmAuthor id="0" name="{attribute(value)}"/></p:cmAuthorLst>'
    ),
    "a core property": lambda plot, value: plot.insert(
        "docProps/core.xml", "</cp:coreProperties>", f"<cp:category>{escape(value)}</cp:category>"
    ),
    "an app property": lambda plot, value: plot.insert(
        "docProps/app.xml", "</Properties>", f"<Company>{escape(value)}</Company>"
    ),
    "a custom property": lambda plot, value: plot.add(
        "docProps/custom#.xml",
        f'<Properties><property pid="2" name="{attribute(value)}"><vt:lpwstr>x</vt:lpwstr></property></Properties>',
    ),
    "a tag": lambda plot, value: plot.add(
        "ppt/tags/tag9#.xml", f'<p:tagLst><p:tag name="OF" val="{attribute(value)}"/></p:tagLst>'
    ),
    "a section's name": lambda plot, value: plot.insert(
        "ppt/presentation.xml",
        "</p:presentation>",
        f'<p14:section name="{attribute(value)}" id="{{6F1A2B3C-0000-4000-8000-000000000001}}"/>',
    ),
    "a link": lambda plot, value: point(plot, f"https://example.com/?q={quote(value, safe='')}"),
    "a link escaped all over": lambda plot, value: point(
        plot, "https://example.com/" + "".join(f"%{byte:02x}" for byte in value.encode())
    ),
    "a link escaped twice": lambda plot, value: point(
        plot, "https://example.com/" + "".join(f"%25{byte:02X}" for byte in value.encode())
    ),
    "entities": lambda plot, value: plot.add(
        "customXml/item#.xml", xml("".join(f"&#{ord(letter)};" for letter in value))
    ),
    "entities escaped twice": lambda plot, value: plot.add(
        "customXml/item#.xml", xml("".join(f"&amp;#x{ord(letter):x};" for letter in value))
    ),
    "a comment in XML": lambda plot, value: plot.add("customXml/item#.xml", xml(f"<!-- {value} -->")),
    "an instruction": lambda plot, value: plot.add("customXml/item#.xml", xml(f"<?note {value}?>")),
    "raw text in XML": lambda plot, value: plot.add("customXml/item#.xml", xml(f"<![CDATA[{value}]]>")),
    "XML that is broken": lambda plot, value: plot.add("customXml/item#.xml", f"<data><open x='{value}'<b>&"),
    "XML in Latin-1": lambda plot, value: plot.add(
        "customXml/item#.xml",
        b'<?xml version="1.0" encoding="ISO-8859-1"?>'
        + f"<p><t>{escape(value[:9])}</t><t>{escape(value[9:])}</t></p>".encode("latin-1"),
    ),
    "XML with letters that it must not have": lambda plot, value: plot.add(
        "customXml/item#.xml", f"<p>\x0b<t>{escape(value[:5])}</t><t>{escape(value[5:])}</t></p>"
    ),
    "XML in UTF-16": lambda plot, value: plot.add(
        "customXml/item#.xml", f'<?xml version="1.0" encoding="UTF-16"?><d>{escape(value)}</d>'.encode("utf-16")
    ),
    "a workbook's cell": lambda plot, value: (
        plot.add("ppt/embeddings/sheet#.xlsx", workbook(value)) + " > xl/sharedStrings.xml"
    ),
    "a chart's cache": lambda plot, value: plot.add(
        "ppt/charts/chart9#.xml", f"<c:chart><c:pt idx='0'><c:v>{escape(value)}</c:v></c:pt><c:v>9</c:v></c:chart>"
    ),
    "PNG tEXt": lambda plot, value: plot.add("ppt/media/image9#.png", png(b"tEXt", b"Comment\0" + value.encode())),
    "PNG zTXt": lambda plot, value: plot.add(
        "ppt/media/image9#.png", png(b"zTXt", b"Comment\0\0" + zlib.compress(value.encode()))
    ),
    "PNG iTXt": lambda plot, value: plot.add(
        "ppt/media/image9#.png", png(b"iTXt", b"Comment\0\1\0en\0\0" + zlib.compress(value.encode()))
    ),
    "behind a PNG": lambda plot, value: plot.add("ppt/media/image9#.png", DOT + value.encode()),
    "a zip behind a JPEG": lambda plot, value: (
        plot.add("ppt/media/image9#.jpeg", jpeg("made by hand") + packed("a.txt", value.encode())) + " > a.txt"
    ),
    "a JPEG's comment": lambda plot, value: plot.add("ppt/media/image9#.jpeg", jpeg(value)),
    "the thumbnail": lambda plot, value: plot.add("docProps/thumbnail#.jpeg", jpeg(value)),
    "SVG metadata": lambda plot, value: plot.add(
        "ppt/media/image9#.svg", f"<svg><metadata><dc:title>{escape(value)}</dc:title></metadata></svg>"
    ),
    "SVG text in letters": lambda plot, value: plot.add(
        "ppt/media/image9#.svg",
        "<svg><text>" + "".join(f"<tspan>{escape(one)}</tspan>" for one in value) + "</text></svg>",
    ),
    "a picture in SVG": lambda plot, value: plot.add(
        "ppt/media/image9#.svg",
        '<svg><image href="data:image/png;base64,'
        + base64.b64encode(png(b"zTXt", b"Comment\0\0" + zlib.compress(value.encode()))).decode()
        + '"/></svg>',
    ),
    "a part's name": in_file_name,
    "the zip's comment": in_zip_comment,
    "an entry's comment": in_entry_comment,
    "an entry's extra field": in_extra,
    "an entry that was deleted": in_deleted,
    "base64": lambda plot, value: plot.add("customXml/item#.xml", xml(coded(f" {value} "))),
    "base64, a letter on": lambda plot, value: plot.add("customXml/item#.xml", xml(coded(f" {value} ", 1))),
    "base64, two letters on": lambda plot, value: plot.add("customXml/item#.xml", xml(coded(f" {value} ", 2))),
    "base64 in lines": lambda plot, value: plot.add(
        "customXml/item#.xml",
        xml(base64.encodebytes(f"{'and so on, ' * 6}{value} {'and so on, ' * 6}".encode()).decode()),
    ),
    "base64 for URLs": lambda plot, value: plot.add(
        "customXml/item#.xml", xml(base64.urlsafe_b64encode(f"?> {value} ?>".encode()).decode().rstrip("="))
    ),
    "base64 of UTF-16": lambda plot, value: plot.add(
        "customXml/item#.xml", xml(base64.b64encode(value.encode("utf-16-le")).decode())
    ),
    "base64 twice": lambda plot, value: plot.add("customXml/item#.xml", xml(coded(coded(f"{value} and so on")))),
    "hex": lambda plot, value: plot.add("customXml/item#.xml", xml(f'<a b="{value.encode().hex()}"/>')),
    "HEX": lambda plot, value: plot.add("customXml/item#.xml", xml(f"0{value.encode().hex().upper()}")),
    "backwards": lambda plot, value: say(plot, paragraph(value[::-1])),
    "capitals": lambda plot, value: say(plot, paragraph(value.upper())),
    "wide letters": lambda plot, value: say(
        plot, paragraph("".join(chr(ord(one) + 0xFEE0) if "!" <= one <= "~" else one for one in value))
    ),
    "letters with nothing between": lambda plot, value: say(plot, paragraph("\u200b".join(value))),
    "soft hyphens": lambda plot, value: say(plot, paragraph("\u00ad".join(value))),
    "no-break spaces": lambda plot, value: say(plot, paragraph(f"{value[:4]}\u00a0{value[4:]}")),
    "other hyphens": lambda plot, value: say(plot, paragraph(value.replace("-", "\u2011"))),
    "a gzip file": lambda plot, value: (
        plot.add("ppt/media/drawing#.emz", gzip.compress(value.encode())) + " > unpacked"
    ),
    "zip in zip in zip": lambda plot, value: (
        plot.add("ppt/embeddings/files#.zip", deep(value)) + " > level2.zip > level1.zip > level0.txt"
    ),
    "UTF-16 in bytes": lambda plot, value: plot.add(
        "ppt/printerSettings#.bin", b"\xfe\x01\x80" + value.encode("utf-16-le") + b"\x80"
    ),
    "UTF-16 the other way round": lambda plot, value: plot.add(
        "ppt/printerSettings#.bin", b"\xfe\x81" + value.encode("utf-16-be") + b"\x80"
    ),
    "Office's escapes": lambda plot, value: plot.add(
        "docProps/custom9#.xml", xml("".join(f"_x{ord(one):04X}_" for one in value))
    ),
    "JSON": lambda plot, value: plot.add(
        "ppt/webextensions/state#.json", '{"a": "' + "".join(f"\\u{ord(one):04x}" for one in value) + '"}'
    ),
}
"""What a place is called, and what puts a value there."""

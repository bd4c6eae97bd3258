"""The workbook behind a chart, which PowerPoint opens to edit its numbers.

It holds one sheet and nothing else: no author, no time, no path, no formula. Names are written as inline strings, so
that one that begins with ``=`` or looks like an address stays a name. Source: ECMA-376 part 1, clauses 12 and 18.
"""

from collections.abc import Iterator, Sequence
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from deckgen.render.powerpoint.markup import HEADER, escape

SHEET = "Sheet1"
_EPOCH = (1980, 1, 1, 0, 0, 0)
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_JOINS = "http://schemas.openxmlformats.org/package/2006/relationships"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_KIND = "application/vnd.openxmlformats-officedocument.spreadsheetml."


def workbook(head: str, labels: Sequence[str], values: Sequence[float | None]) -> bytes:
    """Give an .xlsx file: labels in column A, values in column B below their head; the same data give the same bytes.

    Args:
        head: what is measured.
        labels: what the values belong to.
        values: None leaves the cell empty.
    """
    parts = {
        "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Override PartName="/xl/workbook.xml" ContentType="{_KIND}sheet.main+xml"/>'
        f'<Override PartName="/xl/worksheets/sheet1.xml" ContentType="{_KIND}worksheet+xml"/></Types>',
        "_rels/.rels": _joined("officeDocument", "xl/workbook.xml"),
        "xl/workbook.xml": f'<workbook xmlns="{_MAIN}" xmlns:r="{_OFFICE}"><sheets>'
        f'<sheet name="{SHEET}" sheetId="1" r:id="rId1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": _joined("worksheet", "worksheets/sheet1.xml"),
        "xl/worksheets/sheet1.xml": f'<worksheet xmlns="{_MAIN}"><cols>'
        '<col min="1" max="1" width="40" customWidth="1"/></cols>'
        f"<sheetData>{''.join(_rows(head, labels, values))}</sheetData></worksheet>",
    }
    file = BytesIO()
    with ZipFile(file, "w") as package:
        for name, text in parts.items():
            package.writestr(ZipInfo(name, _EPOCH), HEADER + text, ZIP_DEFLATED)
    return file.getvalue()


def _joined(kind: str, target: str) -> str:
    link = f'<Relationship Id="rId1" Type="{_OFFICE}/{kind}" Target="{target}"/>'
    return f'<Relationships xmlns="{_JOINS}">{link}</Relationships>'


def _rows(head: str, labels: Sequence[str], values: Sequence[float | None]) -> Iterator[str]:
    yield f'<row r="1">{_words("B1", head)}</row>'
    for number, (label, value) in enumerate(zip(labels, values, strict=True), 2):
        amount = "" if value is None else f'<c r="B{number}"><v>{value}</v></c>'
        yield f'<row r="{number}">{_words(f"A{number}", label)}{amount}</row>'


def _words(cell: str, text: str) -> str:
    return f'<c r="{cell}" t="inlineStr"><is><t xml:space="preserve">{escape(text)}</t></is></c>'

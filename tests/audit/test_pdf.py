"""A value is found wherever it stands in a PDF, through the fonts of its pages and in every object."""

import io
import subprocess
import zlib

import pypdf
import pytest
from pptx import Presentation
from pptx.util import Inches
from pypdf.annotations import FreeText
from pypdf.generic import NameObject, TextStringObject

from deckgen.audit import audit, needles_of
from deckgen.audit.value import Value
from deckgen.errors import InputError
from deckgen.fact import Holds

TAGGED = 'pdf:impress_pdf_Export:{"UseTaggedPDF":{"type":"boolean","value":"true"}}'
PLANTED = {
    "text": "till-4711.prod.shop",
    "text of a table": "10.116.184.97",
    "title": "Zora Krülwitz",
    "author": "Ylva Brandvik",
    "bookmark": "vault.prod.shop",
    "link": "https://sso.shop.internal/login",
    "alt text": "the till in Zingst must never stop",
    "attachment": "vault-key-2207",
    "annotation": "Ask Quirin Taddäus",
}


def drawn():
    deck = Presentation()
    page = deck.slides.add_slide(deck.slide_layouts[5])
    page.shapes.title.text = f"Secrets are in {PLANTED['bookmark']}"
    box = page.shapes.add_textbox(Inches(1), Inches(2), Inches(5), Inches(1)).text_frame.paragraphs[0]
    for part in ("Ask for ", PLANTED["text"][:7], PLANTED["text"][7:]):
        box.add_run().text = part
    link = box.add_run()
    link.text, link.hyperlink.address = " the portal", PLANTED["link"]
    table = page.shapes.add_table(1, 2, Inches(1), Inches(3), Inches(5), Inches(1)).table
    table.cell(0, 1).text = PLANTED["text of a table"]
    picture = page.shapes.add_shape(1, Inches(1), Inches(5), Inches(1), Inches(1))
    picture._element.nvSpPr.cNvPr.set("descr", PLANTED["alt text"])
    deck.core_properties.title, deck.core_properties.author = PLANTED["title"], PLANTED["author"]
    return deck


@pytest.fixture(scope="module")
def planted(soffice, tmp_path_factory):
    folder = tmp_path_factory.mktemp("pdf")
    drawn().save(folder / "deck.pptx")
    home = f"-env:UserInstallation=file://{folder}/home"
    command = [soffice, home, "--headless", "--convert-to", TAGGED, "--outdir", folder, folder / "deck.pptx"]
    subprocess.run(command, check=True, capture_output=True, timeout=200, stdin=subprocess.DEVNULL)
    writer = pypdf.PdfWriter(folder / "deck.pdf")
    writer.add_attachment("key.txt", PLANTED["attachment"].encode("utf-16"))
    writer.add_annotation(0, FreeText(text=PLANTED["annotation"], rect=(50, 50, 200, 100)))
    writer.write(folder / "deck.pdf")
    return folder / "deck.pdf"


@pytest.mark.office
def test_what_is_planted_in_a_pdf_of_libreoffice_is_found(planted):
    hits = audit(planted, needles_of(Value(text, Holds.FREE_TEXT) for text in PLANTED.values())).hits

    found = {(hit.value, hit.part.rstrip("0123456789 "), hit.place) for hit in hits}
    assert {
        (PLANTED["text"], "page", "text"),
        (PLANTED["text of a table"], "page", "text"),
        (PLANTED["title"], "document information", "object"),
        (PLANTED["author"], "document information", "object"),
        (PLANTED["bookmark"], "object", "bookmark"),
        (PLANTED["link"], "page", "link"),
        (PLANTED["alt text"], "page", "alt text"),
        (PLANTED["attachment"], "attachment", "text"),
        (PLANTED["annotation"], "page", "annotation"),
    } <= found
    assert {hit.value for hit in hits if not hit.pattern} == set(PLANTED.values())


def paper(*texts):
    writer = pypdf.PdfWriter()
    writer.add_blank_page(100, 100)
    for number, text in enumerate(texts):
        writer._add_object(TextStringObject(text))
        writer.add_metadata({NameObject(f"/Note{number}"): text})
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def listed(*texts):
    return needles_of(Value(text, Holds.HOST_NAME) for text in texts)


def test_what_an_older_version_of_a_pdf_said_is_found_in_the_newer_one(tmp_path):
    path = tmp_path / "old.pdf"
    path.write_bytes(paper("till-4711.prod.shop"))
    newer = pypdf.PdfWriter(path, incremental=True)
    newer.metadata = {"/Note0": "gone"}
    newer.write(path)

    assert {hit.value for hit in audit(path, listed("till-4711.prod.shop")).hits} == {"till-4711.prod.shop"}


@pytest.mark.parametrize("pack", [bytes, zlib.compress])
def test_a_stream_that_no_list_names_is_read(pack, tmp_path):
    held = pack(b"BT (till-4711.prod.shop) Tj ET")
    (tmp_path / "lost.pdf").write_bytes(paper() + b"\n99 0 obj\n<<>>\nstream\n" + held + b"\nendstream\nendobj\n")
    hits = audit(tmp_path / "lost.pdf", listed("till-4711.prod.shop")).hits
    assert {(hit.value, hit.place) for hit in hits} == {("till-4711.prod.shop", "raw bytes")}


def test_what_stands_behind_a_pdf_is_read(tmp_path):
    (tmp_path / "more.pdf").write_bytes(paper() + b"\nstream\n till-4711.prod.shop")
    assert audit(tmp_path / "more.pdf", listed("till-4711.prod.shop")).hits


def test_a_pdf_in_a_deck_is_looked_through(tmp_path, clean):
    from tests.audit.plant import Plot

    plot = Plot.of(clean).thinned()
    plot.parts["ppt/embeddings/paper.pdf"] = paper("Zora Krül")
    hits = audit(plot.write(tmp_path / "deck.pptx"), listed("Zora Krül")).hits
    assert "ppt/embeddings/paper.pdf > document information" in {hit.part for hit in hits}


@pytest.mark.parametrize("content", [b"%PDF-1.7\n", b"%PDF-1.7\n" + bytes(range(256)) * 20])
def test_a_damaged_pdf_is_refused(content, tmp_path):
    (tmp_path / "broken.pdf").write_bytes(content)
    with pytest.raises(InputError, match="damaged PDF"):
        audit(tmp_path / "broken.pdf", listed())


def test_an_encrypted_pdf_is_refused(tmp_path):
    writer = pypdf.PdfWriter(io.BytesIO(paper("words")))
    writer.encrypt("password", algorithm="RC4-128")
    writer.write(tmp_path / "locked.pdf")
    with pytest.raises(InputError, match="encrypted") as caught:
        audit(tmp_path / "locked.pdf", listed())
    assert "without one" in caught.value.hint

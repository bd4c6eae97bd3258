"""The PDF of a deck, as LibreOffice makes it and as it is handed out."""

import subprocess
from pathlib import Path
from tempfile import gettempdir

import pikepdf
import pytest

from deckgen import printing
from deckgen.deck import Notes, Section, plain
from deckgen.errors import RenderError
from deckgen.layout import find
from deckgen.pdf import finish
from deckgen.pdf.pages import Page
from deckgen.printing import Outputs, Print
from deckgen.render import powerpoint
from tests.render.powerpoint.decks import CAPACITY, MIND, VOLUMES, bullets, chart, deck, picture, slide, table

NOTES = Notes(say=(plain("Claims ask for volumes."),), ask=(plain("Who is on call?"),))
CHART = {"chart": chart(VOLUMES, CAPACITY), "body": table(2), "callout": MIND}
STORAGE = (
    slide("figure", "Volumes live in cinder", key="storage/cinder", figure=picture(), notes=NOTES),
    slide("figure", "The same as shapes", key="storage/shapes", figure=picture("native")),
    slide("chart-table", "Two classes", key="storage/chart", **CHART),
)
OUTLINE = {
    "Welcome": ["Welcome to your cluster"],
    "Storage": ["Volumes live in cinder", "The same as shapes", "Two classes"],
    "Nodes": ["Many nodes (1 of 2)", "Many nodes (2 of 2)"],
}
DECK = deck(
    title="Your cluster & more",
    language="en-US",
    sections=(
        Section("w", "Welcome", (slide("title", "Welcome to your cluster", key="w/t", presenter=bullets("Jo")),)),
        Section("s", "Storage", STORAGE),
        Section("n", "Nodes", (slide("table", "Many nodes", key="n/many", body=table(14)),)),
    ),
)


@pytest.fixture(scope="module")
def temporary(tmp_path_factory):
    return tmp_path_factory.mktemp("temporary")


@pytest.fixture(scope="module")
def folder(soffice, temporary, tmp_path_factory):
    """A folder where the same deck was printed twice at once, with handouts."""
    folder, layout = tmp_path_factory.mktemp("folder"), find("default")
    prints = [
        Print(
            DECK,
            folder / f"{name}.pptx",
            Outputs(folder / f"{name}.pptx", folder / f"{name}.pdf", folder / f"{name}-h.pdf"),
        )
        for name in ("one", "two")
    ]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("tempfile.tempdir", str(temporary))
        for one in prints:
            powerpoint.write(DECK, layout, one.drawn)
        for files in printing.made(prints, layout, Path(soffice), "a4"):
            for file in files:
                file.target.write_bytes(file.content)
    return folder


@pytest.fixture
def pdf(folder):
    with pikepdf.open(folder / "one.pdf") as opened:
        yield opened


def elements(pdf):
    found, queue = [], [pdf.Root.StructTreeRoot.K]
    while queue:
        one = queue.pop(0)
        if isinstance(one, pikepdf.Array):
            queue[:0] = list(one)
        elif isinstance(one, pikepdf.Dictionary) and "/S" in one:
            found.append((str(one.S), str(one.get("/Alt", ""))))
            queue[:0] = [one.K] if "/K" in one else []
    return found


def unpacked(one):
    """What a stream holds; of a picture, its bytes as they are."""
    if not isinstance(one, pikepdf.Stream):
        return b""
    try:
        return one.read_bytes()
    except pikepdf.PdfError:
        return one.read_raw_bytes()


@pytest.mark.office
def test_nothing_but_the_files_is_left(folder, temporary):
    assert sorted(path.name for path in folder.iterdir()) == [
        f"{name}{end}" for name in ("one", "two") for end in ("-h.pdf", ".pdf", ".pptx")
    ]
    assert list(temporary.iterdir()) == []


@pytest.mark.office
def test_two_runs_at_once_give_the_same_bytes(folder):
    for end in (".pdf", "-h.pdf"):
        assert (folder / f"one{end}").read_bytes() == (folder / f"two{end}").read_bytes()


@pytest.mark.office
def test_it_says_its_title_language_and_date_and_not_the_hour(pdf):
    assert str(pdf.Root.Lang) == "en-US"
    assert pdf.Root.ViewerPreferences.DisplayDocTitle
    assert {key: str(value) for key, value in pdf.docinfo.items() if key not in ("/Creator", "/Producer")} == {
        "/Title": "Your cluster & more",
        "/Subject": "production handover",
        "/Keywords": "call",
        "/Author": "deckgen",
        "/CreationDate": "D:20260514091200Z",
        "/ModDate": "D:20260514091200Z",
    }
    with pdf.open_metadata() as told:
        assert told["dc:title"] == "Your cluster & more"
        assert told["xmp:CreateDate"] == told["xmp:ModifyDate"] == "2026-05-14T09:12:00Z"


@pytest.mark.office
def test_bookmarks_are_sections_and_their_pages(pdf):
    with pdf.open_outline() as outline:
        assert {str(one.title): [str(child.title) for child in one.children] for one in outline.root} == OUTLINE
    assert len(pdf.pages) == sum(map(len, OUTLINE.values()))


@pytest.mark.office
def test_it_is_tagged_below_one_root_with_a_head_for_each_page(pdf):
    kinds = [kind for kind, _ in elements(pdf)]
    assert kinds[0] == "/Document"
    assert kinds.count("/H1") == len(pdf.pages)
    assert kinds.count("/Table") == 3
    assert "/H" not in kinds


@pytest.mark.office
def test_each_figure_says_what_it_shows_and_ornaments_are_none(pdf):
    alts = [alt for kind, alt in elements(pdf) if kind == "/Figure"]
    assert "" not in alts
    assert alts[0] == "A claim becomes a volume in cinder, which Ceph keeps in three copies."
    assert alts[-2:] == ["Bar chart of Volumes.", "Bar chart of Capacity in GiB."]
    assert b"/Artifact BMC" in pikepdf.unparse_content_stream(pikepdf.parse_content_stream(pdf.pages[3]))


@pytest.mark.office
def test_the_text_of_each_page_can_be_searched_and_notes_do_not_go_along(folder, pdftotext):
    text = subprocess.run([pdftotext, folder / "one.pdf", "-"], check=True, capture_output=True, text=True).stdout
    pages = text.split("\f")
    assert "Welcome to your cluster" in pages[0]
    assert "worker-0" in pages[4]
    assert "worker-13" in pages[5]
    assert "Claims ask for volumes." not in text
    assert "Who is on call?" not in text


@pytest.mark.office
def test_nothing_of_the_machine_is_in_it(folder, pdf, temporary):
    streams = b"".join(map(unpacked, pdf.objects))
    for place in (Path.home(), folder, temporary, gettempdir(), Path(__file__).parents[2]):
        assert str(place).encode() not in (folder / "one.pdf").read_bytes() + streams


@pytest.mark.office
def test_the_handout_shows_each_slide_with_what_is_said(folder, pdftotext):
    text = subprocess.run([pdftotext, folder / "one-h.pdf", "-"], check=True, capture_output=True, text=True).stdout
    for words in ("Claims ask for volumes.", "worker-13", "Two classes"):
        assert words in text
    assert "Who is on call?" not in text


def test_a_pdf_with_other_pages_than_the_deck_is_refused(tmp_path):
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        pdf.save(tmp_path / "x.pdf")
    with pytest.raises(RenderError, match="1 pages of 2 slides"):
        finish(tmp_path / "x.pdf", DECK, [Page("a", "A"), Page("b", "B")])


def test_a_pdf_that_is_none_is_refused(tmp_path):
    (tmp_path / "x.pdf").write_bytes(b"nothing")
    with pytest.raises(RenderError, match="cannot be read"):
        finish(tmp_path / "x.pdf", DECK, [])

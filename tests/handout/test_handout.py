"""The document to read: what a reader sees, and what a program that reads it aloud is told."""

import re
import subprocess
from pathlib import Path
from tempfile import gettempdir

import pikepdf
import pytest

from deckgen.deck import AS_SHAPES, Bullets, Notes, Progress, Run, Section, Text, plain
from deckgen.handout import handout
from deckgen.layout import find
from deckgen.pdf.pages import Drawn, Page
from deckgen.pdf.seal import made_by_deckgen
from tests.render.powerpoint.decks import deck, logo, picture, slide, table

LONG = " ".join(f"word{number}" for number in range(1500))
HOSTILE = '#panic("no") $x^2$ *stars* `code` <label> @name \\ // [x] = head'


def notes(*said, read=()):
    private = dict.fromkeys(("time", "cue", "type", "ask", "warn"), (plain("for the engineer alone"),))
    return Notes(say=tuple(map(plain, said)), read=tuple(read), **private)


READ = Text((Run("Persistent volumes", "plain", "https://example.org/volumes"),))
OPENER = {"lead": "Where data lies.", "number": plain("1"), "progress": Progress(("Storage",), 0)}
SLIDES = {
    "welcome": (slide("title", "Your cluster", key="welcome/title", notes=notes("This is what we handed over.")),),
    "storage": (
        slide("section", "Storage", key="storage/opener", notes=notes("First."), **OPENER),
        slide("figure", "Volumes live in cinder", key="storage/cinder", figure=picture(),
              notes=notes("Claims ask.", read=(READ,))),
        slide("figure", "Volumes live in cinder", key=f"storage/cinder{AS_SHAPES}", figure=picture("native")),
        slide("table", "Two nodes", key="storage/nodes", body=table(2), notes=notes("Nodes come and go.")),
    ),
    "access": (
        slide("bullets", "Who may do what", key="access/who", body=Bullets((plain("admins"),)), notes=notes(LONG)),
        slide("bullets", HOSTILE, key="access/odd", body=Bullets(()), notes=notes(HOSTILE)),
    ),
}  # fmt: skip
ALL = [one for slides in SLIDES.values() for one in slides]
PAGES = [Page(one.id, str(one.title)) for one in ALL for _ in range(2 if one.id == "storage/nodes" else 1)]


@pytest.fixture(scope="module")
def pictures(tmp_path_factory):
    """A PDF with as many pages as were drawn, as wide and as high as slides."""
    path = tmp_path_factory.mktemp("pictures") / "slides.pdf"
    with pikepdf.new() as pdf:
        for _ in range(150):
            pdf.add_blank_page(page_size=(960, 540))
        pdf.save(path)
    return path


def drawn(pages, size=(13.333, 7.5)):
    return Drawn(list(pages), size, "Calibri")


def made(pictures, path, one=None, pages=PAGES, paper="a4", layout="default"):
    one = one or deck(
        sections=tuple(Section(key, key.capitalize(), slides) for key, slides in SLIDES.items()), sample=True
    )
    path.write_bytes(handout(one, find(layout), drawn(pages), pictures, paper))
    return path


@pytest.fixture(scope="module")
def path(pictures, tmp_path_factory):
    return made(pictures, tmp_path_factory.mktemp("handout") / "handout.pdf")


@pytest.fixture(scope="module")
def told(path, pdftotext):
    """The text of each page, in lines."""
    return pages_of(path, pdftotext)


def pages_of(path, pdftotext):
    text = subprocess.run([pdftotext, "-layout", path, "-"], check=True, capture_output=True, text=True).stdout
    return [[" ".join(line.split()) for line in page.splitlines() if line.strip()] for page in text.split("\f")[:-1]]


def elements(path, kind):
    with pikepdf.open(path) as pdf:
        found, queue = [], [pdf.Root.StructTreeRoot.K]
        while queue:
            one = queue.pop(0)
            if isinstance(one, pikepdf.Array):
                queue[:0] = list(one)
            elif isinstance(one, pikepdf.Dictionary) and "/S" in one:
                found += [str(one.get("/Alt", ""))] if str(one.S) == kind else []
                queue[:0] = [one.K] if "/K" in one else []
        return found


def test_what_the_speaker_says_and_what_there_is_to_read_is_in_it(told):
    text = " ".join(line for page in told for line in page)
    for words in ("This is what we handed over.", "Where data lies.", "First.", "Claims ask.", "Nodes come and go."):
        assert words in text
    assert "Read on: Persistent volumes" in text


def test_what_is_for_the_engineer_alone_is_not(told):
    assert "engineer" not in " ".join(line for page in told for line in page)


def test_the_cover_says_for_whom_of_what_and_of_when(told):
    assert told[0] == [
        "Example Retail",
        "Production handover",
        "Occasion production handover",
        "Data as of 14 May 2026",
        "Audience call",
        "Note Sample data",
    ]


def test_each_other_page_has_its_head_and_its_number(told):
    for number, page in enumerate(told[1:], 2):
        assert page[0] == "Example Retail · production handover Sample data · as of 14 May 2026"
        assert page[-1].replace(" ", "") == f"{number}/{len(told)}"


def test_the_contents_lead_to_parts_and_slides_with_the_number_of_their_page(told, path):
    where = {line: number for number, page in enumerate(told, 1) for line in page if number > 2}
    listed = ["Storage", "Volumes live in cinder", "Two nodes", "Access", "Who may do what"]
    for title in listed:
        assert f"{title} {where[title]}" in told[1]
    with pikepdf.open(path) as pdf:
        links = [one for one in pdf.pages[1].Annots if one.Subtype == "/Link"]
        assert len(links) == len(listed) + 1


def test_bookmarks_are_contents_parts_and_their_slides(path):
    with pikepdf.open(path) as pdf, pdf.open_outline() as outline:
        tree = {str(one.title): [str(child.title) for child in one.children] for one in outline.root}
    assert tree == {
        "Contents": [],
        "Storage": ["Volumes live in cinder", "Two nodes"],
        "Access": ["Who may do what", HOSTILE],
    }


def test_each_page_of_a_slide_is_shown_with_what_it_says(path):
    assert elements(path, "/Figure") == [
        "Slide: Volumes live in cinder. A claim becomes a volume in cinder, which Ceph keeps in three copies.",
        "Slide: Two nodes. Name: worker-0; Zone: nova-1; Memory: 32 GiB. Name: worker-1; Zone: nova-1; Memory: 32 GiB.",
        "Two nodes, continued",
        "Slide: Who may do what. admins.",
        f"Slide: {HOSTILE}.",
    ]


def test_it_is_tagged_and_says_its_title_language_and_date(path):
    with pikepdf.open(path) as pdf:
        assert pdf.Root.MarkInfo.Marked
        assert str(pdf.Root.Lang) == "en-GB"
        assert pdf.Root.ViewerPreferences.DisplayDocTitle
        assert str(pdf.docinfo.Title) == "Production handover, handout"
        assert str(pdf.docinfo.CreationDate) == str(pdf.docinfo.ModDate) == "D:20260514091200Z"
    assert (len(elements(path, "/H1")), len(elements(path, "/H2"))) == (3, 4)


def test_a_long_explanation_flows_on_whole(told):
    text = " ".join(line for page in told for line in page[1:-1])
    assert LONG in text


def test_marks_of_the_typesetter_are_only_text(told):
    flat = "".join(line for page in told for line in page).replace(" ", "")
    assert flat.count(HOSTILE.replace(" ", "")) == 3  # in the contents, as a head and as what is said


def test_no_head_is_left_alone_at_the_end_of_a_page(pictures, tmp_path, pdftotext):
    line = "A sentence of some length that fills one line of the page nearly to its end, and no more. "
    slides = tuple(
        slide("table", f"Topic {number}", key=f"a/{number}", body=table(1), notes=notes(line * (number * 7 % 13 + 1)))
        for number in range(150)
    )
    one = deck(sections=(Section("a", "All", slides),))
    told = pages_of(made(pictures, tmp_path / "many.pdf", one, [Page(each.id, "x") for each in slides]), pdftotext)
    first = next(number for number, page in enumerate(told) if page[1] == "All")
    heads = [[line for line in page if line.startswith("Topic")] for page in told[first:]]
    assert [page[-2] for page in told[first:] if page[-2].startswith("Topic")] == []
    assert sum(len(page) == 2 for page in heads) > len(heads) / 2


def test_odd_characters_and_marks_of_xml_do_no_harm(pictures, tmp_path, pdftotext):
    odd = "a\x0b\x1b[31m & <b> \u202e]]> c\ud800"
    slides = (slide("bullets", odd, key="a/odd", notes=notes(odd)),)
    one = deck(sections=(Section("a", odd, slides),), title=odd, customer=odd, occasion=odd)
    path = made(pictures, tmp_path / "odd.pdf", one, [Page("a/odd", "x")])
    with pikepdf.open(path) as pdf, pdf.open_metadata() as told:
        assert told["dc:title"] == str(pdf.docinfo.Title) == "a & <b> ]]> c, handout"
    assert pages_of(path, pdftotext)[0][0] == "a & <b> ]]> c"


def test_no_part_is_left_alone_at_the_end_of_a_page_of_the_contents(pictures, tmp_path, pdftotext):
    counts = (6, 5, 7, 6, 4, 6, 5, 7, 6, 6)
    parts = [
        [slide(title=f"Topic {part}.{one}", key=f"s{part}/{one}") for one in range(count)]
        for part, count in enumerate(counts)
    ]
    sections = [Section(f"s{part}", f"Part {part}", tuple(slides)) for part, slides in enumerate(parts)]
    for spare in range(6):
        shorter = (Section("first", "Part first", sections[0].slides[:spare]), *sections[1:])
        one = deck(sections=shorter)
        told = pages_of(made(pictures, tmp_path / "x.pdf", one, [Page(each.id, "x") for each in one.slides]), pdftotext)
        assert not told[1][-2].startswith("Part"), spare


def test_a_word_longer_than_a_line_stays_on_the_page(pictures, tmp_path, pdftotext):
    long = "registry.example.com/" + "a1" * 120
    slides = (slide("bullets", long, key="a/long", notes=notes(f"It is {long}.")),)
    path = made(pictures, tmp_path / "long.pdf", deck(sections=(Section("a", "All", slides),)), [Page("a/long", "x")])
    boxes = subprocess.run([pdftotext, "-bbox", path, "-"], check=True, capture_output=True, text=True).stdout
    edges = [float(edge) for edge in re.findall(r'<word [^>]*xMax="([\d.]+)"', boxes)]
    assert len(edges) > 20
    assert max(edges) <= (210 - 30) / 25.4 * 72 + 1


def test_the_same_deck_gives_the_same_bytes_and_they_are_known_again(path, pictures, tmp_path):
    again = made(pictures, tmp_path / "again.pdf")
    assert again.read_bytes() == path.read_bytes()
    assert made_by_deckgen(again)


def test_nothing_of_the_machine_is_in_it(path, pictures):
    with pikepdf.open(path) as pdf:
        streams = b"".join(
            one.read_bytes() for one in pdf.objects if isinstance(one, pikepdf.Stream) and "/Filter" in one
        )
    for place in (pictures.parent, Path.home(), Path(__file__).parents[2], gettempdir()):
        assert str(place).encode() not in path.read_bytes() + streams


@pytest.mark.parametrize(("paper", "size"), [("a4", (595, 842)), ("letter", (612, 792))])
def test_the_paper_is_the_one_that_was_asked_for(pictures, tmp_path, paper, size):
    with pikepdf.open(made(pictures, tmp_path / "paper.pdf", paper=paper)) as pdf:
        assert {tuple(round(float(edge)) for edge in page.mediabox[2:]) for page in pdf.pages} == {size}


def test_a_logo_stands_on_the_cover_with_its_text(pictures, tmp_path):
    sections = (Section("storage", "Storage", SLIDES["storage"]),)
    path = made(pictures, tmp_path / "logo.pdf", deck(sections=sections, logo=logo()))
    assert elements(path, "/Figure")[0] == "Logo of Example Retail"

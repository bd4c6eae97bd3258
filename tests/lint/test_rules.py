"""Every rule has a deck that breaks it, and nothing is found in ours."""

import re
import zipfile

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pptx import Presentation
from pptx.util import Inches

from deckgen.lint import RULES, lint
from deckgen.render.measure import wrap

EMU = 914_400
LONG = "Every word of this title adds to the lines that it takes on the slide " * 4
TITLES = (f"{'word ' * 9}{'i' * count} m" for count in range(100))
ORPHAN = next(one for one in TITLES if all(wrap(one, size, 866, bold=True)[1:] == ["m"] for size in (28, 28.5)))
"""A title that has one letter on its second line, in the size and width of the default layout's titles."""
MARK = (
    '><a:extLst><a:ext uri="{C183D7F6-B498-43B3-948B-1728B52AA6E4}"><adec:decorative val="1" '
    'xmlns:adec="http://schemas.microsoft.com/office/drawing/2017/decorative"/></a:ext></a:extLst></p:cNvPr>'
)
PALE = '<a:solidFill><a:srgbClr val="CCCCCC"/></a:solidFill></a:rPr>'
TITLE = r'<p:sp>(?:(?!</p:sp>).)*type="title".*?</p:sp>'
TABLE = r'(<p:graphicFrame>(?:(?!</p:graphicFrame>).)*?<p:xfrm><a:off x="'


def once(old, new):
    """Give an edit that replaces the first place where a pattern stands."""
    return lambda text: re.sub(old, new, text, count=1, flags=re.DOTALL)


def titled(words):
    """Give an edit that writes other words into the title."""
    return once(r'(type="title".*?<a:t>)[^<]*(</a:t></a:r>).*?(?=</a:p>)', rf"\g<1>{words}\2")


def filled(words, body=""):
    """Give an edit that writes other words into the first text, and says how it is set."""
    if body:
        return once(r'(type="body".*?)<a:bodyPr(?:/>|.*?</a:bodyPr>)(.*?<a:t>)[^<]*', rf"\g<1>{body}\g<2>{words}")
    return once(r'(type="body".*?<a:t>)[^<]*', rf"\g<1>{words}")


def pointing(target, mode=""):
    """Give an edit that adds a relationship to a slide."""
    added = f'<Relationship Id="rId99" Type="http://x/image" Target="{target}"{mode}/></Relationships>'
    return {"edit": once("</Relationships>", added), "within": "ppt/slides/_rels"}


SPOILT = {
    "doubled-part": {"beside": [("ppt/theme/theme1.xml", "<x/>")]},
    "missing-part": pointing("../media/gone.png"),
    "missing-relationship": {"edit": once(r'(r:embed=")[^"]+', r"\g<1>rId999")},
    "orphaned-part": {"beside": [("ppt/media/left-over.png", "x")]},
    "unknown-content-type": {"beside": [("ppt/media/left-over.abc", "x")]},
    "broken-xml": {"beside": [("ppt/slides/half.xml", "<p:sld>")]},
    "doubled-shape-id": {"edit": once(r'(<p:cNvPr id=")2"(.*?<p:cNvPr id=")3"', r'\g<1>77"\g<2>77"')},
    "sections": {"edit": once(r'(<p14:sldId id=")\d+', r"\g<1>9999"), "within": "ppt/presentation.xml"},
    "table-grid": {"edit": once("<a:gridCol [^>]*?(/>|>.*?</a:gridCol>)", "")},
    "loose-connector": {"edit": once(r'(<a:stCxn id=")\d+', r"\g<1>4711")},
    "no-title": {"edit": once(TITLE, "")},
    "same-title": {"edit": titled("Twice the same"), "times": 2},
    "title-not-first": {"edit": once(rf"({TITLE})(.*?)(?=</p:spTree>)", r"\2\1")},
    "no-alt-text": {"edit": once(r'(<p:pic>.*?<p:cNvPr [^>]*?) descr="[^"]*"', r"\1")},
    "poor-alt-text": {"edit": once(r'(<p:pic>.*?<p:cNvPr [^>]*? descr=")[^"]*', r"\1layout.png")},
    "described-ornament": {"edit": once(r"(<p:pic>.*?<p:cNvPr [^>]*?)/>", rf"\1{MARK}")},
    "no-header-row": {"edit": once(r'(<a:tblPr[^>]*?) firstRow="1"', r"\1")},
    "merged-cells": {"edit": once(r"<a:tc>", '<a:tc gridSpan="2">')},
    "empty-cells": {"edit": once(r"(<a:tc>.*?<a:t>)[^<]*", r"\1")},
    "no-language": {"edit": once(r'(<a:rPr[^>]*?) lang="[^"]*"', r"\1")},
    "low-contrast": {
        "edit": once(r'(type="title".*?<a:rPr[^>]*?)/?>', rf"\1>{PALE}"),
        "within": "ppt/slides/slide3.xml",
    },
    "bare-link": {"edit": once(r"(<a:hlinkClick.*?<a:t>)[^<]*", r"\1https://example.com/a")},
    "overflow": {"edit": filled(LONG * 30)},
    "off-slide": {"edit": once(rf"{TABLE})\d+", rf"\g<1>{12 * EMU}")},
    "overlap": {"edit": once(rf'{TABLE}\d+" y=")\d+(?=.*?<a:tbl>)', rf"\g<1>{EMU // 2}")},
    "empty-placeholder": {"edit": once(r'(type="body".*?)<a:r>.*?(?=</a:p></p:txBody>)', r"\1")},
    "sample-text": {"edit": filled("Click to add text")},
    "long-title": {"edit": titled(LONG)},
    "orphan": {"edit": titled(ORPHAN), "within": "ppt/slides/slide3.xml"},
    "small-type": {"edit": once(r'(type="title".*?<a:rPr)', r'\1 sz="700"')},
    "self-fitting-text": {"edit": filled(LONG * 30, "<a:bodyPr><a:normAutofit/></a:bodyPr>")},
    "machine-path": {"edit": titled("See /home/jo/decks/plan.txt")},
    "author-left": {"edit": once(r"(<dc:creator>)[^<]*", r"\1Jo Example"), "within": "docProps/core.xml"},
    "outside-link": pointing("file:///home/jo/logo.png", ' TargetMode="External"'),
    "macro": {"beside": [("ppt/vbaProject.bin", "x")]},
    "comments-left": {"edit": once(r"theme\+xml", "comments+xml"), "within": "[Content_Types]"},
}


def test_in_a_deck_of_ours_nothing_is_found(sound):
    assert lint(sound) == []


def test_every_rule_has_a_deck_that_breaks_it():
    assert list(SPOILT) == [rule.name for rule in RULES]


@pytest.mark.parametrize("name", SPOILT)
def test_what_breaks_a_rule_is_found(found, name):
    assert name in found(**SPOILT[name])


def test_a_finding_says_where_it_is_and_what_is_wrong(found):
    finding = found(titled(LONG), "ppt/slides/slide3.xml")["long-title"]
    assert (finding.place.slide, finding.place.shape) == (3, "Title")
    assert re.fullmatch(r"the title takes \d lines", finding.message)


def test_rules_are_told_apart_and_say_why_and_how_to_mend():
    assert len({rule.name for rule in RULES}) == len(RULES)
    assert all(rule.why.endswith(".") and rule.mend.endswith(".") for rule in RULES)


@pytest.mark.parametrize(
    "text",
    [
        "C:\\\\Users\\\\jo\\\\a.pptx",
        "\\\\\\\\server\\\\share",
        "file:///srv/a",
        "/Users/jo/Desktop",
        "see /root/a",
        "/tmp/a",
        "/private/tmp/a",
        "/var/folders/ab",
        "&#47;home&#47;jo",
    ],
)
def test_paths_of_every_system_are_found(found, text):
    assert "machine-path" in found(titled(text))


@pytest.mark.parametrize(
    "text",
    [
        "CLICK TO EDIT",
        "Lorem ipsum",
        "Add your title here",
        "Type name here",
        "Your text here",
        "XXX",
        "TBD",
        "Still a ToDo",
    ],
)
def test_what_a_template_asks_to_be_replaced_is_found_however_it_is_written(found, text):
    assert "sample-text" in found(titled(text))


@pytest.mark.parametrize("text", ["/etc/kubernetes/manifests", "10.0.0.0/8", "GET /home", "https://a.example/tmp/x"])
def test_what_only_looks_like_a_path_of_a_machine_is_let_be(found, text):
    assert "machine-path" not in found(titled(text))


def test_reviewers_are_found_where_their_comments_are_gone(found):
    names = '<p:cmAuthorLst xmlns:p="http://x/"><p:cmAuthor name="Jo Example"/></p:cmAuthorLst>'
    kind = "application/vnd.openxmlformats-officedocument.presentationml.commentAuthors+xml"
    stated = f'<Override PartName="/ppt/commentAuthors.xml" ContentType="{kind}"/></Types>'
    spoil = {
        "edit": once("</Types>", stated),
        "within": "[Content_Types]",
        "beside": [("ppt/commentAuthors.xml", names)],
    }
    assert found(**spoil)["author-left"].message == "the list of reviewers names Jo Example"


def test_an_action_within_the_deck_needs_no_relationship(found):
    action = r'\1><a:hlinkClick r:id="" action="ppaction://hlinkshowjump?jump=nextslide"/></p:cNvPr>'
    told = found(once("(<p:cNvPr [^>]*?)/>", action))
    assert not {"missing-relationship", "broken-xml"} & told.keys()


def foreign(tmp_path, draw):
    """Give what is found in a deck that was made without deckgen."""
    deck = Presentation()
    draw(deck)
    deck.save(tmp_path / "foreign.pptx")
    return {(one.place.slide, one.rule.name) for one in lint(tmp_path / "foreign.pptx")}


def test_a_box_that_grows_with_its_text_may_not_grow_off_the_slide(tmp_path):
    def draw(deck):
        for words in ("one line of it", "one line of it " * 20):
            page = deck.slides.add_slide(deck.slide_layouts[6])
            page.shapes.add_textbox(Inches(1), Inches(1), Inches(2), Inches(0.5)).text_frame.text = words

    assert {found for found in foreign(tmp_path, draw) if found[1] == "overflow"} == {(2, "overflow")}


def test_placeholders_stand_where_their_layout_has_them(tmp_path):
    def draw(deck):
        deck.slides.add_slide(deck.slide_layouts[1]).shapes.title.text = "A title"

    found = foreign(tmp_path, draw)
    assert (1, "empty-placeholder") in found
    assert not {"off-slide", "overlap", "overflow"} & {rule for _, rule in found}


def test_a_shape_in_a_group_is_measured_as_the_group_shows_it(tmp_path):
    def draw(deck):
        page = deck.slides.add_slide(deck.slide_layouts[5])
        page.shapes.title.text = "A title"
        group = page.shapes.add_group_shape()
        box = group.shapes.add_textbox(Inches(2), Inches(3), Inches(4), Inches(1))
        box.text_frame.word_wrap, box.text_frame.text = True, "words " * 20
        group.width, group.height = group.width // 8, group.height // 8

    assert (1, "overflow") in foreign(tmp_path, draw)


VALUES = st.sampled_from(["", "x", "-1", "50%", "1e9", "NaN", f"{10**20}", "0", "\N{ARABIC-INDIC DIGIT FIVE}"])


@settings(max_examples=40, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_whatever_stands_in_the_attributes_of_a_slide_it_is_looked_through(sound, tmp_path_factory, data):
    path = tmp_path_factory.mktemp("odd") / "odd.pptx"
    with zipfile.ZipFile(sound) as old, zipfile.ZipFile(path, "w") as new:
        chosen = data.draw(st.sampled_from([name for name in old.namelist() if re.search(r"slide\w*\d\.xml$", name)]))
        for name in old.namelist():
            text = old.read(name)
            if name == chosen:
                places = list(re.finditer(rb' (\w+)="[^"]*"', text))
                place = data.draw(st.sampled_from(places))
                value = data.draw(VALUES).encode()
                text = b"".join((text[: place.start()], b" ", place[1], b'="', value, b'"', text[place.end() :]))
            new.writestr(name, text)
    assert isinstance(lint(path), list)

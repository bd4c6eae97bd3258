"""What the slides say and how: marks, links, continuations, code, brand."""

import re

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from pptx import Presentation
from pptx.oxml.ns import qn
from pptx.util import Pt

from deckgen.deck import (
    Advice,
    Agenda,
    AgendaRow,
    Bullets,
    Callout,
    Check,
    Checklist,
    Code,
    CodeLine,
    Column,
    Notes,
    Number,
    Numbers,
    Progress,
    Run,
    Table,
    Text,
    plain,
)
from deckgen.errors import RenderError
from deckgen.fact import Source
from deckgen.render import powerpoint
from deckgen.render.measure import ends_in_a_lost_word, wrap
from deckgen.render.powerpoint.tags import fingerprint
from tests.render.powerpoint.decks import (
    AGENDA,
    CHECKS,
    CODE,
    DECLARED,
    MIND,
    NOTES,
    NUMBERS,
    SEEN,
    STANDARD,
    bullets,
    deck,
    logo,
    picture,
    scene,
    slide,
    table,
    texts,
    written,
)
from tests.render.powerpoint.lint import lint
from tests.validator import validate

LONG = "pneumonoultramicroscopicsilicovolcanoconiosis" * 5


def titles(opened):
    return [page.shapes.title.text_frame.text for page in opened.slides]


def runs(page, text):
    return [run for run in page._element.iter(qn("a:r")) if text in run.find(qn("a:t")).text]


def test_a_declared_and_a_documented_value_carry_their_marks_and_the_legend_explains_them(default, tmp_path):
    body = bullets(plain("kept for five days", DECLARED), plain("every eight hours", STANDARD), plain("seen", SEEN))
    (page,) = written(deck(slide(body=body)), default, tmp_path).slides
    assert texts(page)["Body"] == "kept for five days\u00a0◉\nevery eight hours\u00a0○\nseen"
    assert texts(page)["Legend"] == "◉\u00a0declared     ○\u00a0documented standard"


def test_a_slide_without_marks_has_no_legend(default, tmp_path):
    (page,) = written(deck(slide(body=bullets("x"))), default, tmp_path).slides
    assert "Legend" not in texts(page)


def test_a_table_that_was_seen_as_a_whole_is_marked_once(default, tmp_path):
    (page,) = written(deck(slide("table", body=table())), default, tmp_path).slides
    assert texts(page)["Table"][0] == ["Name\u00a0●", "Zone", "Memory"]
    assert texts(page)["Table"][1] == ["worker-0", "nova-1", "32 GiB"]
    assert texts(page)["Legend"] == "●\u00a0observed in the cluster"


def test_a_table_of_mixed_sources_is_marked_cell_by_cell(default, tmp_path):
    rows = ((plain("version"), plain("1.33", SEEN)), (plain("kept in"), plain("swift", DECLARED)))
    one = Table((Column("What"), Column("Value")), rows)
    (page,) = written(deck(slide("table", body=one)), default, tmp_path).slides
    assert texts(page)["Table"] == [["What", "Value"], ["version", "1.33\u00a0●"], ["kept in", "swift\u00a0◉"]]


def test_a_number_shows_where_it_comes_from(default, tmp_path):
    (page,) = written(deck(slide("numbers", numbers=NUMBERS)), default, tmp_path).slides
    assert texts(page)["Number 1"] == "5"
    assert texts(page)["Number 1 words"] == "etcd members\n○\ton nodes of their own"
    assert texts(page)["Legend"] == "●\u00a0observed in the cluster     ○\u00a0documented standard"


def test_a_diagrams_sources_are_explained_too(default, tmp_path):
    (page,) = written(deck(slide("figure", figure=picture())), default, tmp_path).slides
    assert texts(page)["Legend"] == "●\u00a0observed in the cluster     ○\u00a0documented standard"


def test_a_diagram_is_vector_and_bitmap_keeps_its_shape_and_says_what_it_shows(default, tmp_path):
    (page,) = written(deck(slide("figure", figure=picture())), default, tmp_path).slides
    (shape,) = [
        one for one in page.shapes if one.shape_type is not None and one.is_placeholder and hasattr(one, "image")
    ]
    assert shape.image.content_type == "image/png"
    assert abs(shape.width / shape.height - shape.image.size[0] / shape.image.size[1]) < 0.02
    assert shape._element.xpath("//p:cNvPr[@descr]/@descr") == [picture().alt]
    vector = shape._element.xpath(".//*[local-name()='svgBlip']")[0].get(qn("r:embed"))
    assert b"<svg" in page.part.related_part(vector).blob


def test_the_same_diagram_twice_is_kept_once(default, tmp_path):
    opened = written(
        deck(slide("figure", figure=picture()), slide("figure", key="part/b", title="Again", figure=picture())),
        default,
        tmp_path,
    )
    media = {part.partname for part in opened.part.package.iter_parts() if "/media/" in part.partname}
    assert len(media) == 2
    assert scene() == picture().scene


def test_links_lead_to_pages_and_slides_and_nowhere_else(default, tmp_path):
    hrefs = (
        "https://example.org/a b",
        "mailto:desk@example.org",
        "#part/end",
        "#part/gone",
        "javascript:alert(1)",
        "file:///etc/passwd",
        "https://[",
    )
    body = bullets(*(Text((Run(f"link {n}", "plain", href),)) for n, href in enumerate(hrefs)))
    opened = written(deck(slide(body=body), slide(title="End", key="part/end", body=bullets("x"))), default, tmp_path)
    page = opened.slides[0]
    found = {}
    for link in page._element.iter(qn("a:hlinkClick")):
        relation = page.part.rels[link.get(qn("r:id"))]
        found[link.getparent().getparent().find(qn("a:t")).text] = relation.target_ref
    assert found.pop("link 2").endswith("slide2.xml")
    assert found == {"link 0": "https://example.org/a%20b", "link 1": "mailto:desk@example.org"}


def test_a_section_without_room_on_the_agenda_stands_by_its_short_name(default, tmp_path):
    rows = tuple(AgendaRow(at, f"{'A section of many words ' * 9}{at}", 5, "", f"Part {at}") for at in range(1, 13))
    (page,) = written(deck(slide("agenda", agenda=Agenda(rows))), default, tmp_path).slides
    names = [row[1] for name in ("Agenda left", "Agenda right") for row in texts(page)[name][1:]]
    assert names == [row.short for row in rows]


def test_the_agenda_leads_to_the_sections_that_there_are(default, tmp_path):
    opened = written(
        deck(slide("agenda", agenda=AGENDA), slide(title="Two", key="part/two", body=bullets("x"))), default, tmp_path
    )
    page = opened.slides[0]
    rows = [row for name, rows in texts(page).items() if name.startswith("Agenda") for row in rows]
    assert ["1", "Welcome", "5 min"] in rows
    assert ["3", "Nowhere", "\N{EN DASH}"] in rows
    linked = [one.getparent().getparent().find(qn("a:t")).text for one in page._element.iter(qn("a:hlinkClick"))]
    assert linked == ["Welcome", "Your cluster"]


def test_a_long_table_goes_on_under_the_same_heads_and_loses_no_row(default, tmp_path):
    opened = written(deck(slide("table", "Workers", body=table(47), callout=MIND, notes=NOTES)), default, tmp_path)
    pages = list(opened.slides)
    count = len(pages)
    assert titles(opened) == [f"Workers ({n} of {count})" for n in range(1, count + 1)]
    tables = [texts(page)["Table"] for page in pages]
    assert all(one[0] == ["Name\u00a0●", "Zone", "Memory"] for one in tables)
    assert [row[0] for one in tables for row in one[1:]] == [f"worker-{n}" for n in range(47)]
    assert [page.has_notes_slide for page in pages] == [True] + [False] * (count - 1)
    assert ["Callout" in texts(page) for page in pages] == [True] + [False] * (count - 1)
    assert lint(tmp_path / "deck.pptx") == []


def test_long_heads_and_cells_leave_room_for_a_row(default, tmp_path):
    one = Table(tuple(Column(LONG) for _ in range(9)), (tuple(plain(LONG) for _ in range(9)),))
    (page,) = written(deck(slide("table", body=one)), default, tmp_path).slides
    assert all(cell.endswith("…") for row in texts(page)["Table"] for cell in row)
    assert lint(tmp_path / "deck.pptx") == []


def test_numbered_steps_go_on_counting(default, tmp_path):
    opened = written(deck(slide(body=bullets(*(f"step {n}" for n in range(40)), numbered=True))), default, tmp_path)
    first, second = list(opened.slides)[:2]
    start = second._element.xpath(".//a:buAutoNum/@startAt")[0]
    assert int(start) == len(texts(first)["Body"].split("\n")) + 1


def test_equal_titles_are_told_apart(default, tmp_path):
    opened = written(deck(*(slide(key=f"part/{n}", body=bullets("x")) for n in range(3))), default, tmp_path)
    assert titles(opened) == ["One zone may fail", "One zone may fail (2)", "One zone may fail (3)"]


def test_text_steps_down_in_size_before_it_goes_on(default, tmp_path):
    def size(count):
        opened = written(deck(slide(body=bullets(*(f"item {n}" for n in range(count))))), default, tmp_path)
        (page, *_) = opened.slides
        stated = page._element.xpath(".//p:sp[.//p:cNvPr/@name='Body']//a:rPr/@sz")
        return (int(stated[0]) / 100 if stated else 18.0), len(opened.slides)

    assert size(3) == (22, 1)
    assert size(9) == (18, 1)
    assert size(12)[0] < 18
    assert size(30) == (14, 3)


def test_a_text_takes_its_size_from_the_template_where_it_fits(default, tmp_path):
    (page,) = written(deck(slide(lead="Short.", body=bullets("x"))), default, tmp_path).slides
    for name in ("Title", "Kicker", "Lead", "Footer"):
        assert not page._element.xpath(f".//p:sp[.//p:cNvPr/@name='{name}']//a:rPr/@sz"), name


def test_a_title_is_shortened_only_when_smaller_does_not_do(default, tmp_path):
    fits, long = (
        "Every word of this title stands, in two lines, since two lines it may have on this slide",
        "and on " * 60,
    )
    opened = written(
        deck(slide(title=fits, body=bullets("x")), slide(title=long, key="part/long", body=bullets("x"))),
        default,
        tmp_path,
    )
    first, second = titles(opened)
    assert first == fits
    assert second.endswith("…")
    assert second[:-1] in long


def test_a_title_that_just_takes_one_line_is_set_smaller_rather_than_reckoned_with_two(default, tmp_path):
    just = "Harbor keeps your images, and Trivy looks for known weaknesses in them"
    pages = [
        slide(title=title, key=f"part/{number}", lead="Lead.", body=bullets("x"))
        for number, title in enumerate(("Short", just, f"{just}, all"))
    ]
    first, smaller, longer = written(deck(*pages), default, tmp_path).slides
    assert smaller.shapes.title.text_frame.paragraphs[0].runs[0].font.size == Pt(27)
    assert longer.shapes.title.text_frame.paragraphs[0].runs[0].font.size is None
    tops = [next(shape.top for shape in page.shapes if shape.name == "Lead") for page in (first, smaller, longer)]
    assert tops[0] == tops[1] < tops[2]


def test_the_lead_gives_way_to_a_title_of_two_lines(default, tmp_path):
    two = "A title that is so long that it takes two lines of the slide, which moves what stands below it further down"
    opened = written(
        deck(slide(lead="Lead.", body=bullets("x")), slide(title=two, key="part/two", lead="Lead.", body=bullets("x"))),
        default,
        tmp_path,
    )
    one, other = (next(shape for shape in page.shapes if shape.name == "Lead") for page in opened.slides)
    assert other.top - one.top >= Pt(28)
    assert other.top + other.height == one.top + one.height


def test_a_command_has_its_prompt_in_a_run_of_its_own_and_stands_out(default, tmp_path):
    (page,) = written(deck(slide("code", code=CODE)), default, tmp_path).slides
    assert texts(page)["Code"].split("\n") == [
        "$ kubectl get pods -n shop",
        "NAME   READY",
        "cart   1/1",
        "… 9 more rows",
    ]
    (prompt,), (command,) = runs(page, "$ "), runs(page, "kubectl get pods")
    assert prompt.find(qn("a:t")).text == "$ "
    assert command.find(qn("a:rPr")).get("b") == "1"
    assert command.find(qn("a:rPr")).xpath(".//a:schemeClr/@val") == ["accent1"]


def test_a_number_in_the_name_of_a_file_is_no_number_of_a_command(default, tmp_path):
    code = Code((CodeLine("kubectl apply -f hello/20-deployment.yaml", "command"),))
    (page,) = written(deck(slide("code", code=code)), default, tmp_path).slides
    (command,) = runs(page, "deployment.yaml")
    assert command.find(qn("a:t")).text == "kubectl apply -f hello/20-deployment.yaml"


def test_a_command_that_goes_on_in_a_second_line_looks_like_one(default, tmp_path):
    lines = (CodeLine("kubectl create ns \\", "command"), CodeLine("  try-out"), CodeLine("namespace/try-out created"))
    (page,) = written(deck(slide("code", code=Code(lines))), default, tmp_path).slides
    assert texts(page)["Code"].split("\n") == ["$ kubectl create ns \\", "  try-out", "namespace/try-out created"]
    second, answer = runs(page, "  try-out")[0], runs(page, "created")[0]
    assert second.find(qn("a:rPr")).get("b") == "1"
    assert answer.find(qn("a:rPr")).get("b") is None


def test_long_output_says_how_many_rows_are_left_out(default, tmp_path):
    lines = [
        CodeLine("kubectl get pods", "command"),
        *(CodeLine(f"pod-{n}") for n in range(80)),
        CodeLine("… 9 more rows", "elided"),
    ]
    (page,) = written(deck(slide("code", code=Code(tuple(lines)))), default, tmp_path).slides
    shown = texts(page)["Code"].split("\n")
    left_out = int(re.fullmatch(r"… (\d+) more rows", shown[-1])[1])
    assert len(shown) - 2 + left_out == 89


def test_a_long_line_ends_in_an_ellipsis(default, tmp_path):
    (page,) = written(deck(slide("code", code=Code((CodeLine("x" * 400),)))), default, tmp_path).slides
    assert re.fullmatch(r"x{80,200}…", texts(page)["Code"])


def test_a_check_says_its_state_in_a_word(default, tmp_path):
    (page,) = written(deck(slide("checklist", checklist=CHECKS)), default, tmp_path).slides
    states = [row[0].replace("\u00a0", " ") for row in texts(page)["Checklist"]]
    assert states == ["State", "✓  holds", "!  to do", "?  to look at"]
    assert texts(page)["Checklist"][3][2] == "\N{EN DASH}"


def test_a_check_may_have_a_word_of_its_own(default, tmp_path):
    rows = (Check("good", plain("A"), word="met"), Check("unseen", plain("B")), Check("waived", plain("C")))
    (page,) = written(deck(slide("checklist", checklist=Checklist(rows))), default, tmp_path).slides
    states = [row[0].replace("\u00a0", " ").split("  ")[-1] for row in texts(page)["Checklist"][1:]]
    assert states == ["met", "not visible", "waived"]


def test_of_many_checks_none_is_lost_and_each_slide_says_which_part_it_is(default, tmp_path):
    rows = tuple(Check("open", plain(f"promise {number}"), plain("how to try it, " * 12)) for number in range(23))
    pages = written(deck(slide("checklist", "Checks", checklist=Checklist(rows))), default, tmp_path).slides
    shown = [row[1] for page in pages for row in texts(page)["Checklist"][1:]]
    assert shown == [f"promise {number}" for number in range(23)]
    assert len(pages) > 2
    parts = [page.shapes.title.text_frame.text for page in pages]
    assert parts == [f"Checks ({number} of {len(pages)})" for number in range(1, len(pages) + 1)]


def test_the_footer_says_for_whom_and_of_when_on_every_slide_but_the_title(default, tmp_path):
    opened = written(deck(slide("title", key="part/t", title="Deck"), slide(body=bullets("x"))), default, tmp_path)
    first, second = opened.slides
    assert "Footer" not in texts(first)
    assert texts(second)["Footer"] == "Example Retail · production handover · call · as of 14 May 2026"
    assert texts(second)["Slide number"] == "2"


@pytest.mark.parametrize("sample", [True, False])
def test_made_up_data_is_labelled_on_each_slide(default, tmp_path, sample):
    opened = written(
        deck(slide("title", key="part/t", title="Deck"), slide(body=bullets("x")), sample=sample), default, tmp_path
    )
    assert ["Sample label" in texts(page) for page in opened.slides] == [sample, sample]


def theme(opened):
    part = opened.slide_masters[0].part.part_related_by(
        "http://schemas.openxmlformats.org/officeDocument/2006/relationships/theme"
    )
    return part.blob.decode()


def bar(opened):
    page = next(page for page in opened.slide_layouts if page.name == "Title")
    return page._element.xpath(".//p:sp[.//p:cNvPr/@name='Accent bar']//a:solidFill/*")[0]


def test_a_dark_brand_colour_becomes_the_ground(default, tmp_path):
    opened = written(deck(slide("title", title="Deck"), accent="#7A1F3D"), default, tmp_path)
    assert '<a:dk2><a:srgbClr val="7A1F3D"/></a:dk2>' in theme(opened)


def test_a_light_brand_colour_becomes_the_bar(default, tmp_path):
    opened = written(deck(slide("title", title="Deck"), accent="F0C000"), default, tmp_path)
    assert '<a:dk2><a:srgbClr val="10243E"/></a:dk2>' in theme(opened)
    assert bar(opened).get("val") == "F0C000"


@pytest.mark.parametrize("accent", ["", "777777", "no colour"])
def test_a_brand_colour_that_nobody_could_read_on_or_see_changes_nothing(default, tmp_path, accent):
    opened = written(deck(slide("title", title="Deck"), accent=accent), default, tmp_path)
    assert '<a:dk2><a:srgbClr val="10243E"/></a:dk2>' in theme(opened)
    assert bar(opened).get("val") == "accent2" or accent == "777777"


def test_the_logo_stands_on_the_title_slide_alone(default, tmp_path):
    opened = written(
        deck(slide("title", title="Deck"), slide(key="part/b", body=bullets("x")), logo=logo()), default, tmp_path
    )
    described = [page._element.xpath(".//p:pic//p:cNvPr/@descr") for page in opened.slides]
    assert described == [["Logo of Example Retail"], []]
    assert validate(tmp_path / "deck.pptx") == []


def test_a_logo_that_is_no_picture_is_a_clear_error(default, tmp_path):
    with pytest.raises(RenderError, match="no PNG or JPEG"):
        powerpoint.write(deck(slide("title", title="Deck"), logo=b"GIF89a"), default, tmp_path / "deck.pptx")


def test_a_slides_tags_name_it_and_hash_what_it_says(default, tmp_path):
    opened = written(deck(slide("table", "Workers", body=table(47), notes=NOTES)), default, tmp_path)
    for number, page in enumerate(opened.slides, 1):
        part = page.part.part_related_by("http://schemas.openxmlformats.org/officeDocument/2006/relationships/tags")
        tags = dict(re.findall(r'name="(\w+)" val="([^"]*)"', part.blob.decode()))
        notes = page.notes_slide._element if page.has_notes_slide else None
        said = fingerprint(page._element, notes)
        assert tags == {"DECKGEN_SLIDE": "part/one", "DECKGEN_PART": str(number), "DECKGEN_SHA256": said}


def test_a_changed_word_changes_the_hash(default, tmp_path):
    (page,) = written(deck(slide(body=bullets("five days"))), default, tmp_path).slides
    before = fingerprint(page._element)
    runs(page, "five days")[0].find(qn("a:t")).text = "six days"
    assert fingerprint(page._element) != before


ANY = st.text(max_size=60) | st.sampled_from(
    [LONG, "\x00\x1b[31mred\x1b[0m", "日本語" * 60, "🚀" * 30, "]]>&<\"'", "a\tb\nc\u2028d", "\ud800", " ", ""]
)
WORDS = st.builds(plain, ANY, st.sampled_from([None, *Source])) | st.builds(
    lambda text, style, href: Text((Run(text, style, href), Run(text))),
    ANY,
    st.sampled_from(["plain", "strong", "code", "muted"]),
    ANY,
)


TONES = st.sampled_from(["mind", "good", "next", "fill"])
LINES = st.builds(CodeLine, ANY, st.sampled_from(["command", "output", "elided", "file"]))
CHECK = st.builds(Check, st.sampled_from(["good", "warning", "open", "unseen", "waived"]), WORDS, WORDS, ANY)
NUMBER = st.builds(Number, ANY, ANY, WORDS, st.sampled_from(list(Source)))


def some(things, most=20):
    return st.lists(things, max_size=most).map(tuple)


def any_table(columns):
    cells = st.lists(WORDS, min_size=columns, max_size=columns).map(tuple)
    heads = st.lists(st.builds(Column, ANY, st.floats(0, 5)), min_size=columns, max_size=columns).map(tuple)
    return st.builds(Table, heads, some(cells))


BLOCKS = {
    "bullets": {"body": st.builds(Bullets, some(WORDS)), "callout": st.builds(Callout, TONES, ANY, WORDS)},
    "table": {"body": st.integers(1, 9).flatmap(any_table)},
    "code": {"code": st.builds(Code, some(LINES, 50), ANY)},
    "checklist": {"checklist": st.builds(Checklist, some(CHECK))},
    "numbers": {"numbers": st.builds(Numbers, some(NUMBER, 9))},
    "section": {"number": WORDS, "progress": st.builds(Progress, some(ANY), st.integers(-2, 20))},
}


@st.composite
def any_slide(draw, number):
    arrangement = draw(st.sampled_from(list(BLOCKS)))
    blocks = {slot: draw(block) for slot, block in BLOCKS[arrangement].items()}
    return slide(arrangement, draw(WORDS), key=f"part/{number}", lead=draw(ANY), kicker=draw(ANY), **blocks)


@settings(
    max_examples=10,
    deadline=None,
    phases=[Phase.explicit, Phase.reuse, Phase.generate],
    suppress_health_check=list(HealthCheck),
)
@given(data=st.data())
def test_whatever_the_text_the_file_is_sound(default, tmp_path_factory, data):
    path = tmp_path_factory.mktemp("odd") / "deck.pptx"
    slides = [data.draw(any_slide(number)) for number in range(6)]
    powerpoint.write(
        deck(*slides, customer=data.draw(ANY), title=data.draw(ANY), occasion=data.draw(ANY)), default, path
    )
    assert validate(path) == []
    assert lint(path) == []
    assert len(Presentation(path).slides) >= len(slides)


def test_a_link_in_the_notes_can_be_read_without_a_click(default, tmp_path):
    link = Text((Run("Volumes", href="https://kubernetes.io/docs/concepts/storage/volumes/"), Run(".")))
    opened = written(
        deck(slide("bullets", "Volumes", body=Bullets((plain("x"),)), notes=Notes(read=(link,)))), default, tmp_path
    )
    (page,) = opened.slides
    assert "Volumes (kubernetes.io/docs/concepts/storage/volumes)." in page.notes_slide.notes_text_frame.text


@pytest.mark.parametrize("last", ["it", "volume", "of it", "to mind"])
def test_no_short_word_stands_alone_on_the_last_line_of_a_title(default, tmp_path, last):
    titles = [f"{'Words and ' * count}{last}" for count in range(6, 12)]
    slides = [slide(title=title, key=f"part/{at}", body=bullets("x")) for at, title in enumerate(titles)]
    shown = [page.shapes.title for page in written(deck(*slides), default, tmp_path).slides]
    for title, shape in zip(titles, shown, strict=True):
        text = shape.text_frame.text
        assert text.replace("\N{NO-BREAK SPACE}", " ") == title
        assert not ends_in_a_lost_word(wrap(text, 28, shape.width / 12_700, bold=True))


def test_which_part_of_a_slide_it_is_stands_on_one_line_of_the_title(default, tmp_path):
    table = Table((Column("Key"),), tuple((plain(f"row {at}"),) for at in range(20)))
    titles = [f"{'Words and ' * 6}{'i' * count}" for count in range(1, 40)]
    slides = [slide("table", title, key=f"part/{at}", body=table) for at, title in enumerate(titles)]
    shown = [page.shapes.title for page in written(deck(*slides), default, tmp_path).slides]
    lasts = [wrap(shape.text_frame.text, 28, shape.width / 12_700, bold=True)[-1] for shape in shown]
    assert {last.replace("\N{NO-BREAK SPACE}", " ")[-8:] for last in lasts} == {"(1 of 2)", "(2 of 2)"}


ADVICE = Advice((plain("Claim a volume"), plain("Back it up")), (plain("Trust an emptyDir"), plain("Delete unread")))


def advised(page):
    (shape,) = [shape for shape in page.shapes if getattr(shape, "has_table", False) and shape.has_table]
    return shape


def test_what_to_do_and_what_not_is_marked_in_words_signs_and_colours_of_the_theme(default, tmp_path):
    (page,) = written(deck(slide("checklist", checklist=ADVICE)), default, tmp_path).slides
    heads, *rows = advised(page).table.rows
    assert [cell.text_frame.text.split("\N{NO-BREAK SPACE}") for cell in heads.cells] == [["✓", "Do"], ["✗", "Do not"]]
    assert [[cell.text_frame.text for cell in row.cells] for row in rows] == [
        ["Claim a volume", "Trust an emptyDir"],
        ["Back it up", "Delete unread"],
    ]
    for at, sign in enumerate("✓✗"):
        cells = [row.cells[at]._tc for row in rows]
        assert {one.get("char") for cell in cells for one in cell.iter(qn("a:buChar"))} == {sign}
        assert all(one[0].tag == qn("a:schemeClr") for cell in cells for one in cell.iter(qn("a:buClr")))
    grounds = {cell._tc.tcPr.find(qn("a:solidFill"))[0].get("val") for row in rows for cell in row.cells}
    assert len(grounds) == 2


def test_cards_of_what_to_do_take_the_room_that_there_is_in_larger_type(default, tmp_path):
    three = Advice(tuple(map(plain, "abc")), tuple(map(plain, "def")))
    (page,) = written(deck(slide("checklist", checklist=three)), default, tmp_path).slides
    shape = advised(page)
    assert shape.height.inches > 4.4
    assert len({row.height for row in [*shape.table.rows][1:]}) == 1
    sizes = {run.font.size.pt for row in [*shape.table.rows][1:] for cell in row.cells
             for run in cell.text_frame.paragraphs[0].runs}  # fmt: skip
    assert sizes == {default.scale["body"].roomy}


def test_one_more_thing_to_do_than_not_leaves_a_place_without_a_card(default, tmp_path):
    uneven = Advice((plain("a"), plain("b")), (plain("c"),))
    (page,) = written(deck(slide("checklist", checklist=uneven)), default, tmp_path).slides
    last = [*advised(page).table.rows][-1]
    assert [cell._tc.tcPr.find(qn("a:solidFill")) is None for cell in last.cells] == [False, True]


def test_the_fewer_bullets_there_are_the_more_air_they_have(default, tmp_path):
    def air(count):
        (page,) = written(deck(slide(body=bullets(*(f"item {n}" for n in range(count))))), default, tmp_path).slides
        body = next(shape._element for shape in page.shapes if shape.name == "Body")
        return {int(one[0].get("val")) / 100 for one in body.iter(qn("a:spcBef"))}

    assert air(3) == {44}
    (some,) = air(6)
    assert 18 <= some < 44
    assert air(12) == set()

"""Text that is wider, or turns about, where one would not think so."""

from deckgen.deck import Bullets, Check, Checklist, Code, CodeLine, Number, Numbers, plain
from deckgen.fact import Source
from deckgen.render import measure
from deckgen.render.powerpoint import marks
from tests.render.powerpoint.decks import deck, slide, texts, written

SENTENCE = "the control plane of the cluster is spread over the zones "


def shape(page, name):
    return next(one for one in page.shapes if one.name == name)


def said_in(paragraph):
    """A paragraph's words without the mark of their source."""
    return paragraph.runs[0].text


def test_code_in_other_scripts_is_cut_where_it_would_leave_its_place(default, tmp_path):
    code = Code(tuple(CodeLine("集群" * count, "output") for count in (10, 200)))
    (page,) = written(deck(slide("code", code=code)), default, tmp_path).slides
    place = shape(page, "Code")
    short, long = place.text_frame.text.splitlines()
    assert short == "集群" * 10
    assert long.endswith("…")
    assert measure.width(long, 12, mono=True) <= place.width / 12_700


def test_what_turns_the_direction_of_writing_is_left_out(default, tmp_path):
    (page,) = written(deck(slide(body=Bullets((plain("\u202egnp.exe\u2066 \u200fend"),)))), default, tmp_path).slides
    assert texts(page)["Body"] == "gnp.exe end"


def test_numbered_steps_are_measured_beside_their_numbers(default, tmp_path):
    said = [plain((SENTENCE * 30)[:length], Source.DECLARED) for length in range(100, 420, 8)]
    steps = [Bullets((one,) * 4, numbered=True) for one in said]
    head = plain("head")
    slides = [
        slide("columns", key=f"part/{at}", left_head=head, left=one, right_head=head, right=one)
        for at, one in enumerate(steps)
    ]
    for page in written(deck(*slides), default, tmp_path).slides:
        place = shape(page, "Left")
        words = [one for one in place.text_frame.paragraphs if one.text]
        size = words[0].runs[0].font.size.pt if words[0].runs[0].font.size else 18
        room = place.width / 12_700 - 28 - marks.mark_width(size)
        lines = sum(len(measure.wrap(said_in(one), size, room)) for one in words)
        assert lines * measure.line_height(size) + 10 * (len(words) - 1) <= place.height / 12_700


def test_a_check_is_measured_between_the_sides_of_its_cell(default, tmp_path):
    for length in range(100, 200, 5):
        checks = Checklist((Check("good", plain((SENTENCE * 4)[:length], Source.DECLARED), plain("x")),))
        (page,) = written(deck(slide("checklist", checklist=checks)), default, tmp_path).slides
        table = next(one for one in page.shapes if one.has_table).table
        cell = table.cell(1, 1)
        words = cell.text_frame.paragraphs[0]
        size = words.runs[0].font.size.pt
        room = (table.columns[1].width - cell.margin_left - cell.margin_right) / 12_700 - marks.mark_width(size)
        lines = len(measure.wrap(said_in(words), size, room, bold=True))
        edges = (cell.margin_top + cell.margin_bottom) / 12_700
        assert lines * measure.line_height(size) + edges <= table.rows[1].height / 12_700 + 0.1


def test_a_long_word_below_the_mark_of_a_number_leaves_room_for_the_line_of_the_mark(default, tmp_path):
    numbers = Numbers((Number("1", "name", plain("m" * 300), Source.OBSERVED),))
    (page,) = written(deck(slide("numbers", numbers=numbers)), default, tmp_path).slides
    place = shape(page, "Number 1 words")
    label, words = place.text_frame.paragraphs
    size = words.runs[-1].font.size.pt if words.runs[-1].font.size else 16
    lines = 1 + len(measure.wrap(words.runs[-1].text, size, place.width / 12_700 - 16))
    high = measure.line_height(20) + lines * measure.line_height(size)
    assert label.text == "name"
    assert high <= place.height / 12_700 + 1

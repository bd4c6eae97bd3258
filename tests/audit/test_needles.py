"""Values are found as words, in any spelling, cut anywhere; what only contains or resembles them is not found."""

from xml.sax.saxutils import escape

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from deckgen.audit.markup import pieces
from deckgen.audit.needles import Needles
from deckgen.audit.piece import BREAK, PARAGRAPH, RUN, Content
from deckgen.audit.value import Value
from deckgen.fact import Holds

LETTERS = st.characters(categories=["L", "N", "Pd", "Po", "Sm"])
VALUES = st.text(LETTERS, min_size=4, max_size=30)


def found(text, *values):
    needles = Needles([Value(value, Holds.HOST_NAME) for value in values])
    return {(needle.value.text, needle.guise, in_pieces) for needle, in_pieces in needles.found(text)}


def values_in(text, *values):
    return {value for value, *_ in found(text, *values)}


@pytest.mark.parametrize("text", ["web-01", "on web-01.", "web-01.prod", "(web-01)", "web-01_a", "x/web-01?", "WEB-01"])
def test_a_value_is_found_as_a_word(text):
    assert values_in(text, "web-01") == {"web-01"}


@pytest.mark.parametrize("text", ["web-012", "aweb-01", "web 01", "web01", "web-0", "we" + BREAK + "b-01", "10web-01"])
def test_what_only_contains_or_resembles_a_value_is_not_found(text):
    assert values_in(text, "web-01") == set()


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("Zora Krül", "ZORA  KRÜL"),
        ("Zora Krül", "Zora\nKru\u0308l"),
        ("Zora Krül", f"Zora{PARAGRAPH}Krül"),
        ("Zora Krül", "zora\u00a0krül"),
        ("straße", "STRASSE"),
        ("node", "\uff4e\uff4f\uff44\uff45"),
        ("finance", "\ufb01nance"),
        ("株式会社例", "これは株式会社例の表です"),
        ("fd00:0:0:0:0:0:0:7", "fd00::7"),
        ("fd00:10::7", "fd00:0010:0000:0000:0000:0000:0000:0007"),
        ("7f3c9a1e-5b2d-4860-a1c4-e7d90b3f6a25", "7F3C9A1E5B2D4860A1C4E7D90B3F6A25"),
        ("7f3c9a1e5b2d4860a1c4e7d90b3f6a25", "7f3c9a1e-5b2d-4860-a1c4-e7d90b3f6a25"),
    ],
)
def test_a_value_is_found_in_another_spelling(value, text):
    assert values_in(f"so {text} it is", value) == {value}


def test_each_letter_may_stand_apart():
    assert values_in("on w e b - 0 1 now", "web-01") == {"web-01"}
    assert values_in("on we b-01 now", "web-01") == set()


def test_letters_that_look_alike_are_the_same():
    assert values_in("at \u0430\u0441me today", "acme") == {"acme"}
    assert values_in("at acme today", "\u0430\u0441me") == {"acme".replace("ac", "\u0430\u0441")}


@pytest.mark.parametrize("text", ["web_frontend", "webfrontend", "WebFrontend"])
def test_words_of_a_name_may_be_joined_otherwise(text):
    assert values_in(f"so {text} it is", "web-frontend") == {"web-frontend"}


def test_a_name_whose_words_are_just_words_is_not_found():
    assert values_in("a web frontend is here", "web-frontend") == set()


@pytest.mark.parametrize("text", ["169082911", "0x0a14001f", "0A14001F", "10-20-0-31", "10_20_0_31", "010.020.000.031"])
def test_an_address_is_found_however_it_is_counted(text):
    assert values_in(f"so {text} it is", "10.20.0.31") == {"10.20.0.31"}


@pytest.mark.parametrize("text", ["110-20-0-31", "10-20-0-311", "1690829110"])
def test_what_only_contains_an_address_is_not_found(text):
    assert values_in(text, "10.20.0.31") == set()


@pytest.mark.parametrize(
    ("text", "is_found"),
    [
        ("+44 20 7946 0011", True),
        ("00442079460011", True),
        ("(020) 7946-0011", True),
        (f"020 79{RUN}46 0011", True),
        ("+44 20 7946 00119", False),
        ("20 7946 0012", False),
        ("7946 0011", False),
    ],
)
def test_a_telephone_number_is_found_however_it_begins(text, is_found):
    needles = Needles([Value("+44 20 7946 0011", Holds.PHONE)])
    assert [value.text for value in needles.phones(text)] == ["+44 20 7946 0011"] * is_found


def test_a_value_that_is_cut_is_said_to_be():
    assert found(f"on w{RUN}eb-{RUN}01{RUN}now", "web-01") == {("web-01", "", True)}
    assert found(f"on web-01{RUN}now", "web-01") == {("web-01", "", False)}
    assert found("10-bew on", "web-01") == {("web-01", "reversed", False)}


def test_short_ordinary_public_and_allowed_values_are_left_out_and_told():
    values = [Value("web", Holds.HOST_NAME), Value("Ingress", Holds.HOST_NAME), Value("web-01", Holds.HOST_NAME)]
    values += [Value("https://shop.internal", Holds.URL), Value("nine nodes", Holds.PUBLIC)]
    needles = Needles(values, ["URL"], ["ingress"])
    assert needles.left_out.short == (values[0],)
    assert needles.left_out.ordinary == (values[1],)
    assert needles.left_out.allowed == (values[3],)
    text = "web Ingress web-01 https://shop.internal nine nodes"
    assert [needle.value.text for needle, _ in needles.found(text)] == ["web-01"]


@given(VALUES, st.lists(st.sampled_from([RUN, PARAGRAPH, "\u200b", "\u00ad", "\u00a0"]), min_size=1), st.data())
def test_any_value_in_any_split_is_found(value, joints, data):
    assume(not Needles([Value(value, Holds.HOST_NAME)]).left_out.short)
    cut = value
    for joint in joints:
        at = data.draw(st.integers(0, len(cut)))
        cut = cut[:at] + joint + cut[at:]
    before, after = data.draw(st.text(max_size=5)), data.draw(st.text(max_size=5))
    joint = data.draw(st.sampled_from([" ", RUN, BREAK]))
    assert value in values_in(f"{before}{joint}{cut}{joint}{after}", value, "another.one")


@given(VALUES, st.data())
def test_any_value_in_any_runs_and_paragraphs_of_a_slide_is_found(value, data):
    assume(not Needles([Value(value, Holds.HOST_NAME)]).left_out.short)
    joint = st.sampled_from(
        ["", "</a:t></a:r><a:r><a:rPr b='1'><a:ln/></a:rPr><a:t>", "</a:t></a:r></a:p><a:p><a:r><a:t>"]
    )
    told = "".join(escape(one) + data.draw(joint) for one in value)
    markup = f"<p:txBody><a:p><a:r><a:t>Ask for </a:t></a:r><a:r><a:t>{told}</a:t></a:r></a:p></p:txBody>"
    needles = Needles([Value(value, Holds.HOST_NAME)])
    assert any(list(needles.found(piece.text)) for piece in pieces(Content("ppt/slides/slide1.xml", b""), markup))


@given(VALUES, VALUES)
def test_what_is_found_is_there(value, text):
    from deckgen.audit.fold import fold, squeeze

    for needle, *_ in found(text, value):
        folded, tight = squeeze(fold(needle)), squeeze(fold(text))
        assert folded in tight or folded[::-1] in tight

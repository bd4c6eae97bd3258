"""`deckgen audit` tells what is in a file, no more of it than may be mailed, and ends so that a pipeline can ask."""

import json

import pytest

from tests.audit.plant import PLACES, Plot

HOST = "till-4711.prod.shop"


@pytest.fixture
def planted(clean, tmp_path):
    plot = Plot.of(clean).thinned()
    for name in ("two runs", "base64", "a part's name"):
        PLACES[name](plot, HOST)
    PLACES["alt text"](plot, "https://shop.internal/login?x=1")
    (tmp_path / "names.txt").write_text(f"host name: {HOST}\nURL: https://shop.internal/login\nid: ab\n")
    return plot.write(tmp_path / "deck.pptx")


def test_a_clean_deck_ends_with_0(clean, deckgen):
    done = deckgen("audit", clean)
    assert (done.code, done.out) == (0, "")
    assert "presales.pptx: nothing found." in done.err


def test_what_is_found_is_told_with_its_place_and_not_printed(planted, deckgen):
    done = deckgen("audit", "--values", "names.txt", planted)
    assert done.code == 4
    assert HOST not in done.out + done.err
    assert "shop.internal" not in done.out + done.err
    lines = [line.split("  ") for line in done.out.splitlines()]
    told = {tuple(cell.strip() for cell in line if cell.strip()) for line in lines}
    assert ("slide 3; ppt/slides/slide3.xml", "host name", "t… (19 characters); in pieces") in told
    assert ("customXml/item1.xml", "host name", "t… (19 characters); base64") in told
    assert ("slide 3; ppt/slides/slide3.xml, attribute", "URL", "h… (27 characters)") in told
    assert "deck.pptx: 2 values in 4 places (URL: 1, host name: 1)." in done.err
    assert "Not looked for: 1 shorter than 4 characters." in done.err


def test_whole_values_are_printed_when_asked_for(planted, deckgen):
    done = deckgen("audit", "--values", "names.txt", "--show", planted)
    assert done.code == 4
    assert HOST in done.out


def test_an_allowed_class_is_not_looked_for(planted, deckgen):
    done = deckgen("audit", "--values", "names.txt", "--allow", "host name", "--allow", "URL", planted)
    assert done.code == 0
    assert "Not looked for: 1 shorter than 4 characters, 2 of an allowed class." in done.err


def test_a_class_that_is_not_there_is_refused(planted, deckgen):
    done = deckgen("audit", "--allow", "hostname", planted)
    assert done.code == 2
    assert "there is no class called 'hostname'" in done.err
    assert "did you mean 'host name'? classes: " in done.err


def test_programs_get_json(planted, clean, deckgen):
    done = deckgen("audit", "--values", "names.txt", "--format", "json", planted, clean)
    assert done.code == 4
    told = json.loads(done.out)
    assert told["summary"] == {"hits": 4, "left_out": {"short": 1, "ordinary": 0, "allowed": 0}}
    assert [(one["file"], len(one["hits"])) for one in told["files"]] == [("deck.pptx", 4), ("presales.pptx", 0)]
    assert {
        "slide": 3,
        "part": "ppt/slides/slide3.xml",
        "place": "text",
        "class": "host name",
        "pattern": None,
        "guise": "in pieces",
        "value": "t… (19 characters)",
    } in told["files"][0]["hits"]
    assert HOST not in done.out


def test_a_mistake_in_the_list_is_told_with_its_place(planted, tmp_path, deckgen):
    (tmp_path / "names.txt").write_text("hostname: web-01\n")
    done = deckgen("audit", "--values", "names.txt", planted)
    assert done.code == 2
    assert "names.txt:1:1: there is no class called 'hostname'" in done.err


def test_what_could_not_be_read_is_no_clean_file(clean, tmp_path, deckgen):
    plot = Plot.of(clean).thinned()
    plot.parts["ppt/embeddings/book.xlsx"] = b"PK\x03\x04" + b"\xff" * 40
    done = deckgen("audit", plot.write(tmp_path / "deck.pptx"))
    assert done.code == 1
    assert "nothing found; could not be read: ppt/embeddings/book.xlsx" in done.err

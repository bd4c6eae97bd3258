"""What a person gets who builds for several audiences at once, and what stops a file that should not leave."""

import json
from zipfile import ZipFile

import pytest
from pptx import Presentation

SCRIPT = """\
name: short
title: A short call
occasion: short handover
promises:
  - id: etcd-members
    label: At least seven etcd members
    fact: etcd.members.count
    at_least: 7
    critical: {critical}
sections:
  - id: one
    title: The one section
    short: One
    slides:
      - id: numbers
        kind: statement
        title: "{{{{ nodes.workers.count|words('worker')|cap }}}} carry your load"
        points: ["Read on {{{{ as_of|date }}}}", "{point}"]
        notes: {{say: [Workers run your applications], ask: [Is it enough?]}}
      - id: own
        kind: statement
        audiences: [call]
        title: Only for the call
        points: ["{private}"]
"""


@pytest.fixture
def build(deckgen, tmp_path):
    """Give the build of a short script with a point of one's own."""

    def run(*options, point="Nothing more", private="Nothing more", critical="false"):
        text = SCRIPT.format(point=point, private=private, critical=critical)
        (tmp_path / "short.yaml").write_text(text)
        return deckgen("build", "short.yaml", "--sample", *options)

    return run


def names(folder):
    return sorted(path.name for path in folder.iterdir() if path.suffix != ".yaml")


def test_one_run_makes_a_file_for_each_audience_named_after_it(build, tmp_path):
    done = build("--audience", "all")
    assert done.code == 0, done.err
    assert names(tmp_path) == [
        "example-retail-short-call-2026-05-14.pptx",
        "example-retail-short-customer-2026-05-14.pptx",
        "your-organisation-short-presales-2026-05-14.pptx",
    ]
    for audience in ("call", "customer", "presales"):
        (path,) = tmp_path.glob(f"*-{audience}-*.pptx")
        deck = Presentation(path)
        assert audience in " ".join(filter(None, (deck.core_properties.category, deck.core_properties.keywords)))
        footers = {shape.text for slide in deck.slides for shape in slide.placeholders if "Footer" in shape.name}
        assert any(audience in text for text in footers)


def test_several_files_do_not_fit_into_one(build, tmp_path):
    done = build("--audience", "call", "--audience", "customer", "-o", "one.pptx")
    assert (done.code, names(tmp_path)) == (2, [])
    assert "2 decks are wanted" in done.err


def test_they_go_into_a_folder(build, tmp_path):
    (tmp_path / "decks").mkdir()
    assert build("--audience", "call", "--audience", "customer", "-o", "decks").code == 0
    assert len(names(tmp_path / "decks")) == 2


def test_a_file_gives_an_audience_of_ones_own(build, tmp_path):
    (tmp_path / "partner.yaml").write_text("like: customer\nname: partner\nnotes: none\n")
    assert build("--audience", "partner.yaml").code == 0
    (path,) = tmp_path.glob("*-partner-*.pptx")
    assert not any(
        slide.has_notes_slide and slide.notes_slide.notes_text_frame.text for slide in Presentation(path).slides
    )


def test_an_unknown_audience_is_told_with_those_that_there_are(build):
    done = build("--audience", "custmer")
    assert done.code == 2
    assert "customer" in done.err


@pytest.mark.parametrize(
    "point",
    ["Ask anna.lindqvist@retail.example.com", "It runs on retail-prod-wn-1", "Token eyJhbGciOiJI.eyJzdWIiOiJq.abcd"],
)
def test_what_presales_may_not_see_is_refused_where_it_was_written(build, tmp_path, point):
    done = build("--audience", "presales", point=point)
    assert (done.code, names(tmp_path)) == (2, [])
    assert "short.yaml:18" in done.err
    assert "presales may not see" in done.err
    assert point.split()[-1] not in done.err


def test_what_stands_on_the_calls_slides_alone_is_no_matter(build):
    assert build("--audience", "presales", private="It runs on retail-prod-wn-1").code == 0


def test_a_critical_promise_that_is_not_met_keeps_the_file_back(build, tmp_path):
    done = build("--audience", "customer", critical="true")
    assert (done.code, names(tmp_path)) == (1, [])
    assert "not met: etcd-members" in done.err
    assert "--accept 'etcd-members: why'" in done.err


def test_the_earlier_file_stays_where_the_new_one_is_kept_back(build, tmp_path):
    build("--audience", "customer", "-o", "deck.pptx")
    before = (tmp_path / "deck.pptx").read_bytes()
    assert build("--audience", "customer", "-o", "deck.pptx", critical="true").code == 1
    assert (tmp_path / "deck.pptx").read_bytes() == before


def test_it_is_accepted_with_a_reason_which_stands_in_the_speakers_notes(build, tmp_path):
    why = "two more come in March"
    done = build("--audience", "call", "--audience", "customer", "--accept", f"etcd-members: {why}", critical="true")
    assert done.code == 0, done.err
    (call,), (customer,) = tmp_path.glob("*-call-*.pptx"), tmp_path.glob("*-customer-*.pptx")

    def notes(path):
        return " ".join(
            slide.notes_slide.notes_text_frame.text for slide in Presentation(path).slides if slide.has_notes_slide
        )

    assert why in notes(call)
    assert why not in notes(customer)


@pytest.mark.parametrize("given", ["etcd-members", "etcd-members:", "etcd-membrs: soon"])
def test_what_is_accepted_is_a_check_and_has_a_reason(build, given):
    assert build("--audience", "customer", "--accept", given).code == 2


def test_the_calls_own_deck_goes_through_no_gate_unless_asked(build, tmp_path):
    assert build("-o", "deck.pptx", critical="true").code == 0
    assert build("-o", "deck.pptx", "--gate", critical="true").code == 1


def test_a_value_in_the_finished_file_ends_with_4_and_names_part_and_class(build, deckgen, tmp_path):
    """A company's template can hold what no script says: here, the name of another node of the cluster."""
    from deckgen import assets

    template = tmp_path / "own.pptx"
    with ZipFile(assets.layouts()["default"] / "template.pptx") as old, ZipFile(template, "w") as new:
        for name in old.namelist():
            content = old.read(name)
            if name == "ppt/theme/theme1.xml":
                content = content.replace(b"<a:theme ", b"<!-- retail-prod-wn-2 --><a:theme ", 1)
            new.writestr(name, content)
    (tmp_path / "own").mkdir()
    template.rename(tmp_path / "own" / "template.pptx")
    manifest = (assets.layouts()["default"] / "layout.yaml").read_text()
    (tmp_path / "own" / "layout.yaml").write_text(manifest)
    done = build("--audience", "presales", "--layout", "own", "-o", "deck.pptx")
    assert done.code == 4, done.err
    assert "theme1.xml" in done.err
    assert "host name" in done.err
    assert "retail-prod-wn-2" not in done.err
    assert not (tmp_path / "deck.pptx").exists()


def test_made_up_names_are_the_same_in_the_next_run(deckgen, tmp_path):
    def outline(audience):
        return deckgen("diagram", "cluster-layout", "--sample", "--audience", audience).out

    assert "retail" not in outline("presales")
    for _ in range(2):
        done = deckgen(
            "build", "demo", "--sample", "--audience", "presales", "--pseudonyms", "names.json", "-o", "deck.pptx"
        )
        assert done.code == 0, done.err
    kept = json.loads((tmp_path / "names.json").read_text())["made_up"]
    assert kept["retail-prod-wn-1"] == "worker-01"
    assert (tmp_path / "names.json").stat().st_mode & 0o777 == 0o600


def test_a_dry_run_shows_each_audiences_outline_and_writes_nothing(build, tmp_path):
    done = build("--audience", "call", "--audience", "presales", "--dry-run")
    assert done.code == 0
    assert "for: call" in done.out
    assert "for: presales" in done.out
    assert names(tmp_path) == []


def test_the_customer_reads_the_explanation_and_not_the_question(build, tmp_path):
    build("--audience", "customer", "-o", "deck.pptx")
    notes = [
        one.notes_slide.notes_text_frame.text
        for one in Presentation(tmp_path / "deck.pptx").slides
        if one.has_notes_slide
    ]
    assert any("Workers run your applications" in text for text in notes)
    assert not any("Is it enough?" in text for text in notes)


def test_a_prospect_is_named_and_nobody_else_is(deckgen, tmp_path):
    (tmp_path / "prospect.yaml").write_text("name: Example Bank\nprospect: true\nneeds: [Payments that never stop]\n")
    done = deckgen("build", "production", "--sample", "--customer", "prospect.yaml", "--audience", "presales")
    assert done.code == 0, done.err
    (path,) = tmp_path.glob("example-bank-production-presales-*.pptx")
    with ZipFile(path) as package:
        text = b" ".join(package.read(name) for name in package.namelist()).decode("utf-8", "replace")
    assert "Example Bank" in text
    assert "retail" not in text.lower().replace("retail.example", "")


def test_explain_says_of_each_slide_and_fact_what_became_of_it(deckgen):
    done = deckgen("explain", "production", "--audience", "presales", "--sample", "--format", "json")
    assert done.code == 0, done.err
    told = {one["slide"]: one for one in json.loads(done.out)["slides"]}
    assert (told["preparation/checklist"]["is"], told["preparation/checklist"]["because"]) == (
        "out",
        "the section is for call alone",
    )
    fields = {one["field"]: one for one in told["platform/layout"]["fields"]}
    assert "host name: pseudonym" in fields["nodes.list"]["because"]


def test_explain_has_a_line_for_each_slide_of_the_script(deckgen):
    done = deckgen("explain", "demo", "--audience", "customer", "--sample")
    assert done.code == 0, done.err
    assert "notes: explanation" in done.out
    assert "the section is for call alone" in done.out


def test_the_table_of_audiences_is_listed_with_what_becomes_of_each_class(deckgen):
    rows = json.loads(deckgen("list", "audiences", "--format", "json").out)
    presales = next(one for one in rows if one["name"] == "presales")
    assert "host name" in presales["made_up_values"]
    assert "free text" in presales["values_left_out"]
    assert (presales["numbers"], presales["notes"], presales["commands"]) == ("rounded", "none", "no")

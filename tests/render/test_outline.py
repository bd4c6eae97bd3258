"""A deck as text, block by block."""

from datetime import UTC, datetime

import pytest

from deckgen.deck import (
    Agenda,
    AgendaRow,
    Bullets,
    Callout,
    Check,
    Checklist,
    Code,
    CodeLine,
    Column,
    Deck,
    Notes,
    Number,
    Numbers,
    Picture,
    Point,
    Points,
    Progress,
    Run,
    Section,
    Slide,
    Table,
    Text,
    plain,
)
from deckgen.fact import Source
from deckgen.render.outline import outline
from deckgen.scene import Arrow, Box, Group, Scene


def deck_of(*slides, **fields):
    fields = {
        "title": "Your cluster",
        "customer": "Example Retail",
        "occasion": "handover",
        "audience": "call",
    } | fields
    section = Section("etcd", "Data safety", slides, 10)
    return Deck(**fields, as_of=datetime(2026, 5, 14, 9, 12, tzinfo=UTC), sections=(section,))


def slide_of(block, **fields):
    return Slide("etcd/one", "facts", "table", plain("A title"), "Data", slots={"body": block}, **fields)


def test_the_head_says_what_the_deck_is():
    lines = outline(deck_of(sample=True, accent="8A1C5B", logo=b"PNG")).splitlines()
    assert lines == [
        "Your cluster",
        "Example Retail; handover; for: call; 0 slides",
        "as of 2026-05-14 09:12 UTC; en-GB; accent 8A1C5B; logo; sample data",
        "",
        "== Data safety (etcd, 10 min)",
    ]


def test_a_slide_says_where_it_is_what_it_covers_and_what_is_spoken():
    slide = Slide(
        "etcd/backups",
        "facts",
        "table",
        Text((Run("Saved every 8 hours"),), Source.OBSERVED, differs=True),
        "Data safety",
        plain("A lead"),
        notes=Notes(
            cue=(plain("Wait"),), say=(plain("Hello"),), read=(Text((Run("Docs", href="https://example.com/"),)),)
        ),
        covers=("D5.2", "P5.2"),
    )
    assert outline(deck_of(slide)).splitlines()[6:] == [
        "1. Saved every 8 hours [observed, differs]",
        "   etcd/backups (facts: table) covers D5.2 P5.2",
        "   kicker: Data safety",
        "   lead: A lead",
        "   > cue: Wait",
        "   > say: Hello",
        "   > read: Docs <https://example.com/>",
    ]


SCENE = Scene(
    "map",
    Group(
        "root",
        "",
        (Group("zone", "zone 1", (Box("a", "node", ("cp-1",)), Box("b", "etcd", source=Source.DOCUMENTED))),),
    ),
    (Arrow("a", "b", "asks", Source.DECLARED),),
)


@pytest.mark.parametrize(
    ("block", "lines"),
    [
        (plain("Words", Source.DECLARED), ["Words [declared]"]),
        (Bullets((plain("One"), plain("Two"))), ["- One", "- Two"]),
        (Bullets((plain("One"), plain("Two")), numbered=True), ["1. One", "2. Two"]),
        (Table((Column(""), Column("Value")), ((plain("Nodes"), plain("9")),)), [". | Value", "Nodes | 9"]),
        (
            Picture(SCENE, "Two boxes."),
            [
                "picture map: Two boxes.",
                "  zone 1:",
                "    node; cp-1",
                "    etcd [documented]",
                "  a -> b (asks) [declared]",
            ],
        ),
        (
            Code(
                (
                    CodeLine("ls \\", "command"),
                    CodeLine("-l", "continued"),
                    CodeLine("a"),
                    CodeLine("… 2 more", "elided"),
                )
            ),
            ["$ ls \\", "  -l", "  a", "  … 2 more"],
        ),
        (
            Checklist(
                (Check("good", plain("A"), plain("yes")), Check("warning", plain("B")), Check("open", plain("C")))
            ),
            ["[x] A: yes", "[!] B", "[ ] C"],
        ),
        (
            Checklist((Check("unseen", plain("A"), plain("why"), "not visible"), Check("waived", plain("B")))),
            ["[?] not visible: A: why", "[-] B"],
        ),
        (Numbers((Number("5", "members", plain("apart"), Source.DOCUMENTED),)), ["5 members [documented]: apart"]),
        (Points((Point(plain("-A"), plain("all")),)), ["-A: all"]),
        (Callout("mind", "Mind", plain("This")), ["Mind (mind): This"]),
        (Agenda((AgendaRow(1, "Welcome", 5, "welcome/agenda"),)), ["1. Welcome (5 min) -> welcome/agenda"]),
        (Progress(("A", "B"), 1), ["A | *B*"]),
    ],
)
def test_each_block_is_readable(block, lines):
    assert outline(deck_of(slide_of(block))).splitlines()[9:] == ["   body:", *(f"     {line}" for line in lines)]


def test_no_line_ends_in_a_space():
    text = outline(deck_of(slide_of(Bullets((plain(""),)))))
    assert all(line == line.rstrip() for line in text.splitlines())
    assert text.endswith("\n")

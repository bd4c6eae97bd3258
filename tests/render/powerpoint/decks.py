"""Decks made by hand, one for each kind of content."""

from datetime import UTC, datetime
from io import BytesIO

from PIL import Image
from pptx import Presentation

from deckgen.deck import (
    Advice,
    Agenda,
    AgendaRow,
    Bullets,
    Callout,
    Chart,
    Check,
    Checklist,
    Code,
    CodeLine,
    Column,
    Deck,
    Event,
    Measure,
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
    Tick,
    Timeline,
    plain,
)
from deckgen.fact import Source
from deckgen.render import powerpoint
from deckgen.scene import Arrow, Box, Group, Scene

SEEN, DECLARED, STANDARD = Source.OBSERVED, Source.DECLARED, Source.DOCUMENTED


def slide(
    arrangement="bullets",
    title="One zone may fail",
    *,
    key="part/one",
    lead="",
    kicker="Your cluster",
    notes=None,
    **slots,
):
    """Make a slide; a slot's underscores stand for hyphens."""
    return Slide(
        key, "made by hand", arrangement, title if isinstance(title, Text) else plain(title), kicker, plain(lead),
        {name.replace("_", "-"): block for name, block in slots.items()}, notes or Notes(),
    )  # fmt: skip


def deck(*slides, **changes):
    """Make a deck of one section with these slides."""
    made = {
        "title": "Production handover", "customer": "Example Retail", "occasion": "production handover",
        "audience": "call", "as_of": datetime(2026, 5, 14, 9, 12, tzinfo=UTC),
        "sections": (Section("part", "Part one", slides),),
    }  # fmt: skip
    return Deck(**{**made, **changes})


def bullets(*items, numbered=False):
    return Bullets(tuple(item if isinstance(item, Text) else plain(item) for item in items), numbered)


def table(rows=3, source=SEEN):
    return Table(
        (Column("Name", 2, strong=True), Column("Zone"), Column("Memory", align="right")),
        tuple(
            (plain(f"worker-{row}", source), plain("nova-1", source), plain("32 GiB", source)) for row in range(rows)
        ),
    )


def scene():
    claim, cinder, ceph = (
        Box("a", "Volume claim"),
        Box("b", "cinder", world="openstack"),
        Box("c", "Ceph", (), "openstack", STANDARD),
    )
    return Scene(
        "volumes", Group("root", "", (claim, cinder, ceph), direction="row"), (Arrow("a", "b"), Arrow("b", "c"))
    )


def picture(form="picture"):
    return Picture(scene(), "A claim becomes a volume in cinder, which Ceph keeps in three copies.", form)


def chart(*measures, labels=("general-ssd", "archive-hdd"), source=SEEN, rest=False):
    """Make bars of these measures, given as name and values."""
    made = tuple(Measure(name, tuple(values), f"Bar chart of {name}.") for name, values in measures)
    return Chart(tuple(labels), made, source, rest)


VOLUMES, CAPACITY = ("Volumes", (14, 3)), ("Capacity in GiB", (1200, 4096))

CODE = Code(
    (
        CodeLine("kubectl get pods -n shop", "command"),
        CodeLine("NAME   READY"),
        CodeLine("cart   1/1"),
        CodeLine("… 9 more rows", "elided"),
    )
)
POINTS = Points((Point(Text((Run("-n shop", "code"),)), plain("one namespace; -A for all")),))
CHECKS = Checklist((
    Check("good", plain("Namespaces isolate applications"), plain("9 namespaces", SEEN)),
    Check("warning", plain("Requests are set"), plain("11 pods lack one", SEEN)),
    Check("open", plain("Volumes keep data")),
))  # fmt: skip
NUMBERS = Numbers(
    (
        Number("5", "etcd members", plain("on nodes of their own"), STANDARD),
        Number("3", "control-plane nodes", plain("1.33.4"), SEEN),
    )
)
TIMELINE = Timeline(
    hours=24,
    ticks=tuple(
        Tick(at, label)
        for at, label in zip(
            range(0, 25, 4), ("20:00", "14 May", "04:00", "08:00", "12:00", "16:00", "20:00"), strict=True
        )
    ),
    now=Tick(13.2, "now, 09:12 UTC"),
    once="saved once",
    agreed=plain("every eight hours", STANDARD),
    spans=((0, 1), (4, 12), (12, 20)),
    found=plain("every eight hours", SEEN),
    events=(Event(12, "saved 08:00", "done"), Event(20, "next due by 16:00", "due")),
    alt="Timeline of one day. Agreed: every eight hours. Found: every eight hours.",
)
MIND = Callout("mind", "Mind", plain("A volume belongs to one zone."))
AGENDA = Agenda(
    (
        AgendaRow(1, "Welcome", 5, "part/one"),
        AgendaRow(2, "Your cluster", 20, "part/two"),
        AgendaRow(3, "Nowhere", 0, "part/gone"),
    )
)
NOTES = Notes(
    cue=(plain("Wait until all are there."),),
    say=(plain("Welcome the team."),),
    type=(plain("kubectl get nodes"),),
    ask=(plain("Who is on call?"),),
    warn=(plain("Five were agreed."),),
)


def every_block():
    """Give a deck with every arrangement, every block and every callout."""
    head, body = plain("We look after"), bullets("etcd", "updates")
    first = (
        slide(
            "title",
            "Your production cluster",
            key="a/title",
            kicker="",
            subtitle=plain("For the platform team"),
            presenter=bullets("14 May 2026"),
        ),
        slide("agenda", "An hour and a half", key="a/agenda", agenda=AGENDA, notes=NOTES),
    )
    second = (
        slide(
            "section",
            "How it is built",
            key="part/one",
            number=plain("1"),
            progress=Progress(("Welcome", "Your cluster"), 1),
            lead="What runs where.",
        ),
        slide(
            "bullets",
            "Three needs",
            key="part/two",
            body=bullets("one", plain("two", DECLARED), Text((Run("three", "plain", "https://example.org"),))),
        ),
        slide(
            "bullets",
            "Steps",
            key="part/steps",
            body=bullets("one", "two", numbered=True),
            callout=Callout("fill", "To fill in", plain("the provider")),
        ),
        slide("table", "Nodes", key="part/table", body=table()),
        slide("table", "Nodes, and what to mind", key="part/table2", body=table(), callout=MIND),
        slide("columns", "Who does what", key="part/columns", left_head=head, left=body, right_head=head, right=body),
        slide(
            "columns",
            "Who does what, well",
            key="part/columns2",
            left_head=head,
            left=body,
            right_head=head,
            right=body,
            callout=Callout("good", "Good", plain("yes")),
        ),
        slide("numbers", "Numbers", key="part/numbers", numbers=NUMBERS, figure=picture()),
        slide("numbers", "Numbers alone", key="part/numbers2", numbers=NUMBERS),
        slide("figure", "A figure", key="part/figure", figure=picture()),
        slide("figure", "A figure of shapes", key="part/shapes", figure=picture("native")),
        slide("figure-table", "Figure and table", key="part/both", figure=picture(), body=table(2)),
        slide(
            "figure-table", "Figure, table, callout", key="part/both2", figure=picture(), body=table(2), callout=MIND
        ),
        slide("figure-table", "A timeline", key="part/timeline", figure=TIMELINE, body=table(2), callout=MIND),
        slide(
            "checklist",
            "Do, and do not",
            key="part/dos",
            checklist=Advice((plain("Claim a volume"),), (plain("Trust an emptyDir"),)),
        ),
        slide("chart-table", "Volumes", key="part/chart", chart=chart(VOLUMES), body=table(2)),
        slide(
            "chart-table",
            "Volumes, and what to mind",
            key="part/charts",
            chart=chart(VOLUMES, CAPACITY, source=DECLARED),
            body=table(2),
            callout=MIND,
        ),
        slide("code", "kubectl", key="part/code", code=CODE, points=POINTS),
        slide(
            "code",
            "kubectl, and what is next",
            key="part/code2",
            code=CODE,
            points=POINTS,
            callout=Callout("next", "Next", plain("try it")),
        ),
        slide("code", "A file", key="part/file", code=Code((CodeLine("kind: Pod", "file"),), "yaml")),
        slide("checklist", "Checks", key="part/checks", checklist=CHECKS),
        slide("checklist", "Checks, and what is next", key="part/checks2", checklist=CHECKS, callout=MIND),
        slide("links", "Consoles", key="part/links", body=table()),
        slide("questions", "Questions", key="part/questions", body=bullets("What next?"), contacts=table(2)),
        slide(
            "questions", "More questions", key="part/questions2", body=bullets("What next?"), contacts=bullets("a desk")
        ),
    )
    return deck(sections=(Section("a", "Welcome", first, 5), Section("part", "Your cluster", second, 20)), sample=True)


def logo():
    """Give a small PNG."""
    file = BytesIO()
    Image.new("RGBA", (40, 10), "#c00").save(file, "PNG")
    return file.getvalue()


def written(one, layout, tmp_path):
    """Write the deck, and open it as any other program would."""
    powerpoint.write(one, layout, tmp_path / "deck.pptx")
    return Presentation(tmp_path / "deck.pptx")


def texts(page):
    """Give the text of each shape of a slide by its name."""
    found = {}
    for shape in page.shapes:
        if shape.has_text_frame:
            found[shape.name] = shape.text_frame.text
        elif getattr(shape, "has_table", False) and shape.has_table:
            found[shape.name] = [[cell.text_frame.text for cell in row.cells] for row in shape.table.rows]
    return found

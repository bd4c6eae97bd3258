"""Slides made by chance, of any text that a cluster or an author may come up with."""

from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st

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
    Measure,
    Notes,
    Number,
    Numbers,
    Point,
    Points,
    Progress,
    Run,
    Table,
    Text,
    plain,
)
from deckgen.fact import Source
from tests.render.powerpoint.decks import slide

ENGLISH = [
    *("the", "cluster", "node", "control", "plane", "volume", "snapshot", "of", "in", "zone", "nova-1", "etcd"),
    *("gp.16.64.200", "ingress-nginx", "10.96.0.0/12", "load", "balancer", "MEMORY", "Www", "illilli", "keystone"),
    "retention-policy",
]
WORDS = [
    ENGLISH,
    ["日本語の", "集群", "控制平面節点", "한국어", "ノード"],
    ["العنقود", "عقدة", "النسخ", "الاحتياطي"],
    ["🚀", "✅", "⚠️", "🏴"],
    ["\x1b[31mred", "\x00\x07", "\u202egnp.exe", "\u200f\u2066", "a\tb", "c\u2028d", "e\r\nf", "\ud800"],
    ["worker-" + "0123456789abcdef" * 12, "m" * 200, "W" * 200, "registry.example.com/" + "team/" * 36],
    ["ẞtraße", "Ǆǅ", "Ωμέγα", "Кластер", "Việt", "नमस्ते", "ไทย", "אשכול"],
]
LENGTHS = [0, 1, 12, 40, 90, 200, 500, 2000]


def _said(words, start, length):
    text = " ".join(words[(start + at) % len(words)] for at in range(length // 2 + 1))
    return text[:length]


TEXTS = st.builds(
    _said,
    st.sampled_from([*WORDS, ENGLISH, ENGLISH, [word for words in WORDS for word in words]]),
    st.integers(0, 20),
    st.sampled_from(LENGTHS),
)
SHORT = st.builds(_said, st.sampled_from([*WORDS, ENGLISH, ENGLISH]), st.integers(0, 20), st.sampled_from(LENGTHS[:5]))
PHRASES = st.builds(_said, st.just(ENGLISH), st.integers(0, 20), st.sampled_from(LENGTHS[:5]))
SOURCES = st.sampled_from([None, *Source])


def _styled(text, style, more, source):
    return Text((Run(text, style), Run(more)), source)


STYLES = st.sampled_from(["strong", "code"])
RICH = st.builds(plain, TEXTS, SOURCES) | st.builds(_styled, PHRASES, STYLES, TEXTS, SOURCES)
BRIEF = st.builds(plain, SHORT, SOURCES)


def some(things, most, least=1):
    """A tuple of things, long ones as likely as short ones."""
    return st.integers(least, most).flatmap(lambda count: st.tuples(*[things] * count))


def tables(most_rows=30):
    def of(count):
        heads = st.tuples(
            *[st.builds(Column, SHORT, st.floats(0, 5), strong=st.booleans(), mono=st.booleans())] * count
        )
        return st.builds(Table, heads, some(st.tuples(*[RICH | BRIEF] * count), most_rows))

    return st.integers(1, 7).flatmap(of)


def charts(count):
    values = st.tuples(*[st.none() | st.integers(0, 10**7)] * count)
    labels = st.tuples(*[SHORT] * count)
    measure = st.builds(Measure, SHORT, values, st.just("Bars."), st.integers(0, 2), st.sampled_from([None, 10**7]))
    return st.builds(Chart, labels, some(measure, 2), st.sampled_from([Source.OBSERVED, Source.DECLARED]))


CALLOUT = st.builds(Callout, st.sampled_from(["mind", "good", "next", "fill"]), SHORT, RICH)
BULLETS = st.builds(Bullets, some(RICH, 12), st.booleans())
LINES = st.builds(CodeLine, TEXTS, st.sampled_from(["command", "output", "elided", "file"]))
CHECKS = st.builds(Check, st.sampled_from(["good", "warning", "open", "unseen", "waived"]), RICH, RICH, st.just(""))
ADVICE = st.builds(Advice, some(RICH, 9), some(RICH, 9))
NUMBER = st.builds(Number, SHORT, SHORT, RICH, st.sampled_from(list(Source)))
ROWS = st.builds(AgendaRow, st.integers(1, 99), TEXTS, st.integers(0, 600), st.just(""))
SLOTS = {
    "title": {"subtitle": RICH, "presenter": BULLETS},
    "section": {"number": st.builds(plain, st.sampled_from(["1", "12", "130"])), "progress": st.builds(
        Progress, some(SHORT, 12), st.integers(-1, 12))},
    "agenda": {"agenda": st.builds(Agenda, some(ROWS, 24))},
    "bullets": {"body": BULLETS, "callout": CALLOUT},
    "table": {"body": tables(), "callout": CALLOUT},
    "columns": {"left-head": RICH, "left": BULLETS, "right-head": RICH, "right": BULLETS, "callout": CALLOUT},
    "numbers": {"numbers": st.builds(Numbers, some(NUMBER, 9))},
    "chart-table": {"chart": st.integers(1, 8).flatmap(charts), "body": tables(8), "callout": CALLOUT},
    "code": {"code": st.builds(Code, some(LINES, 40), st.sampled_from(["console", "yaml", ""])),
             "points": st.builds(Points, some(st.builds(Point, RICH, RICH), 8)), "callout": CALLOUT},
    "checklist": {"checklist": st.builds(Checklist, some(CHECKS, 15)) | ADVICE, "callout": CALLOUT},
    "links": {"body": tables()},
    "questions": {"body": BULLETS, "contacts": tables(6)},
}  # fmt: skip
OPTIONAL = {"callout", "points", "contacts", "presenter"}


@st.composite
def slides(draw):
    """A slide of any arrangement, in which any text may stand."""
    arrangement = draw(st.sampled_from(list(SLOTS)))
    taken = [slot for slot in SLOTS[arrangement] if slot not in OPTIONAL or draw(st.booleans())]
    blocks = {slot.replace("-", "_"): draw(SLOTS[arrangement][slot]) for slot in taken}
    notes = draw(st.builds(Notes, say=some(RICH, 3)))
    title, kicker = draw(st.builds(plain, SHORT) | RICH), draw(SHORT)
    return slide(arrangement, title, lead=draw(TEXTS), kicker=kicker, notes=notes, **blocks)


def generated(count, number):
    """Give ``count`` slides; the same for the same number."""
    found = []

    @seed(number)
    @settings(
        max_examples=count,
        database=None,
        deadline=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(slides())
    def collect(one):
        found.append(one)

    collect()
    return found

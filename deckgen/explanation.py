"""Why a fact says what it says: its value, where that comes from, and what speaks against it.

The engineer's answer to "why does the slide say 3?": as a card for one fact, a table for many, and data for programs.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from msgspec import Struct

from deckgen.brief import Brief
from deckgen.cluster import observe
from deckgen.cluster.definition import Definition
from deckgen.cluster.sight import right_for
from deckgen.cluster.snapshot import Gap, Snapshot
from deckgen.errors import InputError
from deckgen.fact import Fact, Source
from deckgen.factname import near
from deckgen.sheet import Card, Cell, Grid, Tone
from deckgen.suggest import among
from deckgen.values import FROM, spell
from deckgen.wording import at_time, on_date, plural, series

FORMAT = 1
"""The version of the data for programs; it grows when a key changes its meaning or goes."""

ROWS_SHOWN = 40
LETTERS_SHOWN = 160
NAMES_SHOWN = 3

TONES: dict[Source, Tone] = {
    Source.OBSERVED: "good",
    Source.DECLARED: "mind",
    Source.DOCUMENTED: "mind",
    Source.NOT_VISIBLE: "muted",
}


class Explained(Struct, frozen=True):
    """A fact with its definition, and the gaps of the snapshot that keep it from being visible."""

    fact: Fact
    definition: Definition
    gaps: tuple[Gap, ...]


def chosen(names: Iterable[str]) -> list[str]:
    """Give the facts that are asked for, in their order: by name, or all whose names begin with ``name.``.

    Args:
        names: names of facts, topics (``nodes``) or other beginnings (``etcd.backup``); none stands for all.

    Raises:
        InputError: a name is neither.
    """
    known = observe.definitions()
    found: dict[str, None] = {}
    for name in names:
        wanted = [name] if name in known else [each for each in known if each.startswith(f"{name.rstrip('.')}.")]
        if not wanted:
            what = "fact or topic" if "." not in name else "fact"
            raise InputError(f"there is no {what} called {name!r}", _meant(name, known))
        found |= dict.fromkeys(wanted)
    return list(found or known)


def _meant(name: str, known: Iterable[str]) -> str:
    topics, (topic, dot, _) = observe.topics(), name.partition(".")
    return near(name, known) if dot and topic in topics else among(topic, topics, "topics")


def explain(brief: Brief, snapshot: Snapshot) -> list[Explained]:
    """Explain every fact of ``brief``, which was observed in ``snapshot``."""
    known = observe.definitions()
    return [
        Explained(fact, known[name], () if fact.visible else tuple(observe.gaps_of(fact, snapshot)))
        for name, fact in brief.facts.items()
    ]


def disagreements(fact: Fact) -> Iterator[tuple[str, Any]]:
    """Give what says otherwise than the fact's value: ``standard``, ``profile`` or ``cluster``, and what it says."""
    for who, what in (("standard", fact.standard), ("profile", fact.declared)):
        if what is not None and what != fact.value:
            yield who, what
    yield from (("cluster", one) for one in fact.disagrees)


def as_table(explained: Iterable[Explained]) -> Grid:
    """Give one line for each fact: its value, source, and evidence or the reason why there is none."""
    rows = []
    for one in explained:
        fact = one.fact
        against = [f"≠ {_against(who, what, fact.unit)}" for who, what in disagreements(fact)]
        value = Cell("\n".join([_brief(one), *map(shortened, against)]), "strong" if fact.visible else "muted")
        why = Cell(shortened(fact.evidence if fact.visible else fact.why_not), "muted")
        rows.append((Cell(fact.name), value, Cell(fact.source.value, "bad" if against else TONES[fact.source]), why))
    return Grid(("FACT", "VALUE", "SOURCE", "EVIDENCE, OR WHY NOT"), tuple(rows))


def as_card(one: Explained) -> Card:
    """Give all that is known of one fact."""
    fact, definition = one.fact, one.definition
    fields: list[tuple[str, Cell | Grid]] = [("Value", _value(one)), ("Source", _source(fact))]
    if fact.visible:
        fields.append(("Evidence", Cell(fact.evidence or "none is given")))
    else:
        fields.append(("Why", Cell(fact.why_not)))
        fields += [("Gap", Cell(_gap(gap))) for gap in one.gaps]
    fields += [("Disagrees", Cell(_against(who, what, fact.unit), "bad")) for who, what in disagreements(fact)]
    fields += [(label, Cell(f"{spell(what, fact.unit)}, which agrees")) for label, what in _agreements(fact)]
    fields.append(("Class", Cell(f"{definition.holds.value}: {_seen_by(definition)}")))
    fields.append(("Read from", Cell(definition.read_from, "muted")))
    return Card(fact.name, definition.meaning, tuple(fields))


def as_data(explained: Iterable[Explained], snapshot: Snapshot, *, sample: bool) -> dict[str, Any]:
    """Give the facts for programs; ``docs/before-the-call.md`` documents the keys."""
    return {"format": FORMAT, "cluster": cluster(snapshot, sample=sample), "facts": [_data(one) for one in explained]}


def headline(explained: Iterable[Explained], snapshot: Snapshot, *, sample: bool) -> str:
    """Say which cluster it is, as of when, and how many facts come from where."""
    count = Counter(one.fact.source for one in explained)
    counted = ", ".join(f"{count[source]} {source}" for source in Source if count[source])
    return f"{title(snapshot, sample=sample)}: {counted}."


def title(snapshot: Snapshot, *, sample: bool) -> str:
    """Say which cluster it is, as of when."""
    told = cluster(snapshot, sample=sample)
    version = f"Kubernetes {told['version']}, " if told["version"] else ""
    made_up = ", sample data" if sample else ""
    return f"{told['name'] or 'cluster'}: {version}as of {on_date(snapshot.taken)} {at_time(snapshot.taken)}{made_up}"


def cluster(snapshot: Snapshot, *, sample: bool) -> dict[str, Any]:
    """Give which cluster it is, for programs."""
    origin = next((one for one in snapshot.origins if one.api == "kubernetes"), None)
    return {
        "name": origin.name if origin else "",
        "version": origin.version if origin else "",
        "taken": snapshot.taken.isoformat(),
        "sample": sample,
    }


def _data(one: Explained) -> dict[str, Any]:
    fact, definition = one.fact, one.definition
    return {
        "name": fact.name,
        "meaning": definition.meaning,
        "shape": definition.shape,
        "unit": definition.unit,
        "value": fact.value,
        "source": fact.source.value,
        "evidence": fact.evidence,
        "reason": "" if fact.visible else fact.why_not,
        "gaps": [
            {"resource": gap.resource, "reason": gap.reason, "detail": gap.detail, "right": right_for(gap)}
            for gap in one.gaps
        ],
        "standard": fact.standard,
        "declared": fact.declared,
        "disagrees": [{"with": who, "says": what} for who, what in disagreements(fact)],
        "holds": definition.holds.value,
        "read_from": definition.read_from,
    }


def _brief(one: Explained) -> str:
    fact = one.fact
    if not fact.visible:
        return Source.NOT_VISIBLE.value
    if one.definition.shape == "rows" and fact.value:
        firsts = [spell(next(iter(row.values()), "")) for row in fact.value]
        return shortened(f"{plural(len(firsts), 'row')}: {series(firsts, NAMES_SHOWN)}")
    return shortened(spell(fact.value, fact.unit))


def _value(one: Explained) -> Cell | Grid:
    fact, shape = one.fact, one.definition.shape
    if not fact.visible:
        return Cell(Source.NOT_VISIBLE.value, "muted")
    if shape == "rows" and fact.value:
        return _rows(fact.value)
    if shape == "texts" and fact.value:
        lines = [spell(each) for each in fact.value[:ROWS_SHOWN]]
        return Cell("\n".join([*lines, *_rest(len(fact.value))]), "strong")
    said = spell(fact.value, fact.unit)
    plain = f"{fact.value} {fact.unit}"
    return Cell(f"{said} ({plain})" if fact.unit and said != plain else said, "strong")


def _rows(rows: list[Mapping[str, Any]]) -> Grid:
    heads = tuple(rows[0])
    cells = tuple(tuple(Cell(shortened(spell(row.get(head, "")))) for head in heads) for row in rows[:ROWS_SHOWN])
    return Grid(heads, cells, "".join(_rest(len(rows))))


def _rest(count: int) -> list[str]:
    more = count - ROWS_SHOWN
    return [f"… {more} more of {count}; --format json gives them all"] if more > 0 else []


def _source(fact: Fact) -> Cell:
    return Cell(FROM[fact.source], TONES[fact.source])


def _against(who: str, what: Any, unit: str) -> str:
    names = {
        "standard": "the documented standard is",
        "profile": "the profile says",
        "cluster": "the cluster also says",
    }
    return f"{names[who]} {spell(what, unit if who != 'cluster' else '')}"


def _agreements(fact: Fact) -> Iterator[tuple[str, Any]]:
    others = (("Standard", Source.DOCUMENTED, fact.standard), ("Profile", Source.DECLARED, fact.declared))
    return ((who, what) for who, own, what in others if what == fact.value and fact.visible and fact.source is not own)


def _gap(gap: Gap) -> str:
    lines = [f"{gap.resource}: {gap.reason}"]
    lines += [f"the server said: {gap.detail}"] if gap.detail else []
    lines += [f"missing right: {right}"] if (right := right_for(gap)) else []
    return "\n".join(lines)


def _seen_by(definition: Definition) -> str:
    from deckgen.audience import AUDIENCES

    return "for " + series([one.name for one in AUDIENCES.values() if one.shows(definition.holds)])


def shortened(text: str, limit: int = LETTERS_SHOWN) -> str:
    """Give ``text``, or its beginning and how long it is; a cluster's names and annotations can have 250 kB."""
    return text if len(text) <= limit else f"{text[:limit].rstrip()} … ({len(text)} letters)"

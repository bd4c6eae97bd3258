"""The gate before a file that leaves the house: what stands against it, all at once, each with its line.

A deck goes through it as a finished file, opened as a stranger would. Only one without a finding is kept.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from msgspec import Struct

from deckgen.audience import Audience
from deckgen.confidential import Value, masked
from deckgen.deck import Deck
from deckgen.errors import InputError
from deckgen.findings import yaml_of
from deckgen.lint import slide_names
from deckgen.printing import File
from deckgen.script import Script
from deckgen.suggest import among
from deckgen.verdict import State, Verdict
from deckgen.wording import on_date

TO_FILL_IN = "to fill in:"
"""How a slide marks what the profile lacks (``items.to_fill_in``)."""


class Remark(Struct, frozen=True):
    """One thing that stands against a file.

    Attributes:
        what: in a word or two: "leak", "not met", "to fill in" or "no date".
        message: what is wrong, and where.
        mend: what to do about it.
        leak: it shows what the audience may not see.
    """

    what: str
    message: str
    mend: str
    leak: bool = False


def remarks_on(deck: Deck, script: Script, verdicts: Iterable[Verdict], accepted: Mapping[str, str]) -> list[Remark]:
    """Give what stands against a deck before it is drawn.

    Args:
        deck: what it says.
        script: whose lines are named.
        verdicts: how the promises stand that are made to this cluster.
        accepted: the critical checks that are handed over unmet all the same, each with the reason.
    """
    return [*_unmet(verdicts, accepted), *_to_fill_in(deck, script), *_undated(deck)]


def check_accepted(accepted: Mapping[str, str], verdicts: Sequence[Verdict]) -> None:
    """Make sure that what is accepted is a check at all; that a reason is given is asked where it is typed.

    Raises:
        InputError: there is no such check.
    """
    known = [one.id for one in verdicts]
    for name in accepted:
        if name not in known:
            raise InputError(f"there is no check called {name!r}", among(name, known, "checks"))


def leaks_in(files: Iterable[File], hidden: Iterable[Value], shown: Sequence[str], script: Script) -> Iterator[Remark]:
    """Give what finished files show that the audience may not see.

    Args:
        files: the deck and what was printed of it.
        hidden: the values that may not be there.
        shown: the classes that may.
        script: whose lines are named.
    """
    from deckgen.audit import audit, needles_of, sought  # which reads PDF, and is not needed for the call's deck

    needles = needles_of(hidden, shown)
    with TemporaryDirectory(prefix="deckgen-") as folder:
        for file in files:
            place = Path(folder, f"file{file.target.suffix.lower()}")
            place.write_bytes(file.content)
            yield from (
                Remark(
                    "leak", f"the file's name: {one.holds.value}, {masked(one.text)}", "give it another name", leak=True
                )
                for one in sought(file.target.stem, needles)
            )
            found = audit(place, needles)
            named = slide_names(place) if found.hits and place.suffix == ".pptx" else {}
            yield from (
                Remark("not searched", f"{file.target.name}: {part} cannot be read", "take it out", leak=True)
                for part in found.unread
            )
            for hit in found.hits:
                where = line_of(named.get(hit.slide, ""), script) or f"{file.target.name}: "
                told = f"{where}{hit.part}, {hit.place}: {hit.kind}, {masked(hit.value)}"
                yield Remark("leak", told, "take it out, or see deckgen explain", leak=True)


def line_of(slide: str, script: Script) -> str:
    """Give the line that a slide comes from, and its id, as a message begins; "" where it is no slide of the script."""
    return "".join(f"{part}: " for part in (yaml_of(slide, script), slide) if part)


def report(remarks: Sequence[Remark], target: Path, audience: Audience) -> str:
    """Say all that stands against a file, and that it was not kept."""
    kept = "the earlier one stays" if target.exists() else "nothing was written"
    lines = [f"{target} was not kept for {audience.name}; {kept}."]
    for mend, group in _by_mend(remarks).items():
        lines += [f"  {one.what}: {one.message}" for one in group]
        lines += [f"    {mend}"]
    return "\n".join(lines)


def _by_mend(remarks: Sequence[Remark]) -> dict[str, list[Remark]]:
    found: dict[str, list[Remark]] = {}
    for one in remarks:
        found.setdefault(one.mend, []).append(one)
    return found


def _unmet(verdicts: Iterable[Verdict], accepted: Mapping[str, str]) -> Iterator[Remark]:
    for one in verdicts:
        if one.critical and one.state is State.NOT_MET and one.id not in accepted:
            found = f", found {one.found}" if str(one.found) else ""
            yield Remark("not met", f"{one.id}: {one.label}{found}", f"mend it, or say why: --accept '{one.id}: why'")


def _to_fill_in(deck: Deck, script: Script) -> Iterator[Remark]:
    for slide in deck.slides:
        if any(TO_FILL_IN in text.lower() for text in texts_of(slide)):
            yield Remark("to fill in", f"{line_of(slide.id, script)}{slide.title}", "give the profile what it lacks")


def _undated(deck: Deck) -> Iterator[Remark]:
    day = on_date(deck.as_of)
    if not any(day in text for slide in deck.slides for text in texts_of(slide)):
        yield Remark(
            "no date", "no slide says of which day the numbers are", "write {{ as_of|date }} on the title slide"
        )


def texts_of(part: object) -> Iterator[str]:
    """Give every text in a part of a deck."""
    if isinstance(part, str):
        yield part
    elif isinstance(part, Struct):
        runs = getattr(part, "runs", None)
        if isinstance(runs, tuple):
            yield str(part)
        for name in part.__struct_fields__:
            yield from texts_of(getattr(part, name))
    elif isinstance(part, Mapping):
        for one in part.values():
            yield from texts_of(one)
    elif isinstance(part, list | tuple):
        for one in part:
            yield from texts_of(one)

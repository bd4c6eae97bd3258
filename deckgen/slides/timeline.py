"""How often something was agreed and how often it was found, on a line of hours, with the facts below it."""

from datetime import UTC, datetime, timedelta
from math import ceil
from typing import Literal

from msgspec import Struct
from pydantic import Field

from deckgen import script
from deckgen.brief import Brief
from deckgen.deck import Event, Run, Text, Tick, Timeline
from deckgen.fact import Fact, Source
from deckgen.script import Content, FactName, Place
from deckgen.sketch import say, with_source
from deckgen.tables import FactRow, tabulate_facts
from deckgen.wording import at_time, every, hours, on_date

WINDOWS = ((2, 6, 1), (8, 24, 4), (24, 72, 12))
"""The longest interval for which a window of so many hours is taken, and how far apart its ticks are."""

SLACK = 1
"""So many hours may pass after an interval before something is late: it takes a while."""

DAY = 24
TICKS = 6


class Entry(script.Entry):
    """What a script writes for it."""

    kind: Literal["timeline"]
    doing: str = Field(min_length=1, max_length=16, description="What happened, as a participle: saved")
    interval: FactName = Field(description="The hours between two times; its standard is what was agreed")
    last: FactName = Field(description="When it last happened, as an ISO time")
    stopped: FactName | None = Field(None, description="Whether it is switched off; then no next time is due")
    rows: tuple[FactRow, ...] = Field(
        min_length=1, max_length=6, description="The same in words, and what else is known"
    )


class _Window(Struct, frozen=True):
    """The stretch of time that is shown, in whole ticks around the time of the data."""

    start: datetime
    hours: int
    step: int

    def at(self, moment: datetime) -> float:
        return (moment - self.start).total_seconds() / 3600

    def holds(self, moment: datetime) -> bool:
        return 0 <= self.at(moment) <= self.hours


def compose(entry: Entry, brief: Brief, place: Place) -> Content | None:  # noqa: ARG001 - every kind is called alike
    """Give the timeline and the facts; the facts alone where no interval is known, and without facts give way."""
    table = tabulate_facts(entry.rows, brief)
    if not table:
        return None
    timeline = _timeline(entry, brief)
    if not timeline:
        return Content("table", {"body": table})
    return Content("figure-table", {"figure": timeline, "body": table})


def _timeline(entry: Entry, brief: Brief) -> Timeline | None:
    interval, last = brief.facts[entry.interval], brief.facts[entry.last]
    agreed, source = _agreed(interval)
    longest = max(agreed or 0, interval.value if interval.visible else 0)
    if not longest or not (interval.visible or last.visible or brief.audience.to_fill_in):
        return None
    window = _window(longest, brief.as_of)
    stopped = bool(entry.stopped and brief.facts.value(entry.stopped, default=False))
    events = _events(entry, interval, last, window, brief.as_of, stopped=stopped)
    promised = Text((Run(every(agreed)),), source) if agreed else Text()
    found = _found(entry, interval, last, window, stopped=stopped)
    return Timeline(
        hours=window.hours,
        ticks=_ticks(window),
        now=Tick(window.at(brief.as_of), f"now, {at_time(brief.as_of)}"),
        once=f"{entry.doing} once",
        agreed=promised,
        spans=_spans(agreed, window, brief.as_of) if agreed else (),
        found=found,
        events=events,
        alt=_alt(window, promised, found, events, brief.as_of),
    )


def _agreed(interval: Fact) -> tuple[float | None, Source]:
    """Give the hours that were agreed, and by whom that is told; our standard is none of what others look after."""
    if interval.standard is not None and not interval.absent:
        return interval.standard, Source.DOCUMENTED
    return interval.declared, Source.DECLARED


def _window(longest: float, now: datetime) -> _Window:
    """Give a window that holds the last time, were it in time, and the next."""
    days = ceil(3 * longest / DAY)
    default = (longest, days * DAY, DAY * ceil(days / TICKS))
    _, length, step = next((window for window in WINDOWS if longest <= window[0]), default)
    midnight = now.astimezone(UTC).replace(hour=0, minute=0, second=0, microsecond=0)
    floor = min(step, DAY)
    begun = midnight + timedelta(hours=(now - midnight).total_seconds() // 3600 // floor * floor)
    end = begun + timedelta(hours=step * (ceil(longest / step) + 1))
    return _Window(end - timedelta(hours=length), length, step)


def _ticks(window: _Window) -> tuple[Tick, ...]:
    moments = [window.start + timedelta(hours=at) for at in range(0, window.hours + 1, window.step)]
    return tuple(Tick(window.at(one), f"{one.day} {one:%b}" if one.hour == 0 else f"{one:%H:%M}") for one in moments)


def _spans(agreed: float, window: _Window, now: datetime) -> tuple[tuple[float, float], ...]:
    """Give the stretches of the window in each of which it is to happen once, one of them from midnight on."""
    midnight = window.at(now.astimezone(UTC).replace(hour=0, minute=0, second=0, microsecond=0))
    first = midnight - ceil(midnight / agreed) * agreed
    starts = [first + number * agreed for number in range(ceil((window.hours - first) / agreed))]
    return tuple((max(start, 0), min(start + agreed, window.hours)) for start in starts)


def _events(
    entry: Entry, interval: Fact, last: Fact, window: _Window, now: datetime, *, stopped: bool
) -> tuple[Event, ...]:
    if not last.visible:
        return ()
    moment = datetime.fromisoformat(last.value)
    events = [Event(window.at(moment), f"{entry.doing} {moment.astimezone(UTC):%H:%M}", "done")]
    if interval.visible and not stopped:
        due = moment + timedelta(hours=interval.value)
        late = now > due + timedelta(hours=SLACK)
        words = f"{'was due' if late else 'next due'} by {due.astimezone(UTC):%H:%M}"
        events.append(Event(window.at(due), words, "late" if late else "due"))
    return tuple(one for one in events if 0 <= one.at <= window.hours)


def _found(entry: Entry, interval: Fact, last: Fact, window: _Window, *, stopped: bool) -> Text:
    """Say how often it is found to happen; and where the last time is no longer in the window, when that was."""
    words = "switched off" if stopped else every(interval.value) if interval.visible else ""
    if words and not stopped and not last.visible:
        words = f"planned {words}, last one not visible"
    sources = [fact.source for fact in (interval, last) if fact.visible]
    if last.visible and not window.holds(moment := datetime.fromisoformat(last.value)):
        words = ", ".join(filter(None, (words, f"last {entry.doing} on {on_date(moment)}")))
    if not sources:
        return Text((Run("not visible"),), Source.NOT_VISIBLE)
    return Text((Run(words or "how often is not visible"),), sources[0])


def _alt(window: _Window, agreed: Text, found: Text, events: tuple[Event, ...], now: datetime) -> str:
    """Say what the timeline shows, in the order in which it is read."""
    promised = f"Agreed: {with_source(str(agreed), agreed.source or Source.OBSERVED)}." if agreed else None
    seen = ", ".join([str(found), *(event.label for event in events)])
    return say(
        f"Timeline of {hours(window.hours)} from {on_date(window.start)}, {at_time(window.start)}.",
        promised,
        f"Found: {seen}.",
        f"The cluster was read on {on_date(now)}, {at_time(now)}.",
    )

"""What ``deckgen build`` says of the faults in its deck: where in the script they come from, and how to mend them."""

from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path

from deckgen.lint.finding import Finding, Rule
from deckgen.lint.form import tally, where_of
from deckgen.placed import NOWHERE
from deckgen.script import Script

NAMED_PLACES = 3
"""Of a rule that is broken all over, which is rather the layout's doing, so many places stand for all."""


def summary_of(found: Sequence[Finding], script: Script) -> str:
    """Say what is wrong with the deck: rule by rule how to mend it, and each line of YAML that made a slide with it."""
    by_rule: dict[Rule, dict[tuple[str, str, str, str], list[int]]] = defaultdict(lambda: defaultdict(list))
    for one in found:
        same = (yaml_of(one.slide, script), one.slide, one.place.named, one.message)
        by_rule[one.rule][same].append(one.place.slide)
    lines = [f"Worth a look before anybody else sees it: {tally(found)}."]
    for rule, places in by_rule.items():
        told = [_told(numbers, *same) for same, numbers in places.items()]
        rest = len(told) - NAMED_PLACES
        lines += [f"  {rule.name}: {rule.mend}", *(f"    {one}" for one in told[:NAMED_PLACES])]
        lines += [f"    ... and in {rest} more places"] if rest > 0 else []
    return "\n".join(lines)


def yaml_of(slide: str, script: Script) -> str:
    """Give the line of YAML that a slide was made from, as editors turn it into a link; "" where there is none.

    Args:
        slide: its id, or "".
        script: whose slide it is.
    """
    position = script.place_of(slide) if slide else NOWHERE
    return f"{_near(position.file)}:{position.line}:{position.column}" if position.line else ""


def _told(numbers: Sequence[int], yaml: str, slide: str, named: str, message: str) -> str:
    """Give a finding's line; a slide that goes on to further ones has it on each, and an id for all."""
    where = ", ".join(filter(None, (where_of(numbers, slide), named)))
    return ": ".join(filter(None, (yaml, where, message)))


def _near(path: str) -> str:
    """Give a path as seen from the current folder, where it lies below."""
    here = Path.cwd()
    return str(Path(path).relative_to(here)) if Path(path).is_relative_to(here) else path

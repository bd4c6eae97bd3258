"""What templates share: Jinja2's lexer, parser, filters and tests, with access to rows as templates have it."""

from collections.abc import Mapping
from functools import cache
from typing import Any

from jinja2 import StrictUndefined
from jinja2.runtime import Context
from jinja2.sandbox import ImmutableSandboxedEnvironment
from pydantic import BaseModel

from deckgen.naming import member
from deckgen.rounded import alike, how_many
from deckgen.wording import FILTERS

JINJA_FILTERS = (
    "abs first float groupby int items last length list lower map max min reject rejectattr round select selectattr "
    "sort string sum title trim unique upper"
)
"""Jinja's own filters that cannot make a text longer than what they are given; ``join`` and ``replace`` are ours."""

PICKING = ("list", "map", "reject", "rejectattr", "select", "selectattr", "sort", "unique")
"""Filters that give members of a list, or something of each."""


class Environment(ImmutableSandboxedEnvironment):
    """Jinja2's sandbox, in which a dot on a row gives its column."""

    def getattr(self, obj: Any, attribute: str) -> Any:
        """Give a row's column, or a profile's field, and nothing that Python has under that name."""
        return member(obj, attribute) if isinstance(obj, Mapping | BaseModel) else super().getattr(obj, attribute)

    def getitem(self, obj: Any, argument: Any) -> Any:
        """Give the same as ``getattr`` for rows and the profile."""
        if isinstance(obj, Mapping | BaseModel):
            return member(obj, str(argument))
        return super().getitem(obj, argument)


@cache
def the_environment() -> Environment:
    """Give the one environment of all templates."""
    made = Environment(undefined=StrictUndefined, keep_trailing_newline=True, trim_blocks=True, lstrip_blocks=True)
    made.globals.clear()
    made.filters = {name: made.filters[name] for name in JINJA_FILTERS.split()} | FILTERS
    return made


def call_filter(name: str, value: Any, *others: Any) -> Any:
    """Give what a filter makes of a value; of a list that is told as about so many, what is picked is told so, too."""
    if name == "length" and isinstance(value, list):
        return how_many(value)
    made = the_environment().call_filter(name, value, *others)
    return alike(value, made) if name in PICKING else made


@cache
def bare_context() -> Context:
    """Give what Jinja2's filters want to see of a template; there is nothing of one in it."""
    return Context(the_environment(), {}, None, {})

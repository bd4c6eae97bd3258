"""What to ask, what comes next, and whom to reach after the call."""

from typing import Literal

from pydantic import Field

from deckgen import script
from deckgen.brief import Brief
from deckgen.customer import Contact
from deckgen.deck import Block, Bullets, Column, Run, Table, Text, plain
from deckgen.items import Item, write_items
from deckgen.script import Content, Place
from deckgen.values import NOTHING

CONTACTS = 6
"""So many contacts fit beside the prompts."""

NO_BREAK = "\N{NO-BREAK SPACE}"
"""Keeps a telephone number on one line."""


class Entry(script.Entry):
    """What a script writes for it."""

    kind: Literal["questions"]
    prompts: tuple[Item, ...] = Field(min_length=1, description="Questions that bring an answer")
    contacts: bool = Field(default=True, description="Whether the profile's contacts stand beside them")


def compose(entry: Entry, brief: Brief, place: Place) -> Content | None:  # noqa: ARG001 - every kind is called alike
    """Give prompts and contacts; without a prompt, the slide gives way."""
    prompts = write_items(entry.prompts, brief)
    contacts = _contacts(brief) if entry.contacts else None
    if not prompts:
        return None
    if not contacts:
        return Content("bullets", {"body": Bullets(prompts)})
    return Content("questions", {"body": Bullets(prompts), "contacts": contacts})


def _contacts(brief: Brief) -> Block | None:
    people = (*brief.customer.support, *brief.customer.contacts)[:CONTACTS]
    if people:
        return Table((Column("Who", 1.1), Column("Reach", 1.6)), tuple(map(_row, people)))
    if brief.audience.to_fill_in:
        return Bullets((Text((Run("To fill in: ", "strong"), Run("support and contacts in the profile"))),))
    return None


def _row(contact: Contact) -> tuple[Text, Text]:
    who = (Run(contact.name, "strong"), *((Run(f", {contact.role}"),) if contact.role else ()))
    mail = Run(contact.email, href=f"mailto:{contact.email}") if contact.email else None
    phone = Run(contact.phone.replace(" ", NO_BREAK)) if contact.phone else None
    reach = tuple(run for run in (mail, phone) if run)
    return Text(who), Text(_spaced(reach)) if reach else plain(NOTHING)


def _spaced(runs: tuple[Run, ...]) -> tuple[Run, ...]:
    return tuple(piece for run in runs for piece in (Run(" · ", "muted"), run))[1:]

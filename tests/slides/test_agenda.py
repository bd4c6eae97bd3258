from msgspec.structs import replace

from deckgen.deck import AgendaRow
from deckgen.script import kind


def test_the_agenda_lists_the_sections_that_there_are_with_their_first_slides(slide, brief_of):
    rows = slide("agenda", brief_of()).slots["agenda"].rows
    assert rows == (
        AgendaRow(1, "Welcome", 5, "welcome/agenda", "Welcome"),
        AgendaRow(2, "Data", 10, "etcd/opener", "Data"),
    )


def test_an_agenda_without_sections_gives_way(brief_of, place):
    agenda = kind("agenda")
    entry = agenda.Entry.model_validate({"id": "one", "kind": "agenda", "title": "Agenda"})
    assert agenda.compose(entry, brief_of(), replace(place, route=())) is None

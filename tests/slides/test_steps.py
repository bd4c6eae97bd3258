"""What happens next."""

from msgspec.structs import replace

from deckgen.promise import Promise
from deckgen.script import kind

MEND = {"what": "Mend {{ item.not_met }}", "who": "we", "by": "soon", "when": "item.not_met >= 1"}
SIGN_IN = {"what": "Sign in", "who": "you", "by": "on {{ as_of | date }}"}


def stepped(place, brief, *steps):
    promise = Promise.model_validate({"id": "nodes", "label": "Nodes", "fact": "nodes.count", "at_least": 3})
    script = place.script.model_copy(update={"promises": (promise,)})
    entry = kind("steps").Entry.model_validate({"id": "a", "kind": "steps", "title": "T", "steps": steps})
    return kind("steps").compose(entry, brief, replace(place, script=script))


def rows(content):
    return [[str(cell) for cell in row] for row in content.slots["body"].rows]


def test_each_step_has_an_owner_and_a_time(place, brief_of):
    content = stepped(place, brief_of({"nodes.count": 1}), MEND, SIGN_IN)
    assert rows(content) == [["Mend 1", "We", "soon"], ["Sign in", "You", "on 14 May 2026"]]
    assert content.counts == {"steps": 2}


def test_a_step_that_nothing_asks_for_is_left_out(place, brief_of):
    assert rows(stepped(place, brief_of({"nodes.count": 3}), MEND, SIGN_IN)) == [["Sign in", "You", "on 14 May 2026"]]
    assert stepped(place, brief_of({"nodes.count": 3}), MEND) is None

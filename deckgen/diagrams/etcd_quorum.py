"""How many of etcd's members have to agree on a change, and how many may fail meanwhile."""

from collections.abc import Sequence

from deckgen.fact import Facts, Source
from deckgen.scene import Arrow, Box, Group, Scene
from deckgen.sketch import counted, known, say, source_of, with_source

MOST = 9
"""So many members are drawn one by one; of more, which etcd advises against, each side is one box."""

AGREES, MAY_FAIL = "majority", "spare"


def draw(facts: Facts) -> Scene | None:
    """Draw the members by what etcd needs of them; None where their number is not visible.

    A change counts once more than half of the members have written it (etcd.io/docs, FAQ, "What is failure tolerance").
    """
    members = known(facts, "etcd.members.count")
    if not members:
        return None
    source, needed = source_of(facts, "etcd.members.count"), majority(members)
    away = _not_ready(facts, members)
    agreeing = _side(AGREES, needed, max(away - (members - needed), 0), facts)
    head = f"A MAJORITY: ANY {needed} OF {members}" if members > 1 else "THE ONLY MEMBER"
    groups = [Group(AGREES, with_source(head, source), agreeing, "kubernetes", "row")]
    if spare := members - needed:
        boxes = _side(MAY_FAIL, spare, min(away, spare), facts)
        groups.append(Group(MAY_FAIL, with_source(_spare_head(members), source), boxes, "kubernetes", "row"))
    asks = Box("api", "API server", ("keeps what you", "declare"), role="api")
    root = Group("quorum", "", (asks, *groups), direction="row")
    arrow = Arrow("api", agreeing[0].id, "a change", source)
    return Scene("etcd-quorum", root, (arrow,), _alt(members, away, source))


def majority(members: int) -> int:
    """Give how many of the members are more than half."""
    return members // 2 + 1


def _not_ready(facts: Facts, members: int) -> int:
    ready = known(facts, "etcd.members.ready.count")
    return 0 if ready is None else max(members - ready, 0)


def _side(name: str, count: int, away: int, facts: Facts) -> tuple[Box, ...]:
    """Give the members of one side, so many of them not ready; those that a change needs are filled."""
    source = source_of(facts, "etcd.members.count")
    told = source_of(facts, "etcd.members.count", "etcd.members.ready.count") if away else source
    strong = name == AGREES
    if count > MOST // 2 + 1:
        lines = (f"{away} not ready",) if away else ()
        return (Box(name + "-all", counted(count, "member") or "", lines, source=told, strong=strong, role="etcd"),)
    boxes: Sequence[Box] = [
        Box(
            f"{name}-{at}",
            "member",
            ("not ready",) if at >= count - away else (),
            source=told if at >= count - away else source,
            strong=strong and at < count - away,
            role="etcd",
        )
        for at in range(count)
    ]
    return tuple(boxes)


def _spare_head(members: int) -> str:
    spare = members - majority(members)
    return f"MAY FAIL: {spare}" + (f", NO MORE THAN OF {members - 1}" if members % 2 == 0 else "")


def _alt(members: int, away: int, source: Source) -> str:
    needed = majority(members)
    spare = members - needed
    who = f"{needed} of {members} members of etcd have" if members > 1 else "the only member of etcd has"
    return say(
        with_source(f"A change counts once {who} written it", source) + ".",
        f"{spare} may fail at once." if spare else "No member may fail.",
        f"{counted(away, 'member')} {'is' if away == 1 else 'are'} not ready." if away else None,
    )

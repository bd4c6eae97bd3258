"""What was not visible, why, and what would show it."""

from msgspec.structs import replace

from deckgen.fact import Fact, Facts

ROWS = [{"label": "etcd's version", "fact": "etcd.version", "ask": "whoever looks after `etcd`"}]
FORBIDDEN = "nodes: forbidden to this user; list nodes is in `deckgen manifests rbac`"


def reasons(brief, **found):
    """Give the brief with facts that are not visible, each with its reason."""
    unseen = {name.replace("__", "."): reason for name, reason in found.items()}
    facts = {name: Fact(name, reason=reason, absent=reason == "") for name, reason in unseen.items()}
    return replace(brief, facts=Facts(facts))


def cells(content):
    return [[str(cell) for cell in row] for row in content.slots["body"].rows]


def test_a_fact_that_no_api_tells_names_the_person_who_would(slide, brief_of):
    brief = reasons(brief_of(), etcd__version="no etcd Pods")
    content = slide("unseen", brief, rows=ROWS)
    assert cells(content) == [["etcd's version", "no etcd Pods", "whoever looks after etcd"]]
    assert content.counts == {"unseen": 1}


def test_a_missing_right_is_named_once_for_all_facts_behind_it(slide, brief_of):
    brief = reasons(brief_of(), etcd__version=FORBIDDEN, nodes__count=FORBIDDEN, nodes__zones=FORBIDDEN)
    right = "list nodes is in deckgen manifests rbac"
    assert cells(slide("unseen", brief, rows=ROWS)) == [
        ["etcd's version", "nodes: forbidden to this user", right],
        ["How many nodes the cluster has and 1 more", "nodes: forbidden to this user", right],
    ]


def test_what_was_looked_for_and_not_found_is_not_unseen(slide, brief_of):
    brief = reasons(brief_of(), etcd__version="", nodes__pools="no label names a pool")
    assert slide("unseen", brief, rows=ROWS) is None


def test_those_who_cannot_fill_it_in_are_not_shown_it(slide, brief_of):
    assert slide("unseen", reasons(brief_of(audience="customer"), etcd__version="no etcd Pods"), rows=ROWS) is None


def test_more_than_fit_are_counted(slide, brief_of):
    names = [f"nodes.{name}" for name in ("count", "zones", "pools", "flavors", "runtimes", "os_images", "list")]
    names += ["server.version", "namespaces.count", "network.cni", "ingress.count"]
    unseen = {name.replace(".", "__"): f"{name}: forbidden to this user; {name} is in `deckgen manifests rbac`"
              for name in names}  # fmt: skip
    rows = cells(slide("unseen", reasons(brief_of(), etcd__version="no etcd Pods", **unseen), rows=ROWS))
    assert len(rows) == 10
    assert rows[-1][0] == "… 3 more"

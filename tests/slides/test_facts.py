import pytest

from deckgen.fact import Source
from deckgen.values import NOTHING

MEMBERS = {"label": "Members", "fact": "etcd.members.count"}
ROWS = [MEMBERS, {"label": "Version", "fact": "etcd.version"}]


def table(content):
    body = content.slots["body"]
    return [column.head for column in body.columns], [[str(cell) for cell in row] for row in body.rows]


def test_each_row_says_the_value_and_where_it_is_from(slide, brief_of):
    brief = brief_of({"etcd.members.count": 5, "etcd.version": None}, declared={"etcd.version": "3.5.21"})
    heads, rows = table(slide("facts", brief, rows=ROWS))
    assert heads == ["Fact", "Your cluster", "Where from"]
    assert rows == [["Members", "5", "observed in the cluster"], ["Version", "3.5.21", "declared by us"]]


def test_one_source_for_all_is_said_once_by_the_legend(slide, brief_of):
    heads, _ = table(slide("facts", brief_of({"etcd.members.count": 5, "etcd.version": "3.5.21"}), rows=ROWS))
    assert heads == ["Fact", "Your cluster"]


def test_the_value_carries_its_source(slide, brief_of):
    content = slide("facts", brief_of({"etcd.members.count": 5}), rows=[MEMBERS])
    assert content.slots["body"].rows[0][1].source is Source.OBSERVED


def test_a_standard_is_shown_where_the_cluster_differs_from_it(slide, brief_of):
    brief = brief_of({"etcd.members.count": 3, "etcd.version": "3.5.21"}, standards={"etcd.members.count": 5})
    heads, rows = table(slide("facts", brief, rows=ROWS))
    assert heads == ["Fact", "Your cluster", "Standard"]
    assert [row[2] for row in rows] == ["5", NOTHING]


def test_no_standard_is_shown_where_the_cluster_keeps_to_it(slide, brief_of):
    heads, _ = table(
        slide("facts", brief_of({"etcd.members.count": 5}, standards={"etcd.members.count": 5}), rows=[MEMBERS])
    )
    assert "Standard" not in heads


def test_the_customer_reads_no_comparison_with_the_standard(slide, brief_of):
    brief = brief_of({"etcd.members.count": 3}, standards={"etcd.members.count": 5}, audience="customer")
    heads, rows = table(slide("facts", brief, rows=[MEMBERS]))
    assert heads == ["Fact", "Your cluster"]
    assert rows == [["Members", "3"]]


def test_a_standard_that_was_not_observed_says_what_it_is(slide, brief_of):
    brief = brief_of({"etcd.members.count": None}, standards={"etcd.members.count": 5})
    content = slide("facts", brief, rows=[MEMBERS])
    assert content.slots["body"].rows[0][1].source is Source.DOCUMENTED
    assert table(content)[1] == [["Members", "5", "5"]]


def test_what_the_profile_says_otherwise_stands_beside_what_was_observed(slide, brief_of):
    facts = {"etcd.members.count": 3, "etcd.version": "3.5.21"}
    brief = brief_of(facts, declared={"etcd.members.count": 5})
    assert table(slide("facts", brief, rows=ROWS))[1][0][2] == "observed in the cluster; profile: 5"


def test_a_fact_that_is_not_visible_says_so_on_the_call_and_is_left_out_for_others(slide, brief_of):
    facts = {"etcd.members.count": None, "etcd.version": "3.5.21"}
    assert table(slide("facts", brief_of(facts), rows=ROWS))[1][0] == ["Members", "not visible"]
    assert table(slide("facts", brief_of(facts, audience="customer"), rows=ROWS))[1] == [["Version", "3.5.21"]]


def test_words_for_a_flag_keep_the_source_of_the_fact(slide, brief_of):
    row = {"label": "Keystone", "fact": "identity.keystone.present", "text": "checks tokens"}
    value = slide("facts", brief_of({"identity.keystone.present": True}), rows=[row]).slots["body"].rows[0][1]
    assert (str(value), value.source) == ("checks tokens", Source.OBSERVED)


def test_a_table_with_nothing_visible_gives_way_for_the_customer(slide, brief_of):
    assert slide("facts", brief_of({"etcd.members.count": None}, audience="customer"), rows=[MEMBERS]) is None


@pytest.mark.parametrize(
    ("value", "unit", "words"),
    [
        (8, "h", "8 hours"),
        (72, "h", "3 days"),
        (7, "d", "7 days"),
        (1, "d", "1 day"),
        (192, "GiB", "192 GiB"),
        (1331.2, "GiB", "1.3 TiB"),
        (12345, "", "12,345"),
        (0, "", "0"),
        (True, "", "yes"),
        (False, "", "no"),
        ([], "", "none"),
        (["a", "b"], "", "a and b"),
        (["a"] * 8, "", "a, a, a, a, a, a and 2 more"),
        ("tab\there\x1b[31m", "", "tab here"),
        ("", "", NOTHING),
    ],
)
def test_values_are_written_with_their_units(slide, brief_of, value, unit, words):
    brief = brief_of({"etcd.members.count": value}, units={"etcd.members.count": unit})
    assert table(slide("facts", brief, rows=[MEMBERS]))[1][0][1] == words


def test_a_diagram_stands_above_the_table_and_is_left_out_where_it_has_nothing_to_show(slide, brief_of):
    rows = [MEMBERS, {"label": "Nodes", "fact": "nodes.count"}]
    content = slide("facts", brief_of({"etcd.members.count": 5, "nodes.count": 9}), rows=rows, diagram="etcd-quorum")
    assert (content.arrangement, list(content.slots)) == ("figure-table", ["figure", "body"])
    content = slide("facts", brief_of({"etcd.members.count": None, "nodes.count": 9}), rows=rows, diagram="etcd-quorum")
    assert (content.arrangement, list(content.slots)) == ("table", ["body"])

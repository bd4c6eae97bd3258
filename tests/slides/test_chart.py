import pytest
from pydantic import ValidationError

from deckgen.audience import AUDIENCES
from deckgen.brief import make_brief
from deckgen.customer import Customer
from deckgen.fact import Facts, Holds, Source
from deckgen.script import kind
from deckgen.values import NOTHING
from tests.cards import fact_of
from tests.slides.conftest import AS_OF

TABLE = {
    "rows": "nodes.flavors",
    "columns": [
        {"head": "Flavor", "field": "flavor", "strong": True},
        {"head": "Used for", "field": "role"},
        {"head": "Nodes", "field": "count", "align": "right"},
    ],
}
ROWS = [{"label": "Nodes", "fact": "nodes.count"}]
VOLUMES = {
    "rows": "storage.classes",
    "columns": [
        {"head": "StorageClass", "field": "name"},
        {"head": "Volumes", "field": "volumes"},
        {"head": "Capacity", "field": "capacity", "unit": "GiB"},
    ],
}


def flavors(*counts, role="worker"):
    return [{"flavor": f"gp.{at}", "role": role, "count": count} for at, count in enumerate(counts)]


@pytest.fixture
def drawn(slide, brief_of):
    """Compose the nodes by flavor; give the slide's content."""

    def drawn(found, **more):
        return slide("chart", brief_of({"nodes.flavors": found, "nodes.count": 9}), table=TABLE, bars=["count"], **more)

    return drawn


def bars(content, measure=0):
    chart = content.slots["chart"]
    return list(zip(chart.labels, chart.measures[measure].values, strict=True))


def cells(content):
    return [[str(cell) for cell in row] for row in content.slots["body"].rows]


def test_the_longest_bar_stands_first_and_the_table_has_the_same_numbers(drawn):
    content = drawn(flavors(2, 30, 4))
    assert bars(content) == [("gp.1", 30), ("gp.2", 4), ("gp.0", 2)]
    assert cells(content) == [["gp.1", "worker", "30"], ["gp.2", "worker", "4"], ["gp.0", "worker", "2"]]
    assert content.slots["chart"].source is content.slots["body"].rows[0][0].source is Source.OBSERVED


def test_alternative_text_says_in_sentences_what_the_bars_show(drawn):
    assert drawn(flavors(2, 1300)).slots["chart"].measures[0].alt == (
        "Bar chart of nodes by flavor, with 2 bars. The longest is gp.1 with 1,300, the shortest gp.0 with 2. "
        "The table on this slide has the same numbers."
    )


def test_names_of_any_length_leave_alternative_text_short(drawn):
    rows = [{"flavor": f"{at}{'x' * 5000}", "role": "worker", "count": at} for at in range(30)]
    assert len(drawn(rows).slots["chart"].measures[0].alt) <= 500


def test_of_thirty_the_largest_seven_have_a_bar_and_the_others_one_together(drawn):
    content = drawn(flavors(*range(1, 31)))
    assert [value for _, value in bars(content)] == [30, 29, 28, 27, 26, 25, 24, sum(range(1, 24))]
    assert bars(content)[-1][0] == "23 others"
    assert cells(content)[-1] == ["23 others", NOTHING, "276"]
    assert content.slots["chart"].rest
    assert "23 others have 276 together" in content.slots["chart"].measures[0].alt


def test_eight_have_a_bar_each(drawn):
    content = drawn(flavors(*range(1, 9)))
    assert len(bars(content)) == 8
    assert not content.slots["chart"].rest


def test_what_is_not_known_has_no_bar_and_a_dash_in_the_table(drawn):
    content = drawn(flavors(2, None, 4))
    assert bars(content) == [("gp.2", 4), ("gp.0", 2)]
    assert cells(content)[-1] == ["gp.1", "worker", NOTHING]


def test_none_that_is_counted_is_a_number(drawn):
    assert bars(drawn(flavors(2, 0))) == [("gp.0", 2), ("gp.1", 0)]


def test_two_rows_of_one_name_are_told_apart(drawn):
    rows = [{"flavor": "gp", "role": role, "count": 3} for role in ("worker", "control plane")]
    assert [label for label, _ in bars(drawn(rows))] == ["gp · worker", "gp · control plane"]
    assert [row[0] for row in cells(drawn(rows))] == ["gp", "gp"]


@pytest.mark.parametrize("rows", [flavors(5), flavors(5, None), flavors(0, 0)])
def test_where_there_is_nothing_to_compare_the_table_stands_alone(drawn, rows):
    content = drawn(rows)
    assert content.arrangement == "table"
    assert len(cells(content)) == len(rows)


def test_without_rows_the_facts_stand_there_and_without_those_the_slide_gives_way(drawn):
    assert cells(drawn(None, rows=ROWS)) == [["Nodes", "9"]]
    assert drawn([]) is None


def test_two_measures_share_their_labels(slide, brief_of):
    classes = [
        {"name": "hdd", "volumes": 3, "capacity": 4096},
        {"name": "ssd", "volumes": 14, "capacity": 1228.8},
        {"name": "none", "volumes": 2, "capacity": None},
    ]
    content = slide("chart", brief_of({"storage.classes": classes}), table=VOLUMES, bars=["volumes", "capacity"])
    assert bars(content) == [("ssd", 14), ("hdd", 3), ("none", 2)]
    assert bars(content, 1) == [("ssd", 1228.8), ("hdd", 4096), ("none", None)]
    heads = [column.head for column in content.slots["body"].columns]
    assert heads == ["StorageClass", "Volumes", "Capacity in\N{NO-BREAK SPACE}GiB"]
    assert cells(content) == [["ssd", "14", "1,228.8"], ["hdd", "3", "4,096.0"], ["none", "2", NOTHING]]


def test_a_little_is_never_shown_as_nothing(slide, brief_of):
    classes = [{"name": name, "volumes": 1, "capacity": size} for name, size in (("a", 0.04), ("b", 20))]
    content = slide("chart", brief_of({"storage.classes": classes}), table=VOLUMES, bars=["volumes", "capacity"])
    assert sorted(row[2] for row in cells(content)) == ["0.04", "20.00"]


@pytest.mark.parametrize("fields", [["cores"], ["flavor"]])
def test_bars_of_a_field_without_a_column_are_a_mistake_of_the_script(fields):
    with pytest.raises(ValidationError, match="no column after the first has the field"):
        kind("chart").Entry.model_validate(
            {"id": "one", "kind": "chart", "title": "Nodes", "table": TABLE, "bars": fields}
        )


def test_what_an_audience_may_not_see_has_no_bar(slide):
    def content(audience):
        fact = fact_of("nodes.flavors", flavors(2, 30), holds=Holds.FREE_TEXT)
        brief = make_brief(Customer(name="Example"), Facts({fact.name: fact}), {}, AUDIENCES[audience], AS_OF)
        return slide("chart", brief, table=TABLE, bars=["count"])

    assert bars(content("call")) == [("gp.1", 30), ("gp.0", 2)]
    assert content("presales") is None


def test_shares_are_shares_of_a_whole_and_are_not_added_up(slide, brief_of):
    columns = [{"head": "Nodes", "field": "group"}, {"head": "CPU", "field": "cpu_share", "unit": "%"}]
    rows = [{"group": f"pool {at}", "cpu_share": 5 * at} for at in range(12)]
    brief = brief_of({"capacity.groups": rows})
    content = slide("chart", brief, table={"rows": "capacity.groups", "columns": columns}, bars=["cpu_share"])
    (measure,) = content.slots["chart"].measures
    assert (measure.name, measure.whole) == ("CPU in\N{NO-BREAK SPACE}%", 100)
    assert measure.values[0] == 55
    assert measure.values[-1] is None
    assert cells(content)[-1] == ["5 others", NOTHING]
    assert "together" not in measure.alt

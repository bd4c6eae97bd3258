from deckgen.fact import Source
from deckgen.values import NOTHING

CLASSES = [
    {"name": "general-ssd", "capacity": 1228.8, "default": True, "type": ""},
    {"name": "archive-hdd", "capacity": 4096, "default": False, "type": "hdd"},
]
TABLE = {
    "rows": "storage.classes",
    "columns": [
        {"head": "Class", "text": "{{ item.name }}{{ ' (default)' if item.default else '' }}"},
        {"head": "Type", "field": "type"},
        {"head": "Capacity", "field": "capacity", "unit": "GiB", "align": "right"},
    ],
}


def cells(content):
    return [[str(cell) for cell in row] for row in content.slots["body"].rows]


def test_each_row_of_the_fact_is_a_row_of_the_table_and_no_cell_is_empty(slide, brief_of):
    content = slide("listing", brief_of({"storage.classes": CLASSES}), table=TABLE)
    assert cells(content) == [["general-ssd (default)", NOTHING, "1.2 TiB"], ["archive-hdd", "hdd", "4 TiB"]]


def test_the_first_cell_carries_the_source(slide, brief_of):
    first, second, _ = slide("listing", brief_of({"storage.classes": CLASSES}), table=TABLE).slots["body"].rows[0]
    assert (first.source, second.source) == (Source.OBSERVED, None)


def test_rows_past_the_limit_are_counted(slide, brief_of):
    content = slide("listing", brief_of({"storage.classes": CLASSES * 5}), table=TABLE | {"limit": 4})
    assert len(cells(content)) == 5
    assert cells(content)[-1] == ["… 6 more", NOTHING, NOTHING]


def test_a_listing_of_nothing_gives_way(slide, brief_of):
    assert slide("listing", brief_of({"storage.classes": []}), table=TABLE) is None
    assert slide("listing", brief_of({"storage.classes": None}), table=TABLE) is None

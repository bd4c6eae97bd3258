from itertools import pairwise

import pytest

from deckgen.fact import Source
from deckgen.render.faults import faults
from deckgen.render.figure import png
from deckgen.render.legend import with_legend
from deckgen.render.place import place
from deckgen.scene import Arrow, Box, Group, Scene
from tests.render.test_figure import PALETTE


def placement_of(*sources, arrow=Source.OBSERVED, size=(10, 2)):
    boxes = tuple(Box(f"b{number}", "box", source=source) for number, source in enumerate(sources))
    arrows = (Arrow("b0", "b1", source=arrow),) if len(boxes) > 1 else ()
    return place(Scene("test", Group("root", "", boxes, direction="row"), arrows), *size)


def words(placement):
    return [line.text for group in placement.groups if group.id == "legend" for line in group.head]


def samples(placement):
    return [box for box in placement.boxes if box.id.startswith("legend")]


def test_a_legend_tells_the_kinds_that_there_are_the_surest_first():
    every = with_legend(placement_of(Source.DOCUMENTED, Source.OBSERVED, Source.DECLARED))
    assert words(every) == ["observed in the cluster", "declared by us", "documented standard"]
    assert [box.source for box in samples(every)] == [Source.OBSERVED, Source.DECLARED, Source.DOCUMENTED]
    assert words(with_legend(placement_of(Source.OBSERVED))) == ["observed in the cluster"]


def test_arrows_count_too():
    assert "documented standard" in words(with_legend(placement_of(*[Source.OBSERVED] * 2, arrow=Source.DOCUMENTED)))


def test_what_is_drawn_alike_is_told_as_one():
    told = words(with_legend(placement_of(Source.DOCUMENTED, Source.NOT_VISIBLE)))
    assert told == ["observed in the cluster", "documented standard or not visible"]
    assert words(with_legend(placement_of(Source.NOT_VISIBLE))) == ["not visible"]


def test_a_kinds_sample_looks_as_its_things_do():
    legend = with_legend(placement_of(Source.DECLARED, Source.DOCUMENTED))
    assert [box.mark is not None for box in samples(legend)] == [False, True, False]


@pytest.mark.parametrize("size", [(10, 2), (2.4, 3), (3.6, 3), (12.03, 4.65)])
def test_a_legend_stands_below_the_diagram_without_faults(size):
    plain = placement_of(Source.OBSERVED, Source.DECLARED, Source.DOCUMENTED, size=size)
    legend = with_legend(plain)
    assert faults(legend) == []
    assert legend.width == plain.width
    assert plain.height < min(box.area.y for box in samples(legend))
    assert max(box.area.bottom for box in samples(legend)) < legend.height
    assert legend.boxes[: len(plain.boxes)] == plain.boxes


def test_in_a_narrow_diagram_a_legend_takes_several_rows():
    narrow = samples(with_legend(placement_of(Source.OBSERVED, Source.DECLARED, Source.DOCUMENTED, size=(2.4, 3))))
    assert all(one.area.bottom < other.area.y for one, other in pairwise(narrow))


def test_a_diagram_without_anything_has_no_legend():
    plain = placement_of()
    assert with_legend(plain) == plain


def test_a_legend_is_drawn():
    plain = placement_of(Source.OBSERVED)
    assert png(with_legend(plain), PALETTE) != png(plain, PALETTE)

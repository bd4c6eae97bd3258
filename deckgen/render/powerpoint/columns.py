"""How wide a table's columns are: by what stands in them, then by their weights."""

from collections.abc import Sequence


def share_width(room: float, natural: Sequence[float], least: Sequence[float], weights: Sequence[float]) -> list[float]:
    """Give each column its width, all together ``room``.

    Args:
        room: to share, in points.
        natural: what each column takes on one line.
        least: what its longest word takes.
        weights: how what is left over is shared.
    """
    if sum(natural) <= room:
        return _spread(room, list(natural), weights)
    floor = _floors(room, natural, least)
    wanted = [most - low for most, low in zip(natural, floor, strict=True)]
    spare = room - sum(floor)
    if spare <= 0 or not sum(wanted):
        return [width * room / sum(floor) for width in floor]
    return [low + extra for low, extra in zip(floor, _fill(spare, wanted, weights), strict=True)]


def _spread(room: float, widths: list[float], weights: Sequence[float]) -> list[float]:
    """Share what is left over, a little to all columns and the rest by weight."""
    spare = room - sum(widths)
    total = sum(weights) or 1
    return [width + spare * weight / total for width, weight in zip(widths, weights, strict=True)]


def _floors(room: float, natural: Sequence[float], least: Sequence[float]) -> list[float]:
    """Give what no column goes below: its longest word, but no more than is fair when words are very long."""
    fair = room / len(natural)
    floors = [min(low, most) for low, most in zip(least, natural, strict=True)]
    if sum(floors) > room:
        floors = [min(low, fair) for low in floors]
    return floors


def _fill(spare: float, wanted: Sequence[float], weights: Sequence[float]) -> list[float]:
    """Share ``spare`` by weight, none getting more than it wants."""
    given = [0.0] * len(wanted)
    open_columns = {index for index, want in enumerate(wanted) if want > 0}
    while open_columns and spare > 0.01:  # noqa: PLR2004 - a hundredth of a point is nothing
        total = sum(max(weights[index], 0.01) for index in open_columns)
        shares = {index: spare * max(weights[index], 0.01) / total for index in open_columns}
        for index, share in shares.items():
            taken = min(share, wanted[index] - given[index])
            given[index] += taken
            spare -= taken
            if given[index] >= wanted[index]:
                open_columns.discard(index)
    return given

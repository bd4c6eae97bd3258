"""Changes of a colour, as the file format has them: lighter, darker, paler, one after another."""

import colorsys
from collections.abc import Iterable

from deckgen.contrast import linear


def changed(rgb: str, changes: Iterable[tuple[str, float]]) -> str:
    """Give an RRGGBB colour with changes, each by its name (``lumMod``, ``tint``) and its share of one.

    What is no change of red, green and blue is passed over.

    Source: ECMA-376 part 1, 20.1.2.3 (transforms of colours). Shades and tints are shares of light, as PowerPoint
    draws them.
    """
    channels: tuple[float, ...] = tuple(int(rgb[at : at + 2], 16) / 255 for at in (0, 2, 4))
    for kind, share in changes:
        if kind in ("lumMod", "lumOff", "satMod"):
            hue, light, full = colorsys.rgb_to_hls(*channels)
            light = {"lumMod": light * share, "lumOff": light + share}.get(kind, light)
            full = full * share if kind == "satMod" else full
            channels = colorsys.hls_to_rgb(hue, min(max(light, 0), 1), min(max(full, 0), 1))
        elif kind in ("shade", "tint"):
            base = 0 if kind == "shade" else 1 - share
            channels = tuple(_encoded(base + linear(one) * share) for one in channels)
    return "".join(f"{round(min(max(channel, 0), 1) * 255):02X}" for channel in channels)


def _encoded(light: float) -> float:
    """Give an amount of light as a channel of sRGB (IEC 61966-2-1)."""
    return light * 12.92 if light <= 0.0031308 else 1.055 * light ** (1 / 2.4) - 0.055  # noqa: PLR2004

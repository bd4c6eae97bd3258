"""How well one colour can be told from another: WCAG 2.2."""

from functools import lru_cache

TEXT, LARGE_TEXT, ORNAMENT = 4.5, 3.0, 3.0
"""The least ratios of text, of large text (1.4.3), and of what is no text (1.4.11)."""

KEPT = 256
"""Of how many colours the luminance is kept: a deck has a few, and each text asks for two."""

LARGE, LARGE_BOLD = 18.0, 14.0
"""From which sizes on text is large, in points."""


def linear(channel: float) -> float:
    """Give the amount of light that a channel of sRGB stands for, both from 0 to 1 (IEC 61966-2-1)."""
    return channel / 12.92 if channel <= 0.04045 else ((channel + 0.055) / 1.055) ** 2.4  # noqa: PLR2004


@lru_cache(maxsize=KEPT)
def luminance(rgb: str) -> float:
    """Give the relative luminance of an RRGGBB colour (WCAG 2.2, "relative luminance")."""
    red, green, blue = (linear(int(rgb[at : at + 2], 16) / 255) for at in (0, 2, 4))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """Give the contrast ratio of two RRGGBB colours (WCAG 2.2, "contrast ratio")."""
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)

"""Colour roles out of any theme: each the theme's colour that comes nearest, as light or dark as it can be read.

Kubernetes, OpenStack, good and warning keep their hues where the theme has such (docs/design.md); a theme in one hue
gives what it has, for a word says the same as each colour.
"""

import colorsys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import chain

from deckgen.contrast import TEXT, contrast, luminance
from deckgen.layout import Colour, lighten

HUES = {"kubernetes": 213, "openstack": 15, "good": 152, "warning": 39}
"""What the roles look like in the layouts that ship, in degrees."""

_ACCENTS = ("accent1", "accent2", "accent3", "accent4", "accent5", "accent6", "dk2", "lt2", "hlink")
_GREY = 0.12
"""Below this saturation a colour has no hue to speak of."""

_READABLE = 7.0
"""The contrast at which running text is easy to read (WCAG 2.2, 1.4.6)."""

_STEPS = range(0, 96, 5)


class Ink:
    """Chooses colours of one theme for one ground.

    Args:
        theme: RRGGBB by the theme's names.
        grounds: the colours of what is written on.
    """

    def __init__(self, theme: Mapping[str, str], grounds: Sequence[str]) -> None:
        self._theme = theme
        self._grounds = tuple(grounds)
        self._dark = sum(map(luminance, grounds)) / len(grounds) < 0.18  # noqa: PLR2004 - as far from black as from white

    @property
    def legible(self) -> bool:
        """Say whether text can be read on all that it is written on."""
        return self.least(self._text) >= TEXT

    @property
    def _text(self) -> Colour:
        return max((Colour(theme=name) for name in ("dk1", "lt1", "dk2", "lt2")), key=self.least)

    def rgb(self, colour: Colour) -> str:
        """Give a colour of the theme as RRGGBB."""
        return lighten(self._theme[colour.theme], colour.lighter, colour.saturation)

    def least(self, colour: Colour, *others: Colour) -> float:
        """Give the least contrast of a colour to the ground, and to ``others``."""
        rgb = self.rgb(colour)
        return min(contrast(rgb, other) for other in (*self._grounds, *map(self.rgb, others)))

    def roles(self) -> dict[str, Colour]:
        """Give a colour for each role, but ``ground``: a template's own colours are not a customer's to change."""
        text = self._text
        paper = self._nearest()
        surface = self._first(self._away_from(paper), lambda one: self._apart(one, paper) >= 1.08, paper)  # noqa: PLR2004
        roles = {"text": text, "paper": paper, "surface": surface}
        roles["muted"] = self._muted(text, surface)
        roles["hairline"] = self._first(reversed([*self._faded(text)]), lambda one: self.least(one) <= 1.5, text)  # noqa: PLR2004
        for role, base in self._bases().items():
            fill = self._fill(base, text)
            roles[role], roles[f"{role}-fill"] = self._readable(base, surface, fill), fill
        link = Colour(theme="hlink")
        return roles | {
            "observed": roles["good"],
            "declared": roles["good"],
            "documented": roles["muted"],
            "link": link if self.least(link) >= TEXT else roles["kubernetes"],
        }

    def _nearest(self) -> Colour:
        """Give the colour that is most like the ground."""
        plain = [Colour(theme=name) for name in ("lt1", "dk1", "lt2", "dk2")]
        shades = [Colour(theme=one, lighter=step) for one in _ACCENTS for step in range(-90, 95, 10)]
        return min(chain(plain, shades), key=lambda one: self._distance(self.rgb(one)))

    def _distance(self, rgb: str) -> float:
        def apart(one: str, other: str) -> float:
            return sum((int(one[at : at + 2], 16) - int(other[at : at + 2], 16)) ** 2 for at in (0, 2, 4))

        return sum(apart(rgb, ground) for ground in self._grounds)

    def _apart(self, one: Colour, other: Colour) -> float:
        return contrast(self.rgb(one), self.rgb(other))

    def _away_from(self, paper: Colour) -> Iterator[Colour]:
        """Give shades that begin at the ground and go towards the text's colour."""
        for step in range(3, 40):
            lighter = paper.lighter + (step if self._dark else -step)
            if abs(lighter) < 100:  # noqa: PLR2004 - per cent
                yield Colour(theme=paper.theme, lighter=lighter, saturation=paper.saturation)

    def _faded(self, text: Colour) -> Iterator[Colour]:
        """Give the text's colour, ever nearer to the ground."""
        for step in range(90, 5, -5):
            yield Colour(theme=text.theme, lighter=-step if luminance(self.rgb(text)) > 0.18 else step)  # noqa: PLR2004

    def _muted(self, text: Colour, surface: Colour) -> Colour:
        return self._first(self._faded(text), lambda one: self.least(one, surface) >= TEXT + 0.5, text)

    def _bases(self) -> dict[str, str]:
        """Give each hue's colour of the theme: the nearest hue that no other role has taken, if any."""
        free = [name for name in _ACCENTS if self._hue(name) is not None]
        found: dict[str, str] = {}
        for role, hue in HUES.items():
            if not free:
                break
            found[role] = min(free, key=lambda name: self._turn(name, hue))
            free = [name for name in free if self._theme[name] != self._theme[found[role]]]
        names = iter(_ACCENTS)
        return {role: found.get(role) or next(names) for role in HUES}

    def _hue(self, name: str) -> float | None:
        rgb = self._theme[name]
        hue, _, saturation = colorsys.rgb_to_hls(*(int(rgb[at : at + 2], 16) / 255 for at in (0, 2, 4)))
        return hue * 360 if saturation > _GREY else None

    def _turn(self, name: str, hue: float) -> float:
        return abs((((self._hue(name) or 0) - hue) + 180) % 360 - 180)

    def _fill(self, base: str, text: Colour) -> Colour:
        """Give a faint shade of a colour, near the ground, that text is read well upon."""
        own = luminance(self._theme[base])
        if not self._dark:
            shades = [Colour(theme=base, lighter=90, saturation=80), Colour(theme=base, lighter=95, saturation=60)]
        else:
            most = 60 if own > 0.1 else 0  # noqa: PLR2004 - a dark colour is a fill as it stands
            shades = [Colour(theme=base, lighter=-step, saturation=80) for step in range(most, 95, 5)]
        return self._first(shades, lambda one: self._apart(one, text) >= _READABLE, shades[-1])

    def _readable(self, base: str, *grounds: Colour) -> Colour:
        """Give the colour as it stands, or as much darker or lighter as it takes to be read on all of these."""
        shades = [Colour(theme=base, lighter=step if self._dark else -step) for step in _STEPS]
        return self._first(shades, lambda one: self.least(one, *grounds) >= TEXT, max(shades, key=self.least))

    @staticmethod
    def _first(shades: Iterable[Colour], holds: Callable[[Colour], bool], otherwise: Colour) -> Colour:
        return next((one for one in shades if holds(one)), otherwise)

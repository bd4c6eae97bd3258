"""The light markup of authored text: ``**strong**``, ```code```, ``[words](https://url)``.

Only what an author wrote is read as markup. A value from a cluster is fenced in while its template is rendered, so that
a name with asterisks or brackets in it comes out as it stands.
"""

import re
from collections.abc import Iterator

from deckgen.deck import Run

_OPEN, _CLOSE = "\x02", "\x03"
_VALUE = f"{_OPEN}[^{_CLOSE}]*{_CLOSE}"
_MARKUP = re.compile(
    rf"(?P<value>{_VALUE})"
    r"|\\(?P<escaped>[\\*`\[\]])"
    rf"|`(?P<code>(?:[^`{_OPEN}]|{_VALUE})+)`"
    rf"|\*\*(?P<strong>(?:[^*{_OPEN}]|{_VALUE})+)\*\*"
    rf"|\[(?P<words>(?:[^\[\]{_OPEN}]|{_VALUE})+)\]\((?P<href>(?:[^()\s{_OPEN}]|{_VALUE})+)\)"
)
_FENCES = re.compile(f"[{_OPEN}{_CLOSE}]")
_LINK = re.compile(r"(https?://|mailto:|#)\S+")
_BLANK = re.compile(r"\s+")


def fence(value: str) -> str:
    """Give ``value`` so that nothing in it is read as markup."""
    return f"{_OPEN}{unfence(value)}{_CLOSE}"


def unfence(text: str) -> str:
    """Give ``text`` without the marks that fence values in."""
    return _FENCES.sub("", text)


def runs(text: str) -> tuple[Run, ...]:
    """Give ``text``, rendered and its values fenced, as runs in their styles, with white space drawn together."""
    return tuple(_joined(_BLANK.sub(" ", text).strip()))


def _joined(text: str) -> Iterator[Run]:
    plain = ""
    end = 0
    for match in _MARKUP.finditer(text):
        plain += text[end : match.start()]
        end = match.end()
        run = _styled(match)
        if run == Run(run.text):
            plain += run.text
        else:
            yield from (Run(plain),) if plain else ()
            plain = ""
            yield run
    plain += text[end:]
    yield from (Run(plain),) if plain else ()


def _styled(match: re.Match[str]) -> Run:
    if match["code"]:
        return Run(unfence(match["code"]), "code")
    if match["strong"]:
        return Run(unfence(match["strong"]), "strong")
    if match["words"]:
        return _linked(match)
    return Run(unfence(match["value"] or match["escaped"]))


def _linked(match: re.Match[str]) -> Run:
    """Give the link; only its words where a value is no address, and the text itself where an author meant no link."""
    href = unfence(match["href"])
    if _LINK.fullmatch(href):
        return Run(unfence(match["words"]), href=href)
    return Run(unfence(match["words"] if _OPEN in match["href"] else match[0]))

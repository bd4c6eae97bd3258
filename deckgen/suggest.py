"""What exists, and which of it a person probably meant."""

from collections.abc import Iterable
from difflib import get_close_matches


def nearest(word: str, known: Iterable[str]) -> str:
    """Give the known word that ``word`` was probably meant to be, or ""."""
    return next(iter(get_close_matches(word, list(known), n=1, cutoff=0.6)), "")


def among(word: str, known: Iterable[str], what: str) -> str:
    """Say which of ``known`` was probably meant, and list them all, as in ``did you mean 'demo'? scripts: demo``."""
    names = sorted(known)
    guess = nearest(word, names)
    listed = f"{what}: {', '.join(names) or 'none'}"
    return f"did you mean {guess!r}? {listed}" if guess else listed

"""What is said of files with mistakes."""

from collections.abc import Callable, Sequence

import pytest

from deckgen.errors import InputError, Mistake


def refusals_of(load: Callable[[str], object], text: str) -> Sequence[Mistake]:
    """Give each mistake for which ``load`` refuses ``text``, none where it takes it; each refusal names mistakes."""
    try:
        load(text)
    except InputError as error:
        return error.mistakes or pytest.fail(f"no place: {error}")
    return ()

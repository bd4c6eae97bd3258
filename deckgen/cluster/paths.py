"""Takes single values out of a JSON-like tree by path; what no path names is left behind."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from deckgen.cluster.allowed import without_login

_KEYED = ("annotations", "labels")


def fields(tree: Any, paths: Iterable[str]) -> dict[str, Any]:
    """Take the values at ``paths`` out of a custom resource, by path.

    Args:
        tree: the object as decoded.
        paths: dotted. ``name[]`` goes through a list and gives a list; ``name[Ready]`` is the condition of that type;
            what follows ``annotations`` or ``labels`` is one key, dots and all; ``{one,other}`` at the end gives a
            mapping of those that are there.

    Returns:
        What there is: a missing path is left out, and so is an empty list. URLs lose user, password and query.
    """
    found = ((path, _field(tree, _steps(path))) for path in paths)
    return {path: _clean(value) for path, value in found if value is not None and value != []}


def settings(tree: Any, path: str) -> Iterator[tuple[str, str]]:
    """Take the values at ``path`` out of a configuration, each with the path at which it really stands.

    Args:
        tree: the configuration as decoded.
        path: dotted, where ``*`` stands for every key or index.

    Yields:
        The path and the value as text: "true" or "false", a number, words; a list of such is joined by commas. A
        mapping is never given, so a path has to name what it wants.
    """
    for steps, value in _matches(tree, path.split(".")):
        text = _text(value)
        if text is not None:
            yield ".".join(steps), without_login(text)


def _steps(path: str) -> list[str]:
    steps = path.split(".")
    at = next((at for at, step in enumerate(steps) if step in _KEYED), len(steps))
    return [*steps[: at + 1], ".".join(steps[at + 1 :])] if at + 1 < len(steps) else steps


def _field(tree: Any, steps: Sequence[str]) -> Any:
    for at, step in enumerate(steps):
        if step.startswith("{"):
            wanted = step.strip("{}").split(",")
            return (
                {key: tree[key] for key in wanted if isinstance(tree.get(key), str)} if isinstance(tree, dict) else None
            )
        name, bracket, kind = step.rstrip("]").partition("[")
        tree = tree.get(name) if isinstance(tree, dict) else None
        if bracket and not isinstance(tree, list):
            return None
        if bracket and not kind:
            each = [_field(one, steps[at + 1 :]) for one in tree]
            return [value for one in each if one is not None for value in (one if isinstance(one, list) else [one])]
        if bracket:
            tree = next((one for one in tree if isinstance(one, dict) and one.get("type") == kind), None)
    return tree


def _matches(tree: Any, steps: Sequence[str]) -> Iterator[tuple[list[str], Any]]:
    if not steps:
        yield [], tree
        return
    branches = tree.items() if isinstance(tree, dict) else enumerate(tree) if isinstance(tree, list) else ()
    for key, branch in branches:
        if steps[0] in ("*", str(key)):
            for below, value in _matches(branch, steps[1:]):
                yield [str(key), *below], value


def _text(value: Any) -> str | None:
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, str | int | float):
        return str(value)
    if isinstance(value, list) and value and not any(isinstance(one, dict | list) for one in value):
        return ",".join(text for text in map(_text, value) if text is not None)
    return None


def _clean(value: Any) -> Any:
    if isinstance(value, list):
        return [_clean(one) for one in value]
    if isinstance(value, dict):
        return {key: _clean(one) for key, one in value.items()}
    return without_login(value) if isinstance(value, str) else value

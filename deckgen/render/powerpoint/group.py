"""Shapes that belong together, and are read and moved as one."""

from collections.abc import Sequence

from deckgen.render.powerpoint.box import Box


def group(head: str, taken: Sequence[Box], shapes: str) -> str:
    """Write a group around shapes, whose positions in it are those on the slide."""
    left, top = min(box.left for box in taken), min(box.top for box in taken)
    width, height = max(box.left + box.width for box in taken) - left, max(box.bottom for box in taken) - top
    own, inner = (
        f'<a:{kind}ff x="{left}" y="{top}"/><a:{extent} cx="{width}" cy="{height}"/>'
        for kind, extent in (("o", "ext"), ("chO", "chExt"))
    )
    return (
        f"<p:grpSp><p:nvGrpSpPr>{head}<p:cNvGrpSpPr/><p:nvPr/></p:nvGrpSpPr>"
        f"<p:grpSpPr><a:xfrm>{own}{inner}</a:xfrm></p:grpSpPr>{shapes}</p:grpSp>"
    )

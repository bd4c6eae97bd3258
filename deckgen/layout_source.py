"""Where a layout comes from: one that ships, a folder, or a PowerPoint template as it is."""

from pathlib import Path

from deckgen.layout import Layout, find

TEMPLATES = (".pptx", ".potx", ".pptm", ".potm")


def layout_of(name: str) -> Layout:
    """Give the layout of that name, in that folder, or made from that template.

    Raises:
        InputError: there is none, or it cannot be used.
    """
    if not name.lower().endswith(TEMPLATES):
        return find(name)
    from deckgen.render.powerpoint.adopt.adoption import adopt  # python-pptx is loaded only for a template

    return adopt(Path(name)).layout

"""Deck + Layout -> .pptx: the only room that knows python-pptx."""

"""How a deck looks: Deck + Layout -> .pptx, Scene -> picture, Deck -> text."""

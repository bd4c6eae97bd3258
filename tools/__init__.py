"""Programs that make files which deckgen ships."""

"""Templates that were not made for deckgen: what each has, and what is added so that a deck can be drawn on it."""

"""Deckgen beside its peers, each pair measured in one run: `make bench`."""

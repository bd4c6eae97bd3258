"""Manifests that deckgen writes for others to apply; it applies nothing itself."""

"""Tests of the rules that find facts, on snapshots made by hand."""

"""The rules, a file for each concern."""

"""Print deckgen's ratios against its peers."""

import importlib
import sys

NAMES = ("help", "deck", "diagrams", "collect", "growth")


def main() -> None:
    """Run the comparisons named on the command line, or all."""
    for name in sys.argv[1:] or NAMES:
        for comparison in importlib.import_module(f"benchmarks.{name}").run():
            print(comparison, flush=True)


main()

"""Write the JSON Schemas that the modelines in scripts/ and sample/ point editors to."""

import json
from pathlib import Path

from deckgen.schema import schema

KINDS = ("script", "section", "promises", "customer", "layout", "snapshot")
FOLDER = Path(__file__).parent.parent / "docs" / "schema"


def text_of(kind: str) -> str:
    """Give the schema of a file form as it stands in its file."""
    return json.dumps(schema(kind), indent=1, ensure_ascii=False) + "\n"


if __name__ == "__main__":
    FOLDER.mkdir(exist_ok=True)
    for name in KINDS:
        (FOLDER / f"{name}.schema.json").write_text(text_of(name), encoding="utf-8")

"""Edit a deck in LibreOffice as an account manager does: move a box, change a text, delete a slide, save as .pptx.

Run by a Python that has LibreOffice's module ``uno``: ``edit.py SOFFICE FOLDER DECK TARGET``. Prints what was done.
"""

import json
import subprocess
import sys
from pathlib import Path

import uno  # noqa: F401 - makes com.sun.star importable
from com.sun.star.awt import Point
from com.sun.star.beans import PropertyValue

sys.path.insert(0, str(Path(__file__).parents[1] / "render" / "powerpoint"))

from drag import SECONDS, connect, shapes

WORDS = "Changed by hand"


def main(soffice, folder, deck, target):
    pipe = f"deckgen-edit-{Path(folder).name}"
    profile = f"-env:UserInstallation={Path(folder, 'office').as_uri()}"
    accept = f"--accept=pipe,name={pipe};urp;"
    office = subprocess.Popen([soffice, profile, "--headless", "--norestore", "--nologo", accept])
    try:
        desktop = connect(pipe, office)
        document = desktop.loadComponentFromURL(Path(deck).as_uri(), "_blank", 0, (option("Hidden", value=True),))
        sys.stdout.write(json.dumps(edit(document.DrawPages)))
        document.storeToURL(Path(target).as_uri(), (option("FilterName", value="Impress MS PowerPoint 2007 XML"),))
        document.close(True)  # noqa: FBT003 - LibreOffice calls it so
        desktop.terminate()
        office.wait(SECONDS)
    finally:
        office.kill()


def option(name, *, value):
    return PropertyValue(Name=name, Value=value)


def edit(pages):
    """Move the first box of a diagram, change the text of the second slide's title, and delete the last slide."""
    boxed = next(page for page in every(pages) if any(is_box(shape) for shape in shapes(page)))
    box = next(shape for shape in shapes(boxed) if is_box(shape))
    box.setPosition(Point(box.Position.X + 500, box.Position.Y + 300))
    title = next(shape for shape in shapes(pages.getByIndex(1)) if shape.supportsService("com.sun.star.drawing.Text"))
    title.setString(WORDS)
    before = pages.Count
    pages.remove(pages.getByIndex(before - 1))
    return {"slides": [before, pages.Count], "moved": box.Name}


def every(pages):
    return (pages.getByIndex(number) for number in range(pages.Count))


def is_box(shape):
    return shape.ShapeType == "com.sun.star.drawing.CustomShape" and bool(shape.getString().strip())


if __name__ == "__main__":
    main(*sys.argv[1:])

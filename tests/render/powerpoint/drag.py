"""Move the boxes of a deck's diagrams in LibreOffice, through its API, and tell where its connectors then end.

Run by a Python that has LibreOffice's module ``uno``: ``drag.py SOFFICE FOLDER DECK``. Prints JSON: a list of moves,
each with the box, by how much it was moved, and every connector's ends before and after, in hundredths of a millimetre.
"""

import json
import subprocess
import sys
import time
from pathlib import Path

import uno
from com.sun.star.awt import Point
from com.sun.star.beans import PropertyValue
from com.sun.star.connection import NoConnectException

BY = 1300, 700
SECONDS = 120


def main(soffice, folder, deck):
    pipe = f"deckgen-{Path(folder).name}"
    profile = f"-env:UserInstallation={Path(folder, 'office').as_uri()}"
    accept = f"--accept=pipe,name={pipe};urp;"
    office = subprocess.Popen([soffice, profile, "--headless", "--norestore", "--nologo", accept])
    try:
        desktop = connect(pipe, office)
        hidden = PropertyValue(Name="Hidden", Value=True)
        document = desktop.loadComponentFromURL(Path(deck).as_uri(), "_blank", 0, (hidden,))
        pages = [document.DrawPages.getByIndex(n) for n in range(document.DrawPages.Count)]
        print(json.dumps([move for page in pages for move in drag(list(shapes(page)))]))
        document.close(True)
        desktop.terminate()
        office.wait(SECONDS)
    finally:
        office.kill()


def connect(pipe, office):
    local = uno.getComponentContext()
    resolver = local.ServiceManager.createInstanceWithContext("com.sun.star.bridge.UnoUrlResolver", local)
    end = time.monotonic() + SECONDS
    while True:
        try:
            there = resolver.resolve(f"uno:pipe,name={pipe};urp;StarOffice.ComponentContext")
        except NoConnectException:
            if office.poll() is not None or time.monotonic() > end:
                raise
            time.sleep(0.2)
        else:
            return there.ServiceManager.createInstanceWithContext("com.sun.star.frame.Desktop", there)


def shapes(group):
    """Give all shapes of a page or a group, those of groups in it too."""
    for index in range(group.Count):
        shape = group.getByIndex(index)
        if shape.ShapeType == "com.sun.star.drawing.GroupShape":
            yield from shapes(shape)
        else:
            yield shape


def drag(found):
    """Move each shape that a connector is glued to, one after another, and tell what became of the connectors."""
    connectors = [shape for shape in found if shape.ShapeType == "com.sun.star.drawing.ConnectorShape"]
    glued = {shape.Name: shape for one in connectors for shape in (one.StartShape, one.EndShape) if shape}
    for name, shape in glued.items():
        before = [ends(one) for one in connectors]
        shape.setPosition(Point(shape.Position.X + BY[0], shape.Position.Y + BY[1]))
        after = [ends(one) for one in connectors]
        told = {
            one.Name: {
                "start": one.StartShape and one.StartShape.Name,
                "end": one.EndShape and one.EndShape.Name,
                "moved": [[new[at] - old[at] for at in (0, 1)] for old, new in zip(olds, news, strict=True)],
            }
            for one, olds, news in zip(connectors, before, after, strict=True)
        }
        yield {"box": name, "by": BY, "connectors": told}


def ends(connector):
    """Give where a connector begins and ends; LibreOffice leads it anew when its outline is asked for, not before."""
    _ = connector.BoundRect
    start, end = connector.StartPosition, connector.EndPosition
    return (start.X, start.Y), (end.X, end.Y)


main(*sys.argv[1:])

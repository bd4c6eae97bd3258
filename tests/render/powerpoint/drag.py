"""Move the shapes of a deck in LibreOffice, through its API, and tell what becomes of the connectors glued to them.

Run by a Python that has LibreOffice's module ``uno``: ``drag.py SOFFICE FOLDER DECK``. Prints JSON: for each slide its
connectors' ends, as the places of shapes in the slide's order, and a list of moves, each with the shape that was moved
and by how much each connector's two ends moved with it, in hundredths of a millimetre.
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
    pipe = f"deckgen-{Path(folder).parent.name}-{Path(folder).name}"
    profile = f"-env:UserInstallation={Path(folder, 'office').as_uri()}"
    accept = f"--accept=pipe,name={pipe};urp;"
    office = subprocess.Popen([soffice, profile, "--headless", "--norestore", "--nologo", accept])
    try:
        desktop = connect(pipe, office)
        hidden = PropertyValue(Name="Hidden", Value=True)
        document = desktop.loadComponentFromURL(Path(deck).as_uri(), "_blank", 0, (hidden,))
        pages = [document.DrawPages.getByIndex(number) for number in range(document.DrawPages.Count)]
        sys.stdout.write(json.dumps([drag(list(shapes(page))) for page in pages]))
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
    for number in range(group.Count):
        shape = group.getByIndex(number)
        if shape.ShapeType == "com.sun.star.drawing.GroupShape":
            yield from shapes(shape)
        else:
            yield shape


def drag(found):
    """Move each shape that a connector is glued to, one after another."""
    connectors = [shape for shape in found if shape.ShapeType == "com.sun.star.drawing.ConnectorShape"]
    joined = [[found.index(end) if end else None for end in (one.StartShape, one.EndShape)] for one in connectors]
    moves = [move(number, found, connectors) for number in sorted({end for ends in joined for end in ends} - {None})]
    return {"joined": joined, "moves": moves}


def move(number, found, connectors):
    shape = found[number]
    before = [ends(one) for one in connectors]
    shape.setPosition(Point(shape.Position.X + BY[0], shape.Position.Y + BY[1]))
    after = [ends(one) for one in connectors]
    went = [
        [[new[at] - old[at] for at in (0, 1)] for old, new in zip(*pair, strict=True)]
        for pair in zip(before, after, strict=True)
    ]
    return {"shape": number, "by": BY, "connectors": went}


def ends(connector):
    """Give where a connector begins and ends; LibreOffice leads it anew when its outline is asked for, not before."""
    _ = connector.BoundRect
    start, end = connector.StartPosition, connector.EndPosition
    return (start.X, start.Y), (end.X, end.Y)


if __name__ == "__main__":
    main(*sys.argv[1:])

"""Where a connector of a file runs, and where the connection sites of a shape are: worked out as PowerPoint does.

Source: ECMA-376 part 1, 20.1.9.11 (formulas) and presetShapeDefinitions.xml (bentConnector2 to bentConnector5).
"""

from pptx.oxml.ns import qn

INCH = 914_400
DEFAULT = 50_000


def course(connector):
    """Give the points of a connector's element, in inches."""
    form = connector.find(f".//{qn('a:prstGeom')}")
    given = {one.get("name"): int(one.get("fmla").removeprefix("val ")) for one in form.iter(qn("a:gd"))}
    adj1, adj2, adj3 = (given.get(f"adj{n}", DEFAULT) / 100_000 for n in (1, 2, 3))
    ways = {
        "straightConnector1": [(0, 0), (1, 1)],
        "bentConnector2": [(0, 0), (1, 0), (1, 1)],
        "bentConnector3": [(0, 0), (adj1, 0), (adj1, 1), (1, 1)],
        "bentConnector4": [(0, 0), (adj1, 0), (adj1, adj2), (1, adj2), (1, 1)],
        "bentConnector5": [(0, 0), (adj1, 0), (adj1, adj2), (adj3, adj2), (adj3, 1), (1, 1)],
    }
    return [_on_slide(connector.find(f".//{qn('a:xfrm')}"), *place) for place in ways[form.get("prst")]]


def _on_slide(frame, x, y):
    """Give the place of a point, which is in shares of a shape's size: flipped, then turned about the middle."""
    left, top = (int(frame.find(qn("a:off")).get(name)) for name in ("x", "y"))
    width, height = (int(frame.find(qn("a:ext")).get(name)) for name in ("cx", "cy"))
    across = (x - 1 / 2) * width * (-1 if frame.get("flipH") == "1" else 1)
    down = (y - 1 / 2) * height * (-1 if frame.get("flipV") == "1" else 1)
    for _ in range(int(frame.get("rot", 0)) // 5_400_000):
        across, down = -down, across
    return (left + width / 2 + across) / INCH, (top + height / 2 + down) / INCH


def site(shape, number):
    """Give the place of a shape's connection site, in inches."""
    width, height = shape.width, shape.height
    known = {"l": 0, "t": 0, "r": width, "b": height, "hc": width / 2, "vc": height / 2}
    middles = [("hc", "t"), ("l", "vc"), ("hc", "b"), ("r", "vc")]
    own = [(one.get("x"), one.get("y")) for one in shape._element.iterfind(f".//{qn('a:cxn')}/{qn('a:pos')}")]
    for guide in shape._element.iter(qn("a:gd")):
        kind, *parts = guide.get("fmla").split()
        if kind == "*/" and parts[0] in "wh":
            known[guide.get("name")] = (width if parts[0] == "w" else height) * int(parts[1]) / int(parts[2])
    x, y = (own or middles)[number]
    return (shape.left + known[x]) / INCH, (shape.top + known[y]) / INCH

"""Templates of others: the one that python-pptx brings, changed as companies change theirs, and LibreOffice's own."""

from io import BytesIO

from lxml import etree
from PIL import Image
from pptx import Presentation
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls, qn

SOLID = "<a:solidFill><a:srgbClr val='{}'/></a:solidFill>"
GRADIENT = (
    "<a:gradFill><a:gsLst><a:gs pos='0'><a:srgbClr val='{}'/></a:gs><a:gs pos='100000'><a:srgbClr val='{}'/></a:gs>"
    "</a:gsLst><a:lin ang='5400000'/></a:gradFill>"
)


def stock():
    """Give the template that python-pptx brings: 4:3, a white ground, Calibri."""
    return Presentation()


def on_ground(fill):
    """Give it with another background."""
    template = stock()
    set_ground(template.slide_masters[0], fill)
    return template


def set_ground(holder, fill):
    root = holder.element.find(qn("p:cSld"))
    for old in root.findall(qn("p:bg")):
        root.remove(old)
    root.insert(0, parse_xml(f"<p:bg {nsdecls('p', 'a', 'r')}><p:bgPr>{fill}<a:effectLst/></p:bgPr></p:bg>"))


def on_picture(rgb):
    """Give it with a picture of that colour as its background."""
    template = stock()
    blob = BytesIO()
    Image.new("RGB", (60, 45), rgb).save(blob, "PNG")
    _, key = template.slide_masters[0].part.get_or_add_image_part(BytesIO(blob.getvalue()))
    set_ground(template.slide_masters[0], f"<a:blipFill><a:blip r:embed='{key}'/><a:stretch/></a:blipFill>")
    return template


def swapped():
    """Give it dark by its master's map of colours: what is called background 1 is the theme's dark 1."""
    template = on_ground("<a:solidFill><a:schemeClr val='bg1'/></a:solidFill>")
    names = template.slide_masters[0].element.find(qn("p:clrMap"))
    for name, theme in (("bg1", "dk1"), ("tx1", "lt1"), ("bg2", "dk2"), ("tx2", "lt2")):
        names.set(name, theme)
    return template


def with_samples():
    """Give it with slides that show how it is meant, and a logo on its master."""
    template = stock()
    cover = template.slides.add_slide(template.slide_layouts[0])
    cover.shapes.title.text = "Lorem ipsum for a customer of old"
    for _ in range(2):
        page = template.slides.add_slide(template.slide_layouts[1])
        page.shapes.title.text = "Sample title"
        page.placeholders[1].text = "Sample text"
    return template


def resized(width, height):
    """Give it on slides of another size in inches, all that is on them moved and scaled along."""
    template = stock()
    across = width * 914400 / template.slide_width
    down = height * 914400 / template.slide_height
    holders = [template.slide_masters[0], *template.slide_layouts]
    for holder in holders:
        for one in [*holder.element.iter(qn("a:off")), *holder.element.iter(qn("a:ext"))]:
            for name, factor in (("x", across), ("cx", across), ("y", down), ("cy", down)):
                if one.get(name) is not None:
                    one.set(name, str(round(int(one.get(name)) * factor)))
    template.slide_width, template.slide_height = round(width * 914400), round(height * 914400)
    return template


def without(*types):
    """Give it without placeholders of these types, anywhere."""
    template = stock()
    for holder in (template.slide_masters[0], *template.slide_layouts):
        for shape in list(holder.element.iter(qn("p:sp"))):
            mark = next(shape.iter(qn("p:ph")), None)
            if mark is not None and mark.get("type", "obj") in types:
                shape.getparent().remove(shape)
    return template


def with_bar(rgb, top=0.0, share=0.24):
    """Give it with a bar of that colour over a share of its height: behind its titles, which are black, or lower."""
    template = stock()
    tree = template.slide_masters[0].element.find(f"{qn('p:cSld')}/{qn('p:spTree')}")
    height, upper = (round(template.slide_height * one) for one in (share, top))
    bar = (
        f"<p:sp {nsdecls('p', 'a')}><p:nvSpPr><p:cNvPr id='99' name='Bar'/><p:cNvSpPr/><p:nvPr/></p:nvSpPr><p:spPr>"
        f"<a:xfrm><a:off x='0' y='{upper}'/><a:ext cx='{template.slide_width}' cy='{height}'/></a:xfrm>"
        f"<a:prstGeom prst='rect'><a:avLst/></a:prstGeom>{SOLID.format(rgb)}</p:spPr></p:sp>"
    )
    tree.insert(2, parse_xml(bar))
    return template


def theme_of(template, **colours):
    """Change colours of a template's theme, and give it."""
    part = next(
        one.target_part for one in template.slide_masters[0].part.rels.values() if one.reltype.endswith("/theme")
    )
    root = etree.fromstring(part.blob)
    for name, rgb in colours.items():
        slot = root.find(f".//{qn('a:clrScheme')}/{qn(f'a:{name}')}")
        for old in list(slot):
            slot.remove(old)
        etree.SubElement(slot, qn("a:srgbClr"), val=rgb)
    part._blob = etree.tostring(root)
    return template


def in_font(template, major, minor):
    """Change the fonts of a template's theme, and give it."""
    part = next(
        one.target_part for one in template.slide_masters[0].part.rels.values() if one.reltype.endswith("/theme")
    )
    root = etree.fromstring(part.blob)
    for kind, name in (("major", major), ("minor", minor)):
        root.find(f".//{qn(f'a:{kind}Font')}/{qn('a:latin')}").set("typeface", name)
    part._blob = etree.tostring(root)
    return template

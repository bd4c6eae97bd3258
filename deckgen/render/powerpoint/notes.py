"""Speaker notes: the time, what to do, to say, to type, to ask, to have read, and to mind, each under its head."""

from lxml import etree
from pptx.oxml import parse_xml

from deckgen.deck import Notes, Run, Text
from deckgen.render.powerpoint.markup import NAMESPACES
from deckgen.render.powerpoint.page import Page
from deckgen.render.powerpoint.pen import Look

_HEADS = (
    ("Time", "time"),
    ("Cue", "cue"),
    ("Say", "say"),
    ("Type", "type"),
    ("Ask", "ask"),
    ("Read", "read"),
    ("Mind", "warn"),
)
_TREE = '<p:nvGrpSpPr><p:cNvPr id="1" name=""/><p:cNvGrpSpPr/><p:nvPr/></p:nvGrpSpPr><p:grpSpPr/>'
_IMAGE = (
    '<p:sp><p:nvSpPr><p:cNvPr id="2" name="Slide image"/><p:cNvSpPr><a:spLocks noGrp="1" noRot="1" noChangeAspect="1"/>'
    '</p:cNvSpPr><p:nvPr><p:ph type="sldImg" idx="2"/></p:nvPr></p:nvSpPr><p:spPr/></p:sp>'
)


def write_notes(notes: Notes, page: Page) -> etree._Element:
    """Give the root element of the part that holds the notes of a page's slide."""
    paragraphs = []
    for head, name in _HEADS:
        texts: tuple[Text, ...] = getattr(notes, name)
        if texts:
            paragraphs.append(f"<a:p>{page.pen.run(head, Look(bold=True))}</a:p>")
            paragraphs += [f"<a:p>{_runs(text, page, mono=name == 'type')}</a:p>" for text in texts]
    return parse_xml(
        f"<p:notes {NAMESPACES}><p:cSld><p:spTree>{_TREE}{_IMAGE}<p:sp><p:nvSpPr>"
        '<p:cNvPr id="3" name="Notes"/><p:cNvSpPr><a:spLocks noGrp="1"/></p:cNvSpPr><p:nvPr>'
        '<p:ph type="body" sz="quarter" idx="3"/></p:nvPr></p:nvSpPr><p:spPr/><p:txBody><a:bodyPr/><a:lstStyle/>'
        f"{''.join(paragraphs)}</p:txBody></p:sp></p:spTree></p:cSld>"
        "<p:clrMapOvr><a:masterClrMapping/></p:clrMapOvr></p:notes>"
    )


def _runs(text: Text, page: Page, *, mono: bool) -> str:
    """Write a note's runs; a link is spelled out, since nobody can click in the presenter's view."""
    return "".join(
        page.pen.run(words, Look(bold=run.style == "strong" or None, mono=mono or run.style == "code"))
        for run in text.runs
        if (words := _spelled_out(run))
    )


def _spelled_out(run: Run) -> str:
    url = run.href.partition("://")[2].rstrip("/")
    return f"{run.text} ({url})" if run.text and url and url not in run.text else run.text

"""What a PDF says of itself: title, language, dates, program; and how it is saved."""

from datetime import UTC, datetime
from io import BytesIO
from xml.sax.saxutils import escape

import pikepdf
from msgspec import Struct

from deckgen import __version__
from deckgen.deck import Deck
from deckgen.pdf.seal import PLACE, sealed
from deckgen.wording import clean

PROGRAM = f"deckgen {__version__}"

_PACKET = '<?xpacket begin="\N{ZERO WIDTH NO-BREAK SPACE}" id="W5M0MpCehiHzreSzNTczkc9d"?>'
_SPACES = (
    'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:pdf="http://ns.adobe.com/pdf/1.3/" '
    'xmlns:xmp="http://ns.adobe.com/xap/1.0/"'
)


class About(Struct, frozen=True):
    """What a file is: its title, and the deck that it comes from."""

    title: str
    deck: Deck


def finished(content: bytes, about: About) -> bytes:
    """Give a PDF's bytes with what it is to say of itself, as ``saved`` does."""
    with pikepdf.open(BytesIO(content)) as pdf:
        return saved(pdf, about)


def saved(pdf: pikepdf.Pdf, about: About) -> bytes:
    """Give the file's bytes, with what it says of itself in place of what the program that drew it said.

    Dates are those of the deck's data: neither the hour of the run nor anything of the machine is told.
    """
    deck = about.deck
    for page in pdf.pages:
        page.obj.Tabs = pikepdf.Name.S  # from link to link in the order of reading
    _write_properties(pdf, about)
    pdf.Root.Lang = pikepdf.String(deck.language)
    pdf.Root.MarkInfo = pikepdf.Dictionary(Marked=True)
    pdf.Root.ViewerPreferences = pikepdf.Dictionary(DisplayDocTitle=True)
    if "/OpenAction" in pdf.Root:
        del pdf.Root.OpenAction
    pdf.Root.Metadata = pdf.make_stream(_metadata(about).encode(), Type=pikepdf.Name.Metadata, Subtype=pikepdf.Name.XML)
    for key in ("/ID", "/DocChecksum"):  # of the run that made it; a new identifier follows from what is in the file
        if key in pdf.trailer:
            del pdf.trailer[key]
    file = BytesIO()
    pdf.remove_unreferenced_resources()
    pdf.save(file, deterministic_id=True, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    return sealed(file.getvalue())


def _write_properties(pdf: pikepdf.Pdf, about: About) -> None:
    deck = about.deck
    for key in list(pdf.docinfo.keys()):
        del pdf.docinfo[key]
    stamp = f"D:{deck.as_of.astimezone(UTC):%Y%m%d%H%M%S}Z"
    properties = {
        "Title": about.title,
        "Subject": deck.occasion,
        "Keywords": deck.audience,
        "Author": "deckgen",
        "Creator": PROGRAM,
        "Producer": PROGRAM,
        "CreationDate": stamp,
        "ModDate": stamp,
    }
    for key, value in properties.items():
        pdf.docinfo[f"/{key}"] = pikepdf.String(clean(value))


def _metadata(about: About) -> str:
    """Write the metadata (ISO 16684-1, XMP): what the properties say, and the place of the seal."""
    deck = about.deck
    date = _date(deck.as_of)
    title, occasion = (
        f'<rdf:Alt><rdf:li xml:lang="x-default">{_text(words)}</rdf:li></rdf:Alt>'
        for words in (about.title, deck.occasion)
    )
    described = (
        f"<dc:title>{title}</dc:title><dc:description>{occasion}</dc:description>"
        "<dc:creator><rdf:Seq><rdf:li>deckgen</rdf:li></rdf:Seq></dc:creator>"
        f"<dc:language><rdf:Bag><rdf:li>{_text(deck.language)}</rdf:li></rdf:Bag></dc:language>"
        f"<pdf:Producer>{PROGRAM}</pdf:Producer><pdf:Keywords>{_text(deck.audience)}</pdf:Keywords>"
        f"<xmp:CreatorTool>{PROGRAM}</xmp:CreatorTool><xmp:CreateDate>{date}</xmp:CreateDate>"
        f"<xmp:ModifyDate>{date}</xmp:ModifyDate><xmp:MetadataDate>{date}</xmp:MetadataDate>"
    )
    return (
        f'{_PACKET}<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">'
        f'<rdf:Description rdf:about="" {_SPACES}>{described}</rdf:Description>{PLACE}</rdf:Description>'
        '</rdf:RDF></x:xmpmeta><?xpacket end="r"?>'
    )


def _text(words: str) -> str:
    return escape(clean(words))


def _date(moment: datetime) -> str:
    return f"{moment.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}"

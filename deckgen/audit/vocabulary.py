"""What a format says of itself: names of elements, of schemas and kinds, and ids that Office numbers its things with.

No value is sought in them: a host may be called ``master`` or ``package``.

Source: ECMA-376 part 1 and 2; MS-PPTX, MS-ODRAWXML and MS-XLSX for Office's extensions; ISO 32000-1, 7.3.5 (names).
"""

import re

from deckgen.audit.piece import BREAK

_ELEMENT = re.compile(r"^<[/\s]*[^\s/>]*")
_ATTRIBUTE = re.compile(r"([^\s=\"'<>]+)\s*=\s*(?:\"([^\"]*)\"|'([^']*)')")
_SCHEMA = re.compile(
    r"https?://(?:schemas\.openxmlformats\.org|schemas\.microsoft\.com|purl\.oclc\.org/ooxml|www\.w3\.org|purl\.org/dc"
    r"|ns\.adobe\.com)/\S*|application/(?:vnd\.(?:openxmlformats|ms)-\S*|xml)"
)
_KINDS = re.compile(r"(?i)(?:\w+:)?(?:type|prst|algn|anchor|vert|wrap|cap|orient|dir|rig|presetClass|space)")
_COLOUR = re.compile(r"<(?:\w+:)?(?:schemeClr|sysClr|prstClr|clrMap)\b")

_FOLDERS = re.compile(
    r"^(?:\.\./)*/?(?:(?:ppt|xl|docProps|_rels|customXml|media|theme|slides|slideLayouts|slideMasters|notesSlides"
    r"|notesMasters|handoutMasters|charts|embeddings|tags|comments|drawings|diagrams|fonts|worksheets|printerSettings)/)+"
)
_FILES = re.compile(
    r"(?:^|(?<=/))(?:\[Content_Types\]|presentation|(?:pres|view)Props|tableStyles|core|app|custom|thumbnail|commentAuthors"
    r"|workbook|styles|sharedStrings|calcChain|Microsoft_(?:Excel|Word|PowerPoint)_(?:Work)?(?:[Ss]heet|Document|Presentation|Chart)\d*|sheet\d*|(?:item|itemProps|theme|tag|image|chart|slide"
    r"|slideLayout|slideMaster|notesSlide|notesMaster|colors|style|drawing|table)\d+)(?=\.\w+(?:\.rels)?$)"
)
_DECLARATION = re.compile(r"xml\s+version=\S+(?:\s+(?:encoding|standalone)=\S+)*\s*")

_GUID = r"\{[0-9A-Fa-f]{8}(?:-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}\}"
_NUMBERED = (
    *("creationId", "section", "fld", "ext", "tblStyle", "tblStyleLst", "uniqueId", "themeFamily", "property"),
    *("pt", "cxn", "datastoreItem", "cm", "reply", "presenceInfo", "tableStyleId", "rPr", "sld", "slideLayout"),
)
_OWN = re.compile(rf"^<(?:\w+:)?(?:{'|'.join(_NUMBERED)})\b.*|\bxr\d*:uid=\"{_GUID}\"", re.DOTALL)
_OWN_GUID = re.compile(rf"(?<=[\"'>\s]){_GUID}")
_UNSEEN = "\u200b"

_PDF_NAMES = re.compile(rb"(?<![\w.:(/-])(?:/[A-Za-z]++)+(?![\w-])")


def telling(tag: str, *, own: bool) -> str:
    """Give what of a tag may tell something: its attributes' values, without schemas and kinds.

    An id of Office's own stays, with a letter in it that nobody sees: it no longer looks like one, and would still be
    found were it a value of a list.

    Args:
        tag: as it is written, from "<" to ">"; text may follow it.
        own: whether names of elements and attributes are of a known format.
    """
    tag = _OWN.sub(lambda found: _OWN_GUID.sub(_veiled, found[0]), tag)
    if not own:
        return tag
    return "" if _COLOUR.match(tag) else _ATTRIBUTE.sub(_value, _ELEMENT.sub("", tag)).strip("/>?")


def _veiled(guid: re.Match[str]) -> str:
    return guid[0][:5] + _UNSEEN + guid[0][5:]


def _value(attribute: re.Match[str]) -> str:
    value = attribute[2] or attribute[3] or ""
    is_kind = _SCHEMA.fullmatch(value) or (value.isalpha() and _KINDS.fullmatch(attribute[1]))
    return "" if is_kind else f"{BREAK}{telling_path(value) if '/' in value or '.' in value else value}{BREAK}"


def telling_path(path: str) -> str:
    """Give what of a part's name somebody chose: without the folders and the file names that every deck has."""
    return _FOLDERS.sub("", _FILES.sub("", path))


def is_declaration(instruction: str) -> bool:
    """Tell whether an instruction is the one that XML begins with, and nothing else stands in it."""
    return _DECLARATION.fullmatch(instruction) is not None


def without_names(data: bytes) -> bytes:
    """Give a PDF's bytes without its names of letters only, such as ``/Catalog``."""
    return _PDF_NAMES.sub(b" ", data)


def is_own_name(name: str) -> bool:
    """Tell whether a PDF's name is one of letters only: names that somebody gave mostly have other signs, too."""
    return name[1:].isalpha() and name.isascii()

"""What a confidential value looks like, where nobody said that it is one.

Sources: RFC 3986 (URL), RFC 5322 (e-mail, the common form), RFC 4122 (UUID), Keystone's ids (32 hexadecimal digits),
RFC 7519 (JWT), RFC 7468 (PEM), the documentation of the makers of tokens.
"""

import re
from ipaddress import ip_interface, ip_network

from deckgen.fact import Holds

_URL = r"[A-Za-z][A-Za-z0-9+.-]*://[^\s\"'<>()\[\]{}|,;]*[^\s\"'<>()\[\]{}|,;.:!?]"
_EMAIL = r"[A-Za-z0-9._%+-]+@(?:[A-Za-z0-9-]+\.)+[A-Za-z]{2,}"
_ADDRESS = r"(?<![\w.])(?:\d{1,3}\.){3}\d{1,3}(?:/\d{1,2})?(?![\w.]*\w)"
_ADDRESS_6 = r"(?<![\w:])(?:[0-9A-Fa-f]{0,4}:){2,7}[0-9A-Fa-f]{0,4}(?:/\d{1,3})?(?![\w:])"
_WORD = r"[^\s/,:;=()\[\]{}\"'<>|]+"

_CREDENTIAL = (
    r"eyJ[\w-]{8,}\.[\w-]{8,}\.[\w-]*|gAAAAA[\w-]{20,}=*|gh[pousr]_\w{20,}|AKIA[0-9A-Z]{16}|[a-z0-9]{6}\.[a-z0-9]{16}"
)
"""JSON web tokens, keystone's Fernet tokens, GitHub's and AWS' keys, kubeadm's bootstrap tokens."""

TOKENS = re.compile(rf"(?<![\w.-])(?:{_CREDENTIAL})(?![\w.-])")

UUID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", re.IGNORECASE)
KEYSTONE_ID = re.compile(r"[0-9a-f]{32}", re.IGNORECASE)

_LOOKS = (
    (Holds.TOKEN, re.compile(_CREDENTIAL)),
    (Holds.IDENTIFIER, UUID),
    (Holds.IDENTIFIER, KEYSTONE_ID),
    (Holds.URL, re.compile(_URL)),
    (Holds.EMAIL, re.compile(_EMAIL)),
)

_EXAMPLE_DOMAIN = re.compile(
    r"(^|[.@/])(example\.(com|net|org)|[\w-]+\.(example|test|invalid|localhost))(:\d+)?$|^localhost$"
)
_EXAMPLES = tuple(
    map(
        ip_network,
        (
            *("192.0.2.0/24", "198.51.100.0/24", "203.0.113.0/24", "2001:db8::/32"),
            *("0.0.0.0/32", "127.0.0.0/8", "169.254.0.0/16", "::1/128", "::/128"),
        ),
    )
)

_UNITS = "%|[kKMGTPE]i?[Bb]?|B|[mun]?s|min|[hdwyxm]|st|nd|rd|th|Z"
_BUILDS = (
    "rc|alpha|beta|pre|dev|k3s|rke2r|eks|gke|aks|lts|ce|ee|oss|alpine|debian|ubuntu|bullseye|bookworm|trixie|jammy|noble"
    "|focal|photon|distroless|slim|musl|amd64|arm64|linux|hotfix|patch|build|release|stable|r|p|b"
)
"""What makers of public builds write behind a version: pre-releases, distributions and what the image is made on."""

_NUMBER = rf"\d(?:[\d.,_]|[+-](?=\d)|(?<=\d)(?:{_UNITS}|T(?=\d))(?![A-Za-z])|(?<=\d)[hmd](?=\d)"
LIKE_A_NUMBER = re.compile(
    rf"[v~<>=^]*{_NUMBER}|[+-]?(?<![A-Za-z])(?:{_BUILDS})(?![A-Za-z]))*|\W+",
)
"""Versions, counts, sizes, times and marks: no name of anything. ``1und1`` is one."""

_OWN_BUILD = re.compile(r"(v?\d+(?:\.\d+)+)[+~_-].+")


def as_released(word: str) -> str:
    """Give a version without what somebody put behind it for a build of their own; any other word as it is."""
    own = _OWN_BUILD.fullmatch(word)
    return own[1] if own and not LIKE_A_NUMBER.fullmatch(word) else word


def words_and(phrases: str) -> re.Pattern[str]:
    """Give the pattern that takes a text apart: URLs, e-mail, addresses, ``phrases`` (a pattern's part), else words."""
    return re.compile("|".join(filter(None, (_URL, _EMAIL, _ADDRESS, _ADDRESS_6, phrases, _WORD))))


def host_of(url: str) -> str:
    """Give the host of a URL, without port, user and brackets."""
    place = re.split(r"[/?#]", url.partition("://")[2], maxsplit=1)[0].rpartition("@")[2]
    return re.sub(r":\d+$", "", place).strip("[]")


def is_address(text: str) -> bool:
    """Tell whether ``text`` is an IP address or a network."""
    try:
        ip_interface(text)
    except ValueError:
        return False
    return True


def is_example(text: str) -> bool:
    """Tell whether an address or a domain is one of those kept for examples, or everybody's own.

    Sources: RFC 2606 and 6761 (domains), RFC 5737 and 3849 (addresses), RFC 1122 (this host), RFC 3927 (link-local).
    """
    if _EXAMPLE_DOMAIN.search(text):
        return True
    if not is_address(text):
        return False
    network = ip_interface(text).network
    return any(network.version == one.version and network.subnet_of(one) for one in _EXAMPLES)  # type: ignore[arg-type]


def kind_of(word: str) -> Holds | None:
    """Give the class that a word belongs to by its looks; None where it looks like any other."""
    for holds, look in _LOOKS:
        if look.fullmatch(word):
            return holds
    return Holds.ADDRESS if ("." in word or "::" in word) and is_address(word) else None

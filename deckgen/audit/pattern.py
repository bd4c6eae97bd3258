"""Values that are known by their looks: addresses, ids, tokens, passwords.

Sources: RFC 5737, 3849 and 9637 (addresses for examples), RFC 2606 and 6761 (names for examples), RFC 7519 (JWT),
RFC 7468 (PEM), RFC 6750 (bearer tokens), Fernet's specification, and what AWS, GitHub and GitLab say of their tokens.
"""

import ipaddress
import re
from collections.abc import Callable, Iterator

from msgspec import Struct

from deckgen.audit.piece import BREAK, PARAGRAPH, RUN, Piece
from deckgen.audit.value import SECRET
from deckgen.fact import Holds


class Pattern(Struct, frozen=True):
    """One sort of value.

    Attributes:
        name: what it is, as it is told.
        kind: what it would reveal, as ``Hit.kind``.
        looks: how it looks; its first group, where it has one, is the value.
        sign: what stands in every text that holds one, so that others are passed over quickly; "" for anything.
        is_one: tells of what looks like one whether it is.
    """

    name: str
    kind: str
    looks: re.Pattern[str]
    sign: str = ""
    is_one: Callable[[re.Match[str]], bool] = lambda _: True


_EXAMPLES = ("192.0.2.0/24", "198.51.100.0/24", "203.0.113.0/24", "2001:db8::/32", "3fff::/20")
_NO_MACHINE = ("0.0.0.0/8", "127.0.0.0/8", "169.254.169.254/32", "224.0.0.0/3", "::/127", "ff00::/8")
"""Loopback, the metadata service, multicast, netmasks: what is the same everywhere."""

_PASSED = tuple(map(ipaddress.ip_network, (*_EXAMPLES, *_NO_MACHINE)))
_EXAMPLE_NAME = re.compile(r"(?i)[@.](?:example\.(?:com|net|org)|example|test|invalid|localhost)$")
_VERSION = re.compile(r"(?i)\b(?:v|version|release|build|chart|revision|LibreOffice|Collabora)[\s:=\"'/-]{0,3}$")
_PLACEHOLDER = re.compile(r"(?i)pass(?:word|wd)?|secret|x+|[*.…]+|[<$%{\[].*")
_AHEAD = 14
"""So many letters before a number tell whether it is a version."""


def _is_ipv4(found: re.Match[str]) -> bool:
    address = ipaddress.ip_address(found[1])
    before = found.string[max(0, found.start() - _AHEAD) : found.start()]
    if any(address in network for network in _PASSED) or _VERSION.search(before):
        return False
    # 1.33.4.0 is a version: a public network without its prefix is hardly ever written down.
    return bool(found[2]) or address.is_private or not found[1].endswith(".0")


def _is_ipv6(found: re.Match[str]) -> bool:
    try:
        address = ipaddress.ip_address(found[0])
    except ValueError:
        return False
    return not any(address in network for network in _PASSED)


def _is_mail(found: re.Match[str]) -> bool:
    return not _EXAMPLE_NAME.search(found[0])


def _is_password(found: re.Match[str]) -> bool:
    return not _PLACEHOLDER.fullmatch(found[1])


def _is_id(found: re.Match[str]) -> bool:
    return bool(found[0].strip("0-"))


_OCTET = r"(?:25[0-5]|2[0-4]\d|1\d\d|[1-9]?\d)"
_IPV4 = rf"(?<![\w.])((?:{_OCTET}\.){{3}}{_OCTET})(?!\w|\.\d)(/\d)?"
_IPV6 = r"(?<![\w:.])(?:[0-9A-Fa-f]{1,4}:){1,7}(?::|:?[0-9A-Fa-f]{1,4})(?::[0-9A-Fa-f]{1,4}){0,6}(?![\w:])"
_UUID = r"(?<![\w-])[0-9A-Fa-f]{8}(?:-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}(?![\w-])"
_ACCESS_KEY = r"\b(?:(?:AKIA|ASIA)[A-Z0-9]{16}|gh[pousr]_[A-Za-z0-9]{36,}|github_pat_\w{22,}|glpat-[\w-]{20,})(?![\w-])"
_ADDRESS, _ID = Holds.ADDRESS.value, Holds.IDENTIFIER.value

PATTERNS: tuple[Pattern, ...] = (
    Pattern("IPv4 address", _ADDRESS, re.compile(_IPV4), ".", _is_ipv4),
    Pattern("IPv6 address", _ADDRESS, re.compile(_IPV6), ":", _is_ipv6),
    Pattern(
        "e-mail address",
        Holds.EMAIL.value,
        re.compile(r"(?<![\w.+-])\w[\w.+-]{0,63}@(?:[^\W_][\w-]{0,62}\.)+[^\W\d_]{2,24}\b"),
        "@",
        _is_mail,
    ),
    Pattern("UUID", _ID, re.compile(_UUID), "-", _is_id),
    Pattern("OpenStack id", _ID, re.compile(r"(?<![\w-])(?=\d*[a-f])[0-9a-f]{32}(?![\w-])"), "", _is_id),
    Pattern("JSON web token", SECRET, re.compile(r"\beyJ[\w-]{8,1024}\.eyJ[\w-]{8,8192}\.[\w-]*"), "eyJ"),
    Pattern("bearer token", SECRET, re.compile(r"\b[Bb]earer\s+([\w.~+/-]{16,}=*)"), "earer"),
    Pattern("Fernet token", SECRET, re.compile(r"\bgAAAAA[\w-]{40,}=*"), "gAAAAA"),
    Pattern("access key", SECRET, re.compile(_ACCESS_KEY)),
    Pattern("private key", SECRET, re.compile(r"-----BEGIN (?:[A-Z0-9]+ )*PRIVATE KEY-----"), "PRIVATE KEY"),
    Pattern(
        "password in a URL",
        SECRET,
        re.compile(r"\b[A-Za-z][\w+.-]{1,20}://[^\s/:@\"'<>]{1,64}:([^\s/@\"'<>]{1,128})@"),
        "://",
        _is_password,
    ),
)


def looks(piece: Piece) -> Iterator[tuple[Pattern, str]]:
    """Give what in a text looks like a value, once each; nothing where it is not sure to be text."""
    if not piece.certain:
        return
    joined = re.sub(f"[{PARAGRAPH}{BREAK}]", "\n", piece.text)
    texts = {joined.replace(RUN, ""), joined.replace(RUN, "\n")}
    seen = set()
    for pattern in PATTERNS:
        for text in sorted(texts):
            for found in pattern.looks.finditer(text) if pattern.sign in text else ():
                value = found[1] if found.re.groups else found[0]
                if (pattern.name, value) not in seen and pattern.is_one(found):
                    seen.add((pattern.name, value))
                    yield pattern, value

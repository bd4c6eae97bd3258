"""The seal by which a PDF of deckgen's is told from one of somebody else's, or one that was changed since.

It is a hash of the file in the file's own metadata, where it stands as it is: all bytes are hashed, those of the hash
itself as zeros. A program that saves the file, or only adds a remark at its end, changes the bytes and not the hash.
"""

import re
from hashlib import sha256
from pathlib import Path

NAMESPACE = "urn:deckgen:pdf"
_EMPTY = b"0" * 64
PLACE = f'<rdf:Description rdf:about="" xmlns:deckgen="{NAMESPACE}"><deckgen:seal>{_EMPTY.decode()}</deckgen:seal>'
"""What the metadata holds for the seal."""

_SEAL = re.compile(rb"(<deckgen:seal>)([0-9a-f]{64})(?=</deckgen:seal>)")


def sealed(content: bytes) -> bytes:
    """Give a file's bytes with the hash in its place.

    Raises:
        ValueError: there is no place for it, or more than one.
    """
    if len(_SEAL.findall(content)) != 1:
        raise ValueError("a PDF has one place for its seal")
    return _SEAL.sub(rb"\g<1>" + _hash(content), content)


def made_by_deckgen(path: Path) -> bool:
    """Say whether deckgen made the file and nobody has changed it since."""
    try:
        content = path.read_bytes()
    except OSError:
        return False
    found = _SEAL.findall(content)
    return len(found) == 1 and found[0][1] == _hash(content)


def _hash(content: bytes) -> bytes:
    return sha256(_SEAL.sub(rb"\g<1>" + _EMPTY, content)).hexdigest().encode()

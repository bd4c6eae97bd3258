"""Sends the requests: GET and nothing else, with patience for a busy server and words for one that does not answer."""

import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from http import HTTPStatus
from typing import Any, Literal, TypeVar
from urllib.parse import urlencode

import msgspec

from deckgen.cluster.connection import Target
from deckgen.cluster.decoder import decoder_of
from deckgen.errors import ClusterError

CONNECT_SECONDS = 5
READ_SECONDS = 60
ATTEMPTS = 3
JSON = "application/json"
PAUSE = 0.5
"""Seconds before the second attempt; twice as many before the third."""

PIECE = 256 * 1024
LONGEST_WAIT = 10
"""Seconds: a server that wants more patience than this counts as failed."""

_BUSY = frozenset({429, 500, 502, 503, 504})
_ADDRESS = re.compile(r"\b\w+://\S+|\[?[0-9a-fA-F:]*::[0-9a-fA-F:]*\]?(:\d+)?|\b\d{1,3}(\.\d{1,3}){3}(:\d+)?(/\d+)?\b")
_ASKER = re.compile(r'[Uu]ser "[^"]*"')

Taken = TypeVar("Taken")
Reason = Literal["forbidden", "absent", "timed out", "failed"]


class RequestFailedError(Exception):
    """A request that brought nothing.

    Args:
        reason: as a gap gives it.
        detail: what answered, without addresses and without who asked.
        status: the HTTP status, 0 where there was no answer.
        hint: what the user can do about it, or "".
    """

    def __init__(self, reason: Reason, detail: str, status: int = 0, hint: str = "") -> None:
        super().__init__(detail)
        self.reason: Reason = reason
        self.detail = detail
        self.status = status
        self.hint = hint


class _Status(msgspec.Struct):
    """metav1.Status, the body of a refusal."""

    message: str = ""


def get(target: Target, path: str) -> bytes:
    """GET a path, such as ``/version``, and give the body of the answer; see ``ask``."""
    return ask(target, path, {}, b"".join)


def ask(
    target: Target,
    path: str,
    query: Mapping[str, str | int],
    take: Callable[[Iterator[bytes]], Taken],
    accept: str = JSON,
) -> Taken:
    """GET a path and give what ``take`` makes of the body of the answer.

    A lost connection, 429 and 5xx are tried again twice, after as long as ``Retry-After`` says. What is still on its
    way when the target's time is over has timed out.

    Args:
        target: the cluster.
        path: from the root, such as ``/api/v1/pods``.
        query: of the URL.
        take: given the body in the pieces in which it arrives; called anew when the connection was lost on the way.
        accept: the form to ask for, as a media type.

    Raises:
        RequestFailedError: there was no answer, or another one than 200.
        ClusterError: the server does not accept the credentials, so that no other request need be tried.
    """
    url = f"{target.host}{path}" + (f"?{urlencode(query)}" if query else "")
    try:
        taken = _patiently(target, url, take, accept)
    except (RequestFailedError, msgspec.DecodeError) as error:
        if target.limit.is_over:
            raise _too_late(target) from error
        raise
    if target.limit.is_over:  # an answer without a length may have been cut, and does not show it
        raise _too_late(target)
    return taken


def _patiently(target: Target, url: str, take: Callable[[Iterator[bytes]], Taken], accept: str) -> Taken:
    for attempt in range(ATTEMPTS):
        is_last = attempt == ATTEMPTS - 1
        pause = PAUSE * 2**attempt
        if target.limit.is_over:
            break
        try:
            with _answer(target, url, accept) as answer:
                if answer.status == HTTPStatus.OK:
                    return take(_pieces(answer))
                failed = _refusal(target, answer.status, answer.read())
                pause = _seconds(answer.headers.get("Retry-After", ""), pause)
                if answer.status not in _BUSY or is_last or pause > LONGEST_WAIT:
                    raise failed
        except _lost() as error:
            if is_last:
                raise RequestFailedError("failed", "the connection was lost", hint=_reachable()) from error
        target.limit.wait(pause)
    raise _too_late(target)


def _too_late(target: Target) -> RequestFailedError:
    return RequestFailedError(
        "timed out",
        f"not within {target.limit.seconds:g} s",
        hint="the server may be overloaded: try again, give it longer with --timeout SECONDS, or use --snapshot FILE",
    )


@contextmanager
def _answer(target: Target, url: str, accept: str) -> Iterator[Any]:
    """Send once and give the answer; its connection is used again only where the answer was read to its end."""
    from urllib3 import exceptions

    answer = None
    try:
        timeout = (CONNECT_SECONDS, READ_SECONDS)
        headers = target.headers() | {"accept": accept}
        answer = target.rest.request("GET", url, headers=headers, _request_timeout=timeout).response
        yield answer
    except BaseException as error:
        if answer is not None:
            answer.close()
        if isinstance(error, _lost()):
            raise
        # The client wraps a TLS failure in an error of its own, which has a status of 0 and the words in `reason`.
        if isinstance(error, (exceptions.HTTPError, OSError)) or getattr(error, "status", None) == 0:
            raise _no_answer(error) from error
        raise


def _pieces(answer: Any) -> Iterator[bytes]:
    while piece := answer.read(PIECE):
        yield piece


def _lost() -> tuple[type[Exception], ...]:
    """Give the errors of a connection that broke after it was made; it may be tried again."""
    from urllib3.exceptions import ProtocolError

    return (ProtocolError, ConnectionResetError)


def _no_answer(error: BaseException) -> RequestFailedError:
    """Say why there was no answer, and what to do."""
    text = str(getattr(error, "reason", None) or error)
    for pattern, reason, detail, hint in _NO_ANSWER:
        if re.search(pattern, f"{type(error).__name__} {text}", re.IGNORECASE):
            return RequestFailedError(reason, detail(text), hint=hint)
    return RequestFailedError("failed", without_addresses(text), hint=_reachable())


def _reachable() -> str:
    return "check the server's address and that it can be reached from here (VPN, proxy), or use --snapshot FILE"


def _tls(text: str) -> str:
    words = re.sub(r"\(_ssl\.c:\d+\)|^\w*SSLError\b|[\[\]()]", "", text.replace("\n", " "))
    return f"TLS failed: {without_addresses(' '.join(words.split()))}"


_NO_ANSWER: tuple[tuple[str, Reason, Callable[[str], str], str], ...] = (
    (
        "ReadTimeout",
        "timed out",
        lambda _: f"no answer within {READ_SECONDS} s",
        "the server may be overloaded: try again, or use --snapshot FILE",
    ),
    ("ConnectTimeout|timed out", "timed out", lambda _: f"no connection within {CONNECT_SECONDS} s", _reachable()),
    (
        "certificate|SSL|TLS",
        "failed",
        _tls,
        "see certificate-authority, server and client-certificate in the kubeconfig",
    ),
    ("NameResolution|Name or service not known|getaddrinfo", "failed", lambda _: "unknown host name", _reachable()),
    ("Proxy", "failed", lambda _: "the proxy does not answer", "see proxy-url, HTTPS_PROXY and NO_PROXY"),
    ("refused", "failed", lambda _: "connection refused", _reachable()),
    ("unreachable|No route", "failed", lambda _: "no route to the server", _reachable()),
)
"""By a pattern of the error's name and text: the gap's reason, its detail, and what to do."""


def _seconds(after: str, otherwise: float) -> float:
    """Give how long to wait before the next attempt; Retry-After is a number of seconds in Kubernetes' answers."""
    return float(after) if after.isdigit() else otherwise


def _refusal(target: Target, status: int, body: bytes) -> RequestFailedError | ClusterError:
    try:
        said = decoder_of(_Status).decode(body).message
    except (msgspec.DecodeError, msgspec.ValidationError):
        said = ""
    if status == HTTPStatus.UNAUTHORIZED:
        return ClusterError(
            f"{target.host} does not accept the credentials of {target.name!r} (401 Unauthorized)",
            "they may have expired: log in again as for kubectl, and see that `kubectl get namespaces` works",
        )
    reasons: dict[int, Reason] = {HTTPStatus.FORBIDDEN: "forbidden", HTTPStatus.NOT_FOUND: "absent"}
    # "nodes is forbidden: User ... cannot list ...": the gap says the first half already.
    words = without_addresses(said.partition("is forbidden: ")[2] or said) or f"status {status}"
    return RequestFailedError(reasons.get(status, "failed"), words, status)


def without_addresses(text: str) -> str:
    """Give a message on one line without URLs, addresses and the name of the user who asked."""
    return " ".join(_ASKER.sub("this user", _ADDRESS.sub("...", text)).split())

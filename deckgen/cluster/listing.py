"""One list while it is read: its next request, and the records so far."""

from concurrent.futures import Executor, Future
from functools import cache, partial
from http import HTTPStatus
from typing import Any

import msgspec

from deckgen.cluster.connection import Target
from deckgen.cluster.resources import Resource
from deckgen.cluster.served import prefix
from deckgen.cluster.snapshot import Gap
from deckgen.cluster.transport import FIRST_BYTES, RequestFailedError, get
from deckgen.cluster.wire import Head, Page

PAGE = 350
"""Objects a request: a page of Pods is then some 3 MB. Larger ones take more memory and hardly less time."""

_HEAD = msgspec.json.Decoder(Head)


class Listing:
    """One list while it is read.

    Args:
        resource: what is listed.
        version: the group and version it is asked for in.
    """

    def __init__(self, resource: Resource, version: str) -> None:
        self.resource = resource
        self.records: list[Any] = []
        self.gap: Gap | None = None
        self.more = False
        self._limit = PAGE
        self.ahead: Future[bytes] | None = None
        self._token = ""
        self._page = b""
        self._record = partial(resource.record, version=version) if resource.versioned else resource.record
        within = f"/namespaces/{resource.namespace}" if resource.namespace else ""
        self.path = f"{prefix(version)}{within}/{resource.plural}"

    def fetch(self, target: Target, pool: Executor, token: str = "") -> Future[bytes]:
        """Send for the page that begins at ``token``, and for the one after it as soon as it says where that begins.

        The server then prepares a page while the one before is still being read. No more than one is sent for ahead,
        so that pages do not pile up in memory.
        """

        def opened(start: bytes) -> None:
            after = _token(start)
            if after and self.ahead is None:
                self.ahead = self.fetch(target, pool, after)

        return pool.submit(get, target, self.path, self.query(token), opened)

    def query(self, token: str) -> dict[str, str | int]:
        """Give the query of the request for the page that begins at ``token``."""
        return {"limit": self._limit, **({"continue": token} if token else {})} if self._limit else {}

    def following(self, target: Target, pool: Executor) -> Future[bytes] | None:
        """Give the answer to wait for next, None after the last page."""
        ahead, self.ahead = self.ahead, None
        return (ahead or self.fetch(target, pool, self._token)) if self.more else None

    def answer(self, future: Future[bytes]) -> None:
        """Take an answer, and say in ``more`` whether another request has to follow.

        A list that took so long that its token has expired (410) is read once more from the start, in one piece, as
        the API's documentation advises (https://kubernetes.io/docs/reference/using-api/api-concepts/).

        Raises:
            ClusterError: the server does not accept the credentials any more.
        """
        self.more = False
        try:
            self._page = future.result()
            self._token = _token(self._page) or _HEAD.decode(self._page).metadata.continue_
            self.more = bool(self._token)
        except RequestFailedError as error:
            if error.status == HTTPStatus.GONE and self._limit:
                self._limit, self._token, self.records, self.more = 0, "", [], True
            else:
                self._fail(Gap(resource=self.resource.name, reason=error.reason, detail=error.detail))
        except msgspec.DecodeError as error:
            self._fail(Gap(resource=self.resource.name, reason="failed", detail=str(error)))

    def take(self) -> None:
        """Turn the page that was answered last into records, if there is one."""
        page, self._page = self._page, b""
        if not page:
            return
        try:
            items = _decoder(self.resource.item).decode(page).items or ()
        except msgspec.DecodeError as error:
            self._fail(Gap(resource=self.resource.name, reason="failed", detail=f"not as expected: {error}"))
            return
        del page  # some megabytes, which the records need no more
        records = map(self._record, items)
        self.records += [record for record in records if record is not None]

    def _fail(self, gap: Gap) -> None:
        """Give up; half a list would be taken for the whole of it."""
        self.gap, self.records, self._page, self.more = gap, [], b"", False


def _token(start: bytes) -> str:
    """Give where the next page begins, as far as the first bytes of a page tell; else "".

    Built-in lists say it before their items, custom resources' after them.
    """
    head, items, _ = start[:FIRST_BYTES].partition(b'"items":[')
    return _HEAD.decode(head + b'"items":[]}').metadata.continue_ if items else ""


@cache
def _decoder(item: Any) -> msgspec.json.Decoder[Any]:
    return msgspec.json.Decoder(Page[item])

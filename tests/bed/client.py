"""Speaks raw HTTP to an API server: no Kubernetes client stands between what a test loads and what the server gets."""

import http.client
import json
import ssl
import time
from dataclasses import dataclass
from http import HTTPStatus
from pathlib import Path
from typing import Any

SECONDS = 60
BUSY_SECONDS = 10
SUCCESS = range(200, 300)


class RequestError(Exception):
    """The server refused a request; the message holds the request, the code and the server's own words."""


@dataclass(frozen=True)
class Answer:
    """The code of a response and its decoded body; a body that is not JSON stands under "message"."""

    status: int
    body: dict[str, Any]

    @property
    def is_success(self) -> bool:
        """Whether the server did what it was asked to."""
        return self.status in SUCCESS


class Client:
    """One user's kept-alive connection to an API server; a thread needs one of its own."""

    def __init__(self, host: str, port: int, certificate: Path, token: str) -> None:
        """Prepare the connection; it is opened with the first request."""
        context = ssl.create_default_context(cafile=certificate)
        self._connection = http.client.HTTPSConnection(host, port, timeout=SECONDS, context=context)
        self._headers = {"Authorization": f"Bearer {token}", "Accept": "application/json"}

    def request(self, method: str, path: str, body: object = None, content: str = "application/json") -> Answer:
        """Send a request, with `body` as JSON, and give the answer, whatever its code; wait where told to (429)."""
        data = None if body is None else json.dumps(body).encode()
        headers = self._headers if data is None else self._headers | {"Content-Type": content}
        end = time.monotonic() + BUSY_SECONDS
        while True:
            answer = self._send(method, path, data, headers)
            # A new custom resource answers so for a moment: "storage is (re)initializing".
            if answer.status != HTTPStatus.TOO_MANY_REQUESTS or time.monotonic() > end:
                return answer
            time.sleep(0.05)

    def must(self, method: str, path: str, body: object = None, content: str = "application/json") -> dict[str, Any]:
        """Send a request and give the decoded answer; raise RequestError where the server refuses."""
        answer = self.request(method, path, body, content)
        if not answer.is_success:
            raise RequestError(f"{method} {path}: {answer.status} {answer.body.get('message', '')}")
        return answer.body

    def close(self) -> None:
        """Close the connection."""
        self._connection.close()

    def _send(self, method: str, path: str, data: bytes | None, headers: dict[str, str]) -> Answer:
        try:
            status, content = self._exchange(method, path, data, headers)
        except (http.client.HTTPException, ConnectionError):
            self._connection.close()  # kept alive, but the server let go of it; the next one opens anew
            status, content = self._exchange(method, path, data, headers)
        try:
            decoded = json.loads(content)
        except ValueError:
            decoded = {"message": content.decode(errors="replace")}
        return Answer(status, decoded)

    def _exchange(self, method: str, path: str, data: bytes | None, headers: dict[str, str]) -> tuple[int, bytes]:
        self._connection.request(method, path, data, headers)
        response = self._connection.getresponse()
        return response.status, response.read()

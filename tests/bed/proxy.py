"""A proxy on the loopback between a reader and an API server, which answers wrongly where a test says so.

What comes in over plain HTTP or TLS goes out to the server as it came, with the token that the reader sent.
"""

import http.client
import re
import socket
import ssl
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from tests.bed.apiserver import Server

BREATH = 0.05
"""Seconds between two bytes of a slow answer."""


@dataclass(frozen=True)
class Answer:
    """What the server answered: its status, its content type, and the body."""

    status: int
    content: str
    body: bytes


Fault = Callable[["Handler", Answer], None]
"""Sends something else than the answer."""


@dataclass
class Proxy:
    """A running proxy.

    Attributes:
        url: its address.
        asked: the paths with their queries, in the order in which they came.
    """

    url: str
    asked: list[str] = field(default_factory=list)
    _rules: list[tuple[re.Pattern[str], Fault, list[None]]] = field(default_factory=list)
    _over: threading.Event = field(default_factory=threading.Event)

    def on(self, pattern: str, fault: Fault, times: int = 1_000_000) -> None:
        """Let requests whose path and query `pattern` is found in go wrong, at most so many times."""
        self._rules.append((re.compile(pattern), fault, [None] * times))

    def fault_for(self, path: str) -> Fault | None:
        """Note a request, and give what shall go wrong with it, if anything."""
        self.asked.append(path)
        for pattern, fault, left in self._rules:
            if pattern.search(path) and left:
                left.pop()
                return fault
        return None


class Handler(BaseHTTPRequestHandler):
    """Hands a request on, and its answer back."""

    protocol_version = "HTTP/1.1"
    proxy: Proxy
    upstream: Server

    def do_GET(self) -> None:
        """Ask the server the same, and send what it answers, or what a fault makes of it."""
        fault = self.proxy.fault_for(self.path)
        answer = self._asked()
        (fault or whole)(self, answer)

    def reply(self, status: int, content: str, body: bytes, *, length: int | None = None, **headers: str) -> None:
        """Send an answer; `length` is what it says of itself, where that shall be wrong."""
        self.send_response(status)
        self.send_header("Content-Type", content)
        self.send_header("Content-Length", str(len(body) if length is None else length))
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        self.end_headers()
        self.wfile.write(body)

    def hang_up(self) -> None:
        """Cut the connection."""
        self.close_connection = True
        self.wfile.flush()
        self.connection.shutdown(socket.SHUT_RDWR)

    def log_message(self, *_: object) -> None:
        """Say nothing."""

    def _asked(self) -> Answer:
        context = ssl.create_default_context(cafile=self.upstream.folder / "certificates" / "apiserver.crt")
        there = http.client.HTTPSConnection("127.0.0.1", self.upstream.port, timeout=60, context=context)
        kept = {name: self.headers[name] for name in ("Authorization", "Accept", "User-Agent") if self.headers[name]}
        there.request("GET", self.path, headers=kept)
        answer = there.getresponse()
        found = Answer(answer.status, answer.headers.get("Content-Type", ""), answer.read())
        there.close()
        return found


def whole(handler: Handler, answer: Answer) -> None:
    """Send the answer as it came."""
    handler.reply(answer.status, answer.content, answer.body)


def says(status: int, message: str = "", **headers: str) -> Fault:
    """Refuse with a status, as an API server words it."""
    body = f'{{"kind":"Status","apiVersion":"v1","status":"Failure","message":"{message}","code":{status}}}'

    def refuse(handler: Handler, _: Answer) -> None:
        handler.reply(status, "application/json", body.encode(), **headers)

    return refuse


def garbage(handler: Handler, _: Answer) -> None:
    """Send what is no JSON, as a captive portal does."""
    handler.reply(200, "text/html", b"<html>\x1b[31mplease sign in</html>")


def cut(handler: Handler, answer: Answer) -> None:
    """Send the first half, and hang up."""
    handler.reply(answer.status, answer.content, answer.body[: len(answer.body) // 2], length=len(answer.body))
    handler.hang_up()


def short(handler: Handler, answer: Answer) -> None:
    """Send the first half as if it were the whole."""
    handler.reply(answer.status, answer.content, answer.body[: len(answer.body) // 2])


def slow(handler: Handler, answer: Answer) -> None:
    """Send the answer a byte at a time, and never come to its end."""
    handler.reply(answer.status, answer.content, b"", length=10_000_000)
    _drip(handler, answer.body)


def slow_head(handler: Handler, _: Answer) -> None:
    """Send the status line a byte at a time, and never come to its end."""
    _drip(handler, b"HTTP/1.1 200 ")


def _drip(handler: Handler, start: bytes) -> None:
    left = iter(start)
    while not handler.proxy._over.is_set():
        try:
            handler.wfile.write(bytes([next(left, ord(" "))]))
        except OSError:
            break
        time.sleep(BREATH)
    handler.close_connection = True


@contextmanager
def running(upstream: Server, certificate: tuple[Path, Path] | None = None) -> Iterator[Proxy]:
    """Give a proxy in front of a server; `certificate` and key make it speak TLS."""
    proxy = Proxy("")
    kind = type("Bound", (Handler,), {"proxy": proxy, "upstream": upstream})
    server = ThreadingHTTPServer(("127.0.0.1", 0), kind)
    server.daemon_threads = True
    if certificate:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(*certificate)
        server.socket = context.wrap_socket(server.socket, server_side=True)
    proxy.url = f"{'https' if certificate else 'http'}://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True)
    thread.start()
    try:
        yield proxy
    finally:
        proxy._over.set()
        server.shutdown()
        server.server_close()

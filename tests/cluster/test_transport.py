"""How requests fare with a server that is busy, refuses, hangs up or is not there."""

import socket
import threading
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from deckgen.cluster import transport
from deckgen.cluster.connection import connect
from deckgen.cluster.timelimit import TimeLimit
from deckgen.cluster.transport import RequestFailedError, ask, get, without_addresses
from deckgen.errors import ClusterError
from tests.cluster.test_kubeconfig import kubeconfig

HANG_UP = 0


@contextmanager
def server(*answers):
    """A server that gives the answers in turn, (status, body, headers) or HANG_UP, and notes what it is asked."""
    asked, left = [], list(answers)

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self):
            asked.append((self.path, dict(self.headers)))
            answer = left.pop(0) if left else answers[-1]
            if answer == HANG_UP:
                self.connection.shutdown(socket.SHUT_RDWR)
                return
            status, body, headers = answer
            self.send_response(status)
            for name, value in headers.items():
                self.send_header(name, value)
            if "Content-Length" not in headers:
                self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_):
            pass

    running = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=running.serve_forever, args=(0.01,), daemon=True).start()
    try:
        yield f"http://127.0.0.1:{running.server_port}", asked
    finally:
        running.shutdown()
        running.server_close()


@pytest.fixture
def target_of(tmp_path):
    return lambda url: connect(kubeconfig(tmp_path / "config", "prod", server=url, token="a-token"), "prod")


@pytest.fixture
def waits(monkeypatch):
    """The seconds that were waited, in place of waiting."""
    seconds = []
    monkeypatch.setattr(TimeLimit, "wait", lambda _, pause: seconds.append(pause))
    return seconds


def refusal(target, path="/x"):
    with pytest.raises(RequestFailedError) as caught:
        get(target, path)
    return caught.value


def test_the_token_and_the_query_are_sent(target_of):
    with server((200, b"{}", {})) as (url, asked):
        assert ask(target_of(url), "/api/v1/pods", {"limit": 5, "continue": "a=="}, b"".join) == b"{}"
    path, headers = asked[0]
    assert path == "/api/v1/pods?limit=5&continue=a%3D%3D"
    assert headers["authorization"] == "Bearer a-token"


@pytest.mark.parametrize("status", [429, 500, 503])
def test_a_busy_server_is_asked_again_after_as_long_as_it_says(target_of, waits, status):
    with server((status, b"", {"Retry-After": "3"}), (200, b"ok", {})) as (url, asked):
        assert get(target_of(url), "/x") == b"ok"
    assert waits == [3]
    assert len(asked) == 2


def test_a_server_that_stays_busy_is_asked_three_times(target_of, waits):
    with server((503, b"", {})) as (url, asked):
        assert refusal(target_of(url)).reason == "failed"
    assert len(asked) == 3
    assert waits == [0.5, 1]


def test_a_server_that_wants_too_much_patience_has_failed(target_of, waits):
    with server((429, b"", {"Retry-After": "3600"})) as (url, asked):
        assert refusal(target_of(url)).status == 429
    assert (len(asked), waits) == (1, [])


def test_a_lost_connection_is_made_again(target_of, waits):
    with server(HANG_UP, HANG_UP, (200, b"ok", {})) as (url, asked):
        assert get(target_of(url), "/x") == b"ok"
    assert len(asked) == 3


def test_a_connection_that_is_lost_again_and_again_has_failed(target_of, waits):
    with server(HANG_UP) as (url, asked):
        assert refusal(target_of(url)).detail == "the connection was lost"
    assert len(asked) == 3


def test_a_body_that_breaks_off_is_taken_anew(target_of, waits):
    taken = []
    cut = (200, b"short", {"Content-Length": "50"})
    with server(cut, (200, b"whole", {})) as (url, _):
        ask(target_of(url), "/x", {}, lambda pieces: taken.append(b"".join(pieces)))
    assert taken == [b"whole"]


def test_a_redirection_is_not_followed(target_of):
    with server((302, b"", {"Location": "https://elsewhere.example.com"})) as (url, asked):
        assert refusal(target_of(url)).status == 302
    assert len(asked) == 1


def test_no_answer_in_time_is_a_time_out(target_of, monkeypatch):
    monkeypatch.setattr(transport, "READ_SECONDS", 0.2)
    with socket.create_server(("127.0.0.1", 0)) as silent:
        failed = refusal(target_of(f"http://127.0.0.1:{silent.getsockname()[1]}"))
    assert failed.reason == "timed out"


def test_a_closed_port_is_said_to_refuse(target_of):
    with socket.create_server(("127.0.0.1", 0)) as closed:
        port = closed.getsockname()[1]
    failed = refusal(target_of(f"http://127.0.0.1:{port}"))
    assert (failed.reason, failed.detail) == ("failed", "connection refused")
    assert "--snapshot FILE" in failed.hint


def test_refused_credentials_end_everything(target_of):
    with server((401, b'{"message": "Unauthorized"}', {})) as (url, asked), pytest.raises(ClusterError) as caught:
        get(target_of(url), "/x")
    assert "does not accept the credentials of 'prod'" in str(caught.value)
    assert len(asked) == 1


def test_a_forbidden_list_says_what_was_forbidden_and_not_to_whom(target_of):
    body = b'{"message": "nodes is forbidden: User \\"jo@example.com\\" cannot list resource \\"nodes\\""}'
    with server((403, body, {})) as (url, _):
        failed = refusal(target_of(url))
    assert (failed.reason, failed.detail) == ("forbidden", 'this user cannot list resource "nodes"')


@pytest.mark.parametrize(
    ("text", "clean"),
    [
        ("dial tcp 10.0.0.1:2379: refused", "dial tcp ...: refused"),
        ("Get https://api.example.com/x?a=b failed", "Get ... failed"),
        ("dial [fd00::1]:443 failed", "dial ... failed"),
        ("two\nlines  of text", "two lines of text"),
        ("at 12:30:15 etcdserver: request timed out", "at 12:30:15 etcdserver: request timed out"),
    ],
)
def test_addresses_are_taken_out_of_messages(text, clean):
    assert without_addresses(text) == clean

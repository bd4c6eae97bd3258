"""How long reading a cluster may take: at the end of it every connection is cut.

The client's own time-outs start anew with every byte that comes, so that a server which sends a byte now and then would
be waited for without end.
"""

import socket
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from threading import Event, Timer
from typing import Any
from weakref import WeakSet

SECONDS = 300
"""What reading may take where nobody says otherwise: some ten times what a large cluster takes."""


class TimeLimit:
    """The time that reading may take, and the connections that it ends.

    Args:
        seconds: how long.
    """

    def __init__(self, seconds: float = SECONDS) -> None:
        self.seconds = seconds
        self._over = Event()
        self._opened: WeakSet[Any] = WeakSet()

    @property
    def is_over(self) -> bool:
        """Whether nothing more may be asked."""
        return self._over.is_set()

    def wait(self, seconds: float) -> None:
        """Wait so long, or until the time is over."""
        self._over.wait(seconds)

    def watch(self, manager: Any) -> None:
        """Let a pool manager of urllib3 make connections that can be cut.

        See "Customizing pool behavior" there: ``pool_classes_by_scheme`` is meant to be replaced.
        """
        classes = manager.pool_classes_by_scheme
        manager.pool_classes_by_scheme = {scheme: self._watched(pool) for scheme, pool in classes.items()}

    @contextmanager
    def running(self) -> Iterator[None]:
        """Let the time run while the block does; what goes wrong in it, as Ctrl-C, ends the time at once."""
        timer = Timer(self.seconds, self._end)
        timer.daemon = True
        timer.start()
        try:
            yield
        except BaseException:
            self._end()
            raise
        finally:
            timer.cancel()

    def _watched(self, pool: Any) -> Any:
        limit = self

        class Connection(pool.ConnectionCls):  # type: ignore[misc]  # urllib3's, or a SOCKS proxy's
            def connect(self) -> None:
                limit._opened.add(self)
                super().connect()

        return type(pool.__name__, (pool,), {"ConnectionCls": Connection})

    def _end(self) -> None:
        self._over.set()
        for connection in list(self._opened):
            if isinstance(connection.sock, socket.socket):
                with suppress(OSError):
                    # The plain socket's: that of TLS would first forget its keys, which a reader is still using.
                    socket.socket.shutdown(connection.sock, socket.SHUT_RDWR)

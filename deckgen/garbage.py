"""How often Python searches for garbage: what a command makes lives nearly all to its end."""

import atexit
import gc


def look_for_garbage_rarely() -> None:
    """Let Python search for garbage less often, and not at all when the process ends and its memory goes with it."""
    gc.set_threshold(200_000, 50, 100)
    atexit.register(gc.freeze)

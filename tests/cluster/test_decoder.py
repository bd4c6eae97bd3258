import subprocess
import sys

import pytest

MANY_AT_ONCE = """
import sys
from threading import Event, Thread
sys.setswitchinterval(1e-6)
from deckgen.cluster import parts, resources
kinds = [one.item for one in resources.ALL]
begin = Event()
body = b'{"metadata": {}, "items": []}'
def read(first):
    begin.wait()
    for kind in kinds[first:] + kinds[:first]:
        parts.decode(iter([body]), kind, lambda items: None)
threads = [Thread(target=read, args=(number % 4,)) for number in range(8)]
for one in threads:
    one.start()
begin.set()
for one in threads:
    one.join()
"""


@pytest.mark.parametrize("_again", range(3))
def test_threads_may_begin_to_decode_lists_of_one_kind_together(_again):
    done = subprocess.run([sys.executable, "-c", MANY_AT_ONCE], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")

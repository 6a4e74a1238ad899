"""The search for garbage, held off while something is built that stays."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager

_NEW_OBJECTS = 10_000
"""One answer makes some hundreds that go with it; Python would look through them at every other answer."""
_ROUNDS = 20


@contextmanager
def not_collecting() -> Iterator[None]:
    """Within it nothing is looked through for garbage: for what stays that costs a tenth of the time."""
    was_collecting = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_collecting:
            gc.enable()


def keep_what_is_there() -> None:
    """What is there now is looked through for garbage no more, and what comes after it seldom."""
    gc.freeze()
    gc.set_threshold(_NEW_OBJECTS, _ROUNDS, _ROUNDS)

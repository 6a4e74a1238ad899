import gc
from collections.abc import Iterator

import pytest

from bot.ops.collecting import keep_what_is_there, not_collecting

USUAL = (700, 10, 10)
"""Python's own; a Badger that was started here before may have left others."""


@pytest.fixture(autouse=True)
def _collecting() -> Iterator[None]:
    before = gc.get_threshold()
    yield
    gc.set_threshold(*before)
    gc.unfreeze()
    gc.enable()


def test_nothing_is_collected_while_a_part_of_a_part_is_built():
    with not_collecting():
        with not_collecting():
            assert not gc.isenabled()
        assert not gc.isenabled()
    assert gc.isenabled()


def test_who_collects_nothing_at_all_is_left_alone():
    gc.disable()
    with not_collecting():
        pass
    assert not gc.isenabled()


def test_a_start_that_fails_leaves_the_collecting_on():
    with pytest.raises(OSError, match="full"), not_collecting():
        raise OSError("full")
    assert gc.isenabled()


def test_what_is_there_is_looked_through_no_more_and_what_comes_seldom():
    gc.set_threshold(*USUAL)
    keep_what_is_there()
    assert gc.get_freeze_count() > 0
    assert all(now > usual for now, usual in zip(gc.get_threshold(), USUAL, strict=True))

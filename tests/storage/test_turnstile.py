import threading
from concurrent.futures import ThreadPoolExecutor

import pytest

from bot.storage.turnstile import Turnstile


def test_many_are_inside_together():
    turnstile, met = Turnstile(), threading.Barrier(3)

    def meet(_: int) -> int:
        with turnstile.together():
            return met.wait()

    with ThreadPoolExecutor(3) as threads:
        assert set(threads.map(meet, range(3))) == {0, 1, 2}


def test_who_is_alone_meets_nobody():
    turnstile = Turnstile()
    inside: set[int] = set()

    def pass_through(number: int) -> bool:
        is_alone = number % 5 == 0
        with turnstile.alone() if is_alone else turnstile.together():
            inside.add(number)
            others = len(inside) - 1
            inside.discard(number)
            return is_alone and others > 0

    with ThreadPoolExecutor(8) as threads:
        assert not any(threads.map(pass_through, range(500)))


def test_who_fails_inside_leaves_it_open():
    turnstile = Turnstile()
    for way in (turnstile.alone, turnstile.together):
        with pytest.raises(ZeroDivisionError), way():
            raise ZeroDivisionError
    with turnstile.alone():
        pass

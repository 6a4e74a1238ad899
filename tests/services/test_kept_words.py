"""What a member typed waits for them alone, through restarts, for a day."""

from datetime import timedelta

import pytest

from bot.domain.errors import UserError
from bot.domain.log_words import KEPT_FOR, LogWords
from bot.services.asker import Asker
from bot.services.expiry import Expiry
from bot.services.kept_words import KeptWords
from bot.storage.database import Database
from tests.set_clock import SetClock
from tests.stores import Store

WORDS = LogWords("a task", "a while", "yesterday", "eine Notiz – ñ 学")
MIRA, NOA = Asker(1, 10, 100), Asker(2, 10, 101)


async def test_words_wait_for_whoever_typed_them(store: Store, clock: SetClock):
    url = store.new_url()
    database = await Database.open(url)
    key = await KeptWords(database, clock).keep(MIRA, WORDS)
    await database.close()
    again = await Database.open(url)
    assert len(key) == 12
    assert await KeptWords(again, clock).kept(Asker(1, 10, 999), key) == WORDS
    await again.close()


@pytest.mark.parametrize("asker", [NOA, Asker(1, 20, 100), Asker(1, None, 100)])
async def test_nobody_else_and_no_other_server_gets_them(database: Database, clock: SetClock, asker: Asker):
    words = KeptWords(database, clock)
    key = await words.keep(MIRA, WORDS)
    with pytest.raises(UserError, match="kept-gone"):
        await words.kept(asker, key)


async def test_words_of_a_direct_message_wait_there(database: Database, clock: SetClock):
    words, mira = KeptWords(database, clock), Asker(1, None, 100)
    assert await words.kept(mira, await words.keep(mira, WORDS)) == WORDS


async def test_words_that_never_waited_are_gone(database: Database, clock: SetClock):
    with pytest.raises(UserError, match="kept-gone"):
        await KeptWords(database, clock).kept(MIRA, "k" * 12)


async def test_words_are_deleted_when_they_are_over(database: Database, clock: SetClock):
    words = KeptWords(database, clock)
    old = await words.keep(MIRA, WORDS)
    clock.advance(KEPT_FOR - timedelta(seconds=1))
    young = await words.keep(MIRA, WORDS)
    assert await words.kept(MIRA, old) == WORDS
    clock.advance(timedelta(seconds=1))
    with pytest.raises(UserError, match="kept-gone"):
        await words.kept(MIRA, old)
    assert await Expiry(database, clock).delete_expired() == 1
    assert await words.kept(MIRA, young) == WORDS

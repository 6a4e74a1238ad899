import pytest

from bot.discord_ui.kept_words import KeptWords, LogWords
from bot.domain.errors import UserError
from bot.services.asker import Asker

WORDS = LogWords("a task", "a while", "yesterday", "a note")
MIRA, NOA = Asker(1, 10, 100), Asker(2, 10, 101)


def test_words_wait_for_whoever_typed_them():
    kept = KeptWords()
    key = kept.keep(MIRA, WORDS)
    assert len(key) == 12
    assert kept.kept(Asker(1, 10, 999), key) == WORDS


@pytest.mark.parametrize("asker", [NOA, Asker(1, 20, 100), Asker(1, None, 100)])
def test_nobody_else_and_no_other_server_gets_them(asker: Asker):
    kept = KeptWords()
    key = kept.keep(MIRA, WORDS)
    with pytest.raises(UserError, match="kept-gone"):
        kept.kept(asker, key)


def test_words_that_never_waited_are_gone():
    with pytest.raises(UserError, match="kept-gone"):
        KeptWords().kept(MIRA, "k" * 12)


def test_the_oldest_go_when_there_are_many():
    kept = KeptWords()
    keys = [kept.keep(MIRA, LogWords(note=str(at))) for at in range(1001)]
    assert kept.kept(MIRA, keys[1]).note == "1"
    with pytest.raises(UserError, match="kept-gone"):
        kept.kept(MIRA, keys[0])


def test_a_member_is_forgotten():
    kept = KeptWords()
    mine, theirs = kept.keep(MIRA, WORDS), kept.keep(NOA, WORDS)
    kept.forget_member(MIRA.user_id)
    assert kept.kept(NOA, theirs) == WORDS
    with pytest.raises(UserError, match="kept-gone"):
        kept.kept(MIRA, mine)

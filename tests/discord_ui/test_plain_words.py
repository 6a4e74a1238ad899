import pytest

from bot.discord_ui.plain_words import goal_in, words_in
from bot.domain.errors import UserError


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ("<@9001> I want to learn SQL", "I want to learn SQL"),
        ("<@!9001>", ""),
        ("hey <@&55> see <#77> and </find:88> at <t:1700000000:R>", "hey see and at"),
        ("**learn** _sql_ and `python`", "learn sql and python"),
        ("> # learn\n- c++", "learn c++"),
        ("learn snake_case <:parrot:123>", "learn snake_case parrot"),
        ("@everyone read https://example.org/x", "read"),
        ("3h/week for 6 weeks", "3h/week for 6 weeks"),
        ("turned \u202eround", "turned round"),
        ("<@9001> 👍 …?!", ""),
        ("👍 sql", "👍 sql"),
    ],
)
def test_a_message_is_taken_by_its_words(content: str, words: str):
    assert words_in(content) == words


def test_a_long_message_is_taken_by_its_beginning():
    assert len(goal_in("learn " * 500)) <= 400


def test_a_message_without_words_says_what_to_do():
    with pytest.raises(UserError, match="message-without-words"):
        goal_in("<@9001> https://example.org")

"""What *Suggest as credential* takes out of a message."""

import pytest

from bot.discord_ui.cogs.credential_proposals import suggested_by
from bot.domain.drafts import DraftField


@pytest.mark.parametrize(
    ("content", "title", "link"),
    [
        ("Look: **Bees 101** https://b.example/one.", "Look: Bees 101", "https://b.example/one"),
        ("[Bees](<https://b.example/one>) and https://c.example", "Bees and", "https://b.example/one"),
        ("Bees (https://b.example/one), great", "Bees great", "https://b.example/one"),
        ("<https://b.example/one>", "", "https://b.example/one"),
        ("no link <@1234567890123456789> here", "no link here", ""),
        ("", "", ""),
    ],
)
def test_the_first_link_and_the_words(content: str, title: str, link: str):
    typed = suggested_by(content)
    assert typed[DraftField.LINK] == link
    assert typed[DraftField.TITLE] == title


def test_a_long_message_fills_no_more_than_a_title():
    assert len(suggested_by("word " * 500)[DraftField.TITLE]) <= 200

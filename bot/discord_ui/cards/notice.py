"""A card of one sentence: an error, a hint, a confirmation."""

from collections.abc import Iterable

from bot.discord_ui.cards.card import Card, Item, text
from bot.discord_ui.markdown import cut, escape, lines

_LONGEST = 1500


def notice_card(*sentences: str, below: Iterable[Item] = ()) -> Card:
    """The sentences under one another, and what can be done below."""
    return Card([text(lines(*(escape(cut(sentence, _LONGEST)) for sentence in sentences))), *below])

"""A card of one sentence: an error, a hint, a confirmation."""

from collections.abc import Iterable

from bot.discord_ui.cards.card import Card, Item, fitting, text
from bot.discord_ui.markdown import cut, escape, lines

_LONGEST = 1500


def notice_card(*sentences: str, below: Iterable[Item] = ()) -> Card:
    """The sentences under one another, and what can be done below."""
    below = tuple(below)

    def build(share: float) -> Card:
        shown = (escape(cut(sentence, round(_LONGEST * share))) for sentence in sentences)
        return Card([text(lines(*shown)), *below])

    return fitting(build)

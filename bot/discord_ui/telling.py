"""What is sent by itself, not as an answer: a card, and the one person whom it pings."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

import discord

from bot.discord_ui.cards.card import Card
from bot.domain.delivery import Delivery

if TYPE_CHECKING:
    from bot.discord_ui.client import BadgerClient


@dataclass(frozen=True, slots=True)
class Telling:
    """A card with `delivery.nonce` in some `custom_id`; `pings` is the one user whom it may ping."""

    card: Card
    pings: int | None = None

    @property
    def mentions(self) -> discord.AllowedMentions:
        """What the message may ping: that user, or nobody."""
        if self.pings is None:
            return discord.AllowedMentions.none()
        return discord.AllowedMentions(
            everyone=False, roles=False, replied_user=False, users=[discord.Object(self.pings)]
        )


Builder = Callable[["BadgerClient", Delivery], Awaitable[Telling]]
"""What a delivery of a kind says now (`is_withdrawn` too).

Raises NothingToSayError where there is nothing to tell after all, GoneError where who is told has left.
"""

"""What tells those who can mend it that a channel takes nothing."""

from typing import TYPE_CHECKING

from bot.discord_ui.cards.doctor import fault_card
from bot.discord_ui.telling import Telling
from bot.domain.delivery import Delivery

if TYPE_CHECKING:
    from bot.discord_ui.client import BadgerClient


async def fault_telling(client: "BadgerClient", delivery: Delivery) -> Telling:
    """Which channel it is, why, and the way to mend it."""
    reason = str(delivery.payload.get("reason"))
    return Telling(fault_card(client.desk.texts, int(delivery.key.subject), reason, delivery.nonce))

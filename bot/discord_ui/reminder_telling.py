"""What a delivered reminder says: read at the moment at which it is sent."""

from typing import TYPE_CHECKING

from bot.discord_ui.cards.reminder import Posted, reminder_card
from bot.discord_ui.telling import Telling
from bot.domain.delivery import Delivery, NothingToSayError
from bot.domain.occurrence import is_trial

if TYPE_CHECKING:
    from bot.discord_ui.client import BadgerClient


async def reminder_telling(client: "BadgerClient", delivery: Delivery) -> Telling:
    """The member's reminder. Raises NothingToSayError where nothing is underway, but for a trial."""
    guild_id, user_id = delivery.key.guild_id, delivery.key.scope_id
    view = await client.desk.use_cases.reminding.reader.reminder(guild_id, user_id)
    if view.reminder is None and not is_trial(delivery.key):
        raise NothingToSayError
    posted = Posted(
        delivery.id,
        delivery.nonce,
        client.server_names([guild_id])[guild_id],
        is_public=delivery.channel_id is not None,
        is_trial=is_trial(delivery.key),
    )
    return Telling(reminder_card(client.desk.texts, view, posted), user_id if posted.is_public else None)

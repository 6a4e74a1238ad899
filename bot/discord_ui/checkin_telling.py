"""What a check-in asks when it opens."""

from typing import TYPE_CHECKING

from bot.discord_ui.cards.checkin import checkin_card
from bot.discord_ui.telling import Telling
from bot.domain.delivery import Delivery, NothingToSayError

if TYPE_CHECKING:
    from bot.discord_ui.client import BadgerClient


async def checkin_telling(client: "BadgerClient", delivery: Delivery) -> Telling:
    """The question of the week. Raises NothingToSayError where the next one is open already."""
    key, checkins = delivery.key, client.desk.use_cases.groups.checkins
    await checkins.open_now(key.guild_id, key.scope_id, key.period, delivery.due_at)
    view = await checkins.posted(key.guild_id, key.scope_id, key.period)
    if not view.checkin.is_open:
        raise NothingToSayError
    return Telling(checkin_card(client.desk.texts, view, delivery.nonce))

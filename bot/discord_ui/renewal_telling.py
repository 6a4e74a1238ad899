"""What a delivered notice of an expiry says: read at the moment at which it is sent."""

from typing import TYPE_CHECKING

from bot.discord_ui.cards.renewal_notice import renewal_card
from bot.discord_ui.reminder_telling import check_is_there, posted_of
from bot.discord_ui.telling import Telling
from bot.domain.delivery import Delivery, NothingToSayError
from bot.services.asker import Asker

if TYPE_CHECKING:
    from bot.discord_ui.client import BadgerClient


async def renewal_telling(client: "BadgerClient", delivery: Delivery) -> Telling:
    """That what a member earned expires.

    Raises NothingToSayError where it does not hold any more, GoneError where the member has left.
    """
    guild_id, user_id = delivery.key.guild_id, delivery.key.scope_id
    renewals = client.desk.use_cases.work.renewals
    notice = await renewals.notice(Asker(user_id, guild_id, 0), delivery.id)
    if notice is None:
        raise NothingToSayError
    await check_is_there(client, guild_id, user_id)
    posted = posted_of(client, delivery)
    card = renewal_card(client.desk.texts, notice, posted, user_id)
    return Telling(card, user_id if posted.is_public else None)

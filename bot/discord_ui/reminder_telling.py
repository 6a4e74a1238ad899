"""What delivered reminders and notices say: read at the moment at which they are sent."""

from typing import TYPE_CHECKING

from bot.discord_ui.cards.reminder import Posted, reminder_card
from bot.discord_ui.cards.target_notice import notice_card_of
from bot.discord_ui.people import is_member
from bot.discord_ui.telling import Telling
from bot.domain.delivery import Delivery, GoneError, NothingToSayError
from bot.domain.occurrence import is_trial

if TYPE_CHECKING:
    from bot.discord_ui.client import BadgerClient


async def reminder_telling(client: "BadgerClient", delivery: Delivery) -> Telling:
    """The member's reminder.

    Raises NothingToSayError where nothing is underway, but for a trial; GoneError where they have left.
    """
    guild_id, user_id = delivery.key.guild_id, delivery.key.scope_id
    view = await client.desk.use_cases.reminding.reader.reminder(guild_id, user_id)
    if view.reminder is None and not is_trial(delivery.key):
        raise NothingToSayError
    await check_is_there(client, guild_id, user_id)
    posted = posted_of(client, delivery)
    return Telling(reminder_card(client.desk.texts, view, posted), user_id if posted.is_public else None)


async def notice_telling(client: "BadgerClient", delivery: Delivery) -> Telling:
    """That a target day comes near.

    Raises NothingToSayError where it does not hold any more, GoneError where the member has left.
    """
    key = delivery.key
    notices = client.desk.use_cases.reminding.notices
    notice = await notices.notice(key.guild_id, key.scope_id, key.subject, key.period)
    if notice is None:
        raise NothingToSayError
    await check_is_there(client, key.guild_id, key.scope_id)
    posted = posted_of(client, delivery)
    card = notice_card_of(client.desk.texts, notice, posted, key.scope_id)
    return Telling(card, key.scope_id if posted.is_public else None)


async def check_is_there(client: "BadgerClient", guild_id: int, user_id: int) -> None:
    """Raises GoneError where who is told has left the server."""
    if not await is_member(client, guild_id, user_id):
        raise GoneError


def posted_of(client: "BadgerClient", delivery: Delivery) -> Posted:
    """The message in which it will stand."""
    return Posted(
        delivery.id,
        delivery.nonce,
        client.server_names([delivery.key.guild_id])[delivery.key.guild_id],
        is_public=delivery.channel_id is not None,
        is_trial=is_trial(delivery.key),
    )

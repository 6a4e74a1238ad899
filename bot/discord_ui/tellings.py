"""What each kind of delivery says, by the kind."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from bot.discord_ui.checkin_telling import checkin_telling
from bot.discord_ui.completion_telling import completion_telling
from bot.discord_ui.digest_telling import digest_telling
from bot.discord_ui.fault_telling import fault_telling
from bot.discord_ui.group_telling import board_telling, group_fault_telling, news_telling
from bot.discord_ui.invite_telling import invite_telling
from bot.discord_ui.reminder_telling import notice_telling, reminder_telling
from bot.discord_ui.renewal_telling import renewal_telling
from bot.discord_ui.telling import Builder, Telling
from bot.domain.delivery import Delivery
from bot.domain.outbox import OutboxKind
from bot.domain.renewal import is_renewal

if TYPE_CHECKING:
    from bot.discord_ui.client import BadgerClient


async def _notice_telling(client: "BadgerClient", delivery: Delivery) -> Telling:
    """Of a target day, or of an expiry."""
    tell = renewal_telling if is_renewal(delivery.key) else notice_telling
    return await tell(client, delivery)


TELLINGS: Mapping[OutboxKind, Builder] = {
    OutboxKind.COMPLETION: completion_telling,
    OutboxKind.REMINDER: reminder_telling,
    OutboxKind.DIGEST: digest_telling,
    OutboxKind.NOTICE: _notice_telling,
    OutboxKind.FAULT: fault_telling,
    OutboxKind.BOARD: board_telling,
    OutboxKind.GROUP_NEWS: news_telling,
    OutboxKind.GROUP_FAULT: group_fault_telling,
    OutboxKind.CHECKIN: checkin_telling,
    OutboxKind.INVITE: invite_telling,
}

"""What each kind of delivery says, by the kind."""

from collections.abc import Mapping

from bot.discord_ui.completion_telling import completion_telling
from bot.discord_ui.digest_telling import digest_telling
from bot.discord_ui.fault_telling import fault_telling
from bot.discord_ui.reminder_telling import notice_telling, reminder_telling
from bot.discord_ui.telling import Builder
from bot.domain.outbox import OutboxKind

TELLINGS: Mapping[OutboxKind, Builder] = {
    OutboxKind.COMPLETION: completion_telling,
    OutboxKind.REMINDER: reminder_telling,
    OutboxKind.DIGEST: digest_telling,
    OutboxKind.NOTICE: notice_telling,
    OutboxKind.FAULT: fault_telling,
}

"""A channel that takes nothing: written once, with what tells those who can mend it."""

from bot.domain.outbox import OutboxKey, OutboxKind, OutboxScope
from bot.domain.server_settings import ChannelFault
from bot.storage import outbox, server_settings
from bot.storage.database import Session


def out_of_order(session: Session, guild_id: int, fault: ChannelFault) -> None:
    """Keeps a fault of a channel, and has it told; one that is known is not told again."""
    if not server_settings.add_fault(session, guild_id, fault):
        return
    at = fault.found_at
    scope, kind = OutboxScope.GUILD, OutboxKind.FAULT
    key = OutboxKey(guild_id, scope, guild_id, kind, str(fault.channel_id), at.isoformat())
    outbox.add(session, key, {"reason": fault.reason.value}, due_at=at, now=at)

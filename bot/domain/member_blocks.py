"""What moderators keep members from, and whom they may."""

from dataclasses import dataclass
from datetime import datetime

from bot.domain.errors import UserError
from bot.domain.moderation import BlockedFrom


@dataclass(frozen=True, slots=True)
class MemberBlock:
    """What a member may not do in a server. `blocked_by` is None for a moderator who was erased."""

    guild_id: int
    user_id: int
    what: BlockedFrom
    blocked_at: datetime
    blocked_by: int | None = None
    reason: str | None = None


def check_blockable(user_id: int, actor_id: int, *, is_bot: bool) -> None:
    """Lets a moderator block somebody. Raises UserError `block-self` or `block-bot`."""
    if user_id == actor_id:
        raise UserError("block-self")
    if is_bot:
        raise UserError("block-bot")

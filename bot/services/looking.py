"""Who may look at a member's work: decided in the transaction that reads it."""

from bot.domain.errors import UserError
from bot.domain.visibility import Visibility, may_see
from bot.storage import group_members, member_settings
from bot.storage.database import Session


def check_may_look(session: Session, guild_id: int, viewer_id: int, owner_id: int) -> Visibility:
    """Who sees the owner, where the viewer is one of them. Raises UserError `progress-hidden`."""
    said = member_settings.visibility_of(session, guild_id, owner_id)
    is_own = viewer_id == owner_id
    shares_group = (
        said is Visibility.GROUPS
        and not is_own
        and group_members.share_a_group(session, guild_id, viewer_id, owner_id)
    )
    if not may_see(said, is_own=is_own, shares_group=shares_group):
        raise UserError("progress-hidden")
    return said

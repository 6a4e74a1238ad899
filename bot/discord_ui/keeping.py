"""Who keeps what: a moderator, in the server in which they act."""

from bot.discord_ui.answering import BadgerInteraction
from bot.domain.errors import UserError
from bot.services.catalogue_keeping import Keeper


def keeper_of(interaction: BadgerInteraction) -> Keeper:
    """The moderator and their server. Raises UserError `moderators-only` in a direct message."""
    if interaction.guild_id is None:
        permission = interaction.client.desk.texts("permission-manage-server")
        raise UserError("moderators-only", place="direct", permission=permission)
    return Keeper(interaction.guild_id, interaction.user.id)

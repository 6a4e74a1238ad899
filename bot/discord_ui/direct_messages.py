"""Which server a direct message is about, asked once where it is open."""

from collections.abc import Mapping

from bot.discord_ui.answering import SERVER_OF_ROW, BadgerInteraction
from bot.discord_ui.desk import Desk
from bot.services.servers import DirectMessageServer


async def server_of(interaction: BadgerInteraction) -> DirectMessageServer:
    """The server in which a person acts: the one they are in, or the one of their direct messages."""
    return await settled_server(interaction.client.desk, interaction.user.id, interaction.guild_id)


async def settled_server(desk: Desk, user_id: int, guild_id: int | None) -> DirectMessageServer:
    """The same for a person in a server (None: in a direct message)."""
    if guild_id is not None:
        return DirectMessageServer(guild_id)
    return await desk.use_cases.servers.of_direct_message(user_id)


async def settle_server_of_row(interaction: BadgerInteraction, parts: Mapping[str, str]) -> None:
    """Lets a button or form in a direct message act in the server of the enrolment that it names."""
    if interaction.guild_id is not None or "enrolment" not in parts:
        return
    reader = interaction.client.desk.use_cases.reminding.reader
    guild_id = await reader.server_of_enrolment(interaction.user.id, parts["enrolment"])
    if guild_id is not None:
        interaction.extras[SERVER_OF_ROW] = guild_id

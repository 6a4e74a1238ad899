"""Who is happy to help with a credential, by name."""

from bot.discord_ui.answering import BadgerInteraction
from bot.discord_ui.markdown import cut
from bot.discord_ui.people import present_names

MOST_NAMED = 5
_NAME_LENGTH = 40
_MOST_ASKED = 10
"""Of Discord, for who may have left."""


async def helpers_line(interaction: BadgerInteraction, guild_id: int | None, credential_id: str) -> str:
    """The sentence that names those who are in the server now; empty where nobody helps."""
    if guild_id is None:
        return ""
    desk = interaction.client.desk
    willing = await desk.use_cases.groups.help.helpers(guild_id, credential_id)
    asked = willing[:_MOST_ASKED]
    present = await present_names(interaction.client, guild_id, asked)
    named = [present[each] for each in asked if each in present]
    if not named:
        return ""
    more = len(willing) - len(asked) + max(0, len(named) - MOST_NAMED)
    names = ", ".join(cut(name, _NAME_LENGTH) for name in named[:MOST_NAMED])
    return desk.texts("helpers-more" if more else "helpers", names=names, count=more)

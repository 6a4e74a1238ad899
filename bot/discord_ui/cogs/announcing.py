"""`/announce`: where and how this server is told of who has finished."""

from discord import TextChannel, app_commands
from discord.app_commands import Choice
from discord.ext import commands

from bot.discord_ui.answering import BadgerInteraction, Place, answer
from bot.discord_ui.cards.card import Card
from bot.discord_ui.cards.notice import notice_card
from bot.discord_ui.command_payload import WORDED
from bot.discord_ui.desk import Desk
from bot.discord_ui.gate import Needs, moderated
from bot.discord_ui.keeping import keeper_of
from bot.discord_ui.server_answers import (
    channel_set,
    chosen_channel,
    digest_set,
    paused,
    previewed,
    set_answer,
    setup_of,
    told_now,
)
from bot.domain.errors import UserError
from bot.domain.server_settings import AnnouncementStyle, AnnouncementTone
from bot.domain.wall_times import parse_wall_time, parse_weekday


@moderated(Needs.MANAGE_GUILD)
class AnnounceCog(commands.GroupCog, group_name="announce", group_description=WORDED):
    """The commands of the group, for who may manage the server."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    @app_commands.command(name="setup", description=WORDED)
    async def setup(
        self,
        interaction: BadgerInteraction,
        channel: TextChannel,
        day: str | None = None,
        at: str | None = None,
    ) -> None:
        """Keeps where completions are told; with a day or a time, when the digest comes too."""
        await answer(interaction, self._set(interaction, channel.id, day, at), Place.PRIVATE)

    async def _set(
        self, interaction: BadgerInteraction, channel_id: int, day: str | None, at: str | None
    ) -> Card:
        channel = chosen_channel(interaction, str(channel_id))
        said = parse_wall_time(at) if at and at.strip() else None
        weekday = parse_weekday(day) if day and day.strip() else said.weekday if said else None
        card = await channel_set(interaction, channel)
        if said is None and weekday is None:
            return card
        return await digest_set(
            interaction, channel_id=channel, weekday=weekday, at=said.at if said else None
        )

    @app_commands.command(name="style", description=WORDED)
    @app_commands.choices(
        look=[Choice(name=each.value, value=each.value) for each in AnnouncementStyle],
        tone=[Choice(name=each.value, value=each.value) for each in AnnouncementTone],
    )
    async def style(
        self, interaction: BadgerInteraction, look: str | None = None, tone: str | None = None
    ) -> None:
        """Keeps how completions look and sound."""
        await answer(interaction, self._styled(interaction, look, tone), Place.PRIVATE)

    async def _styled(self, interaction: BadgerInteraction, look: str | None, tone: str | None) -> Card:
        try:
            chosen = AnnouncementStyle(look) if look else None, AnnouncementTone(tone) if tone else None
        except ValueError as forged:
            raise UserError("style-unknown") from forged
        state = await setup_of(interaction).set_look(keeper_of(interaction), *chosen)
        return set_answer(
            interaction, state, self._desk.texts("setup-said-look" if look or tone else "setup-look-how")
        )

    @app_commands.command(name="preview", description=WORDED)
    async def preview(self, interaction: BadgerInteraction) -> None:
        """Shows a completion as it would be told, to the moderator alone."""
        await answer(interaction, previewed(interaction), Place.PRIVATE)

    @app_commands.command(name="now", description=WORDED)
    async def now(self, interaction: BadgerInteraction) -> None:
        """Tells at once what waits."""
        await answer(interaction, self._now(interaction), Place.PRIVATE)

    async def _now(self, interaction: BadgerInteraction) -> Card:
        return notice_card(await told_now(interaction))

    @app_commands.command(name="pause", description=WORDED)
    async def pause(self, interaction: BadgerInteraction, until: str | None = None) -> None:
        """Tells no completions until a day, or until somebody says so."""
        await answer(interaction, paused(interaction, until), Place.PRIVATE)

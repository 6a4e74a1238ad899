"""`/me`: what a member tells of themselves, and all that is kept of them."""

from discord import app_commands
from discord.app_commands import Choice
from discord.ext import commands

from bot.discord_ui import custom_ids
from bot.discord_ui.answering import BadgerInteraction, answer, asker_of, place_for, tell_privately
from bot.discord_ui.cards.audience import Audience
from bot.discord_ui.cards.card import Card, button, buttons
from bot.discord_ui.cards.notice import notice_card
from bot.discord_ui.cards.settings_forms import unread_zone_card, zone_set_card
from bot.discord_ui.command_payload import WORDED
from bot.discord_ui.components.own_data import erase_question, hand_over
from bot.discord_ui.components.profile import own_profile
from bot.discord_ui.components.settings import kept_settings
from bot.discord_ui.desk import Desk
from bot.discord_ui.suggestions import suggest, zone_choices
from bot.domain.erasure import ErasureScope
from bot.domain.errors import UserError
from bot.wording.texts import error_text

_NOT_SHARED = {"profile-hidden", "profile-nothing"}


class MeCog(commands.GroupCog, group_name="me", group_description=WORDED):
    """A member's own things, for their eyes alone unless they share their profile."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    @app_commands.command(name="profile", description=WORDED)
    async def profile(
        self,
        interaction: BadgerInteraction,
        share: bool = False,  # noqa: FBT001, FBT002  # an argument is an option of the command
    ) -> None:
        """Shows what the member works on and finished."""
        is_shared = share and interaction.guild_id is not None
        is_private_in_server = interaction.guild_id is not None and not is_shared
        audience = Audience(is_public=is_shared, can_share=is_private_in_server)
        try:
            work = own_profile(interaction, audience)
            await answer(interaction, work, place_for(interaction, is_shared=is_shared))
        except UserError as refused:
            if refused.message_id not in _NOT_SHARED:
                raise
            await tell_privately(interaction, self._not_shared(refused))

    def _not_shared(self, refused: UserError) -> Card:
        texts = self._desk.texts
        settings = button(texts("button-settings"), custom_ids.ME_SETTINGS.of())
        return notice_card(error_text(texts, refused), below=buttons(settings))

    @app_commands.command(name="settings", description=WORDED)
    async def settings(self, interaction: BadgerInteraction) -> None:
        """Shows what is kept of the member's wishes, to be changed."""
        await answer(interaction, kept_settings(interaction), place_for(interaction))

    @app_commands.command(name="timezone", description=WORDED)
    async def timezone(self, interaction: BadgerInteraction, zone: str) -> None:
        """Keeps where the member is."""
        await answer(interaction, self._zone_set(interaction, zone), place_for(interaction))

    async def _zone_set(self, interaction: BadgerInteraction, zone: str) -> Card:
        texts, profile = self._desk.texts, self._desk.use_cases.work.profile
        try:
            return zone_set_card(texts, await profile.set_time_zone(asker_of(interaction), zone))
        except UserError as refused:
            if refused.message_id != "zone-unknown":
                raise
            return unread_zone_card(texts, error_text(texts, refused), zone)

    @app_commands.command(name="export", description=WORDED)
    async def export(self, interaction: BadgerInteraction) -> None:
        """Hands over all that is kept of the member."""
        await hand_over(interaction, place_for(interaction))

    @app_commands.command(name="erase", description=WORDED)
    @app_commands.choices(scope=[Choice(name=each.value, value=each.value) for each in ErasureScope])
    async def erase(self, interaction: BadgerInteraction, scope: str) -> None:
        """Asks before anything is erased."""
        work = erase_question(interaction, ErasureScope(scope))
        await answer(interaction, work, place_for(interaction))

    @timezone.autocomplete("zone")
    async def suggest_zone(self, interaction: BadgerInteraction, typed: str) -> list[Choice[str]]:
        """Zones by city or name, each with what a clock there shows."""
        zones = self._desk.use_cases.work.profile.suggest_local_times
        return await suggest(
            interaction, lambda: zone_choices(self._desk.texts, zones(typed)), "/me timezone"
        )

"""A member's own profile: shown to them, and shared as far as they let the server see it."""

from bot.discord_ui import custom_ids
from bot.discord_ui.answering import BadgerInteraction, answer, asker_of, new_message
from bot.discord_ui.cards.audience import Audience
from bot.discord_ui.cards.card import Card
from bot.discord_ui.cards.profile import profile_card
from bot.discord_ui.components.component import Component
from bot.discord_ui.components.sharing import ShareButton
from bot.domain.errors import UserError
from bot.domain.visibility import Visibility


async def own_profile(interaction: BadgerInteraction, audience: Audience) -> Card:
    """The profile of whoever acts; a public one only as far as they let the whole server see it.

    Raises UserError `profile-hidden`, `profile-nothing` for a public one, `server-needed` without a server.
    """
    desk, asker = interaction.client.desk, asker_of(interaction)
    overview = await desk.use_cases.work.overview.of(asker, asker.user_id)
    if audience.is_public and overview.visibility is not Visibility.SERVER:
        raise UserError("profile-hidden", visibility=overview.visibility.value)
    if audience.is_public and overview.is_empty:
        raise UserError("profile-nothing")
    return profile_card(desk.texts, overview, interaction.user.display_name, audience)


class ProfileButton(Component, shape=custom_ids.ME_PROFILE):
    """*My profile*."""

    async def used(self, interaction: BadgerInteraction) -> None:
        """Shows it beside what is there."""
        work = own_profile(interaction, Audience(can_share=interaction.guild_id is not None))
        await answer(interaction, work, new_message(interaction))


class ShareProfileButton(ShareButton, shape=custom_ids.SHARE_PROFILE):
    """*Share* under one's own profile."""

    async def public_card(self, interaction: BadgerInteraction, audience: Audience) -> Card:
        """The profile as it is now, and as the member lets the server see it now."""
        return await own_profile(interaction, audience)


PROFILE_COMPONENTS = (ProfileButton, ShareProfileButton)

"""The buttons under what the server was told: everybody may use them."""

from bot.discord_ui import custom_ids
from bot.discord_ui.answering import BadgerInteraction, Place, answer, asker_of
from bot.discord_ui.cards.audience import Audience
from bot.discord_ui.cards.card import Card
from bot.discord_ui.cards.credential import credential_card
from bot.discord_ui.cards.notice import notice_card
from bot.discord_ui.components.component import Component
from bot.discord_ui.people import names_of
from bot.discord_ui.willing_to_help import helpers_line


class CongratulateButton(Component, shape=custom_ids.CONGRATULATE):
    """*Congratulate*: once a member."""

    async def used(self, interaction: BadgerInteraction) -> None:
        """Counts it, and thanks whoever clicked; nobody is pinged."""
        await answer(interaction, self._counted(interaction), Place.PRIVATE)

    async def _counted(self, interaction: BadgerInteraction) -> Card:
        client, number = interaction.client, int(self.parts["number"])
        done = await client.desk.use_cases.announcements.congratulate(asker_of(interaction), number)
        guild_id, message = interaction.guild_id or 0, interaction.message
        if message is not None and done.is_new:
            client.counts.count_soon(guild_id, number, message, self.parts["mark"])
        name = (await names_of(client, guild_id, [done.user_id]))[done.user_id]
        said = "congratulated-new" if done.is_new else "congratulated-already"
        return notice_card(client.desk.texts(said, name=name, count=done.count))


class AboutButton(Component, shape=custom_ids.ABOUT):
    """*What is this?*, under what was told."""

    async def used(self, interaction: BadgerInteraction) -> None:
        """Shows the credential to whoever clicked."""
        await answer(interaction, self._shown(interaction), Place.PRIVATE)

    async def _shown(self, interaction: BadgerInteraction) -> Card:
        desk = interaction.client.desk
        view = desk.use_cases.catalogue.credential(interaction.guild_id, self.parts["credential"])
        helpers = await helpers_line(interaction, interaction.guild_id, view.credential.id)
        audience = Audience(can_share=interaction.guild_id is not None)
        return credential_card(desk.texts, view, audience, helpers=helpers)


ANNOUNCEMENT_COMPONENTS = (CongratulateButton, AboutButton)

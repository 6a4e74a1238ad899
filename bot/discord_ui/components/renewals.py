"""The buttons of a notice that something expires."""

from bot.discord_ui import custom_ids
from bot.discord_ui.answering import SERVER_OF_ROW, BadgerInteraction, answer, new_message
from bot.discord_ui.cards.audience import Audience
from bot.discord_ui.cards.card import Card
from bot.discord_ui.cards.credential import credential_card
from bot.discord_ui.cards.reminder import Posted
from bot.discord_ui.cards.renewal_notice import own_renewal_card
from bot.discord_ui.components.reminders import OfDelivery
from bot.discord_ui.starting_answers import start_card
from bot.domain.errors import UserError
from bot.services.asker import Asker


class RenewalButton(OfDelivery, shape=custom_ids.RENEWAL):
    """*Look at it*, *Start again*, and *Show me* where others read too.

    Others who see the notice look at the credential; all else is the owner's.
    """

    async def used(self, interaction: BadgerInteraction) -> None:
        """Shows the credential, begins it anew, or says in private what the notice says."""
        await answer(interaction, self._used(interaction), new_message(interaction))

    async def _used(self, interaction: BadgerInteraction) -> Card:
        desk, guild_id = interaction.client.desk, interaction.guild_id
        server = await desk.use_cases.reminding.reader.server_of_delivery(interaction.user.id, self.delivery)
        if server is None and guild_id is not None:
            shown = await desk.use_cases.work.renewals.open_credential(guild_id, self.delivery)
            return self._credential(interaction, guild_id, shown)
        return await self._own(interaction, await self.owner(interaction))

    async def _own(self, interaction: BadgerInteraction, asker: Asker) -> Card:
        interaction.extras[SERVER_OF_ROW] = asker.guild_id
        if self.parts["action"] == "show":
            return await self._notice(interaction, asker)
        renewals = interaction.client.desk.use_cases.work.renewals
        credential_id, is_renewed = await renewals.credential_of(asker, self.delivery)
        if self.parts["action"] == "start":
            return await start_card(interaction, credential_id, again=not is_renewed)
        return self._credential(interaction, asker.guild_id, credential_id)

    def _credential(self, interaction: BadgerInteraction, guild_id: int | None, credential_id: str) -> Card:
        desk = interaction.client.desk
        view = desk.use_cases.catalogue.credential(guild_id, credential_id)
        return credential_card(desk.texts, view, Audience(can_share=interaction.guild_id is not None))

    async def _notice(self, interaction: BadgerInteraction, asker: Asker) -> Card:
        """What it says now. Raises UserError `renewal-over` where it does not hold any more."""
        client, guild_id = interaction.client, asker.guild_id or 0
        notice = await client.desk.use_cases.work.renewals.notice(asker, self.delivery)
        if notice is None:
            raise UserError("renewal-over")
        server = client.server_names([guild_id])[guild_id]
        posted = Posted(self.delivery, self.parts["mark"], server)
        return own_renewal_card(client.desk.texts, notice, posted, asker.user_id)


RENEWAL_COMPONENTS = (RenewalButton,)

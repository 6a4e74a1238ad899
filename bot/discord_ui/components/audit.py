"""The component under the audit log."""

from bot.discord_ui import custom_ids
from bot.discord_ui.answering import BadgerInteraction, answer, place_of_click
from bot.discord_ui.cards.audit import audit_card, people_in
from bot.discord_ui.cards.card import Card
from bot.discord_ui.components.component import Component
from bot.discord_ui.gate import Needs
from bot.discord_ui.keeping import keeper_of
from bot.discord_ui.people import names_of

_LARGEST = 2**63 - 1


async def audited(interaction: BadgerInteraction, actor_id: int | None, before: int | None) -> Card:
    """A page of the log."""
    desk, guild_id = interaction.client.desk, keeper_of(interaction).guild_id
    page = await desk.use_cases.care.audit_log.page(guild_id, actor_id, before)
    return audit_card(desk.texts, page, await names_of(interaction.client, guild_id, people_in(page)))


class AuditButton(Component, shape=custom_ids.AUDIT):
    """*Older* and *Newest*."""

    needs = Needs.MANAGE_GUILD

    async def used(self, interaction: BadgerInteraction) -> None:
        """Shows the page."""
        actor_id = min(int(self.parts["member"]), _LARGEST) or None
        before = int(self.parts["number"]) or None
        await answer(interaction, audited(interaction, actor_id, before), place_of_click(interaction))


AUDIT_COMPONENTS = (AuditButton,)

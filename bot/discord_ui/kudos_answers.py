"""What giving kudos comes to on Discord."""

from bot.discord_ui.answering import BadgerInteraction, asker_of
from bot.discord_ui.cards.card import Card
from bot.discord_ui.cards.kudos import chosen_page, kudos_card, kudos_choice_card
from bot.discord_ui.people import names_of


async def kudos_answer(interaction: BadgerInteraction, receiver_id: int, group_id: int | None = None) -> Card:
    """Gives kudos, and says so to all. Raises UserError as `KudosGiving.give` does."""
    client = interaction.client
    await client.desk.use_cases.groups.kudos.give(asker_of(interaction), receiver_id, group_id)
    names = await names_of(client, interaction.guild_id, [receiver_id])
    return kudos_card(client.desk.texts, interaction.user.display_name, names[receiver_id])


async def kudos_choice_answer(interaction: BadgerInteraction, group_id: int, page: int = 0) -> Card:
    """Lets choose a member of a group. Raises UserError as `KudosGiving.choice` does."""
    client = interaction.client
    choice = await client.desk.use_cases.groups.kudos.choice(asker_of(interaction), group_id)
    _, _, shown = chosen_page(choice, page)
    names = await names_of(client, interaction.guild_id, shown)
    return kudos_choice_card(client.desk.texts, choice, page, names)

"""The components under a time that could not be read."""

from bot.discord_ui import custom_ids
from bot.discord_ui.answering import BadgerInteraction, answer, asker_of, place_of_click
from bot.discord_ui.cards.card import Card
from bot.discord_ui.cards.time import TIME_INPUT, time_form, unread_time_card
from bot.discord_ui.components.component import Component
from bot.discord_ui.components.forms import FormRoute, typed_in
from bot.discord_ui.finding_answers import retimed_answer
from bot.domain.errors import UserError
from bot.wording.texts import error_text


class FixTimeButton(Component, shape=custom_ids.FIX_TIME):
    """*Fix it*."""

    async def used(self, interaction: BadgerInteraction) -> None:
        """Opens the form with what was typed."""
        form = time_form(interaction.client.desk.texts, self.search, self.parts["draft"])
        await interaction.response.send_modal(form)


class WithoutTimeButton(Component, shape=custom_ids.WITHOUT_TIME):
    """*Without a time*."""

    async def used(self, interaction: BadgerInteraction) -> None:
        """Answers the goal without one."""
        work = retimed_answer(interaction.client, asker_of(interaction), self.search, None)
        await answer(interaction, work, place_of_click(interaction))


async def _time_sent(interaction: BadgerInteraction, parts: dict[str, str]) -> None:
    work = _timed(interaction, parts["search"], typed_in(interaction, TIME_INPUT))
    await answer(interaction, work, place_of_click(interaction))


async def _timed(interaction: BadgerInteraction, search_id: str, typed: str) -> Card:
    """The answer with the time in place; again the ways on where it cannot be read."""
    client = interaction.client
    try:
        return await retimed_answer(client, asker_of(interaction), search_id, typed)
    except UserError as refused:
        if not refused.message_id.startswith("budget-"):
            raise
        return unread_time_card(client.desk.texts, error_text(client.desk.texts, refused), search_id, typed)


TIME_ROUTE = FormRoute(custom_ids.TIME_FORM, _time_sent)
TIME_COMPONENTS = (FixTimeButton, WithoutTimeButton)

"""The components of an answer to `/find`: pages, hours a week, one's own copy."""

from collections.abc import Coroutine

from bot.discord_ui import custom_ids
from bot.discord_ui.answering import BadgerInteraction, Place, answer, asker_of, place_of_click
from bot.discord_ui.cards.audience import Audience
from bot.discord_ui.cards.card import Card
from bot.discord_ui.cards.hours import (
    HOURS_INPUT,
    OTHER_HOURS,
    fix_hours_buttons,
    hours_form,
)
from bot.discord_ui.cards.notice import notice_card
from bot.discord_ui.cards.results import results_card
from bot.discord_ui.components.component import Component
from bot.discord_ui.components.forms import FormRoute, typed_in
from bot.discord_ui.finding_answers import with_marks
from bot.discord_ui.hours_text import weekly_minutes_in
from bot.discord_ui.markdown import cut
from bot.domain.errors import UserError
from bot.services.finding import FoundAdvice
from bot.wording.texts import error_text


async def own_card(interaction: BadgerInteraction, finding: Coroutine[None, None, FoundAdvice]) -> Card:
    """The answer as a person's own, with what they have to do with it. Raises as the search does."""
    found, marks = await with_marks(interaction.client, asker_of(interaction), finding)
    audience = Audience(can_share=interaction.guild_id is not None)
    return results_card(interaction.client.desk.texts, found, audience, marks)


async def _reopened(interaction: BadgerInteraction, search_id: str, page: int) -> Card:
    finding = interaction.client.desk.use_cases.finding
    return await own_card(interaction, finding.reopen(asker_of(interaction), search_id, page))


class ResultsButton(Component, shape=custom_ids.RESULTS):
    """Back, More and Back to results: a page of the search."""

    async def used(self, interaction: BadgerInteraction) -> None:
        """Shows the page, in place where the message is the person's own."""
        await answer(interaction, _reopened(interaction, self.search, self.page), place_of_click(interaction))


class MineButton(Component, shape=custom_ids.MINE):
    """*My own answer* under a public one."""

    async def used(self, interaction: BadgerInteraction) -> None:
        """Opens the private, personal answer."""
        await answer(interaction, _reopened(interaction, self.search, 0), Place.PRIVATE)


class NarrowSelect(Component, shape=custom_ids.NARROW):
    """What a vague goal may be about."""

    async def used(self, interaction: BadgerInteraction) -> None:
        """Answers the goal again, with what was chosen only."""
        await answer(interaction, self._narrowed(interaction), place_of_click(interaction))

    async def _narrowed(self, interaction: BadgerInteraction) -> Card:
        topic = self.values[0] if self.values else ""
        finding = interaction.client.desk.use_cases.finding
        return await own_card(interaction, finding.narrow(asker_of(interaction), self.search, topic))


class HoursSelect(Component, shape=custom_ids.HOURS):
    """Hours a week under an answer that lacks them."""

    async def used(self, interaction: BadgerInteraction) -> None:
        """Remembers the hours and answers again, or opens the form for another number."""
        chosen = self.values[0] if self.values else ""
        if chosen == OTHER_HOURS:
            form = hours_form(interaction.client.desk.texts, self.search)
            await interaction.response.send_modal(form)
            return
        if not chosen.isdecimal():
            raise UserError("component-gone")
        work = _answered_hours(interaction, self.search, int(chosen[:9]))
        await answer(interaction, work, place_of_click(interaction))


async def _answered_hours(interaction: BadgerInteraction, search_id: str, weekly_minutes: int) -> Card:
    asker = asker_of(interaction)
    finding = interaction.client.desk.use_cases.finding
    return await own_card(interaction, finding.answer_weekly_minutes(asker, search_id, weekly_minutes))


class ChangeHoursButton(Component, shape=custom_ids.CHANGE_HOURS):
    """*Change my hours*."""

    async def used(self, interaction: BadgerInteraction) -> None:
        """Opens the form."""
        await interaction.response.send_modal(hours_form(interaction.client.desk.texts, self.search))


class WithoutHoursButton(Component, shape=custom_ids.WITHOUT_HOURS):
    """*Without my hours*."""

    async def used(self, interaction: BadgerInteraction) -> None:
        """Answers without the hours that are remembered; they stay so."""
        finding = interaction.client.desk.use_cases.finding
        work = own_card(interaction, finding.without_hours(asker_of(interaction), self.search))
        await answer(interaction, work, place_of_click(interaction))


class FixHoursButton(Component, shape=custom_ids.FIX_HOURS):
    """*Fix it* under hours that could not be read."""

    async def used(self, interaction: BadgerInteraction) -> None:
        """Opens the form with what was typed."""
        form = hours_form(interaction.client.desk.texts, self.search, self.parts["draft"])
        await interaction.response.send_modal(form)


async def _hours_sent(interaction: BadgerInteraction, parts: dict[str, str]) -> None:
    desk = interaction.client.desk
    typed = typed_in(interaction, HOURS_INPUT)
    try:
        minutes = weekly_minutes_in(typed, today=desk.today())
    except UserError as refused:
        draft = cut(typed, custom_ids.MAX_DRAFT_LENGTH)
        below = fix_hours_buttons(desk.texts, parts["search"], draft)
        card = notice_card(error_text(desk.texts, refused), below=below)
        await interaction.response.send_message(view=card, ephemeral=True)
        return
    place = place_of_click(interaction) if interaction.message else Place.PRIVATE
    await answer(interaction, _answered_hours(interaction, parts["search"], minutes), place)


HOURS_ROUTE = FormRoute(custom_ids.HOURS_FORM, _hours_sent)


SEARCH_COMPONENTS = (
    ResultsButton,
    MineButton,
    NarrowSelect,
    HoursSelect,
    ChangeHoursButton,
    WithoutHoursButton,
    FixHoursButton,
)

"""The buttons of check-ins, their form, and closed weeks."""

from bot.discord_ui import custom_ids
from bot.discord_ui.answering import BadgerInteraction, Place, answer, new_message, place_of_click
from bot.discord_ui.cards.checkin import NEXT_INPUT, WELL_INPUT
from bot.discord_ui.components.component import Component
from bot.discord_ui.components.forms import FormRoute, typed_in
from bot.discord_ui.components.groups import OfGroup
from bot.discord_ui.gate import Needs
from bot.discord_ui.group_checkin_answers import (
    form_of,
    late_card,
    removed_answer,
    resting_answer,
    said_answer,
    typed_answer,
    week_answer,
)
from bot.domain.errors import UserError

_MOST_DIGITS = 20


class GroupCheckinButton(OfGroup, shape=custom_ids.GROUP_CHECKIN):
    """*Check in*, under a board: to whatever check-in is open."""

    async def used(self, interaction: BadgerInteraction) -> None:
        """Opens the form."""
        await interaction.response.send_modal(await form_of(interaction, self.group_id))


class _OfCheckin(OfGroup):
    """A component of the check-in of a week."""

    @property
    def week(self) -> str:
        """The week that it names."""
        return self.parts["week"]


class CheckinAnswerButton(_OfCheckin, shape=custom_ids.CHECKIN_ANSWER):
    """*Check in*, under a check-in, *Change it* and *Fix it*."""

    async def used(self, interaction: BadgerInteraction) -> None:
        """Opens the form; under one that is closed, the way to the one that is open."""
        try:
            form = await form_of(interaction, self.group_id, self.week)
        except UserError as refused:
            work = late_card(interaction, refused, self.group_id, self.week)
            await answer(interaction, work, new_message(interaction))
        else:
            await interaction.response.send_modal(form)


class CheckinRestButton(_OfCheckin, shape=custom_ids.CHECKIN_REST):
    """*Resting this week*."""

    async def used(self, interaction: BadgerInteraction) -> None:
        """Keeps it."""
        work = resting_answer(interaction, self.group_id, self.week)
        await answer(interaction, work, place_of_click(interaction))


class CheckinAnswersButton(_OfCheckin, shape=custom_ids.CHECKIN_ANSWERS):
    """*Answers*, and turning their pages."""

    async def used(self, interaction: BadgerInteraction) -> None:
        """Shows whoever clicks what was said."""
        work = said_answer(interaction, self.group_id, self.week, self.page)
        await answer(interaction, work, place_of_click(interaction))


class CheckinRemoveSelect(_OfCheckin, shape=custom_ids.CHECKIN_REMOVE):
    """Whose words a moderator takes down."""

    needs = Needs.MANAGE_MESSAGES

    async def used(self, interaction: BadgerInteraction) -> None:
        """Takes them down."""
        chosen = self.values[0] if self.values else ""
        if not (
            chosen.isascii() and chosen.isdecimal() and len(chosen) < _MOST_DIGITS and int(chosen) < 2**63
        ):
            raise UserError("component-gone")
        work = removed_answer(interaction, self.group_id, self.week, self.page, int(chosen))
        await answer(interaction, work, place_of_click(interaction))


class GroupWeekButton(OfGroup, shape=custom_ids.GROUP_WEEK):
    """*Past weeks*, and *The week* under a check-in that is closed."""

    async def used(self, interaction: BadgerInteraction) -> None:
        """Shows it."""
        work = week_answer(interaction, self.group_id, self.parts["week"] or None)
        await answer(interaction, work, place_of_click(interaction))


class GroupWeekSelect(OfGroup, shape=custom_ids.GROUP_WEEK_PICK):
    """Another closed week."""

    async def used(self, interaction: BadgerInteraction) -> None:
        """Shows it."""
        chosen = self.values[0] if self.values else None
        await answer(
            interaction, week_answer(interaction, self.group_id, chosen), place_of_click(interaction)
        )


async def _sent(interaction: BadgerInteraction, parts: dict[str, str]) -> None:
    work = typed_answer(
        interaction,
        int(parts["number"]),
        parts["week"],
        went_well=typed_in(interaction, WELL_INPUT),
        next_up=typed_in(interaction, NEXT_INPUT),
    )
    place = place_of_click(interaction) if interaction.message else Place.PRIVATE
    await answer(interaction, work, place)


GROUP_CHECKIN_COMPONENTS: tuple[type[Component], ...] = (
    GroupCheckinButton,
    CheckinAnswerButton,
    CheckinRestButton,
    CheckinAnswersButton,
    CheckinRemoveSelect,
    GroupWeekButton,
    GroupWeekSelect,
)
GROUP_CHECKIN_ROUTE = FormRoute(custom_ids.CHECKIN_FORM, _sent)

"""The components with which study groups are begun and changed, and the forms that they open."""

from datetime import time

from bot.discord_ui import custom_ids
from bot.discord_ui.answering import BadgerInteraction, Place, answer, asker_of, new_message, place_of_click
from bot.discord_ui.cards.card import Card
from bot.discord_ui.cards.group_forms import (
    BY_INPUT,
    CLOSED,
    CREDENTIAL_INPUT,
    HOURS_INPUT,
    NAME_INPUT,
    OPEN,
    OPEN_INPUT,
    SIZE_INPUT,
    ZONE_INPUT,
    GoalWords,
    GroupWords,
    edit_group_form,
    goal_form,
    new_group_form,
)
from bot.discord_ui.cards.group_manage import NO_CHECKIN
from bot.discord_ui.components.component import Component
from bot.discord_ui.components.forms import FormRoute, chosen_in, typed_in
from bot.discord_ui.components.groups import OfGroup
from bot.discord_ui.group_answers import check_leads, groups_of, manage_answer
from bot.discord_ui.group_editing import CheckinWish, checkin_said, edit_from_words, group_words
from bot.discord_ui.group_goals import goal_form_of, goal_from_words
from bot.discord_ui.group_making import create_from_words
from bot.domain.errors import UserError
from bot.domain.log_words import LogWords

_WEEKDAYS = {str(day) for day in range(7)}


async def _kept(interaction: BadgerInteraction, waiting: str) -> LogWords:
    return await interaction.client.desk.use_cases.work.words.kept(asker_of(interaction), waiting)


class GroupNewButton(Component, shape=custom_ids.GROUP_NEW):
    """*Begin a group*."""

    async def used(self, interaction: BadgerInteraction) -> None:
        """Opens the form."""
        form = new_group_form(interaction.client.desk.texts, GroupWords())
        await interaction.response.send_modal(form)


class GroupNewFixButton(Component, shape=custom_ids.GROUP_NEW_FIX):
    """*Fix it*, under a group that could not be begun."""

    async def used(self, interaction: BadgerInteraction) -> None:
        """Opens the form with what was typed."""
        words = GroupWords.of_kept(await _kept(interaction, self.parts["waiting"]))
        await interaction.response.send_modal(new_group_form(interaction.client.desk.texts, words))


class GroupManageButton(OfGroup, shape=custom_ids.GROUP_MANAGE):
    """*Edit*."""

    async def used(self, interaction: BadgerInteraction) -> None:
        """Shows how the group is set up."""
        await answer(interaction, manage_answer(interaction, self.group_id), new_message(interaction))


class GroupEditButton(OfGroup, shape=custom_ids.GROUP_EDIT):
    """*Name, size and more*."""

    async def used(self, interaction: BadgerInteraction) -> None:
        """Opens the form with what the group is."""
        view = await groups_of(interaction).lists.group(asker_of(interaction), str(self.group_id))
        check_leads(interaction, view)
        form = edit_group_form(interaction.client.desk.texts, view.group.id, group_words(view))
        await interaction.response.send_modal(form)


class GroupEditFixButton(OfGroup, shape=custom_ids.GROUP_EDIT_FIX):
    """*Fix it*, under a change that could not be made."""

    async def used(self, interaction: BadgerInteraction) -> None:
        """Opens the form with what was typed."""
        words = GroupWords.of_kept(await _kept(interaction, self.parts["waiting"]))
        form = edit_group_form(interaction.client.desk.texts, self.group_id, words)
        await interaction.response.send_modal(form)


class GroupGoalButton(OfGroup, shape=custom_ids.GROUP_GOAL):
    """*Set a goal*."""

    async def used(self, interaction: BadgerInteraction) -> None:
        """Opens the form with the goal as it is."""
        await interaction.response.send_modal(await goal_form_of(interaction, self.group_id))


class GroupGoalFixButton(OfGroup, shape=custom_ids.GROUP_GOAL_FIX):
    """*Fix it*, under a goal that could not be read."""

    async def used(self, interaction: BadgerInteraction) -> None:
        """Opens the form with what was typed."""
        words = GoalWords.of_kept(await _kept(interaction, self.parts["waiting"]))
        await interaction.response.send_modal(goal_form(interaction.client.desk.texts, self.group_id, words))


class GroupCheckinDaySelect(OfGroup, shape=custom_ids.GROUP_CHECKIN_DAY):
    """The day of the check-in, or none."""

    async def used(self, interaction: BadgerInteraction) -> None:
        """Keeps it."""
        await answer(interaction, self._set(interaction), place_of_click(interaction))

    async def _set(self, interaction: BadgerInteraction) -> Card:
        chosen = self.values[0] if self.values else ""
        if chosen not in {*_WEEKDAYS, NO_CHECKIN}:
            raise UserError("component-gone")
        wish = CheckinWish(is_off=True) if chosen == NO_CHECKIN else CheckinWish(int(chosen))
        return await _checkin_set(interaction, self.group_id, wish)


class GroupCheckinTimeSelect(OfGroup, shape=custom_ids.GROUP_CHECKIN_TIME):
    """The time of the check-in."""

    async def used(self, interaction: BadgerInteraction) -> None:
        """Keeps it."""
        await answer(interaction, self._set(interaction), place_of_click(interaction))

    async def _set(self, interaction: BadgerInteraction) -> Card:
        try:
            at = time.fromisoformat(self.values[0] if self.values else "").replace(tzinfo=None)
        except ValueError as forged:
            raise UserError("component-gone") from forged
        return await _checkin_set(interaction, self.group_id, CheckinWish(at=at))


async def _checkin_set(interaction: BadgerInteraction, group_id: int, wish: CheckinWish) -> Card:
    said = await checkin_said(interaction, group_id, wish)
    return await manage_answer(interaction, group_id, said)


def _group_typed(interaction: BadgerInteraction) -> GroupWords:
    chosen = next(iter(chosen_in(interaction, OPEN_INPUT)), OPEN)
    return GroupWords(
        typed_in(interaction, NAME_INPUT),
        typed_in(interaction, CREDENTIAL_INPUT),
        typed_in(interaction, SIZE_INPUT),
        CLOSED if chosen == CLOSED else OPEN,
        typed_in(interaction, ZONE_INPUT),
    )


async def _new_sent(interaction: BadgerInteraction, _parts: dict[str, str]) -> None:
    await create_from_words(interaction, _group_typed(interaction))


async def _edit_sent(interaction: BadgerInteraction, parts: dict[str, str]) -> None:
    work = edit_from_words(interaction, int(parts["number"]), _group_typed(interaction))
    await answer(interaction, work, _place_of_form(interaction))


async def _goal_sent(interaction: BadgerInteraction, parts: dict[str, str]) -> None:
    words = GoalWords(typed_in(interaction, HOURS_INPUT), typed_in(interaction, BY_INPUT))
    work = goal_from_words(interaction, int(parts["number"]), words)
    await answer(interaction, work, Place.PRIVATE)


def _place_of_form(interaction: BadgerInteraction) -> Place:
    return Place.PRIVATE if interaction.message is None else place_of_click(interaction)


GROUP_FORM_COMPONENTS = (
    GroupNewButton,
    GroupNewFixButton,
    GroupManageButton,
    GroupEditButton,
    GroupEditFixButton,
    GroupGoalButton,
    GroupGoalFixButton,
    GroupCheckinDaySelect,
    GroupCheckinTimeSelect,
)
GROUP_ROUTES = (
    FormRoute(custom_ids.GROUP_NEW_FORM, _new_sent),
    FormRoute(custom_ids.GROUP_EDIT_FORM, _edit_sent),
    FormRoute(custom_ids.GROUP_GOAL_FORM, _goal_sent),
)

"""What a study group's goal comes to on Discord: hours a week together, a day to be done by, or both."""

from datetime import date

from bot.discord_ui import custom_ids
from bot.discord_ui.answering import BadgerInteraction, asker_of
from bot.discord_ui.cards.card import Card, button, buttons
from bot.discord_ui.cards.form import Form
from bot.discord_ui.cards.group_forms import GoalWords, fix_goal_card, goal_form
from bot.discord_ui.cards.group_life import board_button
from bot.discord_ui.cards.notice import notice_card
from bot.discord_ui.group_answers import check_leads, groups_of, is_moderator
from bot.discord_ui.group_making import means_none
from bot.discord_ui.hours_text import weekly_minutes_in
from bot.domain.budget import MINUTES_PER_HOUR
from bot.domain.day_text import parse_target
from bot.domain.errors import UserError
from bot.domain.local_days import local_day
from bot.domain.log_words import LogWords
from bot.domain.study_group import StudyGroup, may_manage
from bot.wording.groups import goal_text
from bot.wording.texts import error_text

_MENDABLE = ("hours-", "budget-", "target-", "day-", "group-goal-")
_MOST_DIGITS = 4


async def goal_answer(interaction: BadgerInteraction, group_id: int, words: LogWords) -> Card:
    """Sets the goal as it is said, what is not said stays; shows it where nothing is said.

    Raises UserError `group-unknown`, `group-not-yours`, `group-over`, and as the reading of it does.
    """
    view = await groups_of(interaction).lists.group(asker_of(interaction), str(group_id))
    said = GoalWords.of_kept(words)
    if said == GoalWords():
        return _shown(interaction, view.group)
    check_leads(interaction, view)
    group = view.group
    minutes = _minutes(interaction, said.hours) if said.hours.strip() else group.goal_minutes_week
    by = _day(interaction, group, said.by) if said.by.strip() else group.goal_by
    return await _goal_set(interaction, group.id, minutes, by)


async def goal_from_words(interaction: BadgerInteraction, group_id: int, words: GoalWords) -> Card:
    """Sets the goal as it was typed into the form, where an empty line is no goal.

    Raises UserError `group-unknown`, `group-not-yours`, `group-over`.
    """
    desk, asker = interaction.client.desk, asker_of(interaction)
    view = await groups_of(interaction).lists.group(asker, str(group_id))
    check_leads(interaction, view)
    try:
        minutes = _minutes(interaction, words.hours) if words.hours.strip() else None
        by = _day(interaction, view.group, words.by) if words.by.strip() else None
        return await _goal_set(interaction, group_id, minutes, by)
    except UserError as refused:
        if not refused.message_id.startswith(_MENDABLE):
            raise
        kept = await desk.use_cases.work.words.keep(asker, words.to_keep())
        return fix_goal_card(desk.texts, error_text(desk.texts, refused), group_id, kept)


async def goal_form_of(interaction: BadgerInteraction, group_id: int) -> Form:
    """The form with the goal as it is. Raises UserError `group-unknown`, `group-not-yours`, `group-over`."""
    desk = interaction.client.desk
    view = await groups_of(interaction).lists.group(asker_of(interaction), str(group_id))
    check_leads(interaction, view)
    group = view.group
    hours = _typed(group.goal_minutes_week) if group.goal_minutes_week else ""
    by = group.goal_by.isoformat() if group.goal_by else ""
    return goal_form(desk.texts, group.id, GoalWords(hours, by))


def _typed(minutes_week: int) -> str:
    """Hours as `_minutes` reads them back: to the minute."""
    hours, minutes = divmod(minutes_week, MINUTES_PER_HOUR)
    return f"{hours}h{minutes:02}" if minutes else str(hours)


def _minutes(interaction: BadgerInteraction, typed: str) -> int | None:
    """Minutes a week together, None for no such goal. Raises UserError as `weekly_minutes_in`."""
    typed = typed.strip()
    if means_none(interaction.client.desk.texts, typed):
        return None
    # More hours than a week of one person's has are a goal for many.
    if typed.isascii() and typed.isdecimal() and len(typed) <= _MOST_DIGITS:
        return int(typed) * MINUTES_PER_HOUR
    return weekly_minutes_in(typed, today=interaction.client.desk.today())


def _day(interaction: BadgerInteraction, group: StudyGroup, typed: str) -> date | None:
    """The day to be done by, None for no such goal. Raises UserError as `parse_target` does."""
    if means_none(interaction.client.desk.texts, typed):
        return None
    now = interaction.client.desk.use_cases.reminding.reader.now()
    return parse_target(typed, today=local_day(now, group.zone))


async def _goal_set(
    interaction: BadgerInteraction, group_id: int, minutes: int | None, by: date | None
) -> Card:
    done = await groups_of(interaction).life.set_goal(
        asker_of(interaction), group_id, minutes, by, is_moderator=is_moderator(interaction)
    )
    texts, group = interaction.client.desk.texts, done.view.group
    goal = goal_text(texts, group)
    said = texts("group-goal-set", goal=goal) if goal else texts("group-goal-gone")
    return _ways_on(interaction, group, said)


def _shown(interaction: BadgerInteraction, group: StudyGroup) -> Card:
    texts = interaction.client.desk.texts
    goal = goal_text(texts, group)
    said = texts("group-goal-now", goal=goal) if goal else texts("group-goal-none")
    return _ways_on(interaction, group, said)


def _ways_on(interaction: BadgerInteraction, group: StudyGroup, said: str) -> Card:
    texts = interaction.client.desk.texts
    leads = may_manage(group, interaction.user.id, is_moderator=is_moderator(interaction))
    name = "button-group-goal-change" if goal_text(texts, group) else "button-group-goal"
    change = button(texts(name), custom_ids.GROUP_GOAL.of(group.id))
    return notice_card(said, below=buttons(change if leads else None, board_button(texts, group.id)))

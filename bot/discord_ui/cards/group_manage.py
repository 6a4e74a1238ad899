"""How a study group is set up, for whoever leads it and for moderators: each change is kept at once."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import time

import discord

from bot.discord_ui import custom_ids
from bot.discord_ui.cards.card import Card, Item, button, buttons, fitting, option, panel, rule, select, text
from bot.discord_ui.cards.group_life import MeetingPlace, board_button, meeting_text
from bot.discord_ui.markdown import Markup, cut, escape, heading, labelled, lines, small
from bot.domain.schedule import WeeklyTime
from bot.domain.study_group import StudyGroup
from bot.wording.groups import follows_text, goal_text, members_text, rules_text
from bot.wording.texts import Texts
from bot.wording.weekly_time import wall_time_text, weekday_text, weekly_text

NO_CHECKIN = "none"
FIRST_TIME = time(18)
"""Of a check-in for which nobody chose one."""
_HOURS = tuple(range(6, 23))
_DAYS = range(7)
_SAID_LENGTH = 500
_TITLE_LENGTH = 200


@dataclass(frozen=True, slots=True)
class SetUp:
    """All that is set of a group; `title` is the credential that it follows, `checkin` when it checks in."""

    group: StudyGroup
    members: int
    title: str | None
    checkin: WeeklyTime | None
    place: MeetingPlace


def manage_card(texts: Texts, set_up: SetUp, *said: str) -> Card:
    """What is set, and what changes it; `said` stands above: what was just kept."""
    group = set_up.group

    def build(share: float) -> Card:
        above = [escape(cut(each, round(_SAID_LENGTH * share))) for each in said if each]
        blocks: list[Item] = [text(lines(*above)), rule()] if above else []
        head = heading(texts("group-manage-title", name=group.name))
        blocks.append(text(lines(head, *_standing(texts, set_up, round(_TITLE_LENGTH * share)))))
        return Card([panel(blocks), *_controls(texts, set_up)])

    return fitting(build)


def _standing(texts: Texts, set_up: SetUp, length: int) -> Iterator[Markup]:
    group, checkin = set_up.group, set_up.checkin
    yield labelled(texts("label-group-follows"), cut(follows_text(texts, set_up.title), length))
    yield labelled(texts("label-group-size"), members_text(texts, set_up.members, group))
    yield labelled(texts("label-group-who"), rules_text(texts, group))
    yield labelled(texts("label-group-goal"), goal_text(texts, group) or texts("group-goal-none"))
    yield labelled(
        texts("label-group-checkin"), weekly_text(texts, checkin) if checkin else texts("group-checkin-off")
    )
    if set_up.place.trouble:
        yield meeting_text(texts, set_up.place, may_repair=True)
    elif set_up.place.thread_id is not None:
        seen_by = texts("group-place-private" if set_up.place.is_private else "group-place-open")
        label = labelled(texts("label-group-place"), "")
        yield Markup(f"{label}<#{set_up.place.thread_id}> ({escape(seen_by)})")


def _controls(texts: Texts, set_up: SetUp) -> Iterator[Item]:
    group_id, checkin = set_up.group.id, set_up.checkin
    repair = button(texts("button-group-repair"), custom_ids.GROUP_REPAIR.of(group_id), is_main=True)
    yield from buttons(
        repair if set_up.place.trouble else None,
        button(texts("button-group-edit"), custom_ids.GROUP_EDIT.of(group_id)),
        button(texts(_goal_name(set_up.group)), custom_ids.GROUP_GOAL.of(group_id)),
        board_button(texts, group_id),
        button(texts("button-group-end"), custom_ids.GROUP_END.of(group_id)),
    )
    yield text(small(texts("group-manage-checkin")))
    yield select(
        texts("select-group-checkin-day"), custom_ids.GROUP_CHECKIN_DAY.of(group_id), _days(texts, checkin)
    )
    if checkin is not None:
        times = custom_ids.GROUP_CHECKIN_TIME.of(group_id)
        yield select(texts("select-group-checkin-time"), times, _times(checkin))


def _goal_name(group: StudyGroup) -> str:
    has_goal = group.goal_minutes_week is not None or group.goal_by is not None
    return "button-group-goal-change" if has_goal else "button-group-goal"


def _days(texts: Texts, checkin: WeeklyTime | None) -> list[discord.SelectOption]:
    chosen = None if checkin is None else checkin.weekday
    days = [
        (texts("group-checkin-on", day=weekday_text(texts, day)), str(day), day == chosen) for day in _DAYS
    ]
    return [_option(*each) for each in (*days, (texts("group-checkin-no-day"), NO_CHECKIN, checkin is None))]


def _times(checkin: WeeklyTime) -> list[discord.SelectOption]:
    times = sorted({*(time(hour) for hour in _HOURS), checkin.at})
    return [_option(wall_time_text(each), each.strftime("%H:%M"), each == checkin.at) for each in times]


def _option(name: str, value: str, is_chosen: bool) -> discord.SelectOption:  # noqa: FBT001  # one of two
    choice = option(name, value)
    choice.default = is_chosen
    return choice

"""The cards of study groups, with the longest and nastiest texts and the fullest groups that there may be."""

from dataclasses import replace
from datetime import UTC, date, datetime, time

import pytest

from bot.discord_ui.cards.card import Card
from bot.discord_ui.cards.group_board import Standing, group_board_card, page_of_board
from bot.discord_ui.cards.group_forms import GoalWords, GroupWords, edit_group_form, goal_form, new_group_form
from bot.discord_ui.cards.group_invite import ask_invited_card, invitation_card, waiting_invitation_card
from bot.discord_ui.cards.group_life import (
    Joiner,
    MeetingPlace,
    ended_card,
    joined_card,
    left_card,
    made_card,
    new_group_card,
)
from bot.discord_ui.cards.group_list import group_list_card
from bot.discord_ui.cards.group_manage import SetUp, manage_card
from bot.discord_ui.cards.group_questions import end_card, leave_card, no_group_card, which_group_card
from bot.discord_ui.message_parts import custom_ids_in
from bot.domain.group_board import Board, BoardLine, Window
from bot.domain.group_place import PlaceTrouble
from bot.domain.schedule import WeeklyTime
from bot.domain.study_group import Invitation, StudyGroup
from bot.services.group_invitations import InvitationView
from bot.services.group_lists import GroupsPage
from bot.services.group_rooms import GroupLine, GroupView
from bot.wording.texts import load_texts
from tests.discord_ui.fakes import body_of, words_of
from tests.discord_ui.limits import faults_of, texts_in

TEXTS = load_texts("en")
NASTY = "@everyone <@1> [a](https://b.example) **x** _y_ `z` # h " * 6
NOW = datetime(2026, 11, 24, 12, tzinfo=UTC)
MARK, KEPT = "a" * 24, "k" * 12
LARGEST = 10**18 - 1
GROUP = StudyGroup(7, 10, "SQL before summer", 1, None, 10, True, 360, date(2027, 3, 12), "UTC", NOW)
WORST = replace(GROUP, id=LARGEST, name=NASTY[:60], credential_id="x", most_members=50)
NAMES: dict[int | None, str] = {None: "an erased member"} | {each: f"Member {each}" for each in range(60)}
NASTY_NAMES: dict[int | None, str] = dict.fromkeys([None, *range(60)], NASTY[:100])


def line(user_id: int, minutes: int = 0, **more: object) -> BoardLine:
    some = BoardLine(user_id, minutes, minutes // 30, 0, not minutes)
    return replace(some, **more)  # type: ignore[arg-type]


def board(*lines: BoardLine, group: StudyGroup = GROUP, **more: object) -> Board:
    total = sum(each.minutes for each in lines)
    some = Board(
        group,
        None,
        Window.WEEK,
        date(2026, 11, 23),
        date(2026, 11, 30),
        lines,
        (),
        0,
        0,
        0,
        total,
        sum(each.tasks_done for each in lines),
        None,
        "2026-W48",
    )
    return replace(some, **more)  # type: ignore[arg-type]


IN_IT = Standing(2, is_member=True)


def shown(some: Board, standing: Standing = IN_IT, page: int = 0, said: str = "") -> Card:
    return group_board_card(TEXTS, page_of_board(some, page), standing, NAMES, said)


def full_board() -> Card:
    lines = (
        line(each, 600 - each, streak_weeks=99, done_of=(7, 40), kudos=250, is_resting=False)
        for each in range(30)
    )
    some = board(
        *lines,
        group=WORST,
        credential_title=NASTY,
        private_user_ids=tuple(range(30, 50)),
        hidden_count=20,
        former_minutes=10**6,
        former_tasks=999,
        pace_minutes_week=12_345.6,
    )
    standing = Standing(
        50, is_member=True, may_manage=True, thread_id=LARGEST, trouble=PlaceTrouble.FORBIDDEN
    )
    return group_board_card(TEXTS, page_of_board(some, 1), standing, NASTY_NAMES, NASTY)


def full_list() -> Card:
    lines = tuple(
        GroupLine(replace(WORST, id=LARGEST - each), 50, bool(each % 2), NASTY) for each in range(10)
    )
    view = GroupView(WORST, (), NASTY)
    invitations = tuple(
        InvitationView(
            Invitation(each, 10, each, 2, None, NOW, NOW), replace(view, group=replace(WORST, id=each))
        )
        for each in range(1, 31)
    )
    return group_list_card(TEXTS, GroupsPage(lines, 50, 100, 1000, invitations), NASTY_NAMES)


def full_set_up() -> Card:
    place = MeetingPlace(LARGEST, is_private=False, trouble=PlaceTrouble.CHANNEL_GONE)
    when = WeeklyTime("America/Argentina/Buenos_Aires", 6, time(18, 7))
    return manage_card(TEXTS, SetUp(WORST, 50, NASTY, when, place), NASTY, NASTY)


WORST_CARDS = [
    full_board(),
    full_list(),
    full_set_up(),
    new_group_card(TEXTS, WORST, NASTY, NASTY),
    made_card(TEXTS, WORST, MeetingPlace(LARGEST, is_private=False)),
    made_card(TEXTS, WORST, MeetingPlace(trouble=PlaceTrouble.FORBIDDEN)),
    joined_card(TEXTS, WORST, MeetingPlace(), Joiner(is_new=True, hides=True, starts="c" * 60)),
    joined_card(TEXTS, WORST, MeetingPlace(LARGEST, is_shut=True), Joiner(is_new=True)),
    left_card(TEXTS, WORST),
    left_card(TEXTS, replace(WORST, ended_at=NOW)),
    ended_card(TEXTS, WORST, is_new=False),
    leave_card(TEXTS, WORST, "owner"),
    end_card(TEXTS, WORST, 50),
    no_group_card(TEXTS),
    which_group_card(TEXTS, [replace(WORST, id=LARGEST - each) for each in range(30)], "checkin", KEPT),
    ask_invited_card(TEXTS, WORST, NASTY),
    invitation_card(TEXTS, WORST, NASTY, NASTY, NASTY, MARK),
    waiting_invitation_card(TEXTS, WORST, NASTY, NASTY),
]


@pytest.mark.parametrize("card", WORST_CARDS, ids=lambda card: words_of(card)[:20])
def test_every_card_fits_and_nothing_in_it_is_active(card: Card):
    assert faults_of(card) == []
    assert not any("@everyone" in each for each in texts_in(body_of(card)))


@pytest.mark.parametrize(
    "form",
    [
        new_group_form(TEXTS, GroupWords(NASTY, NASTY, "50", "closed")),
        edit_group_form(TEXTS, LARGEST, GroupWords(NASTY, NASTY, "50")),
        goal_form(TEXTS, LARGEST, GoalWords(NASTY, NASTY)),
    ],
    ids=lambda form: form.title,
)
def test_every_form_fits(form: object):
    body = form.to_dict()  # type: ignore[attr-defined]
    assert len(body["custom_id"]) <= 100
    for each in body["components"]:
        asked = each["component"]
        assert len(asked.get("value", "")) <= asked.get("max_length", 4000)


def test_what_was_typed_comes_back_after_it_waited():
    group, goal = GroupWords("SQL", "sql-101", "4", "closed"), GoalWords("6", "12 March")
    assert GroupWords.of_kept(group.to_keep()) == group
    assert GoalWords.of_kept(goal.to_keep()) == goal


def test_a_long_board_has_pages_and_the_last_says_who_keeps_it_to_themselves():
    lines = [line(each, 300 - 10 * each) for each in range(12)]
    some = board(*lines, private_user_ids=(40, 41), former_minutes=90)
    first, second = words_of(shown(some)), words_of(shown(some, page=9))
    assert "Member 0" in first
    assert "Page 1 of 2" in first
    assert "Former members" not in first
    assert "**Member 40** keeps it to themselves" in second
    assert "Page 2 of 2" in second
    assert "Former members: 1 h 30 min" in second
    assert "(Back)" in second


def test_who_did_nothing_this_week_is_resting_and_nobody_is_shamed():
    said = words_of(shown(board(line(1, 120), line(2, streak_weeks=3))))
    assert "**Member 1** ▰▰▰▰▰▰▰▰▰▰ 2 h, 4 tasks ticked" in said
    assert "**Member 2** resting this week\n-# 3 weeks in a row" in said
    assert "1 week" not in words_of(shown(board(line(1, 120, streak_weeks=1))))
    assert not {"nothing", "last", "behind", "lazy", "0"} & set(said.casefold().split())


def test_the_goal_has_a_bar_and_the_pace_is_rounded():
    said = words_of(shown(board(line(1, 90), pace_minutes_week=121.2)))
    assert "**Goal** 6 h a week together, done by 12 March 2027" in said
    assert "▰▰▱▱▱▱▱▱▱▱ Together: 1 h 30 min, 3 tasks ticked" in said
    assert "about 2 h 5 min a week together, over the last 4 weeks" in said
    month = words_of(shown(board(line(1, 90), window=Window.MONTH)))
    assert "▰▰▱" not in month
    assert "**This month** since 23 November 2026" in month


@pytest.mark.parametrize(
    ("standing", "offered"),
    [
        (Standing(2), ["Join"]),
        (Standing(10), []),
        (Standing(2, is_member=True), ["Kudos", "Check in", "Invite", "Leave"]),
        (
            Standing(2, is_member=True, may_manage=True),
            ["Kudos", "Check in", "Invite", "Edit", "Leave"],
        ),
        (
            Standing(2, is_member=True, may_manage=True, trouble=PlaceTrouble.THREAD_GONE),
            ["Kudos", "Check in", "Invite", "Repair", "Edit", "Leave"],
        ),
        (
            Standing(2, is_member=True, trouble=PlaceTrouble.THREAD_GONE),
            ["Kudos", "Check in", "Invite", "Leave"],
        ),
        (Standing(2, may_manage=True), ["Join", "Edit"]),
    ],
)
def test_everybody_is_offered_what_they_can_do(standing: Standing, offered: list[str]):
    said = words_of(shown(board(line(1, 30)), standing))
    there = [each.strip("()") for each in said.splitlines() if each.startswith("(")]
    past = ["Past weeks"] if standing.is_member else []
    assert there == ["This week – off", "This month", "All time", *past, *offered]


def test_a_closed_group_takes_who_is_invited():
    closed = board(line(1, 30), group=replace(GROUP, is_open=False))
    shut = words_of(shown(closed, Standing(2)))
    assert "(Join)" not in shut
    assert "Ask somebody in it to invite you" in shut
    assert "It is full at the moment" in words_of(shown(closed, Standing(10, is_invited=True)))
    assert "(Join)" in words_of(shown(closed, Standing(2, is_invited=True)))


def test_trouble_says_who_can_mend_it():
    gone = PlaceTrouble.THREAD_GONE
    mine = words_of(shown(board(), Standing(2, is_member=True, may_manage=True, trouble=gone)))
    assert "⚠️ The thread of this group was deleted. Press Repair" in mine
    assert "a moderator, can repair it. Nothing is lost" in words_of(
        shown(board(), Standing(2, is_member=True, trouble=gone))
    )


def test_outsiders_read_no_sum_where_there_is_none_and_how_many_are_hidden():
    some = board(line(1, 30), total_minutes=None, total_tasks=None, hidden_count=2)
    said = words_of(shown(some, Standing(3)))
    assert "Together:" not in said
    assert "2 members show it to the group only." in said


def test_who_keeps_it_to_themselves_is_on_a_line_and_not_said_to_show_it_to_the_group():
    some = board(line(1, 30), private_user_ids=(2,), hidden_count=1)
    said = words_of(shown(some))
    assert "Member 2 keeps it to themselves" in said.replace("*", "")
    assert "to the group only" not in said


def test_a_long_title_that_nobody_touched_comes_back_whole():
    title = "t" * 200
    body = edit_group_form(TEXTS, 7, GroupWords("Some", title, "10")).to_dict()
    assert body["components"][1]["component"]["value"] == title


def test_the_fewest_groups_say_how_one_begins():
    empty = words_of(group_list_card(TEXTS, GroupsPage((), 0, 1, 0, ()), NAMES))
    assert "There is no study group here yet" in empty
    assert empty.endswith("(Begin a group)")


def test_no_two_buttons_of_a_full_board_are_the_same():
    ids = list(custom_ids_in(full_board().children))
    assert len(ids) == len(set(ids))

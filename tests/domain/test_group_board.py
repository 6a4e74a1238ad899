"""What a board shows to whom: members of the group, and anybody in the server."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from bot.domain.board_facts import BoardFacts, DayWork, WeekWork
from bot.domain.group_board import (
    Audience,
    Board,
    Window,
    board_of,
    window_days,
)
from bot.domain.study_group import Membership, StudyGroup
from bot.domain.visibility import Visibility

TODAY = date(2026, 11, 25)
MONDAY = date(2026, 11, 23)
GROUP = StudyGroup(
    1, 10, "Night Owls", 1, None, 10, True, None, None, "UTC", datetime(2026, 9, 1, tzinfo=UTC)
)
SERVER, GROUPS, PRIVATE = Visibility.SERVER, Visibility.GROUPS, Visibility.PRIVATE


def facts_of(*members: tuple[int, Visibility, int], **more: object) -> BoardFacts:
    """Members by number who all came on the first of September, each with minutes of Monday."""
    stays = tuple(Membership(each, 1, each, date(2026, 9, 1)) for each, _, _ in members)
    work = tuple(DayWork(each, MONDAY, minutes, 1) for each, _, minutes in members if minutes)
    facts = BoardFacts(GROUP, None, stays, {each: said for each, said, _ in members}, work)
    return replace(facts, **more)  # type: ignore[arg-type]  # fields of the facts


def board(facts: BoardFacts, audience: Audience = Audience.GROUP, window: Window = Window.WEEK) -> Board:
    return board_of(facts, window, audience, today=TODAY)


@pytest.mark.parametrize(
    ("window", "since"),
    [(Window.WEEK, MONDAY), (Window.MONTH, date(2026, 10, 26)), (Window.ALL, None)],
)
def test_a_window_is_made_of_whole_weeks(window: Window, since: date | None):
    assert window_days(window, TODAY) == (since, date(2026, 11, 30))
    assert window_days(window, date(2026, 11, 29))[0] == since


def test_who_did_most_comes_first_and_nobody_is_shamed():
    shown = board(facts_of((1, GROUPS, 0), (2, SERVER, 90), (3, GROUPS, 30), (4, GROUPS, 90)))
    assert [(line.user_id, line.minutes, line.is_resting) for line in shown.lines] == [
        (2, 90, False),
        (4, 90, False),
        (3, 30, False),
        (1, 0, True),
    ]
    assert (shown.total_minutes, shown.total_tasks, shown.week) == (210, 3, "2026-W48")


def test_who_keeps_it_to_themselves_is_named_and_not_counted():
    shown = board(facts_of((1, GROUPS, 60), (2, PRIVATE, 90)))
    assert [line.user_id for line in shown.lines] == [1]
    assert (shown.private_user_ids, shown.hidden_count, shown.total_minutes) == ((2,), 1, 60)


def test_others_see_those_who_show_themselves_to_all_and_no_names_beside():
    shown = board(facts_of((1, SERVER, 60), (2, PRIVATE, 90), (3, GROUPS, 30)), Audience.SERVER)
    assert [line.user_id for line in shown.lines] == [1]
    assert (shown.private_user_ids, shown.hidden_count, shown.total_minutes) == ((), 2, None)


@pytest.mark.parametrize(
    ("members", "total"),
    [
        # Three who show themselves: nothing is told that is not seen.
        ([(1, SERVER, 10), (2, SERVER, 20), (3, SERVER, 30)], 60),
        # Two are too few.
        ([(1, SERVER, 10), (2, SERVER, 20), (3, SERVER, 0)], None),
        # Less the three lines, the sum would be what the fourth did.
        ([(1, SERVER, 10), (2, SERVER, 20), (3, SERVER, 30), (4, GROUPS, 40)], None),
        # Three who are hidden hide one another; a fourth who rests hides nobody.
        ([(1, SERVER, 10), (2, GROUPS, 20), (3, GROUPS, 30), (4, GROUPS, 40)], 100),
        ([(2, GROUPS, 20), (3, GROUPS, 30), (4, GROUPS, 0)], None),
    ],
)
def test_others_see_a_sum_only_of_enough(members: list[tuple[int, Visibility, int]], total: int | None):
    assert board(facts_of(*members), Audience.SERVER).total_minutes == total
    assert board(facts_of(*members), Audience.GROUP).total_minutes == sum(each[2] for each in members)


def test_the_minutes_of_one_are_no_sum_though_others_ticked_tasks():
    facts = facts_of((1, GROUPS, 60), (2, GROUPS, 0), (3, GROUPS, 0))
    ticked = tuple(DayWork(each, MONDAY, 0, 1) for each in (2, 3))
    shown = board(replace(facts, work=facts.work + ticked), Audience.SERVER)
    assert (shown.total_minutes, shown.total_tasks) == (None, None)


def test_former_members_and_the_erased_stay_in_the_sums_without_names():
    facts = facts_of((1, GROUPS, 60), (2, GROUPS, 30), (3, GROUPS, 15))
    left = Membership(2, 1, 2, date(2026, 9, 1), MONDAY, shared_when_left=True)
    hidden = Membership(3, 1, 3, date(2026, 9, 1), MONDAY, shared_when_left=False)
    erased = (WeekWork("w1", MONDAY, 45, 2), WeekWork("w1", date(2026, 9, 7), 100, 1))
    shown = board(replace(facts, stays=(facts.stays[0], left, hidden), erased=erased))
    assert [line.user_id for line in shown.lines] == [1]
    assert (shown.former_minutes, shown.former_tasks, shown.total_minutes) == (75, 3, 135)
    assert board(replace(facts, erased=erased), window=Window.ALL).former_minutes == 145
    outside = board(replace(facts, stays=(facts.stays[0], left, hidden), erased=erased), Audience.SERVER)
    assert (outside.former_minutes, outside.former_tasks) == (0, 0)


def test_work_counts_from_the_day_of_joining_and_the_streak_is_older():
    facts = facts_of((1, GROUPS, 0))
    came = Membership(1, 1, 1, TODAY)
    work = tuple(DayWork(1, TODAY - timedelta(days=days), 10, 0) for days in (0, 1, 7, 14))
    line = board(replace(facts, stays=(came,), work=work)).lines[0]
    assert (line.minutes, line.streak_weeks) == (10, 3)


def test_the_pace_is_of_the_last_four_full_weeks():
    work = tuple(DayWork(1, MONDAY - timedelta(weeks=back), 60 * (back + 1), 0) for back in range(6))
    facts = facts_of((1, GROUPS, 0), work=work)
    assert board(facts).pace_minutes_week == (120 + 180 + 240 + 300) / 4
    young = replace(GROUP, created_at=datetime(2026, 11, 12, tzinfo=UTC))
    assert board(replace(facts, group=young)).pace_minutes_week == (120 + 180) / 2
    new = replace(GROUP, created_at=datetime(2026, 11, 23, tzinfo=UTC))
    assert board(replace(facts, group=new)).pace_minutes_week is None
    assert board(facts, Audience.SERVER).pace_minutes_week is None


def test_a_traveller_s_tomorrow_counts_when_it_comes():
    facts = facts_of((1, GROUPS, 0), work=(DayWork(1, date(2026, 11, 30), 60, 1),))
    assert {board(facts, window=window).total_minutes for window in Window} == {0}


def test_tasks_done_of_all_and_kudos_stand_at_the_line():
    shown = board(facts_of((1, GROUPS, 60), done_of={1: (3, 5)}, kudos={1: 2}))
    assert (shown.lines[0].done_of, shown.lines[0].kudos) == ((3, 5), 2)

"""What stands in the thread of a group, with the longest and nastiest texts and the fullest groups."""

import re
from dataclasses import replace

import pytest

from bot.discord_ui.cards.card import Card, CardFile
from bot.discord_ui.cards.checkin import (
    answered_card,
    answers_card,
    checkin_card,
    checkin_form,
    closed_card,
    mend_answer_card,
    week_card,
)
from bot.discord_ui.cards.group_told import (
    group_fault_card,
    group_fault_notice,
    move_card,
    news_card,
    repaired_card,
)
from bot.discord_ui.cards.posted_board import MOST_LINES, board_alt, board_picture, posted_board_card
from bot.discord_ui.message_parts import custom_ids_in
from bot.discord_ui.pictures.process import drawn
from bot.domain.group_checkin import MAX_ANSWER_LENGTH, Checkin, CheckinAnswer, ClosedWeek, WeekLine
from bot.domain.group_place import PlaceTrouble
from bot.domain.study_group import GroupEvent
from bot.services.group_checkins import AnswersPage, CheckinView, WeekView
from tests.discord_ui.cards.test_group_cards import (
    GROUP,
    LARGEST,
    MARK,
    NAMES,
    NASTY,
    NASTY_NAMES,
    NOW,
    TEXTS,
    WORST,
    board,
    line,
)
from tests.discord_ui.fakes import body_of, words_of
from tests.discord_ui.limits import faults_of, texts_in

BIG = 2**63 - 1
WEEK = "2026-W48"
FULL = board(
    *(line(BIG - each, 5000 - each, streak_weeks=99, done_of=(3, 40), kudos=123) for each in range(50)),
    group=WORST,
    credential_title=NASTY,
    former_minutes=100_000,
    former_tasks=999,
    hidden_count=0,
)


def is_only_named(text: str) -> bool:
    """Whether nothing is active in it but members whom the card itself names."""
    return not re.search(r"[<@]", re.sub(r"\\[^0-9A-Za-z\s]|<@9\d{18}>", "", text))


def view(answered: int = 1, *, group: object = WORST, is_open: bool = True, **own: object) -> CheckinView:
    checkin = Checkin(WORST.id, WEEK, NOW, None if is_open else NOW)
    said = CheckinAnswer(1, own["well"], own.get("next"), False, NOW) if own else None  # type: ignore[arg-type]
    return CheckinView(group, checkin, answered, 50, said)  # type: ignore[arg-type]


def answers(text: str, count: int = 5) -> AnswersPage:
    said = tuple(CheckinAnswer(each, text, text, True, NOW) for each in range(count))
    return AnswersPage(view(50), said, 3, 10)


def closed_week(count: int) -> WeekView:
    lines = tuple(WeekLine(each, 5000, 99, 9, 3) for each in range(count))
    week = ClosedWeek(WEEK, 100_000, 9999, (*lines, WeekLine(None, 10, 0, 0, 0)))
    return WeekView(WORST, week, frozenset({1}), tuple(f"2026-W{each:02d}" for each in range(20, 45)), 50)


@pytest.mark.parametrize(
    "card",
    [
        posted_board_card(TEXTS, board(), MARK),
        posted_board_card(TEXTS, FULL, MARK, CardFile("board.png", b"x")),
        posted_board_card(
            TEXTS, replace(FULL, lines=(), private_user_ids=tuple(BIG - each for each in range(50))), MARK
        ),
        posted_board_card(TEXTS, replace(FULL, group=replace(WORST, ended_at=NOW)), MARK),
        checkin_card(TEXTS, view(), MARK),
        checkin_card(TEXTS, view(0), MARK),
        checkin_card(TEXTS, view(50, is_open=False), MARK),
        answered_card(TEXTS, view(), is_resting=False),
        answered_card(TEXTS, view(), is_resting=True),
        mend_answer_card(TEXTS, NASTY, LARGEST, WEEK),
        closed_card(TEXTS, NASTY, view(), LARGEST, WEEK),
        closed_card(TEXTS, NASTY, None, LARGEST, WEEK),
        answers_card(TEXTS, answers(NASTY * 10), NASTY_NAMES, may_remove=True),
        answers_card(TEXTS, answers("", 0), NAMES),
        week_card(TEXTS, closed_week(49), NASTY_NAMES),
        *(
            news_card(
                TEXTS, WORST, event, MARK, about=BIG, words={"name": NASTY, "before": NASTY}, is_shut_out=True
            )
            for event in GroupEvent
        ),
        *(group_fault_card(TEXTS, WORST, NASTY, trouble, MARK) for trouble in PlaceTrouble),
        *(group_fault_notice(TEXTS, WORST, trouble) for trouble in PlaceTrouble),
        repaired_card(TEXTS, WORST, BIG),
        repaired_card(TEXTS, WORST, None),
        move_card(TEXTS, NASTY, LARGEST, can_try=True),
    ],
)
def test_every_card_keeps_discords_limits_and_pings_nobody(card: Card):
    found = [each for each in faults_of(card) if not (isinstance(each, str) and is_only_named(each))]
    assert found == []
    assert "@everyone" not in "".join(texts_in(body_of(card)))


@pytest.mark.parametrize(
    "card",
    [
        posted_board_card(TEXTS, FULL, MARK),
        checkin_card(TEXTS, view(), MARK),
        news_card(TEXTS, GROUP, GroupEvent.ENDED, MARK),
        group_fault_card(TEXTS, GROUP, "Club", PlaceTrouble.FORBIDDEN, MARK),
    ],
)
def test_what_is_delivered_bears_its_mark(card: Card):
    assert any(MARK in each for each in custom_ids_in(card.children))


def test_a_board_names_those_who_did_most_and_counts_the_others():
    words = words_of(posted_board_card(TEXTS, FULL, MARK))
    assert f"<@{BIG}>" in words
    assert f"{50 - MOST_LINES} more are on the pages behind Board" in words


def test_somebody_without_work_is_resting_and_a_fresh_week_says_what_to_do():
    words = words_of(posted_board_card(TEXTS, board(line(1), line(2)), MARK))
    assert words.count("resting this week") == 2
    assert "A fresh week" in words


def test_what_others_keep_to_themselves_is_not_on_the_board():
    words = words_of(
        posted_board_card(TEXTS, board(line(1, 30), private_user_ids=(2,), hidden_count=1), MARK)
    )
    assert "<@2> keeps it to themselves" in words


def test_the_picture_names_whom_it_can_and_is_told_in_words():
    shown = board(line(1, 90), line(2, 30), line(3))
    picture = board_picture(TEXTS, shown, {1: "Mira"})
    assert picture is not None
    assert [(name, minutes) for name, minutes, _ in picture.rows] == [("Mira", 90), ("", 30), ("", 0)]
    assert "2 of 3 have logged something" in board_alt(TEXTS, shown)
    assert drawn(picture).startswith(b"\x89PNG")


def test_a_week_without_work_has_no_picture():
    assert board_picture(TEXTS, board(line(1), line(2)), {}) is None


def test_a_form_is_filled_with_what_was_said_before():
    form = checkin_form(TEXTS, view(well="w" * MAX_ANSWER_LENGTH, next="the quiz"))
    assert [each.component.default for each in form.children] == ["w" * MAX_ANSWER_LENGTH, "the quiz"]  # type: ignore[attr-defined]


def test_a_closed_week_leaves_alone_who_keeps_it_to_themselves_by_now():
    words = words_of(week_card(TEXTS, closed_week(3), NAMES))
    assert "**Member 1** keeps it to themselves" in words
    assert "**an erased member** 10 min" in words


def test_a_closed_week_has_no_sum_from_which_one_could_tell_what_is_kept_back():
    kept_back = closed_week(5)
    assert "Together" not in words_of(week_card(TEXTS, kept_back, NAMES))
    for hidden in (frozenset[int](), frozenset({1, 2, 3})):
        assert "Together" in words_of(week_card(TEXTS, replace(kept_back, hidden=hidden), NAMES))


def test_a_closed_week_leads_back_to_the_board_of_a_living_group():
    week = closed_week(3)
    over = replace(week, group=replace(WORST, ended_at=NOW))
    back = [
        any(":group-board:" in each for each in custom_ids_in(week_card(TEXTS, view, NAMES).children))
        for view in (week, over)
    ]
    assert back == [True, False]

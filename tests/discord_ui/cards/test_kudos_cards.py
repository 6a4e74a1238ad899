"""The cards of kudos and of who is happy to help fit, whatever people are called."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from bot.discord_ui.cards.card import MOST_OPTIONS, Card
from bot.discord_ui.cards.happy_to_help import help_button, willing_card
from bot.discord_ui.cards.kudos import kudos_card, kudos_choice_card
from bot.discord_ui.message_parts import custom_ids_in
from bot.domain.enrolment import EnrolmentStatus, changed_to
from bot.domain.study_group import StudyGroup
from bot.services.happy_to_help import Willing
from bot.services.kudos import KudosChoice
from bot.wording.texts import load_texts
from tests.discord_ui.fakes import words_of
from tests.discord_ui.limits import faults_of
from tests.domain.some_enrolment import AT, enrolment, task

TEXTS = load_texts("en")
NASTY = "@everyone <@1> [a](https://b.example) **x** _y_ `z` # h " * 6
GROUP = StudyGroup(
    7, 10, NASTY[:60], 1, None, 50, is_open=True, goal_minutes_week=None, goal_by=None, zone="UTC",
    created_at=datetime(2026, 11, 24, tzinfo=UTC),
)  # fmt: skip
WORK = replace(enrolment(task(1)), id="e" * 12)


def choice(members: int, *, is_alone: bool = False) -> KudosChoice:
    return KudosChoice(GROUP, tuple(range(100, 100 + members)), 4, is_alone=is_alone)


def choice_card(found: KudosChoice, page: int = 0) -> Card:
    return kudos_choice_card(TEXTS, found, page, dict.fromkeys(found.user_ids, NASTY[:32]))


def test_kudos_name_both_and_ping_nobody():
    card = kudos_card(TEXTS, NASTY[:32], "Jonas")
    assert faults_of(card) == []
    assert "@everyone" not in words_of(card)
    assert words_of(card).endswith("sends kudos to **Jonas**")


@pytest.mark.parametrize(("page", "first", "count"), [(0, 100, 25), (1, 125, 24), (9, 125, 24)])
def test_many_members_are_turned_by_pages(page: int, first: int, count: int):
    card = choice_card(choice(49), page)
    assert faults_of(card) == []
    options = next(item.options for item in card.walk_children() if hasattr(item, "options"))
    assert (options[0].value, len(options)) == (str(first), count)
    assert len(options) <= MOST_OPTIONS
    assert len(list(custom_ids_in(card.children))) == 2


def test_where_nobody_is_left_it_says_so_kindly():
    alone, thanked = choice_card(choice(0, is_alone=True)), choice_card(choice(0))
    assert faults_of(alone) == faults_of(thanked) == []
    assert "Invite somebody" in words_of(alone)
    assert "That is kind!" in words_of(thanked)


def test_help_is_offered_for_what_is_completed_and_can_be_taken_back():
    assert help_button(TEXTS, WORK) is None
    named = replace(WORK, outline=replace(WORK.outline, title=NASTY[:200]))
    completed = changed_to(named, EnrolmentStatus.COMPLETED, AT, 9)
    assert help_button(TEXTS, completed) is not None
    for is_helping, is_changed, said in (
        (True, True, "Thank you!"),
        (True, False, "reads that you are happy to help"),
        (False, True, "you are not listed"),
    ):
        card = willing_card(TEXTS, Willing(completed, is_helping=is_helping, is_changed=is_changed))
        assert faults_of(card) == []
        assert said in words_of(card)
        assert len(list(custom_ids_in(card.children))) == 1

# ruff: noqa: E501  # the lines of a card are as long as they are
from inspect import cleandoc
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.discord_ui.cards.audience import Audience
from bot.discord_ui.cards.results import results_card
from bot.domain.credential import Credential, Level
from bot.domain.filters import CostFilter, Filters
from bot.domain.hits import Certainty
from bot.domain.marks import Marks, Position
from bot.wording.texts import load_texts
from tests.discord_ui.credentials import (
    FOUR_DAYS,
    SIX_WEEKS,
    UNSTATED,
    found,
    nasty_credentials,
    nasty_texts,
)
from tests.discord_ui.fakes import body_of, custom_ids_in, words_of
from tests.discord_ui.limits import faults_of

TEXTS = load_texts("en")
SEARCH = "s" * 22
OWN = Audience(can_share=True)
PUBLIC = Audience(is_public=True)


def words(*credentials: Credential, audience: Audience = OWN, **kwargs: Any) -> str:  # noqa: ANN401  # handed on
    return words_of(results_card(TEXTS, found(*credentials, **kwargs), audience))


def test_an_answer_reads_like_this():
    assert words(FOUR_DAYS, SIX_WEEKS, UNSTATED, time="5h/week for 5 weeks", too_long=2) == cleandoc(
        r"""
        You want: teach online
        Your time: 5 h a week for 5 weeks (= 25 h in all)
        **3 credentials match what you want.**
        ---
        ### 1\. Virtual Teaching
        From Quick Badges · free
        ✅ **fits** · **Work** 4 to 5 h · **Calendar** 4 days on a set calendar
        -# “teaching” is in its title; your 25 h cover 4 to 5 h
        ---
        ### 2\. Virtual Teaching in Practice
        From Thorough College · paid (199 USD)
        🟡 **near miss** · **Work** about 30 to 40 h, estimated · **Calendar** 6 weeks on a set calendar
        Would fit: for 8 weeks; may already fit for 6 weeks
        -# “teaching” is in its title; its calendar of 6 weeks ends after your time; your 25 h fall a little short of about 30 to 40 h, estimated
        ---
        ### 3\. Open Badge of Teaching
        From Example University · cost not stated
        🔵 **time not stated** · **Work** not stated · **Calendar** self-paced
        -# “teaching” is in its title; the issuer states no hours
        -# 2 more match, but take far more time.
        (Start 1)
        (Start 2)
        (Start 3)
        [Details of …: 1. Virtual Teaching | 2. Virtual Teaching in Practice | 3. Open Badge of Teaching]
        [Compare 2 to 3 …: 1. Virtual Teaching | 2. Virtual Teaching in Practice | 3. Open Badge of Teaching]
        (Show the 2 longer ones)
        (Share)
        """
    )


def test_what_was_understood_of_the_filters_stands_at_the_top():
    said = words(FOUR_DAYS, filters=Filters(level=Level.BEGINNER, cost=CostFilter.FREE, topic="a_b"))
    assert "Only: for beginners, free, on a\\_b" in said


def test_without_a_time_no_fit_is_claimed_and_hours_are_asked_for():
    said = words(FOUR_DAYS)
    assert "fits" not in said
    assert "[How many hours a week do you have?: 1 hour a week | 2 hours a week" in said
    assert "20 hours a week | Another number …]" in said


def test_a_calendar_without_hours_asks_for_them():
    said = words(FOUR_DAYS, time="until March")
    assert "🔵 **depends on your hours**" in said
    assert "[How many hours a week do you have?" in said


def test_a_budget_with_hours_does_not_ask_again():
    assert "How many hours" not in words(FOUR_DAYS, time="3h a week")


def test_remembered_hours_say_so_and_can_be_changed():
    said = words(FOUR_DAYS, time="3h a week for 6 weeks", is_remembered=True)
    assert "Your time: 3 h a week for 6 weeks (= 18 h in all), with the 3 h a week that I remember" in said
    assert "(Change my hours)" in said
    assert "(Without my hours)" in said
    alone = words(FOUR_DAYS, time="3h a week", is_remembered=True)
    assert "With the 3 h a week that I remember" in alone
    assert "Your time" not in alone


def test_what_the_member_has_and_is_on_is_said_in_words():
    of_mine = Marks(frozenset({FOUR_DAYS.id}), {SIX_WEEKS.id: Position(4, 12)})
    said = words_of(results_card(TEXTS, found(FOUR_DAYS, SIX_WEEKS), Audience(), of_mine))
    assert said.count("**✓ You have this**") == 1
    assert said.count("**You are on it: 4 of 12**") == 1
    public = words(FOUR_DAYS, SIX_WEEKS, audience=PUBLIC)
    assert "You have this" not in public
    assert "You are on it" not in public


def test_one_tap_starts_what_one_neither_has_nor_is_on():
    in_server = Audience(can_share=True)
    assert "(Start 1)\n(Start 2)" in words(FOUR_DAYS, SIX_WEEKS, audience=in_server)
    of_mine = Marks(frozenset({FOUR_DAYS.id}), {})
    said = words_of(results_card(TEXTS, found(FOUR_DAYS, SIX_WEEKS), in_server, of_mine))
    assert "(Start 1)" not in said
    assert "(Start 2)" in said
    assert "(Start" not in words(FOUR_DAYS, audience=Audience())


def test_a_public_answer_has_nothing_personal_and_a_way_to_ones_own():
    said = words(FOUR_DAYS, SIX_WEEKS, audience=PUBLIC)
    assert "(My own answer)" in said
    assert "How many hours" not in said
    assert "(Share)" not in said


def test_a_shared_answer_names_who_shared_it_without_a_ping():
    said = words(FOUR_DAYS, audience=Audience(is_public=True, shared_by="@everyone"))
    assert said.startswith("-# Shared by \\@\u200beveryone\n")


def test_a_direct_message_has_nobody_to_share_with():
    assert "Share" not in words(FOUR_DAYS, audience=Audience())


def test_five_results_are_a_page_and_numbers_go_on():
    many = [FOUR_DAYS] * 12
    first, second = found(*many), found(*many, page=1)
    assert words_of(results_card(TEXTS, first, OWN)).count("### ") == 5
    said = words_of(results_card(TEXTS, second, OWN))
    assert "### 6\\. Virtual Teaching" in said
    assert "-# Page 2 of 3" in said
    assert "(Back)\n(More)\n(Share)" in said
    assert f"b1:results:{SEARCH}:0" in custom_ids_in(body_of(results_card(TEXTS, second, OWN)))


def test_honest_words_where_nothing_is_known():
    said = words(certainty=Certainty.NONE)
    assert "**I know nothing that fits this" in said
    assert "(Look around)" in said
    assert "Details" not in said


def test_honest_words_where_the_filters_hide_everything():
    said = words(certainty=Certainty.NONE, is_hidden=True, filters=Filters(language="es"))
    assert "**Nothing passes these filters\\." not in said
    assert "**Nothing passes these filters. Try it without one of them.**" in said


def test_honest_words_where_little_was_understood():
    said = words(FOUR_DAYS, certainty=Certainty.WEAK, unexplained=("kelp", "<@1>"))
    assert "I am not sure that I understood" in said
    assert "I found nothing about: “kelp”, “\\<\\@1\\>”." in said


def test_honest_words_where_nothing_fits():
    assert "Nothing that matches fits your time" in words(SIX_WEEKS, time="25h")


@settings(max_examples=40)
@given(
    st.lists(nasty_credentials(), max_size=6),
    nasty_texts(400),
    st.sampled_from([None, "3h/week for 6 weeks", "until March", "20h", "3h a week"]),
    st.sampled_from([OWN, PUBLIC, Audience(is_public=True, shared_by="<@1>" * 30)]),
    st.integers(0, 1),
)
def test_no_catalogue_and_no_goal_can_break_an_answer(
    credentials: list[Credential], goal: str, time: str | None, audience: Audience, page: int
):
    unique = list({credential.id: credential for credential in credentials}.values())
    answer = found(*unique, goal=goal, time=time, page=page if len(unique) > 5 else 0, is_remembered=True)
    assert faults_of(results_card(TEXTS, answer, audience)) == []

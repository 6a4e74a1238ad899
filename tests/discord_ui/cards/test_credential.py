# the lines of a card are as long as they are
import json
from dataclasses import replace
from inspect import cleandoc
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.discord_ui.cards.audience import Audience
from bot.discord_ui.cards.card import button
from bot.discord_ui.cards.credential import credential_card
from bot.domain.credential import Credential, Effort, Requirement, RequirementKind
from bot.services.catalogue_view import CredentialView
from bot.wording.texts import load_texts
from tests.discord_ui.credentials import (
    FOUR_DAYS,
    SIX_WEEKS,
    advised,
    budget,
    nasty_credentials,
    tasks,
)
from tests.discord_ui.fakes import body_of, words_of
from tests.discord_ui.limits import faults_of

TEXTS = load_texts("en")


def words(view: CredentialView, audience: Audience | None = None, **kwargs: Any) -> str:  # noqa: ANN401  # handed on
    return words_of(credential_card(TEXTS, view, audience or Audience(), **kwargs))


def test_a_credential_in_full_reads_like_this():
    view = CredentialView(SIX_WEEKS, prior=(FOUR_DAYS,), twins=(FOUR_DAYS,))
    assert words(view, Audience(can_share=True)) == cleandoc(
        r"""
        ### Virtual Teaching in Practice
        From Thorough College
        Teach online for six weeks and show what your students made.
        micro-credential · for beginners, in English
        **Work** about 30 to 40 h, estimated
        -# Hours: 5-7 h a week x 6 weeks
        **Calendar** 6 weeks on a set calendar
        **Cost** paid (199 USD)
        Shown by practice, portfolio
        ---
        **What you do**
        1. Teach six lessons online
        2. Portfolio of student work
        ---
        Needs first: Virtual Teaching
        Also at Quick Badges
        Credit: 3 graduate credits, says Thorough College (as the source says; checked 2026-11)
        -# Source: a page (checked 2026-11)
        (The issuer's page)
        (Start)
        (Share)
        """
    )


def test_what_a_search_said_of_it_stands_with_it():
    given_budget = budget("5h/week for 5 weeks")
    said = words(
        CredentialView(SIX_WEEKS, (), ()), advised=advised(SIX_WEEKS, given_budget), budget=given_budget
    )
    assert "🟡 **near miss**\nWould fit: for 8 weeks" in said
    assert "**Why**\n- “teaching” is in its title" in said


def test_the_way_back_is_there_where_one_came_from_somewhere():
    assert "(Back)" in words(CredentialView(FOUR_DAYS, (), ()), back=button("Back", "b1:browse:0::"))


def test_the_first_twelve_tasks_are_listed_and_the_rest_is_counted():
    many = tasks("m", *(f"Lesson {number}" for number in range(1, 16)))
    long = replace(FOUR_DAYS, requirements=(Requirement(RequirementKind.LESSONS, many),))
    said = words(CredentialView(long, (), ()))
    assert "12. Lesson 12\n… and 3 more" in said
    assert "Lesson 13" not in said


@pytest.mark.parametrize(
    "url",
    [
        "http://example",
        "http://example.org:80",
        "javascript:alert(1)",
        "https://" + "a" * 600,
        "https://a b",
        "https://a\u202eb",
    ],
)
def test_only_a_plain_https_page_gets_a_button(url: str):
    said = words(CredentialView(replace(FOUR_DAYS, url=url), (), ()))
    assert "issuer's page" not in said


def test_a_source_in_a_repository_is_named_shortly():
    source = replace(FOUR_DAYS.source, reference=f"one/repo:a.csv@{'0123456789' * 4} row 7")
    said = words(CredentialView(replace(FOUR_DAYS, source=source), (), ()))
    assert "a.csv\\@0123456 row 7" in said


def test_that_nobody_says_how_long_it_takes_is_said_once():
    nobody = replace(FOUR_DAYS, effort=Effort(note="not stated"))
    assert words(CredentialView(nobody, (), ())).count("not stated") == 1


def test_for_how_long_it_is_valid_is_said_where_somebody_says_it():
    assert "Valid for" not in words(CredentialView(FOUR_DAYS, (), ()))
    assert "**Valid for** 18 months" in words(CredentialView(replace(FOUR_DAYS, valid_months=18), (), ()))


def test_a_page_without_encryption_is_linked_by_https():
    body = body_of(credential_card(TEXTS, view_of("http://example.org/a?b=1"), Audience()))
    assert '"https://example.org/a?b=1"' in json.dumps(body)


def view_of(url: str) -> CredentialView:
    return CredentialView(replace(FOUR_DAYS, url=url), (), ())


@settings(max_examples=40)
@given(nasty_credentials(), st.lists(nasty_credentials(), max_size=10), st.sampled_from([None, "20h"]))
def test_no_credential_can_break_its_card(credential: Credential, others: list[Credential], time: str | None):
    view = CredentialView(credential, tuple(others), tuple(others))
    given_budget = budget(time) if time else None
    card = credential_card(
        TEXTS,
        view,
        Audience(can_share=True),
        back=button("Back", "b1:browse:0::"),
        advised=advised(credential, given_budget),
        budget=given_budget,
    )
    assert faults_of(card) == []

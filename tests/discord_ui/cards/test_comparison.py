# ruff: noqa: E501  # the lines of a card are as long as they are
from dataclasses import replace
from inspect import cleandoc

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.discord_ui.cards.audience import Audience
from bot.discord_ui.cards.comparison import FromSearch, comparison_card
from bot.domain.comparison import Aspect, Comparison
from bot.domain.credential import Credential
from bot.domain.fit import judge_fit
from bot.wording.texts import load_texts
from tests.discord_ui.credentials import FOUR_DAYS, SIX_WEEKS, TODAY, budget, nasty_credentials
from tests.discord_ui.fakes import body_of, custom_ids_in, in_words, words_of
from tests.discord_ui.limits import faults_of

TEXTS = load_texts("en")
SAME = (Aspect.LEVEL, Aspect.LANGUAGE)
DIFFERING = tuple(aspect for aspect in Aspect if aspect not in SAME)
TWO = Comparison((FOUR_DAYS, replace(SIX_WEEKS, valid_months=36)), DIFFERING, SAME)


def verdicts(text: str):
    return tuple(
        judge_fit(each.effort, each.prescribed_weeks, budget(text), today=TODAY) for each in TWO.credentials
    )


def test_four_days_of_videos_against_six_weeks_and_a_portfolio_are_seen_at_a_glance():
    assert words_of(comparison_card(TEXTS, TWO, Audience(can_share=True))) == cleandoc(
        r"""
        ### 1\. Virtual Teaching
        From Quick Badges
        **Work** 4 to 5 h · **Calendar** 4 days on a set calendar · Shown by lessons, quiz
        ### 2\. Virtual Teaching in Practice
        From Thorough College
        **Work** about 30 to 40 h, estimated · **Calendar** 6 weeks on a set calendar · Shown by practice, portfolio
        ---
        ### What differs
        **Work**
        1. 4 to 5 h
        2. about 30 to 40 h, estimated
        **Calendar**
        1. 4 days on a set calendar
        2. 6 weeks on a set calendar
        **Proof**
        1. quiz
        2. practice, portfolio
        **Tasks**
        1. lessons (1), quiz (1)
        2. practice (1), portfolio (1)
        **Cost**
        1. free
        2. paid (199 USD)
        **College credit**
        1. nobody claims any
        2. Credit: 3 graduate credits, says Thorough College (as the source says; checked 2026-11)
        **Valid for**
        1. not stated
        2. 3 years
        **Kind**
        1. badge
        2. micro-credential
        ---
        ### The same in both
        **Level** for beginners
        **Language** English
        [Details of …: 1. Virtual Teaching | 2. Virtual Teaching in Practice]
        (1. Issuer's page)
        (2. Issuer's page)
        (Share)
        """
    )


def test_a_comparison_from_a_search_says_the_fit_of_each_and_leads_back():
    search = FromSearch("s" * 22, 1, verdicts("5h/week for 5 weeks"))
    components = body_of(comparison_card(TEXTS, TWO, Audience(), search))
    said = in_words(components)
    assert said.index("✅ **fits**") < said.index("### 2") < said.index("🟡 **near miss**")
    assert "(Back to results)" in said
    assert f"b1:results:{'s' * 22}:1" in custom_ids_in(components)


def test_twins_in_all_but_the_name_have_no_differences():
    said = in_words(
        body_of(comparison_card(TEXTS, Comparison((FOUR_DAYS,) * 3, (), tuple(Aspect)), Audience()))
    )
    assert "What differs" not in said
    assert "### The same in all" in said


@settings(max_examples=40)
@given(
    st.lists(nasty_credentials(), min_size=2, max_size=4, unique_by=lambda each: each.id),
    st.sampled_from([TWO.differing, tuple(Aspect), ()]),
    st.booleans(),
)
def test_no_catalogue_can_break_a_comparison(
    credentials: list[Credential], differing: tuple[Aspect, ...], is_from_search: bool
):
    same = tuple(aspect for aspect in Aspect if aspect not in differing)
    given_verdicts = tuple(
        judge_fit(each.effort, each.prescribed_weeks, budget("20h"), today=TODAY) for each in credentials
    )
    search = FromSearch("s" * 40, 999, given_verdicts) if is_from_search else None
    comparison = Comparison(tuple(credentials), differing, same)
    audience = Audience(is_public=True, shared_by="||x||" * 50)
    assert faults_of(comparison_card(TEXTS, comparison, audience, search)) == []

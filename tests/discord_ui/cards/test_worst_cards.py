"""The longest texts that a catalogue may hold, in every card: cut until Discord takes them, never lost."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from bot.discord_ui.cards.audience import Audience
from bot.discord_ui.cards.browsing import browse_card
from bot.discord_ui.cards.card import Card, button
from bot.discord_ui.cards.comparison import FromSearch, comparison_card
from bot.discord_ui.cards.credential import credential_card
from bot.discord_ui.cards.results import results_card
from bot.domain.comparison import Aspect, Comparison
from bot.services.catalogue_view import BrowsePage, CredentialView
from bot.wording.texts import load_texts
from tests.discord_ui.credentials import WORST, advised, budget, found
from tests.discord_ui.fakes import words_of
from tests.discord_ui.limits import faults_of

TEXTS = load_texts("en")
LONG = "*" * 400
SHARED = Audience(is_public=True, shared_by=LONG)
TIME = "1h/week for 30 weeks"


def results() -> Card:
    return results_card(TEXTS, found(*WORST[:6], goal=LONG, time=TIME, unexplained=(LONG,) * 5), SHARED)


def comparison() -> Card:
    four = Comparison(WORST[:4], tuple(Aspect), ())
    verdicts = tuple(advised(each, budget(TIME)).verdict for each in four.credentials)
    return comparison_card(TEXTS, four, SHARED, FromSearch("s" * 40, 9999, verdicts))


def credential() -> Card:
    view = CredentialView(WORST[0], WORST, WORST)
    back = button(LONG, "b1:browse:0::")
    return credential_card(
        TEXTS, view, SHARED, back=back, advised=advised(WORST[0], budget(TIME)), budget=budget(TIME)
    )


def browsing() -> Card:
    topics = tuple((f"{number}{LONG[:70]}", 9999) for number in range(30))
    return browse_card(TEXTS, BrowsePage(None, None, WORST, 999, 10_000, 99_999, topics))


@pytest.mark.parametrize("build", [results, comparison, credential, browsing])
def test_the_longest_texts_are_cut_until_discord_takes_them(build: Callable[[], Card]):
    card = build()
    assert faults_of(card) == []
    assert card.content_length() > 2000
    assert "…" in words_of(card)


def test_texts_are_cut_no_more_than_they_must_be():
    short = replace(WORST[0], title="A title that fits", summary="A summary.")
    said = words_of(credential_card(TEXTS, CredentialView(short, (), ()), Audience()))
    assert "### A title that fits\n" in said
    assert "A summary." in said

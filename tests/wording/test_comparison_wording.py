from dataclasses import replace

import pytest

from bot.domain.comparison import Aspect
from bot.domain.credential import CredentialType, WeeksRange
from bot.wording.comparison import aspect_name, aspect_text, type_text
from bot.wording.credential import elapsed_text
from bot.wording.texts import FluentTexts, RememberingTexts, load_texts
from tests.discord_ui.credentials import FOUR_DAYS, SIX_WEEKS, UNSTATED

TEXTS = load_texts("en")


@pytest.mark.parametrize("aspect", Aspect)
def test_every_aspect_can_be_said_of_every_credential(aspect: Aspect):
    assert aspect_name(TEXTS, aspect)
    assert all(aspect_text(TEXTS, each, aspect) for each in (FOUR_DAYS, SIX_WEEKS, UNSTATED))


@pytest.mark.parametrize("credential_type", CredentialType)
def test_every_kind_of_credential_has_its_word(credential_type: CredentialType):
    assert type_text(TEXTS, replace(FOUR_DAYS, credential_type=credential_type)) == credential_type.value


def test_proof_is_what_one_shows_and_not_that_one_was_there():
    assert aspect_text(TEXTS, FOUR_DAYS, Aspect.PROOF) == "quiz"
    assert aspect_text(TEXTS, UNSTATED, Aspect.PROOF) == "nothing but taking part"


def test_tasks_are_counted_by_kind():
    assert aspect_text(TEXTS, SIX_WEEKS, Aspect.REQUIREMENTS) == "practice (1), portfolio (1)"


@pytest.mark.parametrize(
    ("weeks", "said"),
    [
        (WeeksRange(4 / 7, 4 / 7), "4 days on a set calendar"),
        (WeeksRange(1 / 7, 1 / 7), "1 day on a set calendar"),
        (WeeksRange(2 / 7, 5 / 7), "2 to 5 days on a set calendar"),
        (WeeksRange(0.5, 1), "1 week on a set calendar"),
        (WeeksRange(6, 6), "6 weeks on a set calendar"),
    ],
)
def test_a_calendar_within_a_week_is_told_in_days(weeks: WeeksRange, said: str):
    assert elapsed_text(TEXTS, replace(FOUR_DAYS, prescribed_weeks=weeks)) == said


def test_remembered_sentences_are_the_same_sentences():
    texts = RememberingTexts(FluentTexts("en", ["hours = { $hours } h"]), most=2)
    assert texts.locale == "en"
    assert [texts("hours", hours=each) for each in (1, 1.5, 2, 1)] == ["1 h", "1.5 h", "2 h", "1 h"]
    with pytest.raises(KeyError):
        texts("minutes")

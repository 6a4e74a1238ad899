from datetime import date

import pytest
from hypothesis import given

from bot.discord_ui.client import BadgerClient
from bot.discord_ui.suggestions import (
    choice,
    choices_of,
    credential_choices,
    language_choices,
    name_choices,
    suggest,
    time_choices,
)
from bot.domain.budget_text import parse_budget
from bot.domain.credential import Credential
from bot.domain.errors import UserError
from bot.sandbox.rules import interaction_response_faults
from bot.wording.texts import load_texts
from tests.discord_ui.credentials import nasty_credentials, nasty_texts
from tests.discord_ui.fakes import MIA, interaction

TEXTS = load_texts("en")
TODAY = date(2026, 11, 24)


def names(typed: str) -> list[str]:
    return [each.name for each in time_choices(TEXTS, typed, TODAY)]


def test_a_time_is_read_back_while_one_types():
    assert names("3h/week for 6 weeks") == ["✓ 3 h a week for 6 weeks (= 18 h in all)"]


def test_nothing_typed_shows_how_times_are_written():
    assert names(" ") == ["3h/week for 6 weeks", "20h", "30 min a day until 15 March"]


def test_a_bare_number_is_completed():
    assert names("3") == ["✓ 3 h a week", "✓ 3 h in all", "✓ within 3 weeks"]


def test_what_cannot_be_read_yet_says_so_and_is_kept():
    [hint] = time_choices(TEXTS, "so", TODAY)
    assert hint.name.startswith("I cannot read this yet")
    assert hint.value == "so"


def test_a_long_time_is_sent_in_as_it_was_read():
    typed = "3 hours a week" + " " * 100 + "for 6 weeks"
    [read] = time_choices(TEXTS, typed, TODAY)
    assert parse_budget(str(read.value), today=TODAY) == parse_budget(typed, today=TODAY)


@given(nasty_texts(300))
def test_discord_takes_whatever_is_suggested_for_a_time(typed: str):
    assert_taken(time_choices(TEXTS, typed, TODAY))


@given(nasty_credentials())
def test_discord_takes_whatever_a_credential_is_called(credential: Credential):
    assert_taken(credential_choices(TEXTS, [credential] * 30))


@given(nasty_texts(300))
def test_discord_takes_whatever_a_topic_is_called(name: str):
    assert_taken(name_choices([name]))


def assert_taken(choices: list) -> None:  # type: ignore[type-arg]
    body = {"type": 8, "data": {"choices": [each.to_dict() for each in choices]}}
    assert interaction_response_faults(body, interaction_type=4) == []


def test_a_value_that_would_be_cut_is_not_suggested():
    assert choice("a long name", "x" * 101) is None
    assert choice("nothing", " ") is None


def test_languages_are_found_by_name_and_by_code():
    assert [each.value for each in language_choices(TEXTS, "span")] == ["es"]
    assert "de" in [each.value for each in language_choices(TEXTS, "de")]
    assert "en" in [each.value for each in language_choices(TEXTS, "")]


def test_titles_are_found_by_any_part():
    titles = {"Finding what fits": "find", "Comparing": "compare"}
    assert [each.value for each in choices_of(titles, "FIT")] == ["find"]


@pytest.mark.parametrize("error", [UserError("search-gone"), ZeroDivisionError()])
async def test_an_error_while_typing_shows_nothing_and_names_nobody_in_the_log(
    badger: BadgerClient, caplog: pytest.LogCaptureFixture, error: Exception
):
    def fail() -> list:  # type: ignore[type-arg]
        raise error

    assert await suggest(interaction(badger).interaction, fail, "/find topic") == []
    assert "/find topic" in caplog.text
    assert str(MIA) not in caplog.text

"""What is typed into the fields of a draft, and what it becomes."""

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.catalogue.draft_costs import cost_typed
from bot.catalogue.draft_fields import fields_of
from bot.domain.drafts import DraftField
from bot.domain.errors import UserError


def refusal(field: DraftField, text: str) -> str:
    with pytest.raises(UserError) as refused:
        fields_of(field, text)
    return refused.value.message_id


COSTS = {
    "free": ("free", None, None),
    "free to audit": ("free_to_audit", None, None),
    "free for members": ("free_for_members", None, None),
    "49 USD": ("paid", 49, "USD"),
    "49.99 eur": ("paid", 49.99, "EUR"),
    "$49": ("paid", 49, "USD"),
    "€1,200": ("paid", 1200, "EUR"),
    "INR 500": ("paid", 500, "INR"),
    "from 20 to 30 USD": ("paid", 30, "USD"),
    "subscription": ("subscription", None, None),
    "39 EUR a month": ("subscription", 39, "EUR"),
    "free trial, then 39 USD a month": ("subscription", 39, "USD"),
    "paid": ("paid", None, None),
    "not stated": ("not_stated", None, None),
    "": ("not_stated", None, None),
}


@pytest.mark.parametrize("text", COSTS)
def test_a_cost(text: str):
    said = fields_of(DraftField.COST, text)
    assert (said["cost_class"], said["cost_amount"], said["cost_currency"]) == COSTS[text]


@pytest.mark.parametrize("text", [each for each in COSTS if each])
def test_a_cost_that_is_typed_again_means_the_same(text: str):
    said = fields_of(DraftField.COST, text)
    assert fields_of(DraftField.COST, cost_typed(said)) == said


def test_a_cost_without_currency_or_meaning_is_refused():
    assert refusal(DraftField.COST, "199") == "draft-currency-missing"
    assert refusal(DraftField.COST, "199 XQQ") == "draft-currency-missing"
    assert refusal(DraftField.COST, "a lot") == "draft-cost-unreadable"


LINKS = {
    "https://example.org/a": "https://example.org/a",
    " http://example.org ": "http://example.org",
    "example.org/first-aid?x=1": "https://example.org/first-aid?x=1",
}


@pytest.mark.parametrize("text", LINKS)
def test_a_link(text: str):
    assert fields_of(DraftField.LINK, text) == {"url": LINKS[text]}


@pytest.mark.parametrize(
    "text",
    [
        *("in the library", "ftp://example.org", "javascript:alert(1)", "https://", "https://localhost/a"),
        *("https://127.0.0.1/a", "https://user@example.org", 'https://example.org/"', "https://exa mple.org"),
    ],
)
def test_what_is_no_link_that_people_can_open_is_refused(text: str):
    assert refusal(DraftField.LINK, text) == "draft-link-malformed"


@pytest.mark.parametrize(("text", "code"), [("English", "en"), ("es", "es"), (" FRENCH ", "fr"), ("", None)])
def test_a_language_by_name_or_code(text: str, code: str | None):
    assert fields_of(DraftField.LANGUAGE, text) == {"language": code}


def test_a_language_that_nobody_knows_is_refused():
    assert refusal(DraftField.LANGUAGE, "Klingon") == "draft-language-unknown"


def test_lists_are_cut_at_commas_and_hold_everything_once():
    assert fields_of(DraftField.TOPICS, "Health, first aid; health") == {"topics": ["health", "first aid"]}
    assert fields_of(DraftField.SKILLS, "SQL\nJoins,") == {"skills": ["SQL", "Joins"]}
    assert fields_of(DraftField.SKILLS, " ") == {"skills": None}


@pytest.mark.parametrize(
    ("field", "text", "message"),
    [
        (DraftField.TITLE, " \u200b", "draft-title-missing"),
        (DraftField.TITLE, "a" * 201, "draft-too-long"),
        (DraftField.ISSUER, "", "draft-issuer-missing"),
        (DraftField.LINK, "", "draft-link-missing"),
        (DraftField.LINK, f"https://example.org/{'a' * 500}", "draft-too-long"),
        (DraftField.KINDS, "telepathy", "draft-kinds-missing"),
        (DraftField.LEVEL, "wizard", "draft-choice-unknown"),
        (DraftField.SUMMARY, "a" * 601, "draft-too-long"),
        (DraftField.TOPICS, "a" * 81, "draft-too-long"),
        (DraftField.TOPICS, ",".join("abcdefghijk"), "draft-too-many"),
        (DraftField.TIME, "ages", "effort-unreadable"),
    ],
)
def test_what_cannot_be_taken_is_refused(field: DraftField, text: str, message: str):
    assert refusal(field, text) == message


@given(st.sampled_from([each for each in DraftField if not each.value.startswith("task")]), st.text())
def test_any_text_in_any_field_is_read_or_kindly_refused(field: DraftField, text: str):
    with suppress(UserError):
        fields_of(field, text)

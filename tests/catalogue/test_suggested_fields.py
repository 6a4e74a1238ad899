"""What a member types of a missing credential, and what is taken for granted when it is published."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.catalogue.suggested_fields import (
    SUGGESTED,
    checked_suggestion,
    publishable,
    suggestion_in,
    suggestion_text,
)
from bot.domain.drafts import DraftField, Typed
from bot.domain.errors import UserError

BEES: Typed = {DraftField.TITLE: " Beekeeping\nfor Beginners ", DraftField.LINK: "bees.example.org/one"}


def test_title_and_link_are_enough_and_each_is_one_clean_line():
    assert checked_suggestion(BEES) == {
        DraftField.TITLE: "Beekeeping for Beginners",
        DraftField.LINK: "https://bees.example.org/one",
    }


def test_what_else_is_known_is_kept_in_the_order_of_the_vocabulary():
    typed = {
        **BEES,
        DraftField.ISSUER: "Bee\tAcademy",
        DraftField.TIME: " 10-15   hours ",
        DraftField.KINDS: "exam, quiz,nonsense",
    }
    kept = checked_suggestion(typed)
    assert kept[DraftField.ISSUER] == "Bee Academy"
    assert kept[DraftField.TIME] == "10-15 hours"
    assert kept[DraftField.KINDS] == "quiz,exam"


@pytest.mark.parametrize(
    ("field", "text", "message_id"),
    [
        (DraftField.TITLE, "", "draft-title-missing"),
        (DraftField.TITLE, "x" * 201, "draft-too-long"),
        (DraftField.LINK, " ", "draft-link-missing"),
        (DraftField.LINK, "ftp://bees.example.org", "draft-link-malformed"),
        (DraftField.TIME, "until the bees come home", "effort-unreadable"),
    ],
)
def test_what_cannot_be_read_is_refused(field: DraftField, text: str, message_id: str):
    with pytest.raises(UserError, match=message_id):
        checked_suggestion({**BEES, field: text})


@given(st.fixed_dictionaries({}, optional={field: st.text(min_size=1) for field in SUGGESTED}))
def test_what_is_kept_is_read_back_as_it_was(typed: dict[DraftField, str]):
    assert suggestion_in(suggestion_text(typed)) == typed


@given(st.fixed_dictionaries({field: st.text(max_size=80) for field in SUGGESTED}))
def test_whatever_is_typed_is_taken_or_refused_in_words(typed: dict[DraftField, str]):
    try:
        kept = checked_suggestion(typed)
    except UserError:
        with pytest.raises(UserError, match=r"draft-|effort-"):
            checked_suggestion(typed)
    else:
        assert checked_suggestion(kept) == kept


def test_the_site_is_taken_for_the_issuer_and_lessons_for_the_proof_where_nobody_says():
    assumed = publishable(checked_suggestion({**BEES, DraftField.LINK: "https://www.bees.example.org/one"}))
    assert (assumed[DraftField.ISSUER], assumed[DraftField.KINDS]) == ("bees.example.org", "lessons")
    said = {**BEES, DraftField.ISSUER: "Bee Academy", DraftField.KINDS: "exam"}
    assert publishable(checked_suggestion(said))[DraftField.ISSUER] == "Bee Academy"

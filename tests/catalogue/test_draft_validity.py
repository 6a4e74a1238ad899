"""For how long a credential is valid, as people write it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.catalogue.draft_validity import validity_fields, validity_typed
from bot.domain.credential import MOST_VALID_MONTHS
from bot.domain.errors import UserError


@pytest.mark.parametrize(
    ("text", "months"),
    [
        *[(text, None) for text in ("", " ", "for life", "Lifetime", "never expires", "not stated", "-")],
        *[
            (text, 36)
            for text in ("3 years", "36 months", "3y", "3 yrs.", "Valid for 3 years.", "three-year")
        ],
        *[(text, 12) for text in ("yearly", "every year", "a year", "12 mo.")],
        *[(text, 18) for text in ("1.5 years", "18 months", "1 year and 6 months", "1y, 6m")],
        ("50 years", MOST_VALID_MONTHS),
    ],
)
def test_a_length_of_time_is_read_as_it_is_said(text: str, months: int | None):
    assert validity_fields(text) == {"valid_months": months}


@pytest.mark.parametrize("text", ["3", "soon", "0 years", "1.5 months", "3 years or so", "12 weeks"])
def test_what_could_mean_anything_is_asked_again(text: str):
    with pytest.raises(UserError) as refused:
        validity_fields(text)
    assert (refused.value.message_id, refused.value.arguments) == (
        "draft-validity-unreadable",
        {"text": text},
    )


def test_longer_than_half_a_century_is_for_life():
    with pytest.raises(UserError) as refused:
        validity_fields("51 years")
    assert (refused.value.message_id, refused.value.arguments) == ("draft-validity-too-long", {"limit": 50})


@given(st.none() | st.integers(1, MOST_VALID_MONTHS))
def test_what_a_form_is_filled_with_reads_as_the_same(months: int | None):
    assert validity_fields(validity_typed({"valid_months": months})) == {"valid_months": months}

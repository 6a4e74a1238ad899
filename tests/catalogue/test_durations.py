"""Durations of CTDL in whole months."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.catalogue.durations import months_of, months_text


@pytest.mark.parametrize(
    ("text", "months"),
    [
        ("P3Y", 36),
        ("P1Y6M", 18),
        ("P18M", 18),
        ("P0.5Y", 6),
        ("P365D", 12),
        ("P730D", 24),
        ("P1095D", 36),
        ("P104W", 24),
        ("P180D", 6),
        ("P45D", None),
        ("P1D", None),
        ("PT8H", None),
        ("three years", None),
        ("", None),
    ],
)
def test_whole_months_are_read_however_they_are_written(text: str, months: int | None):
    assert months_of(text) == months


@given(st.integers(1, 600))
def test_what_is_written_reads_as_the_same(months: int):
    assert months_of(months_text(months)) == months

"""Each due thing has a name of its own, and its message one that is the same at every try."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.occurrence import is_trial, nonce_of, snoozed, text_of, trial_of, weekly_key
from bot.domain.outbox import OutboxKey, OutboxKind, OutboxScope

KEY = weekly_key(10, OutboxScope.MEMBER, 5, OutboxKind.REMINDER, "2026-W48")
KEYS = st.builds(
    OutboxKey,
    st.integers(1, 30),
    st.sampled_from(OutboxScope),
    st.integers(1, 30),
    st.sampled_from(OutboxKind),
    st.sampled_from(["1", "1:1", ":", "weekly", "a:2026-W48"]),
    st.sampled_from(["2026-W48", "2026-W48#s1", "2026-11-24"]),
)


def test_snoozes_are_children_of_the_week():
    first = snoozed(KEY)
    assert (first.period, snoozed(first).period) == ("2026-W48#s1", "2026-W48#s2")
    with pytest.raises(ValueError, match="2026-11-24"):
        snoozed(replace(KEY, period="2026-11-24"))


def test_a_trial_is_named_after_what_asked_for_it():
    trial = trial_of(KEY, 77)
    assert (trial.subject, is_trial(trial), is_trial(KEY), is_trial(snoozed(KEY))) == (
        "77",
        True,
        False,
        False,
    )


@given(KEYS, KEYS)
def test_no_two_have_the_same_name_or_nonce(one: OutboxKey, other: OutboxKey):
    assert (text_of(one) == text_of(other)) == (one == other)
    assert (nonce_of(one) == nonce_of(other)) == (one == other)


def test_the_nonce_fits_into_discords_and_never_changes():
    assert nonce_of(KEY) == "b39f14c30bef1cdb49157e1e"

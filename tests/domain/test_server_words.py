import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.errors import UserError
from bot.domain.server_words import MAX_WORD_LENGTH, checked_meaning, checked_word, normalised_word


@pytest.mark.parametrize(
    ("typed", "word"),
    [
        (" K8s ", "k8s"),
        ("Ｋ８ｓ", "k8s"),
        ("the\nbig  one", "the big one"),
        ("STRASSE", "strasse"),
        ("ﬁ", "fi"),
    ],
)
def test_a_word_is_kept_in_one_form(typed: str, word: str):
    assert checked_word(typed) == word


@given(st.text(max_size=80))
def test_the_one_form_stays_as_it_is_and_is_short(typed: str):
    try:
        word = checked_word(typed)
    except UserError:
        return
    assert normalised_word(word) == word
    assert 2 <= len(word) <= MAX_WORD_LENGTH
    assert word.isprintable()


@pytest.mark.parametrize(
    ("typed", "refused"), [("a", "word-too-short"), ("?!", "word-too-short"), ("a" * 61, "word-too-long")]
)
def test_what_no_word_can_be(typed: str, refused: str):
    with pytest.raises(UserError, match=refused):
        checked_word(typed)


def test_a_meaning_keeps_its_case_and_says_something_else():
    assert checked_meaning("  Kubernetes \n basics ", "k8s") == "Kubernetes basics"
    for typed, refused in (
        ("!", "meaning-missing"),
        ("m" * 101, "meaning-too-long"),
        ("K8S", "meaning-same"),
    ):
        with pytest.raises(UserError, match=refused):
            checked_meaning(typed, "k8s")

from hypothesis import given
from hypothesis import strategies as st

from bot.search.variants import LEAST_LIKENESS, are_related, likeness_of_slip
from bot.search.word_list import WordList

WORDS = st.text("abcde", min_size=1, max_size=9)


@given(st.sets(WORDS, min_size=70, max_size=200), WORDS)
def test_looking_cleverly_finds_what_looking_at_each_word_finds(words: set[str], word: str):
    found = dict(WordList(words).near(word))
    assert found == {
        term: likeness
        for term in words
        if term != word and (likeness := likeness_of_slip(word, term)) >= LEAST_LIKENESS
    }


@given(st.lists(st.tuples(st.booleans(), WORDS), max_size=120), WORDS)
def test_a_list_that_changed_is_one_made_afresh(changes: list[tuple[bool, str]], word: str):
    changed, words = WordList(()), set[str]()
    for comes, other in changes:
        changed.near(word)
        if comes:
            changed.add(other)
            words.add(other)
        else:
            changed.discard(other)
            words.discard(other)
    fresh = WordList(words)
    assert list(changed) == list(fresh) == sorted(words)
    assert (word in changed) is (word in words)
    assert sorted(changed.near(word)) == sorted(fresh.near(word))
    assert changed.beginning_with(word[:2]) == [term for term in sorted(words) if term.startswith(word[:2])]
    assert changed.related_to(word) == [
        term for term in sorted(words) if term != word and are_related(word, term)
    ]

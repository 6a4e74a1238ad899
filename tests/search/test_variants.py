import pytest

from bot.domain.hits import Match
from bot.search.lexicon import Lexicon
from bot.search.variants import are_related
from bot.search.word_list import WordList

LEXICON = Lexicon(
    [WordList(["python", "teaching", "teacher", "kubernetes", "collaboration", "management", "excel"])],
    [WordList(["magician", "trabajar", "form"])],
)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("pyhton", "python"),
        ("phyton", "python"),
        ("kubrenetes", "kubernetes"),
        ("collaberation", "collaboration"),
        ("managment", "management"),
        ("exel", "excel"),
    ],
)
def test_a_slip_stands_for_the_nearest_word(typed: str, meant: str):
    variants = LEXICON.variants_of(typed, is_last=False)
    assert [(variant.word, variant.match) for variant in variants] == [(meant, Match.TYPO)]


@pytest.mark.parametrize("word", ["magician", "trabajar", "form", "cat", "x1", "qwertyuiop"])
def test_a_known_a_short_and_a_far_word_are_not_corrected(word: str):
    assert all(variant.match is not Match.TYPO for variant in LEXICON.variants_of(word, is_last=False))


def test_only_the_last_word_may_be_unfinished():
    assert [variant.word for variant in LEXICON.variants_of("kube", is_last=True)] == ["kubernetes"]
    assert LEXICON.variants_of("kube", is_last=False) == ()


def test_forms_of_one_stem_are_related_and_strangers_are_not():
    assert are_related("teach", "teacher")
    assert are_related("facilitate", "facilitation")
    assert not are_related("hospital", "hospitality")
    assert not are_related("phone", "phonics")
    assert not are_related("cat", "cats")


def test_a_dropped_g_is_heard():
    (variant, *_) = LEXICON.variants_of("teachin", is_last=False)
    assert (variant.word, variant.match) == ("teaching", Match.RELATED_FORM)


def test_a_rare_word_may_be_a_slip_for_a_far_commoner_one():
    met = {"manger": 1, "manager": 40, "mango": 1}
    lexicon = Lexicon([WordList(["manager"])], [WordList(["manger", "mango"])], lambda word: met.get(word, 0))
    assert [variant.word for variant in lexicon.variants_of("manger", is_last=False)] == ["manger", "manager"]
    assert [variant.word for variant in lexicon.variants_of("manager", is_last=False)] == ["manager"]
    shy = Lexicon([WordList(["manager"])], [WordList(["manger"])])
    assert [variant.word for variant in shy.variants_of("manger", is_last=False)] == ["manger"]

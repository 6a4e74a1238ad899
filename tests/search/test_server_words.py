from bot.domain.hits import Match
from bot.domain.server_words import ServerWord
from bot.search.concepts import Concepts, read_concepts
from bot.search.fillers import read_fillers
from bot.search.server_words import (
    concepts_of,
    frequent_among,
    holders_of,
    is_hijacking,
    reached_by,
    says_nothing,
)
from tests.small_catalogue import CREDENTIALS

FILLERS = read_fillers(["linking: the my", "learn", "light: basic"])


def test_a_word_for_words_means_them_and_all_that_they_mean():
    vocabulary, _ = read_concepts(["nurse aide = nursing assistant, @cna"], FILLERS)
    (concept,) = concepts_of([ServerWord("the stna", words="Nurse Aides")], vocabulary, FILLERS).all
    assert concept.words == {"stna"}
    assert concept.terms == ("Nurse Aides", "nursing assistant", "@cna")
    assert concept.match is Match.SERVER_WORD


def test_a_word_for_a_credential_puts_it_first():
    concepts = concepts_of([ServerWord("jv", credential_id="java")], Concepts(), FILLERS).all
    assert [(each.terms, each.is_order) for each in concepts] == [(("@java",), False), (("@java",), True)]


def test_a_word_without_letters_that_are_searched_means_nothing():
    assert concepts_of([ServerWord("++", words="plus")], Concepts(), FILLERS).all == ()


def test_who_holds_a_word_and_where_terms_lead():
    holders = holders_of(CREDENTIALS)
    assert holders["sql"] == {"sql", "data"}
    assert reached_by(["@cna", "sql statistics", "nothing"], holders) == {"cna", "data"}
    assert reached_by(["data analyst"], holders) == {"data"}


def test_a_frequent_word_is_hijacked_where_it_leads_to_none_of_its_own():
    holders = holders_of(CREDENTIALS)
    (away,) = concepts_of([ServerWord("sql", words="java")], Concepts(), FILLERS).all
    (near,) = concepts_of([ServerWord("sql", words="data analyst")], Concepts(), FILLERS).all
    assert is_hijacking(away, holders, 2)
    assert not is_hijacking(away, holders, 3)
    assert not is_hijacking(near, holders, 2)


def test_every_fiftieth_makes_a_word_frequent_but_never_one_or_two():
    assert [frequent_among(count) for count in (0, 100, 391, 10_000)] == [3, 3, 8, 200]


def test_words_that_say_nothing():
    assert says_nothing("Learn the basic", FILLERS)
    assert not says_nothing("learn sql", FILLERS)

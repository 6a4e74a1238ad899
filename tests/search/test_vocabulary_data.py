"""The vocabulary that ships: every line is read, leads somewhere, and hijacks no common word."""

from collections import defaultdict

import pytest

from bot.catalogue.seed import read_seed, seed_folder
from bot.domain.credential import Credential
from bot.domain.hits import Certainty, Match
from bot.search.index import CatalogueIndex
from bot.search.server_words import frequent_among, holders_of, is_hijacking
from bot.search.vocabulary import Vocabulary, read_vocabulary
from bot.search.words import words_of


@pytest.fixture(scope="module")
def vocabulary() -> Vocabulary:
    return read_vocabulary(seed_folder())


@pytest.fixture(scope="module")
def credentials() -> tuple[Credential, ...]:
    return read_seed().credentials


@pytest.fixture(scope="module")
def index(vocabulary: Vocabulary, credentials: tuple[Credential, ...]) -> CatalogueIndex:
    return CatalogueIndex(credentials, vocabulary.concepts, vocabulary.fillers)


def test_every_line_is_a_concept(vocabulary: Vocabulary):
    assert vocabulary.unreadable == ()


def test_every_term_leads_to_a_credential(index: CatalogueIndex):
    assert list(index.terms_without_credential()) == []


def test_no_phrase_means_two_things(vocabulary: Vocabulary):
    meanings = defaultdict(set)
    for concept in vocabulary.concepts.all:
        meanings[concept.words, concept.is_order].add(concept.terms)
    assert [set(words) for (words, _), terms in meanings.items() if len(terms) > 1] == []


def test_no_name_leads_back_to_itself(vocabulary: Vocabulary):
    """ "a = b" and "b = a" would mean that nobody said what either is."""
    named = {
        concept.words: content(concept.terms[0], vocabulary)
        for concept in vocabulary.concepts.all
        if concept.match is Match.ANOTHER_NAME and not concept.terms[0].startswith("@")
    }
    circles = []
    for start, first in named.items():
        seen, here = {start}, first
        while here in named and here not in seen:
            seen.add(here)
            here = named[here]
        if here == start != first:
            circles.append(set(start))
    assert circles == []


def content(term: str, vocabulary: Vocabulary) -> frozenset[str]:
    words = frozenset(words_of(term))
    return words - vocabulary.fillers.linking or words


def test_no_entry_hijacks_a_frequent_word(vocabulary: Vocabulary, credentials: tuple[Credential, ...]):
    """A word that many titles, skills and topics hold must keep leading to some of them."""
    holders, frequent = holders_of(credentials), frequent_among(len(credentials))
    hijacked = [
        concept.said for concept in vocabulary.concepts.all if is_hijacking(concept, holders, frequent)
    ]
    assert hijacked == []


def test_a_word_that_says_nothing_is_no_phrase(vocabulary: Vocabulary):
    single = {
        word for concept in vocabulary.concepts.all if len(concept.words) == 1 for word in concept.words
    }
    assert single & vocabulary.fillers.ignored == set()


def test_every_credential_is_found_by_its_title(index: CatalogueIndex, credentials: tuple[Credential, ...]):
    lost = []
    for credential in credentials:
        answer = index.search(credential.title, limit=3)
        best = {hit.credential_id for hit in answer.hits}
        if credential.id not in best or answer.certainty is Certainty.NONE:
            lost.append(credential.id)
    assert lost == []


def test_what_lies_outside_finds_nothing(vocabulary: Vocabulary, index: CatalogueIndex):
    outside = [concept.said for concept in vocabulary.concepts.all if not concept.terms]
    found = [said for said in outside if index.search(said).certainty is not Certainty.NONE]
    assert found == []

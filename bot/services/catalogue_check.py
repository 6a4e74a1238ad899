"""The use case of `badger catalogue check`: the whole judgement of the seed pack."""

from collections.abc import Iterator
from dataclasses import replace

from bot.catalogue.check import CatalogueCheck, check_catalogue
from bot.catalogue.problems import Problem
from bot.catalogue.seed import read_seed, seed_folder
from bot.search.index import CatalogueIndex
from bot.search.vocabulary import Vocabulary, read_vocabulary


def check_seed() -> CatalogueCheck:
    """The judgement of the seed pack: its credentials, and the vocabulary that leads to them."""
    check = check_catalogue(seed_folder())
    vocabulary = read_vocabulary(seed_folder())
    problems = (*_unreadable(vocabulary), *_leading_nowhere(vocabulary))
    return replace(check, problems=(*check.problems, *problems))


def _unreadable(vocabulary: Vocabulary) -> Iterator[Problem]:
    for line in vocabulary.unreadable:
        yield Problem("concept-unreadable", {"line": line})


def _leading_nowhere(vocabulary: Vocabulary) -> Iterator[Problem]:
    credentials = read_seed().credentials
    index = CatalogueIndex(credentials, vocabulary.concepts, vocabulary.fillers)
    for said, term in index.terms_without_credential():
        yield Problem("concept-leads-nowhere", {"said": said, "term": term})

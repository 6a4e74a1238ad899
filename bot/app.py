"""The composition root: the one place that builds the parts and wires them together."""

import gc
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from bot.catalogue.problems import Problem
from bot.catalogue.reading import CatalogueReading
from bot.catalogue.seed import read_seed, seed_folder
from bot.domain.errors import UserError
from bot.domain.ports import Today
from bot.search.concepts import Concepts, read_concepts
from bot.search.fillers import Fillers, read_fillers
from bot.search.index import CatalogueIndex
from bot.services.advice import Adviser

if TYPE_CHECKING:
    from bot.catalogue.check import CatalogueCheck

# The validation of files loads slowly and the seed pack needs none: it is imported where it is used.

CONCEPTS_FOLDER = "concepts"
FILLERS_FILE = "fillers.txt"


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """What people say and what they mean; `unreadable` are lines that say neither."""

    concepts: Concepts
    fillers: Fillers
    unreadable: tuple[str, ...]


class CatalogueRefusedError(UserError):
    """A catalogue with errors is not used at all; `problems` is the whole report."""

    def __init__(self, path: Path, problems: tuple[Problem, ...]) -> None:
        super().__init__("catalogue-refused", path=str(path), count=len(problems))
        self.problems = problems


def build_adviser(catalogue: Path | None, today: Today) -> Adviser:
    """An adviser over the catalogue file or folder `catalogue`, or over the seed pack where None.

    Raises UserError where it cannot be read, CatalogueRefusedError where it holds errors.
    """
    # Nothing of what is built here becomes garbage; looking for some costs a tenth of the start.
    gc.disable()
    try:
        credentials = _sound(catalogue or seed_folder(), _read(catalogue)).credentials
        vocabulary = read_vocabulary(seed_folder())
        index = CatalogueIndex(credentials, vocabulary.concepts, vocabulary.fillers)
    finally:
        gc.enable()
    return Adviser(credentials, index, today)


def _read(catalogue: Path | None) -> CatalogueReading:
    if catalogue is None:
        return read_seed()
    from bot.catalogue.reader import read_catalogue

    return read_catalogue(catalogue)


def _sound(path: Path, reading: CatalogueReading) -> CatalogueReading:
    if reading.problems:
        raise CatalogueRefusedError(path, reading.problems)
    if not reading.credentials:
        raise UserError("catalogue-empty", path=str(path))
    return reading


def read_vocabulary(folder: Path) -> Vocabulary:
    """The concepts and filler words of the data folder, with the lines that are no concept."""
    fillers = read_fillers((folder / FILLERS_FILE).read_text(encoding="utf-8").splitlines())
    lines = [
        line
        for file in sorted((folder / CONCEPTS_FOLDER).glob("*.txt"))
        for line in file.read_text(encoding="utf-8").splitlines()
    ]
    concepts, unreadable = read_concepts(lines, fillers)
    return Vocabulary(concepts, fillers, tuple(unreadable))


def check_seed() -> "CatalogueCheck":
    """The judgement of the seed pack: its credentials, and the vocabulary that leads to them."""
    from bot.catalogue.check import check_catalogue

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

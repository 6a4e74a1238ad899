"""The composition root: the one place that builds the parts and wires them together."""

import gc
from pathlib import Path

from bot.catalogue.problems import Problem
from bot.catalogue.reading import CatalogueReading
from bot.catalogue.seed import read_seed, seed_folder
from bot.domain.errors import UserError
from bot.domain.ports import Today
from bot.search.index import CatalogueIndex
from bot.search.vocabulary import read_vocabulary
from bot.services.advice import Adviser


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
    was_collecting = gc.isenabled()
    gc.disable()
    try:
        credentials = _sound(catalogue or seed_folder(), _read(catalogue)).credentials
        vocabulary = read_vocabulary(seed_folder())
        index = CatalogueIndex(credentials, vocabulary.concepts, vocabulary.fillers)
    finally:
        if was_collecting:
            gc.enable()
    return Adviser(credentials, index, today)


def _read(catalogue: Path | None) -> CatalogueReading:
    if catalogue is None:
        return read_seed()
    # The validation of files loads slowly, and the seed pack needs none.
    from bot.catalogue.reader import read_catalogue

    return read_catalogue(catalogue)


def _sound(path: Path, reading: CatalogueReading) -> CatalogueReading:
    if reading.problems:
        raise CatalogueRefusedError(path, reading.problems)
    if not reading.credentials:
        raise UserError("catalogue-empty", path=str(path))
    return reading

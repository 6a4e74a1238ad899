"""The credentials to advise on: a catalogue with errors is not used at all, nor is an empty one."""

from pathlib import Path

from bot.catalogue.problems import Problem
from bot.catalogue.reading import CatalogueReading
from bot.catalogue.seed import read_seed, seed_folder
from bot.domain.credential import Credential
from bot.domain.errors import UserError


class CatalogueRefusedError(UserError):
    """A catalogue with errors is not used at all; `problems` is the whole report."""

    def __init__(self, path: Path, problems: tuple[Problem, ...]) -> None:
        super().__init__("catalogue-refused", path=str(path), count=len(problems))
        self.problems = problems


def sound_credentials(catalogue: Path | None) -> tuple[Credential, ...]:
    """The credentials of the file or folder `catalogue`, or of the seed pack where None.

    Raises UserError where it cannot be read or is empty, CatalogueRefusedError where it holds errors.
    """
    path, reading = catalogue or seed_folder(), _read(catalogue)
    if reading.problems:
        raise CatalogueRefusedError(path, reading.problems)
    if not reading.credentials:
        raise UserError("catalogue-empty", path=str(path))
    return reading.credentials


def _read(catalogue: Path | None) -> CatalogueReading:
    if catalogue is None:
        return read_seed()
    # The validation of files loads slowly, and the seed pack needs none.
    from bot.catalogue.reader import read_catalogue

    return read_catalogue(catalogue)

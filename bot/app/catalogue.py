"""The adviser and the index over the catalogue, and what imports and exports on the command line."""

from pathlib import Path
from typing import TYPE_CHECKING

from bot.app.surroundings import database_url
from bot.catalogue.seed import seed_folder
from bot.catalogue.soundness import sound_credentials
from bot.domain.credential import Credential
from bot.domain.ports import Today
from bot.ops.collecting import not_collecting
from bot.ops.system_clock import SystemClock
from bot.search.index import CatalogueIndex
from bot.search.vocabulary import read_vocabulary
from bot.services.advice import Adviser

if TYPE_CHECKING:
    from bot.services.catalogue_files import CatalogueFiles
    from bot.settings import Settings


def build_adviser(catalogue: Path | None, today: Today) -> Adviser:
    """An adviser over the catalogue file or folder `catalogue`, or over the seed pack where None.

    Raises UserError as `build_index` does.
    """
    return Adviser(*build_index(catalogue), today)


def build_index(catalogue: Path | None) -> tuple[tuple[Credential, ...], CatalogueIndex]:
    """The credentials of the file or folder `catalogue` (of the seed pack where None), and their index.

    Raises UserError where it cannot be read, CatalogueRefusedError where it holds errors.
    """
    with not_collecting():
        credentials = sound_credentials(catalogue)
        vocabulary = read_vocabulary(seed_folder())
        index = CatalogueIndex(credentials, vocabulary.concepts, vocabulary.fillers)
    return credentials, index


def catalogue_files(settings: "Settings | None", catalogue: Path | None) -> "CatalogueFiles":
    """What imports and exports, over the database of the settings."""
    from bot.services.catalogue_files import CatalogueFiles

    return CatalogueFiles(database_url(settings), catalogue, SystemClock())

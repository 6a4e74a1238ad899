"""Finds the seed pack: the reviewed catalogue and its word lists, installed or in the repository."""

import json
from collections.abc import Iterator
from pathlib import Path

import bot
from bot.catalogue.reading import CatalogueReading
from bot.catalogue.rows import credential_of
from bot.domain.credential import Credential
from bot.domain.errors import UserError

CREDENTIALS_FOLDER = "credentials"
TOPICS_FILE = "topics.txt"
REVIEWED_FILE = "reviewed-near-duplicates.txt"


def seed_folder() -> Path:
    """The folder `data`: inside the package where a wheel brought it, else beside the package.

    Raises UserError where neither is there.
    """
    package = Path(bot.__file__).parent
    for folder in (package / "data", package.parent / "data"):
        if (folder / CREDENTIALS_FOLDER).is_dir():
            return folder
    raise UserError("catalogue-seed-missing", path=str(package / "data"))


def read_seed() -> CatalogueReading:
    """The credentials of the seed pack, about 400; read anew at each call.

    The tests judge it, so it is not validated again; one that was changed by hand and cannot be
    taken as it is gets the full report.
    """
    folder = seed_folder() / CREDENTIALS_FOLDER
    try:
        return CatalogueReading(tuple(_trusted(folder)), ())
    except (LookupError, TypeError, ValueError, AttributeError):
        from bot.catalogue.reader import read_catalogue  # validation loads slowly

        return read_catalogue(folder)


def _trusted(folder: Path) -> Iterator[Credential]:
    for file in sorted(folder.glob("*.jsonl")):
        for line in file.read_text(encoding="utf-8").strip("\n").split("\n"):
            yield credential_of(json.loads(line))


def read_topics(folder: Path) -> frozenset[str]:
    """The topics that a credential may name, from `topics.txt` in `folder`."""
    return frozenset(_lines(folder / TOPICS_FILE))


def read_reviewed_pairs(folder: Path) -> frozenset[frozenset[str]]:
    """Pairs of ids that look alike and were found to be two credentials, from `folder`."""
    return frozenset(frozenset(line.split()) for line in _lines(folder / REVIEWED_FILE))


def _lines(file: Path) -> list[str]:
    """The lines of `file` without blank ones and comments (`#`)."""
    lines = (line.strip() for line in file.read_text(encoding="utf-8").splitlines())
    return [line for line in lines if line and not line.startswith("#")]

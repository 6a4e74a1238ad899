"""Reads the vocabulary of a data folder: `concepts/*.txt` and `fillers.txt`."""

from dataclasses import dataclass
from pathlib import Path

from bot.search.concepts import Concepts, read_concepts
from bot.search.fillers import Fillers, read_fillers

CONCEPTS_FOLDER = "concepts"
FILLERS_FILE = "fillers.txt"


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """What people say and what they mean; `unreadable` are lines that say neither."""

    concepts: Concepts
    fillers: Fillers
    unreadable: tuple[str, ...]


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

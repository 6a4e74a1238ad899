"""What reading a catalogue brings: its credentials, its problems, and where each stands."""

from dataclasses import dataclass, field

from bot.catalogue.problems import Problem
from bot.domain.credential import Credential


@dataclass(frozen=True, slots=True)
class Place:
    """Where a credential was read: the file's name and the line, counted from 1."""

    file: str
    line: int


@dataclass(frozen=True, slots=True)
class CatalogueReading:
    """What was read: the sound credentials in the order of the files, and all problems of the others.

    `places` says by id where each credential stands.
    """

    credentials: tuple[Credential, ...]
    problems: tuple[Problem, ...]
    places: dict[str, Place] = field(default_factory=dict)

"""The whole check of a data folder, as the tests and `badger catalogue check` run it."""

from dataclasses import dataclass, replace
from pathlib import Path

from bot.catalogue.judgement import Reference, judge
from bot.catalogue.problems import Problem, Severity
from bot.catalogue.reader import read_catalogue
from bot.catalogue.reading import CatalogueReading
from bot.catalogue.seed import CREDENTIALS_FOLDER, read_reviewed_pairs, read_topics


@dataclass(frozen=True, slots=True)
class CatalogueCheck:
    """How many credentials could be read, and every problem, in the order of files and lines."""

    credentials: int
    problems: tuple[Problem, ...]

    @property
    def errors(self) -> tuple[Problem, ...]:
        """The problems for which the catalogue is refused."""
        return tuple(problem for problem in self.problems if problem.severity is Severity.ERROR)

    @property
    def notes(self) -> tuple[Problem, ...]:
        """The problems that a person should look at."""
        return tuple(problem for problem in self.problems if problem.severity is Severity.NOTE)


def check_catalogue(folder: Path) -> CatalogueCheck:
    """Reads and judges the data folder `folder` (credentials, topics, reviewed near-duplicates).

    Raises UserError where there are no credentials to read.
    """
    reading = read_catalogue(folder / CREDENTIALS_FOLDER)
    reference = Reference(
        topics=read_topics(folder),
        reviewed_pairs=read_reviewed_pairs(folder),
        ids_elsewhere=frozenset(reading.places),
    )
    judged = (_placed(problem, reading) for problem in judge(reading.credentials, reference))
    problems = sorted((*reading.problems, *judged), key=lambda problem: problem.sort_key)
    return CatalogueCheck(len(reading.credentials), tuple(problems))


def _placed(problem: Problem, reading: CatalogueReading) -> Problem:
    place = reading.places.get(problem.credential_id or "")
    return problem if place is None else replace(problem, file=place.file, line=place.line)

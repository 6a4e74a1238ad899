"""A registry of any size for the benchmarks: real titles and phrases combined with levels and issuers.

The titles come from `../shared/data/corpus.csv.gz` beside the repository; where it is absent they are
put together from the words of the seed pack and some more.
"""

import csv
import gzip
import os
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import product
from pathlib import Path
from typing import TypeVar

from bot.catalogue.seed import read_seed
from bot.domain.credential import (
    Confidence,
    Cost,
    CostClass,
    Credential,
    CredentialType,
    Effort,
    EffortBasis,
    Level,
    Requirement,
    RequirementKind,
    Source,
)

_REPOSITORY = Path(__file__).parents[2]
TARGETS = 1_000
"""The first rows, which stand in a registry of every size and which queries are made from."""
_SEED = 4
_MISSPELT_SHARE = 0.02
_ISSUERS = 5_000
_TEMPLATES = (
    "{}", "Introduction to {}", "{} Fundamentals", "Foundations of {}", "{} Essentials", "{} for Beginners",
    "Advanced {}", "Intermediate {}", "Applied {}", "{} in Practice", "Certificate in {}", "Diploma in {}",
    "{} Professional Certificate", "{} Specialization", "{} Bootcamp", "{} Masterclass", "Certified {} Practitioner",
    "{} Technician", "Higher Certificate in {}", "{} Level 2", "{} Level 3", "Award in {}", "{} Apprenticeship",
    "Principles of {}", "Practical {}", "{} Refresher",
)  # fmt: skip
_LEVEL_WORDS = {
    "Introduction": 0,
    "Fundamentals": 0,
    "Beginners": 0,
    "Intermediate": 1,
    "Advanced": 2,
    "Higher": 2,
}
LEVELS = tuple(Level)
_PLACES = (
    "Northern Southern Eastern Western Central Coastal Riverside Lakeside Highland Valley Harbour Prairie "
    "Summit Granite Cedar Maple Willow Juniper Crescent Liberty Heritage Pioneer Horizon Meridian Beacon"
).split()
_BODIES = (
    "College",
    "University",
    "Institute",
    "Academy",
    "Polytechnic",
    "Training Board",
    "Guild",
    "School",
)
_SUBJECTS = (
    "accounting baking carpentry ceramics chemistry coding cooking dance design drawing driving ecology "
    "economics editing farming finance fitness geology hairdressing history hospitality insurance "
    "journalism law logistics marketing masonry medicine music navigation nursing nutrition painting "
    "pharmacy photography physics plumbing psychology robotics sailing sales sewing statistics surveying "
    "teaching tourism translation veterinary welding writing"
).split()

Line = TypeVar("Line")


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the registry."""

    title: str
    issuer: str
    hours: float
    topic: str


def credentials(rows: int) -> Iterator[Credential]:
    """So many credentials in shuffled order; the number in the id is the number of the row."""
    for number, row in shuffled(_lines(rows)):
        yield _credential(number, row)


def shuffled(lines: Sequence[Line]) -> Iterator[tuple[int, Line]]:
    """The lines with their numbers, always in the same disorder."""
    order = list(range(len(lines)))
    random.Random(_SEED + 1).shuffle(order)
    return ((number, lines[number]) for number in order)


def titles(rows: int) -> list[str]:
    """The titles by the number of the row."""
    return [row.title for row in _lines(rows)]


def _lines(rows: int) -> list[Row]:
    chance = random.Random(_SEED)
    courses, phrases = _courses_and_phrases()
    issuers = sorted({course.issuer for course in courses} | set(_made_up_issuers()))[: _ISSUERS * 2]
    combined = list(range(len(phrases) * len(_TEMPLATES)))
    chance.shuffle(combined)
    made = [_combined(phrases, place, issuers, chance) for place in combined[:rows]]
    # Real courses make up a seventh of a small registry, as far as there are any.
    some = chance.sample(courses, min(len(courses), rows // 7))
    lines = some + made[: rows - len(some)]
    first, rest = lines[: rows // 7], lines[rows // 7 :]
    lines = [
        *rest[: TARGETS * 6 // 7],
        *first[: TARGETS // 7],
        *rest[TARGETS * 6 // 7 :],
        *first[TARGETS // 7 :],
    ]
    return [_perhaps_misspelt(row, chance) if place >= TARGETS else row for place, row in enumerate(lines)]


def _combined(phrases: list[str], place: int, issuers: list[str], chance: random.Random) -> Row:
    phrase, template = divmod(place, len(_TEMPLATES))
    hours = round(chance.lognormvariate(3.2, 1.1), 1)
    title = _TEMPLATES[template].format(phrases[phrase])
    return Row(title, chance.choice(issuers), hours, _topic(phrases[phrase]))


def _topic(phrase: str) -> str:
    """The kind of work, which is the last word in English: "assistants" or "operators"."""
    return f"{phrase.rsplit(maxsplit=1)[-1].lower().strip(',;')}s"


def _courses_and_phrases() -> tuple[list[Row], list[str]]:
    file = _corpus()
    if file is None:
        return _substitute()
    courses, phrases = [], []
    with gzip.open(file, "rt", encoding="utf-8", newline="") as lines:
        for line in csv.DictReader(lines):
            if line["source"].endswith(_PLATFORMS):
                courses.append(Row(line["title"], line["provider"], _hours(line["hours"]), line["topic"]))
            elif len(line["title"].split()) <= _LONGEST_PHRASE:
                phrases.append(line["title"])
    return courses, sorted(set(phrases))


_LONGEST_PHRASE = 6
_PLATFORMS = ("-udemy", "-coursera", "-edx")


def _hours(text: str) -> float:
    try:
        return float(text)
    except ValueError:
        return 20.0


def _corpus() -> Path | None:
    named = os.environ.get("BADGER_BENCH_CORPUS")
    places = [Path(named)] if named else [
        parent / "shared" / "data" / "corpus.csv.gz" for parent in _REPOSITORY.parents
    ]  # fmt: skip
    return next((place for place in places if place.is_file()), None)


def _substitute() -> tuple[list[Row], list[str]]:
    seed = read_seed().credentials
    courses = [Row(known.title, known.issuer_line, 20.0, known.topics[0]) for known in seed]
    skills = sorted({skill for known in seed for skill in known.skills} | set(_SUBJECTS))
    acts = (
        "",
        "supervise ",
        "teach ",
        "plan ",
        "sell ",
        "repair ",
        "inspect ",
        "manage ",
        "research ",
        "assess ",
    )
    things = (*_SUBJECTS, *(place.lower() for place in _PLACES))
    phrases = {f"{act}{skill} {thing}".strip() for act, skill, thing in product(acts, skills, things)}
    return courses, sorted(phrases)


def _made_up_issuers() -> Iterator[str]:
    for first, second, body in product(_PLACES, _PLACES, _BODIES):
        yield f"{first} {second} {body}"


def _perhaps_misspelt(row: Row, chance: random.Random) -> Row:
    if chance.random() >= _MISSPELT_SHARE:
        return row
    words = row.title.split()
    place = chance.randrange(len(words))
    words[place] = slip(words[place], chance)
    return Row(" ".join(words), row.issuer, row.hours, row.topic)


def slip(word: str, chance: random.Random) -> str:
    """The word with one slip; it hits the first letter in one of fifty cases. Short words stay as they are."""
    if len(word) < 4 or not word.isalpha():
        return word
    place = 0 if chance.random() < 0.02 else chance.randrange(1, len(word))
    kind = chance.randrange(4)
    letter = chance.choice("abcdefghijklmnopqrstuvwxyz")
    if kind == 0:
        return word[:place] + word[place + 1 :]
    if kind == 1:
        return word[:place] + letter + word[place:]
    if kind == 2 or place == len(word) - 1:
        return word[:place] + letter + word[place + 1 :]
    return word[:place] + word[place + 1] + word[place] + word[place + 2 :]


def credential(identity: str, title: str) -> Credential:
    """One more credential, with this title."""
    return replace(_credential(0, Row(title, "Example Guild", 10.0, "restorations")), id=identity)


def _credential(number: int, row: Row) -> Credential:
    least = round(row.hours * 60)
    word = row.title.split()[0] if row.title.split() else ""
    level = next((place for name, place in _LEVEL_WORDS.items() if name in row.title), number % 4)
    kinds = (RequirementKind.LESSONS, RequirementKind.EXAM if number % 3 else RequirementKind.PROJECT)
    return Credential(
        id=f"row-{number}",
        title=row.title,
        issuer=row.issuer,
        url="https://example.org/",
        summary="",
        credential_type=CredentialType.CERTIFICATION if word == "Certified" else CredentialType.BADGE,
        level=LEVELS[level],
        language="en" if number % 20 else "es",
        topics=(row.topic,) if row.topic else (),
        skills=(),
        study_forms=(),
        effort=Effort(least, least * 2, EffortBasis.STATED, Confidence.MEDIUM),
        cost=Cost(tuple(CostClass)[number % 5]),
        requirements=tuple(Requirement(kind, ()) for kind in kinds),
        source=Source("a registry", "facts only", "2026-11"),
    )

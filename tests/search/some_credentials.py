"""Catalogues made up of few words, so that everything meets everything, for property tests."""

from dataclasses import replace
from random import Random

from bot.domain.credential import (
    Cost,
    CostClass,
    Credential,
    CreditClaim,
    CreditStatus,
    Effort,
    Level,
    Requirement,
    RequirementKind,
)
from bot.domain.filters import CostFilter, Filters
from bot.search.concepts import Concepts, read_concepts
from bot.search.fillers import read_fillers
from tests.small_catalogue import FILLERS, credential

WORDS = (
    "welding welder weld nursing nurse assistant data database science python java javascript c++ front end "
    "teaching teacher english spanish safety food basic team level the"
).split()
CONCEPTS = (
    "nurse aide, cna = nursing assistant",
    "hot metal -> welding, @id-1",
    "outside: gunsmith, teaching spanish",
    "kitchen hygiene -> food safety, @id-2, team",
)
_SLIPS = ("weldign", "nursng", "pyhton", "sciense", "teahcer", "dat", "jav", "enlgish", "zeppelin", "kitchn")
_SPOKEN = (*WORDS, *_SLIPS, "hot", "metal", "cna", "aide", "kitchen", "hygiene", "gunsmith", "want")
FILLER_WORDS = read_fillers(FILLERS)


def concepts(*lines: str) -> Concepts:
    """The vocabulary of these tests, and these lines more."""
    return read_concepts((*CONCEPTS, *lines), FILLER_WORDS)[0]


def chance_of(seed: int) -> Random:
    """The same chance for the same seed."""
    return Random(seed)  # noqa: S311  # nothing here is secret


def credential_of(chance: Random, identity: str) -> Credential:
    """Some credential with this id."""
    minutes = chance.choice((None, 60, 600, 6000))
    kinds = chance.sample(
        (RequirementKind.EXAM, RequirementKind.PROJECT, RequirementKind.QUIZ), chance.randint(1, 2)
    )
    status = chance.choice((None, *CreditStatus))
    return replace(
        credential(identity, _text(chance), tuple({_text(chance): 0 for _ in range(chance.randint(0, 2))})),
        issuer=chance.choice(("Welding Guild", "City College", "Data Academy")),
        summary=chance.choice(("", "For every nurse.", "Basic science of food.")),
        topics=tuple(chance.sample(("trades", "health", "data"), chance.randint(0, 2))),
        level=chance.choice(tuple(Level)),
        language=chance.choice(("en", "es")),
        cost=Cost(chance.choice(tuple(CostClass))),
        effort=Effort(minutes, minutes and minutes * 2),
        requirements=tuple(Requirement(kind, ()) for kind in kinds),
        credit=status and CreditClaim(status, ""),
    )


def catalogue_of(chance: Random, most: int = 14) -> list[Credential]:
    """Some credentials."""
    return [credential_of(chance, f"id-{number}") for number in range(chance.randint(1, most))]


def goals_of(chance: Random, count: int = 6) -> list[str]:
    """Some goals, sensible or not."""
    return [" ".join(chance.choices(_SPOKEN, k=chance.randint(0, 5))) for _ in range(count)]


def filters_of(chance: Random) -> Filters:
    """Some filters, or none."""
    return Filters(
        level=chance.choice((None, Level.BEGINNER, Level.ADVANCED)),
        shown_by=chance.choice((None, None, RequirementKind.EXAM)),
        cost=chance.choice((None, None, *CostFilter)),
        language=chance.choice((None, None, "es")),
        topic=chance.choice((None, None, "health", "no such topic")),
        credit=chance.random() < 0.3,
    )


def _text(chance: Random) -> str:
    return " ".join(chance.choices(WORDS, k=chance.randint(1, 4)))

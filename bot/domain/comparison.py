"""The comparison: two to four credentials side by side, differences first."""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from bot.domain.credential import CostClass, Credential, RequirementKind


class Aspect(StrEnum):
    """What is compared, in the order in which a person asks."""

    EFFORT = "effort"
    ELAPSED = "elapsed"
    PROOF = "proof"
    REQUIREMENTS = "requirements"
    COST = "cost"
    CREDIT = "credit"
    VALIDITY = "validity"
    LEVEL = "level"
    LANGUAGE = "language"
    CREDENTIAL_TYPE = "credential_type"


@dataclass(frozen=True, slots=True)
class Comparison:
    """The credentials in the order in which they were named; every aspect is in one of the two.

    But for how long they are valid: where nobody says it of any, there is nothing to tell.
    """

    credentials: tuple[Credential, ...]
    differing: tuple[Aspect, ...]
    same: tuple[Aspect, ...]


PROVING = (
    RequirementKind.QUIZ,
    RequirementKind.EXAM,
    RequirementKind.PORTFOLIO,
    RequirementKind.PROJECT,
    RequirementKind.PRACTICE,
)
"""Requirements in which one shows what one can do; lessons and attendance show that one was there."""


def compare(credentials: Sequence[Credential]) -> Comparison:
    """The comparison of these credentials; what is unknown of all of them is the same."""
    some_end = any(credential.valid_months for credential in credentials)
    aspects = [aspect for aspect in Aspect if some_end or aspect is not Aspect.VALIDITY]
    differing = tuple(aspect for aspect in aspects if _differs(_VALUE_OF[aspect], credentials))
    same = tuple(aspect for aspect in aspects if aspect not in differing)
    return Comparison(tuple(credentials), differing, same)


def proof_of(credential: Credential) -> tuple[RequirementKind, ...]:
    """The kinds of requirement in which the credential's skill is shown, in the credential's order."""
    return tuple(kind for kind in credential.shown_by if kind in PROVING)


def task_counts(credential: Credential) -> dict[RequirementKind, int]:
    """How many tasks each kind of requirement has, formalities included, in the credential's order."""
    counts: Counter[RequirementKind] = Counter()
    for requirement in credential.requirements:
        counts[requirement.kind] += len(requirement.tasks)
    return dict(counts)


def _differs(value_of: Callable[[Credential], object], credentials: Sequence[Credential]) -> bool:
    values = [value_of(credential) for credential in credentials]
    return any(value != values[0] for value in values[1:])


def _effort(credential: Credential) -> object:
    effort = credential.effort
    return (effort.min_minutes, effort.max_minutes, effort.basis) if effort.is_known else None


def _elapsed(credential: Credential) -> object:
    return credential.prescribed_weeks, credential.typical_weeks


def _cost(credential: Credential) -> object:
    return None if credential.cost.cost_class is CostClass.NOT_STATED else credential.cost


_VALUE_OF: dict[Aspect, Callable[[Credential], object]] = {
    Aspect.EFFORT: _effort,
    Aspect.ELAPSED: _elapsed,
    Aspect.PROOF: lambda credential: frozenset(proof_of(credential)),
    Aspect.REQUIREMENTS: task_counts,
    Aspect.COST: _cost,
    Aspect.CREDIT: lambda credential: credential.credit,
    Aspect.VALIDITY: lambda credential: credential.valid_months,
    Aspect.LEVEL: lambda credential: credential.level,
    Aspect.LANGUAGE: lambda credential: credential.language,
    Aspect.CREDENTIAL_TYPE: lambda credential: credential.credential_type,
}
"""What is compared of each aspect; None where nothing is known."""

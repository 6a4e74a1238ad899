"""A row of a catalogue file, already sound, becomes a credential of the domain.

It stands apart from the schema so that the seed pack, which the tests judge, is read without
loading the validation (a fifth of a second at every start).
"""

from collections.abc import Mapping
from typing import Any

from bot.domain.budget import MINUTES_PER_HOUR
from bot.domain.credential import (
    Confidence,
    Cost,
    CostClass,
    Credential,
    CredentialType,
    CreditClaim,
    CreditStatus,
    Effort,
    EffortBasis,
    Level,
    Requirement,
    RequirementKind,
    Source,
    StudyForm,
    Task,
    WeeksRange,
)

Row = Mapping[str, Any]


def credential_of(row: Row) -> Credential:
    """The credential of a row of the schema; hours become whole minutes.

    Raises KeyError, TypeError or ValueError for a row that the schema would refuse, if it notices.
    """
    return Credential(
        id=row["id"],
        title=row["title"],
        issuer=row["issuer"],
        platform=row.get("platform"),
        url=row["url"],
        summary=row["summary"],
        credential_type=CredentialType(row["credential_type"]),
        level=Level(row["level"]),
        language=row["language"],
        topics=tuple(row["topics"]),
        skills=tuple(row.get("skills", ())),
        study_forms=tuple(map(StudyForm, row.get("study_forms", ()))),
        effort=_effort(row),
        prescribed_weeks=_weeks_range(row, "prescribed_weeks"),
        typical_weeks=_weeks_range(row, "typical_weeks"),
        requirements=tuple(map(_requirement, row["requirements"])),
        cost=Cost(CostClass(row["cost_class"]), row.get("cost_amount"), row.get("cost_currency")),
        credit=_credit(row.get("credit")),
        source=_source(row["source"]),
        tasks_basis=row.get("tasks_basis") or "",
        skills_basis=row.get("skills_basis") or "",
        twins=tuple(row.get("twins", ())),
    )


def _effort(row: Row) -> Effort:
    return Effort(
        min_minutes=_minutes(row, "effort_min_hours"),
        max_minutes=_minutes(row, "effort_max_hours"),
        basis=EffortBasis(row["effort_basis"]),
        confidence=Confidence(row["effort_confidence"]),
        note=row.get("effort_note") or "",
    )


def _minutes(row: Row, name: str) -> int | None:
    hours = row.get(name)
    return None if hours is None else round(hours * MINUTES_PER_HOUR)


def _weeks_range(row: Row, name: str) -> WeeksRange | None:
    weeks = row.get(name)
    return None if weeks is None else WeeksRange(*weeks)


def _requirement(row: Row) -> Requirement:
    tasks = tuple(
        Task(task["id"], task["title"], _minutes(task, "hours_min"), _minutes(task, "hours_max"))
        for task in row["tasks"]
    )
    return Requirement(RequirementKind(row["kind"]), tasks, row.get("credential"))


def _credit(row: Row | None) -> CreditClaim | None:
    return None if row is None else CreditClaim(CreditStatus(row["status"]), row["claim"])


def _source(row: Row) -> Source:
    return Source(row["reference"], row["licence"], row["checked_on"], row.get("facts_as_of"))

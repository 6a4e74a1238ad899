"""A row of a catalogue file, already sound, becomes a credential of the domain, and the other way round.

It stands apart from the schema so that the seed pack, which the tests judge, is read without
loading the validation (a fifth of a second at every start).
"""

import json
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
        valid_months=row.get("valid_months"),
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


def row_of(credential: Credential) -> dict[str, Any]:
    """The row of the schema that becomes this credential again; keys in the order of the files."""
    effort, cost = credential.effort, credential.cost
    row: dict[str, Any] = {
        "id": credential.id,
        "title": credential.title,
        "issuer": credential.issuer,
        "platform": credential.platform,
        "url": credential.url,
        "summary": credential.summary,
        "credential_type": credential.credential_type.value,
        "level": credential.level.value,
        "language": credential.language,
        "topics": list(credential.topics),
        "skills": list(credential.skills),
        "study_forms": [form.value for form in credential.study_forms],
        "effort_min_hours": _hours(effort.min_minutes),
        "effort_max_hours": _hours(effort.max_minutes),
        "effort_basis": effort.basis.value,
        "effort_confidence": effort.confidence.value,
        "effort_note": effort.note,
        "prescribed_weeks": _weeks_row(credential.prescribed_weeks),
        "typical_weeks": _weeks_row(credential.typical_weeks),
        "requirements": [_requirement_row(requirement) for requirement in credential.requirements],
        "cost_class": cost.cost_class.value,
        "cost_amount": None if cost.amount is None else _number(cost.amount),
        "cost_currency": cost.currency,
        "credit": _credit_row(credential.credit),
        "valid_months": credential.valid_months,
        "source": _source_row(credential.source),
        "tasks_basis": credential.tasks_basis,
        "skills_basis": credential.skills_basis,
        "twins": list(credential.twins),
    }
    return _stated(row)


def record_of(credential: Credential) -> str:
    """The row as one JSON text; the same credential always gives the same text."""
    return json.dumps(row_of(credential), ensure_ascii=False, separators=(",", ":"))


def credential_in(record: str) -> Credential:
    """The credential of a text of `record_of`."""
    return credential_of(json.loads(record))


def _stated(row: dict[str, Any]) -> dict[str, Any]:
    """The row without what is not stated."""
    return {name: value for name, value in row.items() if value not in (None, "", [])}


def _number(value: float) -> int | float:
    return int(value) if value == int(value) else value


def _hours(minutes: int | None) -> int | float | None:
    return None if minutes is None else _number(minutes / MINUTES_PER_HOUR)


def _weeks_row(weeks: WeeksRange | None) -> list[int | float] | None:
    return None if weeks is None else [_number(weeks.min_weeks), _number(weeks.max_weeks)]


def _requirement_row(requirement: Requirement) -> dict[str, Any]:
    tasks = [
        _stated(
            {
                "id": task.id,
                "title": task.title,
                "hours_min": _hours(task.min_minutes),
                "hours_max": _hours(task.max_minutes),
            }
        )
        for task in requirement.tasks
    ]
    return _stated({"kind": requirement.kind.value, "credential": requirement.credential_id, "tasks": tasks})


def _credit_row(credit: CreditClaim | None) -> dict[str, Any] | None:
    return None if credit is None else {"status": credit.status.value, "claim": credit.claim}


def _source_row(source: Source) -> dict[str, Any]:
    return _stated(
        {
            "reference": source.reference,
            "licence": source.licence,
            "checked_on": source.checked_on,
            "facts_as_of": source.facts_as_of,
        }
    )

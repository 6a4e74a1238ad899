"""Rows of the schema as CTDL JSON-LD. What CTDL has no word for stands beside it as `badger:`."""

import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from bot.catalogue.ctdl_terms import (
    ASSESSED,
    CONTEXT,
    CREDENTIAL_ADDRESS,
    LEVEL_NAMES,
    TYPE_NAMES,
)
from bot.catalogue.durations import MINUTES_PER_HOUR, calendar_text, months_text, work_text
from bot.domain.credential import CredentialType, Level

Row = Mapping[str, Any]


def ctdl_text(rows: Iterable[Row]) -> Iterator[str]:
    """The pieces of the file: a graph with one credential a line."""
    yield f'{{"@context": {json.dumps(CONTEXT)}, "@graph": [\n'
    separator = ""
    for row in rows:
        yield separator + json.dumps(_credential(row), ensure_ascii=False)
        separator = ",\n"
    yield "\n]}\n"


def _credential(row: Row) -> dict[str, Any]:
    language = row["language"]
    credential = {
        "@type": f"ceterms:{TYPE_NAMES[CredentialType(row['credential_type'])]}",
        "@id": _address(row["id"]),
        "ceterms:ctid": f"ce-{uuid5(NAMESPACE_URL, _address(row['id']))}",
        "badger:credentialId": row["id"],
        "ceterms:credentialStatusType": _aligned("credentialStat:Active"),
        "ceterms:name": {language: row["title"]},
        "ceterms:description": {language: row["summary"]},
        "ceterms:subjectWebpage": row["url"],
        "ceterms:ownedBy": [_organisation(row["issuer"], language)],
        "ceterms:offeredBy": [_organisation(row["platform"], language)] if "platform" in row else None,
        "badger:credentialType": row["credential_type"],
        "ceterms:audienceLevelType": _level(row["level"]),
        "ceterms:inLanguage": [language],
        "ceterms:subject": [_named_alignment(topic) for topic in row["topics"]],
        "ceterms:keyword": {language: row["skills"]} if "skills" in row else None,
        "badger:studyForms": row.get("study_forms"),
        "ceterms:estimatedDuration": _durations(row),
        "badger:effortBasis": row["effort_basis"],
        "badger:effortConfidence": row["effort_confidence"],
        "badger:effortNote": row.get("effort_note"),
        "ceterms:requires": [_condition(each, language) for each in row["requirements"]],
        **_cost(row),
        "badger:creditClaim": row.get("credit"),
        "ceterms:renewalFrequency": months_text(row["valid_months"]) if "valid_months" in row else None,
        "badger:source": _source(row["source"]),
        "badger:tasksBasis": row.get("tasks_basis"),
        "badger:skillsBasis": row.get("skills_basis"),
        "badger:twins": row.get("twins"),
    }
    return _stated(credential)


def _stated(node: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in node.items() if value is not None}


def _address(credential_id: str) -> str:
    return f"{CREDENTIAL_ADDRESS}{credential_id}"


def _organisation(name: str, language: str) -> dict[str, Any]:
    return {"@type": "ceterms:CredentialOrganization", "ceterms:name": {language: name}}


def _aligned(target: str) -> dict[str, Any]:
    return {"@type": "ceterms:CredentialAlignmentObject", "ceterms:targetNode": target}


def _named_alignment(name: str) -> dict[str, Any]:
    return {"@type": "ceterms:CredentialAlignmentObject", "ceterms:targetNodeName": {"en": name}}


def _level(level: str) -> list[dict[str, Any]] | None:
    name = LEVEL_NAMES.get(Level(level))
    return None if name is None else [_aligned(f"audLevel:{name}")]


def _durations(row: Row) -> list[dict[str, Any]] | None:
    profile = _work(row.get("effort_min_hours"), row.get("effort_max_hours"))
    for name in ("prescribed_weeks", "typical_weeks"):
        if name in row:
            lower, upper = row[name]
            ends = {"ceterms:minimumDuration": lower, "ceterms:maximumDuration": upper}
            exact = {"ceterms:exactDuration": lower}
            profile |= {
                key: calendar_text(weeks) for key, weeks in (exact if lower == upper else ends).items()
            }
            profile["badger:calendar"] = name.removesuffix("_weeks")
    return [{"@type": "ceterms:DurationProfile"} | profile] if profile else None


def _work(lower: float | None, upper: float | None) -> dict[str, Any]:
    """Hours of work: one figure, a range of two, or one with an open end."""
    ends = [work_text(round(hours * MINUTES_PER_HOUR)) for hours in (lower, upper) if hours is not None]
    if not ends:
        return {}
    profile: dict[str, Any] = {"ceterms:timeRequired": ends[0] if ends[0] == ends[-1] else ends}
    if lower is None or upper is None:
        profile["badger:openEnd"] = "minimum" if lower is None else "maximum"
    return profile


def _condition(requirement: Row, language: str) -> dict[str, Any]:
    target = "targetAssessment" if requirement["kind"] in ASSESSED else "targetLearningOpportunity"
    condition: dict[str, Any] = {
        "@type": "ceterms:ConditionProfile",
        "badger:kind": requirement["kind"],
        f"ceterms:{target}": [_step(task, target, language) for task in requirement["tasks"]],
    }
    if "credential" in requirement:
        condition["ceterms:targetCredential"] = [_address(requirement["credential"])]
        condition["badger:priorCredential"] = requirement["credential"]
    return condition


def _step(task: Row, target: str, language: str) -> dict[str, Any]:
    kind = "AssessmentProfile" if target == "targetAssessment" else "LearningOpportunityProfile"
    step: dict[str, Any] = {
        "@type": f"ceterms:{kind}",
        "ceterms:name": {language: task["title"]},
        "badger:taskId": task["id"],
    }
    work = _work(task.get("hours_min"), task.get("hours_max"))
    if work:
        step["ceterms:estimatedDuration"] = [{"@type": "ceterms:DurationProfile"} | work]
    return step


def _cost(row: Row) -> dict[str, Any]:
    cost: dict[str, Any] = {"badger:costClass": row["cost_class"]}
    if "cost_amount" in row:
        price = {"ceterms:price": row["cost_amount"], "ceterms:currency": row["cost_currency"]}
        cost["ceterms:estimatedCost"] = [{"@type": "ceterms:CostProfile"} | price]
    return cost


def _source(source: Row) -> dict[str, Any]:
    return _stated(
        {
            "reference": source["reference"],
            "licence": source["licence"],
            "checkedOn": source["checked_on"],
            "factsAsOf": source.get("facts_as_of"),
        }
    )

"""Judges every row of the seed pack, as `badger catalogue check` does for people."""

import json
import re
from pathlib import Path
from typing import Any

import pytest

from bot.catalogue.check import check_catalogue
from bot.catalogue.near_duplicates import near_duplicates
from bot.catalogue.problems import Problem
from bot.catalogue.schema import CredentialRecord, CreditRecord, RequirementRecord, SourceRecord, TaskRecord
from bot.catalogue.seed import read_reviewed_pairs, read_seed, read_topics, seed_folder
from bot.domain.credential import (
    Confidence,
    CostClass,
    Credential,
    CredentialType,
    CreditStatus,
    EffortBasis,
    Level,
    RequirementKind,
    StudyForm,
)

HERE = Path(__file__).parent
SHARED = Path(__file__).parents[3] / "shared" / "data" / "catalogue.jsonl"
needs_shared = pytest.mark.skipif(not SHARED.is_file(), reason="../shared/data/catalogue.jsonl is not here")

VOCABULARIES = (
    Confidence,
    CostClass,
    CredentialType,
    CreditStatus,
    EffortBasis,
    Level,
    RequirementKind,
    StudyForm,
)
COST_CLASSES = {
    "free": "free",
    "free to audit, paid certificate": "free_to_audit",
    "free for members": "free_for_members",
    "subscription": "subscription",
    "paid": "paid",
    "not stated": "not_stated",
}
LICENCES = {"real-estate-alabama", "real-estate-alaska"}
"""The gathered rows call them certifications; their titles say what they are."""


def _lines(problems: tuple[Problem, ...]) -> str:
    return "\n".join(
        f"{p.file}:{p.line} {p.credential_id} {p.message_id} {dict(p.arguments)}" for p in problems
    )


def _seed_by_id() -> dict[str, Credential]:
    return {credential.id: credential for credential in read_seed().credentials}


def _gathered_rows() -> list[dict[str, Any]]:
    return [json.loads(line) for line in SHARED.read_text(encoding="utf-8").splitlines()]


def test_the_seed_pack_has_no_error_and_nothing_left_to_look_at() -> None:
    check = check_catalogue(seed_folder())
    assert check.problems == (), "\n" + _lines(check.problems)
    assert check.credentials >= 385


def test_no_id_ever_vanishes() -> None:
    known = set((HERE / "seed_ids.txt").read_text(encoding="utf-8").split())
    assert known - _seed_by_id().keys() == set()


def test_no_task_id_ever_vanishes_or_moves_to_another_credential() -> None:
    known = (HERE / "seed_task_ids.txt").read_text(encoding="utf-8").split()
    owner = {task.id: credential.id for credential in _seed_by_id().values() for task in credential.tasks}
    assert [task_id for task_id in known if owner.get(task_id) != task_id.rpartition(".")[0]] == []


def test_every_topic_of_the_list_is_used() -> None:
    used = {topic for credential in _seed_by_id().values() for topic in credential.topics}
    assert read_topics(seed_folder()) - used == set()


def test_the_topics_are_sorted_and_stand_once() -> None:
    topics = (seed_folder() / "topics.txt").read_text(encoding="utf-8").splitlines()
    assert topics == sorted(set(topics))


def test_every_reviewed_pair_still_looks_alike() -> None:
    pairs = near_duplicates(read_seed().credentials)
    alike = {frozenset({first.id, second.id}) for first, second in pairs}
    assert read_reviewed_pairs(seed_folder()) - alike == set()


def test_the_keys_of_every_row_stand_in_the_order_of_the_schema() -> None:
    order = list(CredentialRecord.model_fields)
    for file in (seed_folder() / "credentials").glob("*.jsonl"):
        for line in file.read_text(encoding="utf-8").splitlines():
            keys = list(json.loads(line))
            assert keys == sorted(keys, key=order.index), (file.name, keys[0])


def test_every_field_and_word_of_the_schema_is_explained() -> None:
    page = (Path(__file__).parents[2] / "docs" / "catalogue.md").read_text(encoding="utf-8")
    models = (CredentialRecord, RequirementRecord, TaskRecord, CreditRecord, SourceRecord)
    fields = {name for model in models for name in model.model_fields}
    words = {word.value for vocabulary in VOCABULARIES for word in vocabulary}
    explained = set(re.findall(r"`([^`]+)`", page))
    assert (fields | words) - explained == set()


def test_weeks_are_prescribed_only_by_instructor_led_study() -> None:
    prescribed = [credential for credential in _seed_by_id().values() if credential.prescribed_weeks]
    assert len(prescribed) == 7
    assert all(StudyForm.INSTRUCTOR_LED in credential.study_forms for credential in prescribed)


@needs_shared
def test_the_385_gathered_ids_are_kept() -> None:
    gathered = {row["id"] for row in _gathered_rows()}
    assert len(gathered) == 385
    assert gathered - _seed_by_id().keys() == set()


@needs_shared
def test_no_gathered_fact_is_lost() -> None:
    seed = _seed_by_id()
    lost = {
        (row["id"], name): (gathered, kept)
        for row in _gathered_rows()
        for name, gathered, kept in _facts(row, seed[row["id"]])
        if gathered != kept
    }
    assert lost == {}


def _facts(row: dict[str, Any], kept: Credential) -> list[tuple[str, object, object]]:
    """Pairs of what was gathered and what is kept, by name."""
    weeks = kept.prescribed_weeks or kept.typical_weeks
    return [
        ("title", row["title"], kept.title),
        ("provider", row["provider"], kept.issuer_line),
        ("url", row["url"], kept.url),
        ("summary", row["summary"], kept.summary),
        ("type", "licence" if row["id"] in LICENCES else row["credential_type"], kept.credential_type.value),
        ("level", row["level"], kept.level.value),
        ("language", row["language"], kept.language),
        ("topics", row["topics"], list(kept.topics)),
        ("skills", row["skills"], list(kept.skills)),
        ("hours_min", row["hours_min"], _hours(kept.effort.min_minutes)),
        ("hours_max", row["hours_max"], _hours(kept.effort.max_minutes)),
        ("hours_basis", row["hours_basis"], kept.effort.note),
        ("hours_confidence", row["hours_confidence"].replace(" ", "_"), kept.effort.confidence.value),
        ("weeks", row["weeks"], weeks and [weeks.min_weeks, weeks.max_weeks]),
        ("prescribed", "instructor-led" in row["formats"], kept.prescribed_weeks is not None),
        ("tasks", [task["title"] for task in row["tasks"]], [task.title for task in kept.tasks]),
        ("task hours", [], _task_hours_that_left(row, kept)),
        ("tasks_basis", row["tasks_basis"], kept.tasks_basis),
        ("skills_basis", row["skills_basis"], kept.skills_basis),
        ("cost", COST_CLASSES[row["cost"]], kept.cost.cost_class.value),
        ("cost_usd", row.get("cost_usd", kept.cost.amount), kept.cost.amount),
        ("credit", row["credit"], kept.credit and kept.credit.claim),
        ("source", row["source"], kept.source.reference),
        ("licence", row["source_licence"], kept.source.licence),
        (
            "snapshot",
            "(edX)" in row["provider"] or row["provider"] == "edX",
            kept.source.facts_as_of == "2020",
        ),
    ]


def _hours(minutes: int | None) -> float | None:
    return None if minutes is None else minutes / 60


def _task_hours_that_left(row: dict[str, Any], kept: Credential) -> list[str]:
    """The tasks whose gathered hours do not lie in the kept range."""
    return [
        task.id
        for gathered, task in zip(row["tasks"], kept.tasks, strict=True)
        if "hours" in gathered
        and not (task.min_minutes or 0) <= gathered["hours"] * 60 <= (task.max_minutes or float("inf"))
    ]


def test_kinds_that_were_read_by_hand() -> None:
    seed = _seed_by_id()
    assert seed["osha-10-construction"].shown_by == (RequirementKind.ATTENDANCE,)
    assert seed["nea-sel-self-awareness"].shown_by == (RequirementKind.PORTFOLIO,)
    assert seed["successful-negotiation-edx"].shown_by == (RequirementKind.LESSONS, RequirementKind.EXAM)
    assert seed["pmi-pmp"].shown_by[0] is RequirementKind.PRACTICE
    assert [r.credential_id for r in seed["google-educator-level-2"].requirements] == [
        "google-educator-level-1",
        None,
    ]


def test_what_its_own_words_say_is_valid_for_a_time_says_so_in_months() -> None:
    stated = {
        each.id: (12 * int(said[1]), each.valid_months)
        for each in _seed_by_id().values()
        if (said := re.search(r"\bvalid (\d+) years?\b", each.summary))
    }
    assert len(stated) == 4
    assert all(said == months for said, months in stated.values())

"""A draft becomes an entry: new, over another, with tasks; what was not touched stays as it was."""

import json
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.catalogue.completeness import Element, completeness_of
from bot.catalogue.draft_rows import RowRules, read_draft, read_parts
from bot.catalogue.entry_judgement import judged_entry
from bot.catalogue.likeness import look_alikes
from bot.catalogue.rows import credential_of
from bot.catalogue.seed import read_seed
from bot.domain.credential import Confidence, Credential, EffortBasis, RequirementKind
from bot.domain.drafts import DraftContent, DraftField, DraftForm, DraftTask, Typed
from bot.domain.errors import UserError
from bot.domain.task_lines import TaskLine

RULES = RowRules(date(2026, 11, 24), {kind: kind.value for kind in RequirementKind})
PARTS: Typed = {
    DraftField.TITLE: "First Aid at Work",
    DraftField.ISSUER: "Red Cross",
    DraftField.LINK: "https://example.org/first-aid",
    DraftField.TIME: "6 weeks, 3-5 h a week",
    DraftField.KINDS: "exam,practice",
}
SEED = read_seed().credentials
RECORDS = [judged_entry(credential).record for credential in SEED]


def credential(content: DraftContent) -> Credential:
    reading = read_draft(content, RULES)
    assert reading.problems == ()
    return credential_of(json.loads(judged_entry(credential_of(reading.row)).record))


def tasks(kind: RequirementKind, *titles: str) -> tuple[DraftTask, ...]:
    return tuple(DraftTask(kind, TaskLine(title)) for title in titles)


def test_five_parts_are_an_entry_that_says_no_more_than_they_do():
    made = credential(DraftContent(typed=PARTS))
    assert (made.title, made.issuer, made.url) == (
        "First Aid at Work",
        "Red Cross",
        "https://example.org/first-aid",
    )
    assert (made.effort.min_minutes, made.effort.max_minutes) == (1080, 1800)
    assert (made.effort.basis, made.effort.confidence) == (EffortBasis.STATED, Confidence.MEDIUM)
    assert [(each.kind.value, each.tasks[0].title) for each in made.requirements] == [
        ("exam", "exam"),
        ("practice", "practice"),
    ]
    assert made.source.checked_on == "2026-11-24"
    assert made.tasks_basis == "generic"


def test_what_is_missing_or_wrong_is_said_for_each_field_with_its_form():
    reading = read_parts({DraftField.TITLE: " ", DraftField.TIME: "ages", DraftField.LEVEL: "wizard"}, RULES)
    assert [(each.form, each.message_id) for each in reading.problems] == [
        (DraftForm.PARTS, "draft-title-missing"),
        (DraftForm.PARTS, "draft-issuer-missing"),
        (DraftForm.PARTS, "draft-link-missing"),
        (DraftForm.PARTS, "effort-unreadable"),
        (DraftForm.PARTS, "draft-kinds-missing"),
        (DraftForm.ABOUT, "draft-choice-unknown"),
    ]


def test_tasks_stand_with_their_kind_and_the_other_kinds_after_them():
    content = DraftContent(typed=PARTS).with_tasks(tasks(RequirementKind.PRACTICE, "Try it", "Show it"))
    made = credential(content)
    assert [(each.kind.value, [task.title for task in each.tasks]) for each in made.requirements] == [
        ("practice", ["Try it", "Show it"]),
        ("exam", ["exam"]),
    ]
    assert made.tasks_basis == ""


@pytest.mark.parametrize("record", RECORDS, ids=[each.id for each in SEED])
def test_a_draft_over_an_entry_changes_nothing_by_itself(record: str):
    assert judged_entry(credential(DraftContent(base=record))).record == record


def test_tasks_of_the_base_keep_their_ids_and_new_ones_get_ids_that_none_ever_had():
    base = judged_entry(credential(DraftContent(typed=PARTS))).record
    changed = DraftContent(base=base).with_typed(DraftForm.PARTS, {**PARTS, DraftField.KINDS: "practice"})
    content = changed.with_tasks(tasks(RequirementKind.PRACTICE, "More"))
    reading = read_draft(content, RULES, used_task_ids=["first-aid-at-work-red-cross.7"])
    ids = [task["id"] for each in reading.row["requirements"] for task in each["tasks"]]
    assert ids == ["first-aid-at-work-red-cross.2", "first-aid-at-work-red-cross.8"]


def test_whoever_changes_an_entry_has_looked():
    base = judged_entry(credential(DraftContent(typed=PARTS))).record
    later = RowRules(date(2027, 1, 2), RULES.task_titles)
    changed = DraftContent(base=base).with_tasks(tasks(RequirementKind.EXAM, "More"))
    assert read_draft(changed, later).row["source"]["checked_on"] == "2027-01-02"
    assert read_draft(DraftContent(base=base), later).row["source"]["checked_on"] == "2026-11-24"


def test_hours_keep_their_basis_unless_they_change():
    basis = {DraftField.BASIS: "derived", DraftField.NOTE: "from the leaflet"}
    base = judged_entry(credential(DraftContent(typed={**PARTS, **basis}))).record
    same = DraftContent(base=base).with_typed(DraftForm.PARTS, {**PARTS, DraftField.TITLE: "Another"})
    assert credential(same).effort.basis is EffortBasis.DERIVED
    other = DraftContent(base=base).with_typed(DraftForm.PARTS, {**PARTS, DraftField.TIME: "20 h"})
    assert credential(other).effort.basis is EffortBasis.STATED
    none = DraftContent(base=base).with_typed(DraftForm.PARTS, {**PARTS, DraftField.TIME: ""})
    assert credential(none).effort.basis is EffortBasis.NOT_STATED


def test_a_claim_of_credit_needs_both_its_sense_and_its_words():
    claim = {DraftField.CREDIT: "recommended", DraftField.CLAIM: "ACE recommends 3 credits"}
    assert credential(DraftContent(typed={**PARTS, **claim})).credit is not None
    assert credential(DraftContent(typed={**PARTS, DraftField.CREDIT: "recommended"})).credit is None


@given(
    st.dictionaries(st.sampled_from(DraftField), st.text(), max_size=8), st.sampled_from([None, *RECORDS[:5]])
)
def test_whatever_is_typed_is_an_entry_or_has_problems_that_are_said(typed: Typed, base: str | None):
    reading = read_draft(DraftContent(base=base, typed=typed), RULES)
    if not reading.problems:
        try:
            judged_entry(credential_of(reading.row))
        except UserError as refused:
            assert refused.message_id.startswith("catalogue-")  # noqa: PT017  # a refusal is one outcome of two


def test_the_meter_names_what_is_missing_in_order():
    complete = completeness_of({"title": "a", "url": "b", "topics": ["unsorted"], "cost_class": "not_stated"})
    assert complete.there == (Element.TITLE, Element.LINK)
    assert (len(complete.missing), complete.total) == (12, 14)
    assert complete.missing[0] is Element.ISSUER


def test_every_entry_of_the_seed_pack_is_nearly_complete():
    lacking = [completeness_of(json.loads(record)).missing for record in RECORDS]
    assert max(map(len, lacking)) <= 5


def test_what_is_alike_is_named_with_how_alike_and_never_itself():
    first = replace(SEED[0], id="one", title="First Aid at Work", issuer="Red Cross")
    second = replace(first, id="two", title="Work: First Aid", issuer="Somebody Else")
    third = replace(first, id="three", title="Beekeeping")
    found = look_alikes("First aid at work", "red cross", (first, second, third))
    assert [(each.credential.id, each.is_of_same_issuer) for each in found] == [("one", True), ("two", False)]
    assert found[0].percent == 100
    assert look_alikes("First aid at work", "Red Cross", (first,), but="one") == ()

"""CTDL as others publish it: taken as far as it goes, without guessing, and saying what was read into it."""

import json
from datetime import date
from typing import Any

import pytest

from bot.catalogue.documents import Document
from bot.catalogue.parsed_row import ParsedRow
from bot.catalogue.parsing import parsed_rows
from bot.catalogue.rows import credential_in
from bot.domain.credential import (
    Confidence,
    CostClass,
    Credential,
    CredentialType,
    EffortBasis,
    Level,
    RequirementKind,
    StudyForm,
    WeeksRange,
)

CTID = "ce-534ec203-be18-49e9-a806-7e01d1758e0d"
OWNER = "https://credentialengineregistry.org/resources/ce-11111111-2222-3333-4444-555555555555"
MINIMAL: dict[str, Any] = {
    "@type": "ceterms:Certification",
    "@id": f"https://credentialengineregistry.org/resources/{CTID}",
    "ceterms:ctid": CTID,
    "ceterms:name": {"en-US": "Certified Welder"},
    "ceterms:description": {"en-US": "Shows that one can weld."},
    "ceterms:subjectWebpage": "https://example.org/welder",
    "ceterms:ownedBy": [OWNER],
    "ceterms:subject": [{"ceterms:targetNodeName": {"en-US": "Welding"}}],
    "ceterms:requires": [
        {"@type": "ceterms:ConditionProfile", "ceterms:condition": {"en-US": ["Weld a pipe"]}}
    ],
}
ORGANISATION = {
    "@id": OWNER,
    "@type": "ceterms:CredentialOrganization",
    "ceterms:name": {"en-US": "Welders' Guild"},
}


def rows_of(document: object) -> list[ParsedRow]:
    content = json.dumps(document).encode()
    return list(parsed_rows(Document("graph.jsonld", content), frozenset({"welding"}), date(2026, 11, 24)))


def read(changes: dict[str, Any] | None = None, *, notes: list[str] | None = None) -> Credential:
    """The one credential of a graph with these changes to it, and what it must say of it."""
    node = {key: value for key, value in (MINIMAL | (changes or {})).items() if value is not None}
    (row,) = rows_of({"@graph": [node, ORGANISATION]})
    assert row.problems == ()
    said = [
        problem.message_id for problem in row.notes if problem.message_id != "import-requirement-kind-assumed"
    ]
    assert said == (notes or [])
    return credential_in(row.record or "")


def durations(**profile: object) -> list[dict[str, object]]:
    return [
        {
            "@type": "ceterms:DurationProfile",
            **{key.replace("_", ":"): value for key, value in profile.items()},
        }
    ]


def test_a_graph_with_its_owner_as_a_link():
    found = read()
    assert (found.id, found.title, found.issuer) == (CTID, "Certified Welder", "Welders' Guild")
    assert (found.credential_type, found.level) == (CredentialType.CERTIFICATION, Level.MIXED)
    assert (found.language, found.topics) == ("en", ("welding",))
    assert not found.effort.is_known
    assert found.cost.cost_class is CostClass.NOT_STATED
    assert found.source.checked_on == "2026-11-24"


@pytest.mark.parametrize(
    "document",
    [
        MINIMAL,
        [MINIMAL],
        {"@context": "x", "@graph": [MINIMAL]},
        {"decoded_resource": {"@graph": [MINIMAL]}},
        [{"decoded_resource": MINIMAL}],
        {key.rpartition(":")[2]: value for key, value in MINIMAL.items()},
        {key.replace("ceterms:", "https://purl.org/ctdl/terms/"): value for key, value in MINIMAL.items()},
        MINIMAL | {"@type": ["ceterms:Certification", "schema:Thing"]},
    ],
)
def test_every_way_to_wrap_a_credential(document: object):
    (row,) = rows_of(document)
    assert row.problems == ()
    assert row.title == "Certified Welder"


def test_an_owner_that_is_only_a_link_is_named_after_the_page_and_noted():
    (row,) = rows_of(MINIMAL)
    assert credential_in(row.record or "").issuer == "example.org"
    assert "import-issuer-link" in [note.message_id for note in row.notes]


@pytest.mark.parametrize(
    "name",
    [
        "Certified Welder",
        ["Certified Welder"],
        {"en": "Certified Welder", "es": "Soldador"},
        {"es-MX": "Soldador", "en-US": ["Certified Welder"]},
        [{"@value": "Certified Welder", "@language": "en"}],
        {"@list": ["Certified Welder"]},
    ],
)
def test_every_way_to_say_a_text(name: object):
    assert read({"ceterms:name": name, "ceterms:inLanguage": "en-US"}).title == "Certified Welder"


def test_a_text_in_another_language_sets_the_language():
    found = read({"ceterms:name": {"es-MX": "Soldador"}, "ceterms:description": {"es-MX": "Soldar."}})
    assert (found.language, found.title) == ("es", "Soldador")


def test_a_language_that_nobody_states_is_noted():
    found = read({"ceterms:name": "Welder"}, notes=["import-language-assumed"])
    assert found.language == "en"


@pytest.mark.parametrize(
    ("required", "hours"),
    [
        ("PT40H", (40, 40)),
        (["PT30H", "PT40H30M"], (30, 40.5)),
        ({"@value": "PT90M"}, (1.5, 1.5)),
        ("pt2h", (2, 2)),
    ],
)
def test_time_required_is_work_that_the_issuer_states(required: object, hours: tuple[float, float]):
    effort = read({"ceterms:estimatedDuration": durations(ceterms_timeRequired=required)}).effort
    assert (effort.min_minutes, effort.max_minutes) == tuple(each * 60 for each in hours)
    assert (effort.basis, effort.confidence) == (EffortBasis.STATED, Confidence.MEDIUM)


@pytest.mark.parametrize(
    ("profile", "weeks"),
    [
        ({"ceterms_exactDuration": "P6W"}, (6, 6)),
        ({"schema_exactDuration": "P6W"}, (6, 6)),
        ({"ceterms_exactDuration": "P6.54Y"}, (341.28, 341.28)),
        ({"ceterms_exactDuration": "P6,5W"}, (6.5, 6.5)),
        ({"ceterms_minimumDuration": "P1M", "ceterms_maximumDuration": "P3M"}, (4.35, 13.05)),
        ({"ceterms_minimumDuration": "P14D"}, (2, 2)),
    ],
)
def test_durations_are_the_usual_calendar_and_no_work(profile: dict[str, object], weeks: tuple[float, float]):
    found = read({"ceterms:estimatedDuration": durations(**profile)})
    assert found.prescribed_weeks is None
    assert found.typical_weeks is not None
    ends = (found.typical_weeks.min_weeks, found.typical_weeks.max_weeks)
    assert WeeksRange(*(round(each, 2) for each in ends)) == WeeksRange(*weeks)
    assert not found.effort.is_known


@pytest.mark.parametrize(("stated", "months"), [("P3Y", 36), ("P730D", 24), ("P90Y", None), ("soon", None)])
def test_how_often_it_must_be_renewed_says_for_how_long_it_is_valid(stated: str, months: int | None):
    assert read({"ceterms:renewalFrequency": stated}).valid_months == months


def test_a_duration_in_hours_is_work_and_noted():
    found = read(
        {"ceterms:estimatedDuration": durations(ceterms_exactDuration="PT16H")},
        notes=["import-hours-from-duration"],
    )
    assert found.effort.min_minutes == 16 * 60
    assert found.typical_weeks is None


def test_a_duration_in_prose_stays_prose():
    found = read(
        {"ceterms:estimatedDuration": durations(ceterms_description={"en": "About one\nsemester"})},
        notes=["import-duration-prose"],
    )
    assert found.effort.note == "About one semester"
    assert not found.effort.is_known


@pytest.mark.parametrize("text", ["6 weeks", "P", "PT", "P0D", "", "-P1D", "P1H", "P99999999999Y"])
def test_what_is_no_duration_says_nothing(text: str):
    found = read({"ceterms:estimatedDuration": durations(ceterms_exactDuration=text)})
    assert found.typical_weeks is None


def test_conditions_become_requirements_of_their_kind():
    badge = MINIMAL | {"@id": "https://example.org/badge", "@type": "ceterms:Badge", "ceterms:ctid": None}
    first = {key: value for key, value in badge.items() if value is not None}
    profile = {
        "ceterms:targetCredential": ["https://example.org/badge"],
        "ceterms:targetLearningOpportunity": [{"ceterms:name": {"en": "Course"}}],
        "ceterms:targetAssessment": {"ceterms:name": "Welding test"},
    }
    rows = rows_of([first, MINIMAL | {"ceterms:requires": [profile]}])
    assert [row.problems for row in rows] == [(), ()]
    before, found = (credential_in(row.record or "") for row in rows)
    assert [(each.kind, [task.title for task in each.tasks]) for each in found.requirements] == [
        (RequirementKind.LESSONS, ["Course"]),
        (RequirementKind.EXAM, ["Welding test"]),
        (RequirementKind.PRIOR_CREDENTIAL, ["Certified Welder"]),
    ]
    assert found.requirements[2].credential_id == before.id
    assert [task.id for task in found.tasks] == [f"{CTID}.1", f"{CTID}.2", f"{CTID}.3"]


def test_without_conditions_the_whole_is_one_task():
    found = read({"ceterms:requires": None}, notes=["import-tasks-missing"])
    assert [task.title for task in found.tasks] == ["Certified Welder"]
    assert found.tasks_basis == "generic"


@pytest.mark.parametrize(
    ("costs", "cost_class", "amount"),
    [
        ([{"ceterms:price": 0}], CostClass.FREE, None),
        ([{"ceterms:price": 395, "ceterms:currency": "USD"}], CostClass.PAID, 395),
        ([{"ceterms:price": "49.50", "ceterms:currency": "EUR"}], CostClass.PAID, 49.5),
        ([{"ceterms:price": 10}], CostClass.PAID, None),
        ([{"ceterms:description": "varies"}], CostClass.NOT_STATED, None),
    ],
)
def test_costs(costs: object, cost_class: CostClass, amount: float | None):
    cost = read({"ceterms:estimatedCost": costs}).cost
    assert (cost.cost_class, cost.amount) == (cost_class, amount)


def test_level_and_form_of_study_from_alignments_and_links():
    found = read(
        {
            "ceterms:audienceLevelType": [{"ceterms:targetNode": "audLevel:AdvancedLevel"}],
            "ceterms:learningDeliveryType": ["deliveryType:OnlineOnly"],
        }
    )
    assert (found.level, found.study_forms) == (Level.ADVANCED, (StudyForm.ONLINE,))


def test_new_topics_and_long_texts():
    found = read(
        {"ceterms:subject": ["Pipe  Fitting"], "ceterms:description": {"en": "word " * 300}},
        notes=["import-topic-new"],
    )
    assert found.topics == ("pipe  fitting",)
    assert len(found.summary) <= 600
    assert found.summary.endswith("word…")


@pytest.mark.parametrize(
    ("changes", "message_id"),
    [
        ({"@type": "ceterms:BachelorDegree"}, "import-ctdl-kind-unknown"),
        (
            {"ceterms:credentialStatusType": {"ceterms:targetNode": "credentialStat:Deprecated"}},
            "import-ctdl-gone",
        ),
        ({"ceterms:description": "x" * 20_001}, "catalogue-text-too-long"),
        ({"ceterms:name": 3, "ceterms:subjectWebpage": "file:///etc/passwd"}, "catalogue-link-malformed"),
    ],
)
def test_a_row_that_is_refused_says_why(changes: dict[str, object], message_id: str):
    (row,) = rows_of({"@graph": [MINIMAL | changes, ORGANISATION]})
    assert message_id in [problem.message_id for problem in row.problems]
    assert row.record is None


def test_the_same_file_gives_the_same_ids():
    without = {key: value for key, value in MINIMAL.items() if key not in {"ceterms:ctid", "@id"}}
    assert rows_of(without) == rows_of(without)
    (row,) = rows_of(without)
    assert row.credential_id == "certified-welder"

"""Credentials of every shape that the schema and the judgement let pass, for properties."""

from typing import Any

from hypothesis import strategies as st

from bot.domain.credential import (
    MOST_VALID_MONTHS,
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

# What means something to CSV, to JSON, to spreadsheets and to the cells of Badger comes often.
_TRICKY = list("'\"=+-@,;|\\/{}[]:#%&<>·“”é漢😀\u00a0\uff1d")
LETTERS = st.one_of(
    st.sampled_from([*_TRICKY, *"abc d"]),
    st.characters(
        exclude_categories=["Cs", "Cc", "Zl", "Zp"],
        exclude_characters="\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069",
    ),
)


def texts(most: int) -> st.SearchStrategy[str]:
    """Texts on one line without blanks at the ends, as the schema takes them."""
    return st.text(LETTERS, min_size=1, max_size=most).map(str.strip).filter(bool)


MINUTES = st.integers(1, 299_999)
WEEKS = st.floats(0.001, 520)


def _ranges(values: st.SearchStrategy[Any]) -> st.SearchStrategy[tuple[Any, Any]]:
    return st.tuples(values, values).map(lambda pair: (min(pair), max(pair)))


@st.composite
def efforts(draw: st.DrawFn) -> Effort:
    note = draw(st.just("") | texts(60))
    kind = draw(st.sampled_from(["none", "range", "minimum", "maximum"]))
    if kind == "none":
        return Effort(note=note)
    basis = draw(st.sampled_from([EffortBasis.STATED, EffortBasis.DERIVED]))
    lower, upper = draw(_ranges(MINUTES))
    if kind == "minimum":
        return Effort(lower, None, basis, Confidence.MINIMUM_ONLY, note)
    confidence = draw(st.sampled_from([Confidence.HIGH, Confidence.MEDIUM, Confidence.LOW]))
    return Effort(None if kind == "maximum" else lower, upper, basis, confidence, note)


@st.composite
def requirements(draw: st.DrawFn, credential_id: str, earlier: tuple[str, ...]) -> tuple[Requirement, ...]:
    found = []
    number = 0
    for _ in range(draw(st.integers(1, 4))):
        kind = draw(st.sampled_from(RequirementKind))
        tasks = []
        for _ in range(draw(st.integers(1, 3))):
            number += draw(st.integers(1, 3))
            lower, upper = draw(st.none() | _ranges(MINUTES)) or (None, None)
            ends = draw(st.sampled_from([(lower, upper), (lower, None), (None, upper)]))
            tasks.append(Task(f"{credential_id}.{number}", draw(texts(60)), *ends))
        prior = draw(st.none() | st.sampled_from(earlier)) if earlier else None
        is_prior = kind is RequirementKind.PRIOR_CREDENTIAL
        found.append(Requirement(kind, tuple(tasks), prior if is_prior else None))
    return tuple(found)


@st.composite
def costs(draw: st.DrawFn) -> Cost:
    cost_class = draw(st.sampled_from(CostClass))
    if cost_class in {CostClass.FREE, CostClass.NOT_STATED} or draw(st.booleans()):
        return Cost(cost_class)
    return Cost(cost_class, draw(st.floats(0, 10_000_000) | st.integers(0, 5000)), "USD")


SOURCES = st.builds(
    Source,
    texts(80),
    texts(60),
    st.sampled_from(["2026-11", "2026-11-23"]),
    st.sampled_from([None, "2020", "2020-05", "2020-05-06"]),
)
ADDRESSES = st.sampled_from(
    ["https://example.org/", "http://a.example.com/b?c=d&e=%20#f", "https://example.org/;|'"]
)


@st.composite
def credentials(draw: st.DrawFn, credential_id: str = "some", earlier: tuple[str, ...] = ()) -> Credential:
    prescribed, typical = draw(st.sampled_from([(True, False), (False, True), (False, False)]))
    weeks = WeeksRange(*draw(_ranges(WEEKS)))
    source = draw(SOURCES)
    if source.reference.lower().startswith(("http:", "https:")):
        source = Source("a page", source.licence, source.checked_on, source.facts_as_of)
    return Credential(
        id=credential_id,
        title=draw(texts(80)),
        issuer=draw(texts(60)),
        platform=draw(st.none() | texts(40)),
        url=draw(ADDRESSES),
        summary=draw(texts(200)),
        credential_type=draw(st.sampled_from(CredentialType)),
        level=draw(st.sampled_from(Level)),
        language=draw(st.sampled_from(["en", "es", "fr", "zh"])),
        topics=tuple(draw(st.lists(texts(30), min_size=1, max_size=4))),
        skills=tuple(draw(st.lists(texts(30), max_size=4))),
        study_forms=tuple(draw(st.lists(st.sampled_from(StudyForm), max_size=3))),
        effort=draw(efforts()),
        prescribed_weeks=weeks if prescribed else None,
        typical_weeks=weeks if typical else None,
        requirements=draw(requirements(credential_id, earlier)),
        cost=draw(costs()),
        credit=draw(st.none() | st.builds(CreditClaim, st.sampled_from(CreditStatus), texts(80))),
        valid_months=draw(st.none() | st.integers(1, MOST_VALID_MONTHS)),
        source=source,
        tasks_basis=draw(st.just("") | texts(40)),
        skills_basis=draw(st.just("") | texts(40)),
    )


@st.composite
def catalogues(draw: st.DrawFn) -> list[Credential]:
    """Up to five credentials; later ones may need earlier ones first."""
    found: list[Credential] = []
    for number in range(draw(st.integers(1, 5))):
        earlier = tuple(credential.id for credential in found)
        found.append(draw(credentials(f"some-{number}", earlier)))
    return found

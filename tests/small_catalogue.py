"""A small catalogue in which every mechanism of the search can be seen at work."""

from collections.abc import Sequence

from bot.domain.credential import (
    Cost,
    CostClass,
    Credential,
    CredentialType,
    Effort,
    Level,
    Requirement,
    RequirementKind,
    Source,
    Task,
)
from bot.search.concepts import read_concepts
from bot.search.fillers import read_fillers
from bot.search.index import CatalogueIndex

FILLERS = ("linking: my the to a for", "i want learn is it job", "light: basic team")
CONCEPTS = (
    "nurse aide, cna = nursing assistant",
    "meetings run over, endless meetings -> facilitation",
    "my toddler screams in the shop -> @parenting",
    "outside: massage therapy, gunsmith",
)


def credential(
    identity: str, title: str, skills: tuple[str, ...] = (), issuer: str = "Example University"
) -> Credential:
    """A credential of which only the searchable texts matter."""
    return Credential(
        id=identity,
        title=title,
        issuer=issuer,
        url="https://example.org/",
        summary="",
        credential_type=CredentialType.BADGE,
        level=Level.BEGINNER,
        language="en",
        topics=(),
        skills=skills,
        study_forms=(),
        effort=Effort(),
        cost=Cost(CostClass.FREE),
        requirements=(Requirement(RequirementKind.LESSONS, (Task(f"{identity}.1", "Lessons"),)),),
        source=Source("a page", "facts only", "2026-11"),
    )


CREDENTIALS = (
    credential("sql", "SQL for Data Science", ("sql", "databases")),
    credential("data", "Data Analyst Certificate", ("sql", "spreadsheets", "statistics")),
    credential("cna", "Nursing Assistant Fundamentals", ("patient care",)),
    credential("facilitation", "Better Meetings", ("facilitation",)),
    credential("parenting", "Everyday Parenting", ("parenting",)),
    credential("psychology", "Clinical Psychology", ("therapy",)),
    credential("cpp", "C++ Programming", ("object-oriented programming",)),
    credential("front-end", "Front-End Developer", ("html", "css")),
    credential("teaching", "Virtual Teacher", ("online teaching",)),
    credential("java", "Java", ("java",), issuer="Meta (Coursera)"),
)


def make_index(
    credentials: Sequence[Credential] = CREDENTIALS, concepts: Sequence[str] = CONCEPTS
) -> CatalogueIndex:
    """An index over these credentials and concepts."""
    fillers = read_fillers(FILLERS)
    return CatalogueIndex(credentials, read_concepts(concepts, fillers)[0], fillers)

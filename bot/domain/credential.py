"""The credential: what one can earn, from whom, for how much work and money, shown by what."""

from dataclasses import dataclass
from enum import StrEnum

MOST_VALID_MONTHS = 600
"""What is valid for longer is valid for life."""


class Level(StrEnum):
    """How much one must know before starting; `mixed` suits several levels."""

    BEGINNER = "beginner"
    INTERMEDIATE = "intermediate"
    ADVANCED = "advanced"
    MIXED = "mixed"


class RequirementKind(StrEnum):
    """What a condition to earn the credential asks for.

    `formality` is a step that shows no skill: a fee, a background check, a registration.
    """

    LESSONS = "lessons"
    QUIZ = "quiz"
    EXAM = "exam"
    PORTFOLIO = "portfolio"
    PROJECT = "project"
    PRACTICE = "practice"
    ATTENDANCE = "attendance"
    PRIOR_CREDENTIAL = "prior_credential"
    FORMALITY = "formality"


class CostClass(StrEnum):
    """Who pays for what. The two qualified kinds of free are told apart in words."""

    FREE = "free"
    FREE_TO_AUDIT = "free_to_audit"
    FREE_FOR_MEMBERS = "free_for_members"
    SUBSCRIPTION = "subscription"
    PAID = "paid"
    NOT_STATED = "not_stated"

    @property
    def counts_as_free(self) -> bool:
        """Whether the filter `free` lets it pass."""
        return self in {CostClass.FREE, CostClass.FREE_TO_AUDIT, CostClass.FREE_FOR_MEMBERS}


class CredentialType(StrEnum):
    """What the issuer calls it."""

    MICRO_CREDENTIAL = "micro-credential"
    BADGE = "badge"
    COURSE_CERTIFICATE = "course certificate"
    VERIFIED_COURSE_CERTIFICATE = "verified course certificate"
    SPECIALIZATION = "specialization"
    PROFESSIONAL_CERTIFICATE = "professional certificate"
    CERTIFICATION = "certification"
    LICENCE = "licence"


class EffortBasis(StrEnum):
    """Where the hours come from: the issuer or a source says so, somebody derived them, nobody knows."""

    STATED = "stated"
    DERIVED = "derived"
    MEMBERS_MEDIAN = "members_median"
    NOT_STATED = "not_stated"


class Confidence(StrEnum):
    """How far the hours can be trusted; `none` where there are none.

    `minimum_only`: the lower end is certain, and everything beyond it (own study, say) is unknown.
    """

    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"
    MINIMUM_ONLY = "minimum_only"
    NONE = "none"


class StudyForm(StrEnum):
    """How one studies; a credential may offer several."""

    ONLINE = "online"
    SELF_PACED = "self-paced"
    INSTRUCTOR_LED = "instructor-led"
    CLASSROOM = "classroom"
    BLENDED = "blended"
    DISTANCE = "distance"


class CreditStatus(StrEnum):
    """What the source says of college credit. Never the bot's own statement."""

    CARRIES = "carries"
    RECOMMENDED = "recommended"
    VARIES = "varies"
    NONE = "none"

    @property
    def counts_as_credit(self) -> bool:
        """Whether the filter `credit` lets it pass: somebody claims credit, or a body recommends it."""
        return self in {CreditStatus.CARRIES, CreditStatus.RECOMMENDED}


@dataclass(frozen=True, slots=True)
class Effort:
    """Hours of work as a range of whole minutes; an open end is None.

    `note` is the source's own basis in words ("stated 4-6 h a week x 6 weeks").
    """

    min_minutes: int | None = None
    max_minutes: int | None = None
    basis: EffortBasis = EffortBasis.NOT_STATED
    confidence: Confidence = Confidence.NONE
    note: str = ""

    @property
    def is_known(self) -> bool:
        """Whether at least one end is known."""
        return self.min_minutes is not None or self.max_minutes is not None


@dataclass(frozen=True, slots=True)
class WeeksRange:
    """Calendar weeks from `min_weeks` to `max_weeks`, both above zero; fractions are allowed."""

    min_weeks: float
    max_weeks: float


@dataclass(frozen=True, slots=True)
class Task:
    """One ordered step to tick off.

    `id` is unique in the whole catalogue and never given to another task, so that it survives
    edits, moves, merges and releases of the seed pack.
    """

    id: str
    title: str
    min_minutes: int | None = None
    max_minutes: int | None = None


@dataclass(frozen=True, slots=True)
class Requirement:
    """A condition to earn the credential, with its tasks in order.

    `credential_id` names the prior credential where the kind is `prior_credential` and the
    catalogue holds it.
    """

    kind: RequirementKind
    tasks: tuple[Task, ...]
    credential_id: str | None = None


@dataclass(frozen=True, slots=True)
class Cost:
    """What it costs; the amount only where a source states one, with its ISO 4217 currency."""

    cost_class: CostClass
    amount: float | None = None
    currency: str | None = None


@dataclass(frozen=True, slots=True)
class CreditClaim:
    """Somebody's dated claim about college credit, in the source's sense, with who makes it."""

    status: CreditStatus
    claim: str


@dataclass(frozen=True, slots=True)
class Source:
    """Where the facts come from, under which licence, and when a person last looked.

    `checked_on` is an ISO date or, where only that is known, an ISO month. `facts_as_of` is the
    year of a snapshot that is older than the look at it.
    """

    reference: str
    licence: str
    checked_on: str
    facts_as_of: str | None = None


@dataclass(frozen=True, slots=True)
class Credential:
    """Everything the catalogue knows of one credential.

    `prescribed_weeks` is a calendar that the issuer sets (instructor-led or dated study only);
    `typical_weeks` is how long it usually takes at one's own pace: shown, never excluding. `valid_months`:
    for how long it is valid after it was earned; None where nobody says, or for life.
    """

    id: str
    title: str
    issuer: str
    url: str
    summary: str
    credential_type: CredentialType
    level: Level
    language: str
    topics: tuple[str, ...]
    skills: tuple[str, ...]
    study_forms: tuple[StudyForm, ...]
    effort: Effort
    cost: Cost
    requirements: tuple[Requirement, ...]
    source: Source
    platform: str | None = None
    prescribed_weeks: WeeksRange | None = None
    typical_weeks: WeeksRange | None = None
    credit: CreditClaim | None = None
    valid_months: int | None = None
    tasks_basis: str = ""
    skills_basis: str = ""
    twins: tuple[str, ...] = ()

    @property
    def issuer_line(self) -> str:
        """The issuer with the platform that carries it: "Google (Coursera)"."""
        return f"{self.issuer} ({self.platform})" if self.platform else self.issuer

    @property
    def tasks(self) -> tuple[Task, ...]:
        """All tasks in the order in which they are done."""
        return tuple(task for requirement in self.requirements for task in requirement.tasks)

    @property
    def shown_by(self) -> tuple[RequirementKind, ...]:
        """The kinds of its requirements, each once, in order, without formalities."""
        kinds = dict.fromkeys(requirement.kind for requirement in self.requirements)
        return tuple(kind for kind in kinds if kind is not RequirementKind.FORMALITY)

"""The file format of a credential: shape, length and vocabulary of every field.

One object is one credential. What a single row cannot show (ids used twice, links to other rows,
sane hours) is judged in `judgement`. docs/catalogue.md explains each field for people.
"""

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, ValidationInfo, field_validator
from pydantic_core import PydanticCustomError

from bot.domain.credential import (
    MOST_VALID_MONTHS,
    Confidence,
    CostClass,
    CredentialType,
    CreditStatus,
    EffortBasis,
    Level,
    RequirementKind,
    StudyForm,
)

CREDENTIAL_ID_PATTERN = r"^[a-z0-9]+(?:-[a-z0-9]+)*$"
TASK_ID_PATTERN = r"^[a-z0-9]+(?:[.-][a-z0-9]+)*$"
LINK_PATTERN = r"^https?://[^\s\x00-\x20<>\"\x7f]+$"
CURRENCY_PATTERN = r"^[A-Z]{3}$"
LANGUAGE_PATTERN = r"^[a-z]{2}$"
DATE_PATTERN = r"^\d{4}-\d{2}(?:-\d{2})?$"
PAST_PATTERN = r"^\d{4}(?:-\d{2}(?:-\d{2})?)?$"
# Line breaks, control and direction characters would let a row reach out of its place in a message.
_TEXT_CHARACTER = r"[^\p{Cc}\p{Zl}\p{Zp}\x{202A}-\x{202E}\x{2066}-\x{2069}]"
TEXT_PATTERN = rf"^(?:\S|\S{_TEXT_CHARACTER}*\S)$"

MALFORMED_MESSAGES = {
    CREDENTIAL_ID_PATTERN: "catalogue-id-malformed",
    TASK_ID_PATTERN: "catalogue-task-id-malformed",
    LINK_PATTERN: "catalogue-link-malformed",
    CURRENCY_PATTERN: "catalogue-currency-malformed",
    LANGUAGE_PATTERN: "catalogue-language-unknown",
    DATE_PATTERN: "catalogue-date-malformed",
    PAST_PATTERN: "catalogue-date-malformed",
    TEXT_PATTERN: "catalogue-text-unclean",
}
"""The message for a text that does not match, by its pattern."""

CredentialId = Annotated[str, Field(max_length=60, pattern=CREDENTIAL_ID_PATTERN)]
TaskId = Annotated[str, Field(max_length=80, pattern=TASK_ID_PATTERN)]
Word = Annotated[str, Field(max_length=80, pattern=TEXT_PATTERN)]
Line = Annotated[str, Field(max_length=200, pattern=TEXT_PATTERN)]
Paragraph = Annotated[str, Field(max_length=600, pattern=TEXT_PATTERN)]
Link = Annotated[str, Field(max_length=500, pattern=LINK_PATTERN)]
Hours = Annotated[float, Field(gt=0, le=100_000, allow_inf_nan=False)]
Weeks = Annotated[float, Field(gt=0, le=10_000, allow_inf_nan=False)]
Months = Annotated[int, Field(gt=0, le=MOST_VALID_MONTHS)]


class _Record(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True, frozen=True, regex_engine="rust-regex")


class TaskRecord(_Record):
    """One step to tick off."""

    id: TaskId = Field(description="stable; unique in the whole catalogue, never given to another task")
    title: Line = Field(description="what to do")
    hours_min: Hours | None = Field(default=None, description="hours of work, lower end; fractions allowed")
    hours_max: Hours | None = Field(default=None, description="hours of work, upper end")

    @field_validator("hours_max")
    @classmethod
    def _range_is_ordered(cls, value: float | None, info: ValidationInfo) -> float | None:
        return _at_least(value, info.data.get("hours_min"))


class RequirementRecord(_Record):
    """A condition to earn the credential, with its tasks in order."""

    kind: RequirementKind = Field(description="what it asks for")
    credential: CredentialId | None = Field(default=None, description="the prior credential's id")
    tasks: Annotated[tuple[TaskRecord, ...], Field(min_length=1, max_length=100)] = Field(
        description="its steps in the order in which they are done"
    )

    @field_validator("credential")
    @classmethod
    def _names_a_prior_credential(cls, value: str | None, info: ValidationInfo) -> str | None:
        kind = info.data.get("kind")
        if value is not None and kind not in {None, RequirementKind.PRIOR_CREDENTIAL}:
            raise _custom("catalogue-credential-misplaced")
        return value


class CreditRecord(_Record):
    """Somebody's claim about college credit."""

    status: CreditStatus = Field(description="the claim's sense")
    claim: Paragraph = Field(description="the claim in the source's words, with who makes it")


class SourceRecord(_Record):
    """Where the facts come from."""

    reference: Annotated[str, Field(max_length=500, pattern=TEXT_PATTERN)] = Field(
        description="a link, or a repository's file with commit and row"
    )
    licence: Line = Field(description="the source's licence, or what may be used without one")
    checked_on: Annotated[str, Field(pattern=DATE_PATTERN)] = Field(
        description="day (2026-11-23) or month (2026-11) in which a person last looked"
    )
    facts_as_of: Annotated[str, Field(pattern=PAST_PATTERN)] | None = Field(
        default=None, description="year, month or day of the facts where the source is an older snapshot"
    )


class CredentialRecord(_Record):
    """One credential; the order of the fields is the order of the keys in the files."""

    id: CredentialId = Field(description="stable; small letters, digits and hyphens")
    title: Line = Field(description="as the issuer writes it")
    issuer: Line = Field(description="who awards it, without the platform")
    platform: Word | None = Field(default=None, description="the platform that carries it, e.g. Coursera")
    url: Link = Field(description="page about it, http or https")
    summary: Paragraph = Field(description="one sentence in our own words")
    credential_type: CredentialType = Field(description="what the issuer calls it")
    level: Level = Field(description="how much one must know before")
    language: Annotated[str, Field(pattern=LANGUAGE_PATTERN)] = Field(description="ISO 639-1 code")
    topics: Annotated[tuple[Word, ...], Field(min_length=1, max_length=10)] = Field(
        description="words of data/topics.txt, the main one first"
    )
    skills: Annotated[tuple[Word, ...], Field(max_length=50)] = Field(
        default=(), description="what one learns, small letters"
    )
    study_forms: Annotated[tuple[StudyForm, ...], Field(max_length=6)] = Field(
        default=(), description="how one studies; empty where the source does not say"
    )
    effort_min_hours: Hours | None = Field(default=None, description="hours of work, lower end")
    effort_max_hours: Hours | None = Field(default=None, description="hours of work, upper end")
    effort_basis: EffortBasis = Field(description="where the hours come from")
    effort_confidence: Confidence = Field(description="how far the hours can be trusted")
    effort_note: Paragraph | None = Field(default=None, description="the basis in words")
    prescribed_weeks: tuple[Weeks, Weeks] | None = Field(
        default=None, description="[min, max] weeks of a calendar that the issuer sets"
    )
    typical_weeks: tuple[Weeks, Weeks] | None = Field(
        default=None, description="[min, max] weeks that it usually takes at one's own pace"
    )
    requirements: Annotated[tuple[RequirementRecord, ...], Field(min_length=1, max_length=50)] = Field(
        description="the conditions to earn it, in order"
    )
    cost_class: CostClass = Field(description="who pays for what")
    cost_amount: Annotated[float, Field(ge=0, le=10_000_000, allow_inf_nan=False)] | None = Field(
        default=None, description="price, only where the source states one"
    )
    cost_currency: Annotated[str, Field(pattern=CURRENCY_PATTERN)] | None = Field(
        default=None, validate_default=True, description="ISO 4217 code of the amount"
    )
    credit: CreditRecord | None = Field(default=None, description="claim about college credit")
    valid_months: Months | None = Field(
        default=None,
        description="months for which it is valid; left out where it is for life, or nobody says",
    )
    source: SourceRecord = Field(description="where the facts come from, and when they were checked")
    tasks_basis: Line | None = Field(default=None, description="where the tasks come from")
    skills_basis: Line | None = Field(default=None, description="where the skills come from")
    twins: Annotated[tuple[CredentialId, ...], Field(max_length=10)] = Field(
        default=(), description="ids of the same course on other platforms"
    )

    @field_validator("effort_max_hours")
    @classmethod
    def _effort_is_ordered(cls, value: float | None, info: ValidationInfo) -> float | None:
        return _at_least(value, info.data.get("effort_min_hours"))

    @field_validator("prescribed_weeks", "typical_weeks")
    @classmethod
    def _weeks_are_ordered(cls, value: tuple[float, float] | None) -> tuple[float, float] | None:
        if value is not None:
            _at_least(value[1], value[0])
        return value

    @field_validator("cost_currency")
    @classmethod
    def _currency_goes_with_amount(cls, value: str | None, info: ValidationInfo) -> str | None:
        if "cost_amount" in info.data and (info.data["cost_amount"] is None) != (value is None):
            raise _custom(
                "catalogue-currency-without-amount" if value else "catalogue-amount-without-currency"
            )
        return value


def _custom(message_id: str) -> PydanticCustomError:
    return PydanticCustomError(message_id, message_id)


def _at_least(upper: float | None, lower: float | None) -> float | None:
    if upper is not None and lower is not None and upper < lower:
        raise _custom("catalogue-range-crossed")
    return upper

"""What is typed into one field of a draft, as fields of the schema."""

import re
from collections.abc import Callable, Mapping
from functools import cache
from typing import Any

from babel import Locale

from bot.catalogue.draft_costs import cost_fields
from bot.catalogue.draft_validity import validity_fields
from bot.catalogue.judgement import is_link_well_formed
from bot.catalogue.languages import LANGUAGE_CODES
from bot.domain.budget import MINUTES_PER_HOUR
from bot.domain.credential import (
    CredentialType,
    CreditStatus,
    EffortBasis,
    Level,
    RequirementKind,
    StudyForm,
    WeeksRange,
)
from bot.domain.drafts import DraftField
from bot.domain.effort_text import StatedEffort, parse_effort
from bot.domain.errors import UserError
from bot.domain.plain_text import printable

Row = Mapping[str, Any]

MAX_LINE = 200
MAX_WORD = 80
MAX_PARAGRAPH = 600
MAX_LINK = 500
MOST_TOPICS = 10
MOST_SKILLS = 50
_QUOTED_LENGTH = 60
_LOOKS_LIKE_A_PAGE = re.compile(r"[\w-]+(?:\.[\w-]+)+(?:[/?#]\S*)?")
_SEPARATORS = re.compile(r"[,;\n]+")


def fields_of(field: DraftField, text: str) -> dict[str, Any]:
    """The fields of the schema that a text says; None for what it says there is nothing of.

    Raises UserError where it cannot be read: one sentence, and nothing of what was typed in doubt.
    """
    return _READERS[field](text)


def _needed(field: DraftField, name: str) -> Callable[[str], dict[str, Any]]:
    def read(text: str) -> dict[str, Any]:
        line = _line(field, text, MAX_LINE)
        if not line:
            raise UserError(missing)
        return {name: line}

    missing = f"draft-{field.value}-missing"
    return read


def _optional(field: DraftField, name: str, limit: int) -> Callable[[str], dict[str, Any]]:
    return lambda text: {name: _line(field, text, limit) or None}


def _line(field: DraftField, text: str, limit: int) -> str:
    line = printable(text)
    if len(line) > limit:
        raise UserError("draft-too-long", field=field.value, limit=limit)
    return line


def _link(text: str) -> dict[str, Any]:
    link = printable(text)
    if not link:
        raise UserError("draft-link-missing")
    if _LOOKS_LIKE_A_PAGE.fullmatch(link):
        link = f"https://{link}"
    if len(link) > MAX_LINK:
        raise UserError("draft-too-long", field=DraftField.LINK.value, limit=MAX_LINK)
    if not is_link_well_formed(link) or any(mark in link for mark in '<>"'):
        raise UserError("draft-link-malformed", text=link[:_QUOTED_LENGTH])
    return {"url": link}


def _time(text: str) -> dict[str, Any]:
    effort = parse_effort(printable(text))
    is_known = effort.min_minutes is not None or effort.max_minutes is not None
    open_end = "minimum_only" if effort.max_minutes is None else "medium"
    return {
        "effort_min_hours": _hours(effort.min_minutes),
        "effort_max_hours": _hours(effort.max_minutes),
        "effort_basis": "stated" if is_known else "not_stated",
        "effort_confidence": open_end if is_known else "none",
        "prescribed_weeks": _weeks(effort.prescribed_weeks),
        "typical_weeks": _weeks(effort.typical_weeks),
    }


def _hours(minutes: int | None) -> float | None:
    return None if minutes is None else minutes / MINUTES_PER_HOUR


def _weeks(weeks: WeeksRange | None) -> list[float] | None:
    return None if weeks is None else [weeks.min_weeks, weeks.max_weeks]


def stated_in(row: Row) -> StatedEffort:
    """The effort of a row, as a person would have stated it."""
    low, high = (
        None if hours is None else round(hours * MINUTES_PER_HOUR)
        for hours in (row.get("effort_min_hours"), row.get("effort_max_hours"))
    )
    prescribed, typical = (
        None if weeks is None else WeeksRange(*weeks)
        for weeks in (row.get("prescribed_weeks"), row.get("typical_weeks"))
    )
    return StatedEffort(low, high, prescribed, typical)


def _kinds(text: str) -> dict[str, Any]:
    """No field of the schema: the kinds stand in its requirements."""
    if not kinds_in(text):
        raise UserError("draft-kinds-missing")
    return {}


def kinds_in(text: str) -> tuple[RequirementKind, ...]:
    """The kinds of proof in a text of choices, in the order of the vocabulary."""
    chosen = set(parts_of(text))
    return tuple(kind for kind in RequirementKind if kind.value in chosen)


def parts_of(text: str) -> list[str]:
    """The parts of a text with commas, each once."""
    parts = (printable(part) for part in _SEPARATORS.split(text))
    return list(dict.fromkeys(part for part in parts if part))


def _word(name: str, words: Callable[[str], Any], nothing: str | None) -> Callable[[str], dict[str, Any]]:
    def read(text: str) -> dict[str, Any]:
        try:
            return {name: words(text).value if text else nothing}
        except ValueError as cause:
            raise UserError("draft-choice-unknown", text=text[:_QUOTED_LENGTH]) from cause

    return read


def _language(text: str) -> dict[str, Any]:
    wanted = printable(text).casefold()
    if not wanted:
        return {"language": None}
    code = wanted if wanted in LANGUAGE_CODES else _codes_by_name().get(wanted)
    if code is None:
        raise UserError("draft-language-unknown", text=wanted[:_QUOTED_LENGTH])
    return {"language": code}


@cache
def _codes_by_name() -> dict[str, str]:
    """The codes of the languages by their English names and their own."""
    names: dict[str, str] = {}
    for code in sorted(LANGUAGE_CODES):
        english = Locale.parse("en").languages.get(code)
        names |= {english.casefold(): code} if english else {}
    return names


def _topics(text: str) -> dict[str, Any]:
    return {"topics": _list(DraftField.TOPICS, text.casefold(), MOST_TOPICS) or None}


def _skills(text: str) -> dict[str, Any]:
    return {"skills": _list(DraftField.SKILLS, text, MOST_SKILLS) or None}


def _list(field: DraftField, text: str, most: int) -> list[str]:
    parts = parts_of(text)
    if len(parts) > most:
        raise UserError("draft-too-many", field=field.value, limit=most)
    for part in parts:
        _line(field, part, MAX_WORD)
    return parts


def _study(text: str) -> dict[str, Any]:
    chosen = set(parts_of(text))
    return {"study_forms": [form.value for form in StudyForm if form.value in chosen] or None}


_READERS: Mapping[DraftField, Callable[[str], dict[str, Any]]] = {
    DraftField.TITLE: _needed(DraftField.TITLE, "title"),
    DraftField.ISSUER: _needed(DraftField.ISSUER, "issuer"),
    DraftField.LINK: _link,
    DraftField.TIME: _time,
    DraftField.KINDS: _kinds,
    DraftField.LEVEL: _word("level", Level, None),
    DraftField.LANGUAGE: _language,
    DraftField.TOPICS: _topics,
    DraftField.COST: cost_fields,
    DraftField.TYPE: _word("credential_type", CredentialType, None),
    DraftField.SUMMARY: _optional(DraftField.SUMMARY, "summary", MAX_PARAGRAPH),
    DraftField.PLATFORM: _optional(DraftField.PLATFORM, "platform", MAX_WORD),
    DraftField.BASIS: _word("effort_basis", EffortBasis, None),
    DraftField.NOTE: _optional(DraftField.NOTE, "effort_note", MAX_PARAGRAPH),
    DraftField.STUDY: _study,
    DraftField.SKILLS: _skills,
    DraftField.CREDIT: _word("credit_status", CreditStatus, None),
    DraftField.CLAIM: _optional(DraftField.CLAIM, "credit_claim", MAX_PARAGRAPH),
    DraftField.VALIDITY: validity_fields,
    DraftField.SOURCE: _optional(DraftField.SOURCE, "source_reference", MAX_LINK),
}

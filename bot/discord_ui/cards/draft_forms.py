"""The forms of a draft, filled with what was typed before, or with what the entry says."""

import json
from collections.abc import Callable, Iterable, Mapping
from enum import StrEnum

import discord

from bot.catalogue.completion import UNSORTED
from bot.catalogue.draft_costs import cost_typed
from bot.catalogue.draft_fields import (
    MAX_LINE,
    MAX_LINK,
    MAX_PARAGRAPH,
    MAX_WORD,
    Row,
    parts_of,
    stated_in,
)
from bot.catalogue.draft_validity import validity_typed
from bot.discord_ui import custom_ids
from bot.discord_ui.cards.card import option
from bot.discord_ui.cards.form import Form
from bot.domain.credential import (
    CredentialType,
    CreditStatus,
    EffortBasis,
    Level,
    RequirementKind,
    StudyForm,
)
from bot.domain.drafts import FIELDS, DraftContent, DraftField, DraftForm, Typed
from bot.domain.effort_text import MAX_TEXT_LENGTH
from bot.wording.credential import language_text
from bot.wording.effort import effort_reading
from bot.wording.texts import Texts

_MOST_LETTERS = 4000
"""Of one input of a form."""
_LENGTHS: Mapping[DraftField, int] = {
    DraftField.TITLE: MAX_LINE,
    DraftField.ISSUER: MAX_LINE,
    DraftField.LINK: MAX_LINK,
    DraftField.TIME: MAX_TEXT_LENGTH,
    DraftField.LANGUAGE: MAX_WORD,
    DraftField.TOPICS: 900,
    DraftField.COST: MAX_WORD,
    DraftField.SUMMARY: MAX_PARAGRAPH,
    DraftField.PLATFORM: MAX_WORD,
    DraftField.NOTE: MAX_PARAGRAPH,
    DraftField.SKILLS: _MOST_LETTERS,
    DraftField.CLAIM: MAX_PARAGRAPH,
    DraftField.VALIDITY: MAX_WORD,
    DraftField.SOURCE: MAX_LINK,
    DraftField.TASKS: _MOST_LETTERS,
}
_LONG = frozenset(
    (DraftField.SUMMARY, DraftField.NOTE, DraftField.SKILLS, DraftField.CLAIM, DraftField.TASKS)
)
_NEEDED = frozenset(
    {
        *(DraftField.TITLE, DraftField.ISSUER, DraftField.LINK, DraftField.KINDS),
        *(DraftField.TASKS, DraftField.TASK_KIND),
    }
)
_CHOICES: Mapping[DraftField, tuple[Iterable[StrEnum], Callable[[str], str]]] = {
    DraftField.KINDS: (RequirementKind, lambda name: f"kind-{name}"),
    DraftField.LEVEL: (Level, lambda name: f"level-{name}"),
    DraftField.TYPE: (CredentialType, lambda name: f"type-{name}"),
    DraftField.BASIS: (
        [each for each in EffortBasis if each is not EffortBasis.NOT_STATED],
        lambda name: f"basis-{name}",
    ),
    DraftField.STUDY: (StudyForm, lambda name: f"study-{name}"),
    DraftField.CREDIT: (CreditStatus, lambda name: f"credit-status-{name}"),
    DraftField.TASK_KIND: (RequirementKind, lambda name: f"kind-{name}"),
}
_SEVERAL = frozenset({DraftField.KINDS, DraftField.STUDY})


def choices_in(field: DraftField) -> bool:
    """Whether the field is chosen from a list and not typed."""
    return field in _CHOICES


def new_draft_form(texts: Texts) -> Form:
    """The five parts of a new credential."""
    form = Form(texts("draft-form-new"), custom_ids.DRAFT_NEW.of())
    for field in FIELDS[DraftForm.PARTS]:
        _ask(form, texts, field, "")
    return form


def draft_form(texts: Texts, draft_id: str, content: DraftContent, which: DraftForm) -> Form:
    """One of the forms of a draft."""
    form = Form(texts(f"draft-form-{which.value}"), custom_ids.DRAFT_FORM.of(draft_id, which.value))
    said = said_in(texts, content)
    for field in FIELDS[which]:
        _ask(form, texts, field, said.get(field, ""))
    return form


def said_in(texts: Texts, content: DraftContent) -> Typed:
    """What each field holds, as a person would type it."""
    return {**_base_said(texts, content), **content.typed}


def _ask(form: Form, texts: Texts, field: DraftField, said: str) -> None:
    question = texts(f"draft-ask-{field.value}")
    if field in _CHOICES:
        options = _options(texts, field)
        most = len(options) if field in _SEVERAL else 1
        form.let_choose(
            question,
            field.value,
            options,
            chosen=parts_of(said),
            most=most,
            is_needed=field in _NEEDED,
        )
        return
    form.ask(
        question,
        field.value,
        example=texts(f"draft-example-{field.value}"),
        draft=said,
        most=_LENGTHS[field],
        is_needed=field in _NEEDED,
        is_long=field in _LONG,
    )


def _options(texts: Texts, field: DraftField) -> list[discord.SelectOption]:
    values, name_of = _CHOICES[field]
    return [option(texts(name_of(each.value.replace(" ", "-"))), each.value) for each in values]


def _base_said(texts: Texts, content: DraftContent) -> Typed:
    if content.base is None:
        return {DraftField.TASK_KIND: _usual_kind(content)}
    row: Row = json.loads(content.base)
    credit = row.get("credit", {})
    topics = [topic for topic in row["topics"] if topic != UNSORTED]
    kinds = dict.fromkeys(each["kind"] for each in row["requirements"])
    return {
        DraftField.TITLE: row["title"],
        DraftField.ISSUER: row["issuer"],
        DraftField.LINK: row["url"],
        DraftField.TIME: effort_reading(texts, stated_in(row)),
        DraftField.KINDS: ",".join(kinds),
        DraftField.LEVEL: row["level"],
        DraftField.LANGUAGE: language_text(texts, row["language"]),
        DraftField.TOPICS: ", ".join(topics),
        DraftField.COST: cost_typed(row),
        DraftField.TYPE: row["credential_type"],
        DraftField.SUMMARY: row["summary"],
        DraftField.PLATFORM: row.get("platform", ""),
        DraftField.BASIS: row["effort_basis"],
        DraftField.NOTE: row.get("effort_note", ""),
        DraftField.STUDY: ",".join(row.get("study_forms", ())),
        DraftField.SKILLS: ", ".join(row.get("skills", ())),
        DraftField.CREDIT: credit.get("status", ""),
        DraftField.CLAIM: credit.get("claim", ""),
        DraftField.VALIDITY: validity_typed(row),
        DraftField.SOURCE: row["source"]["reference"],
        DraftField.TASK_KIND: next(iter(kinds), ""),
    }


def _usual_kind(content: DraftContent) -> str:
    """What the next tasks will be: what the last ones were, else the first kind chosen."""
    if content.added:
        return content.added[-1].kind.value
    chosen = parts_of(content.typed.get(DraftField.KINDS, ""))
    return next((kind.value for kind in RequirementKind if kind.value in chosen), "lessons")

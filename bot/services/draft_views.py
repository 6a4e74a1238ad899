"""What there is to say of a draft: how it reads, how complete it is, what it may be already."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from bot.catalogue.completeness import Completeness, completeness_of
from bot.catalogue.draft_rows import DraftReading, RowRules, read_draft
from bot.catalogue.entry_judgement import judged_entry
from bot.catalogue.likeness import Likeness, NewTopic, look_alikes, new_topics
from bot.catalogue.problems import Problem
from bot.catalogue.rows import credential_of
from bot.domain.credential import Credential
from bot.domain.drafts import Draft, DraftForm
from bot.domain.errors import UserError


@dataclass(frozen=True, slots=True)
class DraftView:
    """A draft as it is now, with what there is to say of it.

    `refused` is why the form that was just sent in cannot stand as it is. `covers`: the server has an entry
    of its own over one that lies below.
    """

    draft: Draft
    reading: DraftReading
    completeness: Completeness
    alike: tuple[Likeness, ...] = ()
    new_topics: tuple[NewTopic, ...] = ()
    notes: tuple[Problem, ...] = ()
    refused: tuple[UserError, ...] = ()
    covers: bool = False


def draft_view(
    draft: Draft,
    rules: RowRules,
    seen: Collection[Credential],
    *,
    form: DraftForm | None,
    covers: bool,
) -> DraftView:
    """The draft beside what the server sees; `form` is the one that was just sent in."""
    reading = read_draft(draft.content, rules, credential_id=draft.credential_id)
    said = {name: value for name, value in reading.row.items() if name in reading.said}
    wrong = [each for each in reading.problems if each.form is form]
    return DraftView(
        draft,
        reading,
        completeness_of(said | _generic(reading.row)),
        _look_alikes(draft, reading, seen),
        new_topics(said.get("topics", ()), seen),
        _notes(reading),
        refused=tuple(each.error for each in wrong),
        covers=covers,
    )


def _look_alikes(draft: Draft, reading: DraftReading, seen: Collection[Credential]) -> tuple[Likeness, ...]:
    title, issuer = (str(reading.row.get(name, "")) for name in ("title", "issuer"))
    published = draft.content.published
    own = draft.credential_id or (published.credential_id if published else None)
    return look_alikes(title, issuer, seen, but=own) if title else ()


def _notes(reading: DraftReading) -> tuple[Problem, ...]:
    """What the judgement of the catalogue's files would want a person to look at."""
    if reading.problems:
        return ()
    try:
        return judged_entry(credential_of(reading.row)).notes
    except UserError as refused:
        return (Problem(refused.message_id, refused.arguments),)


def _generic(row: Mapping[str, Any]) -> dict[str, Any]:
    """That tasks only name the kinds of proof is taken for granted, and yet must be known."""
    return {"tasks_basis": row["tasks_basis"]} if "tasks_basis" in row else {}

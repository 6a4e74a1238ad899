"""Drafts: entries of the catalogue on their way, as they were typed. What was typed is never lost."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from enum import StrEnum

from bot.domain.credential import RequirementKind
from bot.domain.errors import MessageArgument, UserError
from bot.domain.task_lines import TaskLine

KEPT_FOR = timedelta(days=30)
MOST_TASKS = 100
"""Of one kind: what the catalogue takes."""


class DraftForm(StrEnum):
    """The forms in which a draft is typed; Discord takes five fields in one."""

    PARTS = "parts"
    ABOUT = "about"
    HOURS = "hours"
    OUTCOMES = "outcomes"
    TASKS = "tasks"


class DraftField(StrEnum):
    """What can be typed or chosen; several choices are one text with commas."""

    TITLE = "title"
    ISSUER = "issuer"
    LINK = "link"
    TIME = "time"
    KINDS = "kinds"
    LEVEL = "level"
    LANGUAGE = "language"
    TOPICS = "topics"
    COST = "cost"
    TYPE = "type"
    SUMMARY = "summary"
    PLATFORM = "platform"
    BASIS = "basis"
    NOTE = "note"
    STUDY = "study"
    SKILLS = "skills"
    CREDIT = "credit"
    CLAIM = "claim"
    SOURCE = "source"
    VALIDITY = "validity"
    TASKS = "tasks"
    TASK_KIND = "task-kind"


FIELDS: Mapping[DraftForm, tuple[DraftField, ...]] = {
    DraftForm.PARTS: (
        *(DraftField.TITLE, DraftField.ISSUER, DraftField.LINK, DraftField.TIME),
        DraftField.KINDS,
    ),
    DraftForm.ABOUT: (
        *(DraftField.LEVEL, DraftField.LANGUAGE, DraftField.TOPICS, DraftField.COST),
        DraftField.TYPE,
    ),
    DraftForm.HOURS: (
        *(DraftField.SUMMARY, DraftField.PLATFORM, DraftField.BASIS, DraftField.NOTE),
        DraftField.STUDY,
    ),
    DraftForm.OUTCOMES: (
        *(DraftField.SKILLS, DraftField.CREDIT, DraftField.CLAIM, DraftField.VALIDITY),
        DraftField.SOURCE,
    ),
    DraftForm.TASKS: (DraftField.TASKS, DraftField.TASK_KIND),
}

Typed = Mapping[DraftField, str]
"""What was typed, as it was typed."""


@dataclass(frozen=True, slots=True)
class DraftProblem:
    """What keeps a draft from being published: a message with its arguments, and the form to mend it in."""

    form: DraftForm
    message_id: str
    arguments: Mapping[str, MessageArgument] = field(default_factory=dict)

    @property
    def error(self) -> UserError:
        """The problem as an error."""
        return UserError(self.message_id, **self.arguments)


@dataclass(frozen=True, slots=True)
class DraftTask:
    """A task that a draft adds."""

    kind: RequirementKind
    line: TaskLine


@dataclass(frozen=True, slots=True)
class Published:
    """What came of a draft: the version that it published."""

    credential_id: str
    version: int
    is_undone: bool = False


@dataclass(frozen=True, slots=True)
class DraftContent:
    """What is known of an entry so far: what it is based on (a record of the catalogue), and what was typed.

    `added` are tasks after those of the base; `batches` says how many came together, the latest last.
    """

    base: str | None = None
    typed: Typed = field(default_factory=dict)
    added: tuple[DraftTask, ...] = ()
    batches: tuple[int, ...] = ()
    published: Published | None = None
    last_interaction: int | None = None
    """Discord's id of what changed it last: a repeat of that changes nothing."""
    is_suggestion: bool = False
    """Whether it is what a member means to suggest: no draft of an entry yet."""

    @property
    def is_out(self) -> bool:
        """Whether it is published, and that was not taken back."""
        return self.published is not None and not self.published.is_undone

    @property
    def is_changed(self) -> bool:
        """Whether anything was typed or added."""
        return bool(self.typed or self.added)

    def with_typed(self, form: DraftForm, typed: Typed) -> "DraftContent":
        """The content with what was typed into a form in place of what it said before."""
        own = {each: typed.get(each, "") for each in FIELDS[form]}
        return replace(self, typed={**self.typed, **own})

    def with_tasks(self, tasks: tuple[DraftTask, ...]) -> "DraftContent":
        """The content with more tasks, and without what was typed to say them.

        Raises UserError `draft-too-many-tasks` (with `limit`).
        """
        added = (*self.added, *tasks)
        if any(sum(each.kind is task.kind for each in added) > MOST_TASKS for task in tasks):
            raise UserError("draft-too-many-tasks", limit=MOST_TASKS)
        return replace(self._without_typed_tasks(), added=added, batches=(*self.batches, len(tasks)))

    @property
    def has_tasks_to_take_back(self) -> bool:
        """Whether tasks were added, or typed so that they could not be read."""
        return bool(self.batches or self.typed.get(DraftField.TASKS))

    def without_last_tasks(self) -> "DraftContent":
        """The content without the tasks that came last, be they added or only typed."""
        if self.typed.get(DraftField.TASKS) or not self.batches:
            return self._without_typed_tasks()
        return replace(self, added=self.added[: -self.batches[-1]], batches=self.batches[:-1])

    def _without_typed_tasks(self) -> "DraftContent":
        rest = {each: text for each, text in self.typed.items() if each not in FIELDS[DraftForm.TASKS]}
        return replace(self, typed=rest)


@dataclass(frozen=True, slots=True)
class Draft:
    """An entry on its way in a server: a new one, or (`credential_id`) one that is being changed.

    `base_version` is the version of the server's own entry that it began from; 0 where there was none.
    """

    id: str
    guild_id: int
    owner_id: int
    interaction_id: int
    content: DraftContent
    created_at: datetime
    updated_at: datetime
    expires_at: datetime
    credential_id: str | None = None
    base_version: int | None = None
    proposal_id: str | None = None

    @property
    def is_new(self) -> bool:
        """Whether it is about a credential that the server does not see yet."""
        return self.credential_id is None

"""The use cases that change the tasks of what is published in a server, one version at a time."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

from bot.catalogue.entry_judgement import judged_entry
from bot.catalogue.import_links import links_in
from bot.catalogue.problems import Problem
from bot.catalogue.rows import credential_in
from bot.catalogue.task_numbers import next_task_id
from bot.domain.catalogue_changes import as_in_version, dropped
from bot.domain.catalogue_layers import (
    INSTALLATION,
    Change,
    Entry,
    EntryChange,
    EntryStatus,
    EntryVersion,
    published_again,
)
from bot.domain.credential import Credential, Task
from bot.domain.errors import UserError
from bot.domain.ports import Clock
from bot.domain.task_edits import (
    TaskWish,
    position_of,
    task_named,
    with_edited_task,
    with_moved_task,
    with_task,
    without_task,
)
from bot.services.catalogue_keeping import Keeper
from bot.services.entry_changes import save_entry_changes
from bot.storage import catalogue_entries
from bot.storage.database import Database, Session


@dataclass(frozen=True, slots=True)
class TaskChange:
    """What became of a task: the credential as it is now, and which of its versions that is.

    `position` is the task's, counted from 1; for one that is gone, where it stood.
    """

    credential: Credential
    task: Task
    position: int
    version: int
    notes: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True)
class _Edit:
    """A credential with a change in it, and the task that it is about."""

    credential: Credential
    task: Task
    position: int


_Decide = Callable[[Session, Credential], _Edit]


class TaskKeeping:
    """Changes tasks of servers' catalogues over `base`, what comes with Badger.

    What lies below a server is overridden for it. All raise UserError `entry-unknown` for a credential that
    the server does not see, and what the judgement of the catalogue's files would refuse.
    """

    def __init__(self, database: Database, base: Iterable[Credential], clock: Clock) -> None:
        self._database = database
        self._base = {credential.id: credential for credential in base}
        self._clock = clock

    async def add(
        self, keeper: Keeper, credential_id: str, wish: TaskWish, after: str | None = None
    ) -> TaskChange:
        """Adds a task behind `after` (an id, a number or a title), or at the end.

        Raises UserError `task-…` for the title or for `after`.
        """

        def decide(session: Session, credential: Credential) -> _Edit:
            after_id = None if after is None else task_named(credential, after).id
            task_id = self._new_id(session, keeper.guild_id, credential)
            return _edit_of(with_task(credential, task_id, wish, after_id), task_id)

        return await self._change(keeper, credential_id, decide)

    async def edit(self, keeper: Keeper, credential_id: str, named: str, wish: TaskWish) -> TaskChange:
        """Changes what is wished of a task. Raises UserError `task-…`."""

        def decide(_: Session, credential: Credential) -> _Edit:
            task_id = task_named(credential, named).id
            return _edit_of(with_edited_task(credential, task_id, wish), task_id)

        return await self._change(keeper, credential_id, decide)

    async def move(self, keeper: Keeper, credential_id: str, named: str, position: int) -> TaskChange:
        """Moves a task to a position counted from 1. Raises UserError `task-…`."""

        def decide(_: Session, credential: Credential) -> _Edit:
            task_id = task_named(credential, named).id
            return _edit_of(with_moved_task(credential, task_id, position), task_id)

        return await self._change(keeper, credential_id, decide)

    async def remove(self, keeper: Keeper, credential_id: str, named: str) -> TaskChange:
        """Removes a task; its id is never given away again. Raises UserError `task-…`."""

        def decide(_: Session, credential: Credential) -> _Edit:
            task = task_named(credential, named)
            return _Edit(without_task(credential, task.id), task, position_of(credential, task.id))

        return await self._change(keeper, credential_id, decide)

    async def undo(self, keeper: Keeper, credential_id: str, version: int) -> Credential:
        """Lets the server see again what it saw before this version, and returns it.

        Undoing once more changes nothing. Raises UserError `task-undo-late` where somebody changed the
        credential since, `version-unknown`.
        """
        by = keeper.authorship(self._clock.now())

        def decide_and_save(session: Session) -> Credential:
            entry = catalogue_entries.entry_of(session, keeper.guild_id, credential_id)
            undone = catalogue_entries.version_of(session, keeper.guild_id, credential_id, version)
            if entry is None or undone is None:
                raise UserError("version-unknown", id=credential_id, number=version)
            change = _undoing(entry, undone)
            if change is not None:
                save_entry_changes(session, keeper.guild_id, [change], by)
            return self._seen(session, keeper.guild_id, credential_id)

        return await self._database.write(decide_and_save)

    async def _change(self, keeper: Keeper, credential_id: str, decide: _Decide) -> TaskChange:
        by = keeper.authorship(self._clock.now())

        def decide_and_save(session: Session) -> TaskChange:
            seen = self._seen(session, keeper.guild_id, credential_id)
            edit = decide(session, seen)
            judged = judged_entry(edit.credential)
            before = catalogue_entries.entry_of(session, keeper.guild_id, credential_id)
            change = published_again(before, credential_id, judged.record)
            if change.change is Change.ADDED:
                # New in this layer, and yet no new credential: it is seen from below.
                change = replace(change, change=Change.CHANGED)
            save_entry_changes(session, keeper.guild_id, [change], by)
            return TaskChange(edit.credential, edit.task, edit.position, change.after.version, judged.notes)

        return await self._database.write(decide_and_save)

    def _seen(self, session: Session, guild_id: int, credential_id: str) -> Credential:
        """What the server sees of the credential. Raises UserError `entry-unknown`."""
        for layer in (guild_id, INSTALLATION):
            entry = catalogue_entries.entry_of(session, layer, credential_id)
            if entry is not None and entry.status is not EntryStatus.INHERITED:
                if entry.status is EntryStatus.PUBLISHED and entry.record is not None:
                    return credential_in(entry.record)
                raise UserError("entry-unknown", id=credential_id)
        if credential_id not in self._base:
            raise UserError("entry-unknown", id=credential_id)
        return self._base[credential_id]

    def _new_id(self, session: Session, guild_id: int, credential: Credential) -> str:
        """An id that no task of the credential ever had in any layer that the server sees."""
        layers = dict.fromkeys((guild_id, INSTALLATION))
        begins = f'"{credential.id}.'
        records = [
            record
            for layer in layers
            for record in (
                *catalogue_entries.records_ever(session, layer, credential.id),
                *catalogue_entries.records_naming(session, layer, begins),
            )
        ]
        base = (task.id for each in self._base.values() for task in each.tasks)
        used = {task_id for record in records for task_id in links_in(record).task_ids}
        used |= {task_id for task_id in base if task_id.startswith(f"{credential.id}.")}
        is_below = credential.id in self._base or bool(
            catalogue_entries.entry_of(session, INSTALLATION, credential.id)
        )
        return next_task_id(credential.id, used, is_overriding=is_below)


def _edit_of(credential: Credential, task_id: str) -> _Edit:
    position = position_of(credential, task_id)
    return _Edit(credential, credential.tasks[position - 1], position)


def _undoing(entry: Entry, undone: EntryVersion) -> EntryChange | None:
    """The change that takes a version back; None where that is done. Raises UserError `task-undo-late`."""
    before = undone.change.before
    if entry.version == undone.number:
        # Where the version was the first, the server had said nothing before: what lies below is seen.
        return dropped(entry, entry.credential_id) if before is None else _as_before(entry, undone, before)
    is_undone = entry.version == undone.number + 1 and _says(entry) == _says(before)
    if is_undone:
        return None
    raise UserError("task-undo-late", id=entry.credential_id)


def _as_before(entry: Entry, undone: EntryVersion, before: Entry) -> EntryChange:
    earlier = EntryVersion(undone.number - 1, EntryChange(undone.change.change, None, before), undone.by)
    return as_in_version(entry, earlier)


def _says(entry: Entry | None) -> tuple[EntryStatus, str | None]:
    """What an entry lets be seen; one that was never there is one that says nothing."""
    if entry is None or entry.status is EntryStatus.INHERITED:
        return EntryStatus.INHERITED, None
    return entry.status, entry.record

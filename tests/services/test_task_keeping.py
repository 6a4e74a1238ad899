"""A moderator changes tasks of what a server sees; other servers and the ids of tasks stay as they are."""

import asyncio
from dataclasses import replace

import pytest

from bot.catalogue.base_records import BaseRecords
from bot.catalogue.rows import record_of
from bot.domain.catalogue_layers import INSTALLATION, Authorship, Change, Origin, published_again
from bot.domain.credential import Credential, Requirement, RequirementKind, Task
from bot.domain.errors import UserError
from bot.domain.moderation import AuditAction
from bot.domain.task_edits import TaskWish
from bot.services.catalogue_keeping import CatalogueKeeping, Keeper
from bot.services.catalogue_layers import seen_catalogue
from bot.services.entry_changes import save_entry_changes
from bot.services.task_keeping import TaskKeeping
from bot.storage import audit, catalogue_entries
from bot.storage.database import Database
from tests.set_clock import NOW, SetClock
from tests.small_catalogue import credential

SERVER, OTHER, MODERATOR = 10, 20, 7
HERE, THERE = Keeper(SERVER, MODERATOR), Keeper(OTHER, MODERATOR)


def sound(identity: str, *titles: str) -> Credential:
    """A credential that the schema takes, with a task for each title."""
    tasks = tuple(Task(f"{identity}.{number}", title) for number, title in enumerate(titles, start=1))
    return replace(
        credential(identity, identity.upper()),
        summary="In one sentence.",
        topics=("data",),
        requirements=(Requirement(RequirementKind.LESSONS, tasks),),
    )


BASE = (sound("sql", "Read", "Practise"), sound("data", "Watch"))


@pytest.fixture
def tasks(database: Database, clock: SetClock) -> TaskKeeping:
    return TaskKeeping(database, BASE, clock)


@pytest.fixture
def keeping(database: Database, clock: SetClock) -> CatalogueKeeping:
    return CatalogueKeeping(database, BaseRecords(BASE), clock)


async def titles(database: Database, guild_id: int, identity: str = "sql") -> list[str]:
    found = await database.read(seen_catalogue, BASE, guild_id)
    return [f"{task.id} {task.title}" for each in found if each.id == identity for task in each.tasks]


async def publish(database: Database, guild_id: int, published: Credential) -> None:
    before = await database.read(catalogue_entries.entry_of, guild_id, published.id)
    change = published_again(before, published.id, record_of(published))
    by = Authorship(Origin.MEMBER, NOW, MODERATOR)
    await database.write(save_entry_changes, guild_id, [change], by)


async def test_a_task_is_added_for_one_server_as_a_version_with_its_line_in_the_log(
    tasks: TaskKeeping, database: Database
):
    change = await tasks.add(HERE, "sql", TaskWish("Build", minutes=(60, 120)), "1")
    assert (change.position, change.version, change.task.max_minutes) == (2, 1, 120)
    assert await titles(database, SERVER) == ["sql.1 Read", "sql.1001 Build", "sql.2 Practise"]
    assert await titles(database, OTHER) == ["sql.1 Read", "sql.2 Practise"]
    line = (await database.read(audit.entries, SERVER, limit=1))[0].deed
    assert (line.action, line.actor_id, line.subject) == (AuditAction.ENTRY_CHANGED, MODERATOR, "sql")


async def test_an_id_that_a_task_ever_had_is_never_given_to_another(tasks: TaskKeeping, database: Database):
    first = await tasks.add(HERE, "sql", TaskWish("First"))
    await tasks.remove(HERE, "sql", first.task.id)
    await tasks.undo(HERE, "sql", 2)
    await tasks.undo(HERE, "sql", 3)
    assert await titles(database, SERVER) == ["sql.1 Read", "sql.2 Practise"]
    second = await tasks.add(HERE, "sql", TaskWish("Second"))
    assert (first.task.id, second.task.id) == ("sql.1001", "sql.1002")


async def test_what_is_a_servers_own_goes_on_from_its_highest_number(tasks: TaskKeeping, database: Database):
    await publish(database, SERVER, sound("own", "One", "Two", "Three"))
    await tasks.remove(HERE, "own", "3")
    change = await tasks.add(HERE, "own", TaskWish("Four"))
    assert change.task.id == "own.4"


async def test_an_id_that_another_credential_took_over_is_not_given_again(
    tasks: TaskKeeping, database: Database
):
    await publish(database, SERVER, sound("own", "One"))
    merged = sound("other", "Mine")
    lessons = Requirement(RequirementKind.LESSONS, (*merged.tasks, Task("own.2", "Taken over")))
    await publish(database, SERVER, replace(merged, requirements=(lessons,)))
    change = await tasks.add(HERE, "own", TaskWish("Two"))
    assert change.task.id == "own.3"


async def test_a_task_is_edited_and_moved_under_its_id(tasks: TaskKeeping, database: Database):
    await tasks.edit(HERE, "sql", "read", TaskWish("Read on", RequirementKind.PRACTICE, (30, 30)))
    change = await tasks.move(HERE, "sql", "sql.1", 2)
    assert (change.position, change.version, change.credential.tasks[1].min_minutes) == (2, 2, 30)
    assert await titles(database, SERVER) == ["sql.2 Practise", "sql.1 Read on"]
    versions = await database.read(catalogue_entries.history_of, SERVER, "sql", limit=5)
    assert [version.change.change for version in versions] == [Change.CHANGED, Change.CHANGED]


async def test_the_last_task_stays_and_a_refusal_writes_nothing(tasks: TaskKeeping, database: Database):
    with pytest.raises(UserError, match="task-is-last"):
        await tasks.remove(HERE, "data", "1")
    await publish(database, SERVER, sound("data", *(f"Task {number}" for number in range(100))))
    with pytest.raises(UserError, match="tasks-too-many"):
        await tasks.add(HERE, "data", TaskWish("One too many"))
    assert len(await database.read(catalogue_entries.history_of, SERVER, "data", limit=200)) == 1


async def test_what_the_hours_of_the_tasks_do_not_add_up_to_is_noted(tasks: TaskKeeping, database: Database):
    from bot.domain.credential import Confidence, Effort, EffortBasis

    effort = Effort(60, 120, EffortBasis.STATED, Confidence.HIGH)
    await publish(database, SERVER, replace(sound("own", "One"), effort=effort))
    change = await tasks.edit(HERE, "own", "1", TaskWish(minutes=(600, 600)))
    assert [note.message_id for note in change.notes] == ["catalogue-task-sum-off"]


async def test_undo_goes_back_to_what_was_seen_before(tasks: TaskKeeping, database: Database):
    await tasks.add(HERE, "sql", TaskWish("One more"))
    second = await tasks.remove(HERE, "sql", "2")
    seen = await tasks.undo(HERE, "sql", second.version)
    assert [task.title for task in seen.tasks] == ["Read", "Practise", "One more"]
    assert await titles(database, SERVER) == ["sql.1 Read", "sql.2 Practise", "sql.1001 One more"]


async def test_undoing_twice_changes_nothing_more(tasks: TaskKeeping, database: Database):
    change = await tasks.add(HERE, "sql", TaskWish("One more"))
    first = await tasks.undo(HERE, "sql", change.version)
    again = await tasks.undo(HERE, "sql", change.version)
    assert first == again == BASE[0]
    assert len(await database.read(catalogue_entries.history_of, SERVER, "sql", limit=9)) == 2


async def test_what_somebody_changed_since_is_not_undone(tasks: TaskKeeping, database: Database):
    first = await tasks.add(HERE, "sql", TaskWish("One more"))
    await tasks.edit(Keeper(SERVER, 8), "sql", "1", TaskWish("Read it"))
    with pytest.raises(UserError, match="task-undo-late"):
        await tasks.undo(HERE, "sql", first.version)
    assert await titles(database, SERVER) == ["sql.1 Read it", "sql.2 Practise", "sql.1001 One more"]


async def test_a_moderator_of_another_server_undoes_nothing_here(tasks: TaskKeeping, database: Database):
    change = await tasks.add(HERE, "sql", TaskWish("One more"))
    with pytest.raises(UserError, match="version-unknown"):
        await tasks.undo(THERE, "sql", change.version)
    await tasks.add(THERE, "sql", TaskWish("Theirs"))
    await tasks.undo(THERE, "sql", 1)
    assert len(await titles(database, SERVER)) == 3


async def test_what_the_server_does_not_see_cannot_be_changed(
    tasks: TaskKeeping, keeping: CatalogueKeeping, database: Database
):
    await publish(database, OTHER, sound("theirs", "One"))
    await keeping.retire(HERE, "sql", "gone")
    await keeping.hide(Keeper(INSTALLATION), "data")
    for unseen in ("theirs", "sql", "data", "nothing"):
        with pytest.raises(UserError, match="entry-unknown"):
            await tasks.add(HERE, unseen, TaskWish("One more"))


async def test_what_the_installation_says_lies_under_the_server(tasks: TaskKeeping, database: Database):
    await publish(database, INSTALLATION, sound("sql", "Read", "Practise", "Pass"))
    change = await tasks.remove(HERE, "sql", "1")
    assert [task.id for task in change.credential.tasks] == ["sql.2", "sql.3"]
    assert len(await titles(database, INSTALLATION)) == 3


async def test_what_many_moderators_add_at_once_is_all_there_each_with_its_id(
    tasks: TaskKeeping, database: Database
):
    adding = (tasks.add(Keeper(SERVER, who), "sql", TaskWish(f"Task {who}")) for who in range(1, 11))
    changes = await asyncio.gather(*adding)
    assert {change.task.id for change in changes} == {f"sql.{number}" for number in range(1001, 1011)}
    assert sorted(change.version for change in changes) == list(range(1, 11))
    assert len(await titles(database, SERVER)) == 12

"""A moderator retires, hides, restores and goes back; nothing is ever lost, and no other server sees it."""

import pytest

from bot.catalogue.base_records import BaseRecords
from bot.catalogue.rows import credential_in, record_of
from bot.domain.catalogue_layers import (
    INSTALLATION,
    Authorship,
    Change,
    EntryStatus,
    Origin,
    published_again,
)
from bot.domain.errors import UserError
from bot.services.catalogue_keeping import CatalogueKeeping, Keeper
from bot.services.catalogue_layers import seen_catalogue
from bot.storage import catalogue_entries
from bot.storage.database import Database
from tests.set_clock import NOW, SetClock
from tests.small_catalogue import CREDENTIALS, credential

SERVER, OTHER, MODERATOR = 10, 20, 7
HERE, THERE = Keeper(SERVER, MODERATOR), Keeper(OTHER, MODERATOR)


@pytest.fixture
def keeping(database: Database, clock: SetClock) -> CatalogueKeeping:
    return CatalogueKeeping(database, BaseRecords(CREDENTIALS), clock)


async def seen(database: Database, guild_id: int) -> dict[str, str]:
    found = await database.read(seen_catalogue, CREDENTIALS, guild_id)
    return {credential.id: credential.title for credential in found}


async def publish(database: Database, guild_id: int, title: str) -> None:
    from dataclasses import replace

    own = replace(credential("sql", title), summary="in one sentence", topics=("data",))
    before = await database.read(catalogue_entries.entry_of, guild_id, "sql")
    change = published_again(before, "sql", record_of(own))
    await database.write(
        catalogue_entries.save_changes, guild_id, [change], Authorship(Origin.MEMBER, NOW, 7)
    )


async def refusal(awaitable: object) -> str:
    with pytest.raises(UserError) as refused:
        await awaitable  # type: ignore[misc]  # each of the use cases
    return refused.value.message_id


async def test_what_is_retired_is_gone_here_with_reason_and_successor(
    keeping: CatalogueKeeping, database: Database
):
    change = await keeping.retire(HERE, "sql", "no longer\noffered", "data")
    assert (change.after.reason, change.after.successor_id) == ("no longer offered", "data")
    assert "sql" not in await seen(database, SERVER)
    assert "sql" in await seen(database, OTHER)
    assert "sql" in await seen(database, INSTALLATION)


async def test_what_is_retired_comes_back(keeping: CatalogueKeeping, database: Database):
    await keeping.retire(HERE, "sql", "no longer offered")
    await keeping.restore(HERE, "sql")
    assert (await seen(database, SERVER))["sql"] == "SQL for Data Science"
    await publish(database, SERVER, "Our SQL")
    await keeping.retire(HERE, "sql", "once more")
    await keeping.restore(HERE, "sql")
    assert (await seen(database, SERVER))["sql"] == "Our SQL"


async def test_what_is_hidden_and_shown_again(keeping: CatalogueKeeping, database: Database):
    await keeping.hide(HERE, "cna")
    assert "cna" not in await seen(database, SERVER)
    await keeping.restore(HERE, "cna")
    assert "cna" in await seen(database, SERVER)


async def test_an_own_form_is_dropped_for_what_lies_below(keeping: CatalogueKeeping, database: Database):
    await publish(database, INSTALLATION, "SQL of this installation")
    await publish(database, SERVER, "Our SQL")
    await keeping.drop(HERE, "sql")
    assert (await seen(database, SERVER))["sql"] == "SQL of this installation"


async def test_any_version_can_be_gone_back_to(keeping: CatalogueKeeping, database: Database):
    for title in ("First", "Second", "Third"):
        await publish(database, SERVER, title)
    await keeping.retire(HERE, "sql", "no longer offered")
    await keeping.go_back(HERE, "sql", 2)
    assert (await seen(database, SERVER))["sql"] == "Second"
    history = await keeping.history(HERE, "sql", limit=9)
    assert [version.number for version in history] == [5, 4, 3, 2, 1]
    newest = history[0]
    assert newest.change.change is Change.RESTORED
    assert newest.by == Authorship(Origin.MEMBER, NOW, MODERATOR)
    assert newest.change.before == history[1].change.after
    assert history[1].change.after.status is EntryStatus.RETIRED
    assert credential_in(newest.change.after.record or "").title == "Second"
    assert await keeping.history(THERE, "sql", limit=9) == []


async def test_what_cannot_be_done_is_told_and_leaves_no_version(
    keeping: CatalogueKeeping, database: Database
):
    await publish(database, OTHER, "Theirs")
    assert await refusal(keeping.retire(HERE, "nothing", "why")) == "entry-unknown"
    assert await refusal(keeping.retire(HERE, "sql", " \n ")) == "reason-missing"
    assert await refusal(keeping.retire(HERE, "sql", "x" * 401)) == "reason-too-long"
    assert await refusal(keeping.retire(HERE, "sql", "why", "nothing")) == "successor-unknown"
    assert await refusal(keeping.retire(HERE, "sql", "why", "sql")) == "successor-unknown"
    assert await refusal(keeping.hide(HERE, "nothing")) == "entry-unknown"
    assert await refusal(keeping.restore(HERE, "sql")) == "entry-not-gone"
    assert await refusal(keeping.drop(HERE, "sql")) == "entry-not-own"
    assert await refusal(keeping.go_back(HERE, "sql", 1)) == "version-unknown"
    assert await database.read(catalogue_entries.layer_version, SERVER) == 0


async def test_the_command_line_signs_as_nobody(keeping: CatalogueKeeping):
    await keeping.hide(Keeper(INSTALLATION), "sql")
    (version,) = await keeping.history(Keeper(INSTALLATION), "sql", limit=1)
    assert (version.by.origin, version.by.actor_id) == (Origin.COMMAND_LINE, None)

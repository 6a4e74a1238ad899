"""A member takes their data along, and is forgotten in every table; a restored backup forgets them too."""

import csv
import io
import json
from collections.abc import AsyncIterator
from datetime import time, timedelta

import pytest
from sqlalchemy import BigInteger, insert, select
from sqlmodel import Session

from bot.catalogue.rows import record_of
from bot.domain.catalogue_layers import Authorship, Origin, published_again
from bot.domain.erasure import ErasureScope
from bot.domain.errors import UserError
from bot.domain.moderation import AuditAction, Deed
from bot.domain.visibility import Announcing, Visibility
from bot.services.erasing import erase_member, replay_erasures
from bot.services.log_requests import LogRequest
from bot.services.member_data import Footprint
from bot.storage import (
    announcements,
    audit,
    catalogue_entries,
    erasures,
    own_rows,
    server_settings,
    user_settings,
)
from bot.storage.database import Database
from bot.storage.tables import METADATA
from tests.services.group_club import study_together
from tests.services.group_rows import traces_in_a_group
from tests.services.ledger_club import HERE, MIRA, NOA, THERE, Club, with_tasks
from tests.set_clock import NOW, SetClock
from tests.stores import Store

LATER = NOW + timedelta(days=30)
NO_PERSON = {
    *("guild_id", "interaction_id", "application_id", "direct_message_guild_id", "version", "id"),
    *("replaces", "voids", "voided_by", "group_id", "left_by_interaction"),
    *("channel_id", "message_id", "announce_channel_id", "setup_channel_id", "announcement_id"),
    *("thread_id", "board_message_id"),
}


@pytest.fixture
async def club(store: Store, clock: SetClock) -> AsyncIterator[Club]:
    database = await Database.open(store.new_url())
    yield Club(database, clock, [with_tasks("sql", "Read", "Exercise"), with_tasks("excel", "Lessons")])
    await database.close()


def leave_traces(session: Session, user_id: int, guild_id: int, other_id: int) -> None:
    """A row of the user in every table in which they can have one, and in some that are others' too."""
    number = user_id % 10 * 100 + guild_id % 100
    ids = {"guild_id": guild_id, "interaction_id": number}
    times = {"created_at": NOW, "expires_at": LATER}
    token = f"token-{number:06d}"
    rows = {
        "stored_search": {
            **ids,
            **times,
            "id": token,
            "owner_id": user_id,
            "goal": "sql",
            "credit": False,
            "asked_on": NOW.date(),
            "hours_remembered": False,
            "is_public": False,
        },
        "kept_words": {
            "guild_id": guild_id,
            **times,
            "id": token,
            "owner_id": user_id,
            "content": "{}",
        },
        "catalogue_draft": {
            **ids,
            **times,
            "id": token,
            "owner_id": user_id,
            "content": "{}",
            "updated_at": NOW,
        },
        "catalogue_proposal": {
            **ids,
            "id": token,
            "member_id": user_id,
            "kind": "report",
            "status": "refused",
            "credential_id": "sql",
            "note": "my words",
            "created_at": NOW,
            "decided_at": NOW,
            "decided_by": other_id,
        },
        "member_block": {
            "guild_id": guild_id,
            "user_id": user_id,
            "what": "suggesting",
            "blocked_by": other_id,
            "blocked_at": NOW,
        },
        "schedule": {
            "guild_id": guild_id,
            "scope": "member",
            "scope_id": user_id,
            "kind": "reminder",
            "zone": "Europe/Berlin",
            "weekday": 0,
            "wall_time": time(9),
            "next_due_utc": LATER,
            "refusal_told": False,
            "version": 1,
        },
        "catalogue_alias": {
            "guild_id": guild_id,
            "word": f"word {number}",
            "words": "sql",
            "added_by": user_id,
            "added_at": NOW,
        },
    }
    for name, values in (*rows.items(), *traces_in_a_group(user_id, guild_id, other_id, number)):
        session.connection().execute(insert(METADATA.tables[name]), values)
    announcements.add(session, guild_id, number, user_id, now=NOW)
    if user_id == MIRA:
        server_settings.put(session, guild_id, {"changed_by": user_id}, now=NOW)
    audit.record(
        session,
        [
            Deed(AuditAction.ENTRY_RETIRED, guild_id, user_id, NOW, "sql"),
            Deed(AuditAction.MEMBER_BLOCKED, guild_id, other_id, NOW, str(user_id)),
        ],
    )
    change = published_again(
        catalogue_entries.entry_of(session, guild_id, "sql"), "sql", record_of(with_tasks("sql", "Read"))
    )
    catalogue_entries.save_changes(session, guild_id, [change], Authorship(Origin.MEMBER, NOW, user_id))


async def fill(club: Club) -> None:
    """Both members in both servers, with a completion that is announced."""
    for user_id, other_id in ((MIRA, NOA), (NOA, MIRA)):
        for guild_id in (HERE, THERE):
            await club.database.write(leave_traces, user_id, guild_id, other_id)
            await club.profile.set_announcing(club.asker(user_id, guild_id), Announcing.PING)
            await club.start("excel", user_id, guild_id)
            asker = club.asker(user_id, guild_id)
            await club.tracking.log(asker, LogRequest("Lessons", "30", note="=1+1"))
        await club.profile.set_time_zone(club.asker(user_id), "Europe/Berlin")
        await club.database.write(
            user_settings.choose_direct_message_server, user_id, HERE, now=club.clock.now()
        )


def everything(session: Session) -> dict[str, list[str]]:
    """Every row of every table as text."""
    return {
        name: [str(tuple(row)) for row in session.connection().execute(select(table))]
        for name, table in METADATA.tables.items()
    }


def holding(tables: dict[str, list[str]], user_id: int, guild_id: int | None = None) -> dict[str, list[str]]:
    found = {
        name: [row for row in rows if str(user_id) in row and (guild_id is None or str(guild_id) in row)]
        for name, rows in tables.items()
    }
    return {name: rows for name, rows in found.items() if rows}


def test_every_column_that_can_hold_a_person_is_known():
    found = {
        (table.name, column.name)
        for table in METADATA.tables.values()
        for column in table.columns
        if isinstance(column.type, BigInteger) and column.name not in NO_PERSON
    }
    assert found == set(erasures.PERSON_COLUMNS)


def test_an_export_has_the_rows_of_every_such_column():
    assert set(erasures.PERSON_COLUMNS) | {("audit_entry", "subject")} == own_rows.COVERED


async def test_who_is_erased_everywhere_is_in_no_row_of_any_table(club: Club):
    await fill(club)
    before = await club.database.read(everything)
    assert {name for name, _ in erasures.PERSON_COLUMNS} - set(holding(before, MIRA)) == {"catalogue_upload"}
    erased = await club.data.erase(club.asker(), ErasureScope.EVERYWHERE)
    assert erased.is_all
    after = await club.database.read(everything)
    assert holding(after, MIRA) == {}
    assert "my words" not in str(after["catalogue_proposal"]) or holding(after, NOA)
    for name in ("audit_entry", "catalogue_version", "catalogue_proposal", "catalogue_alias"):
        assert len(after[name]) == len(before[name])
    assert len(after["log_entry"]) == len(before["log_entry"]) / 2
    # A second click finds nothing, and answers the same.
    assert await club.data.erase(club.asker(), ErasureScope.EVERYWHERE) == erased


async def test_who_is_erased_here_stays_elsewhere(club: Club):
    await fill(club)
    before = await club.database.read(everything)
    erased = await club.data.erase(club.asker(), ErasureScope.HERE)
    assert not erased.is_all
    after = await club.database.read(everything)
    assert holding(after, MIRA, HERE) == {}
    assert {name: len(rows) for name, rows in holding(after, MIRA, THERE).items()} == {
        name: len(rows) for name, rows in holding(before, MIRA, THERE).items()
    }
    assert (await club.profile.settings(club.asker())).time_zone == "Europe/Berlin"
    # With the last server goes what belongs to the user in all.
    assert (await club.data.erase(club.asker(MIRA, THERE), ErasureScope.HERE)).is_all
    assert holding(await club.database.read(everything), MIRA) == {}
    with pytest.raises(UserError) as refused:
        await club.data.erase(club.asker(MIRA, None), ErasureScope.HERE)
    assert refused.value.message_id == "server-needed"


async def test_a_tombstone_names_nobody_and_its_key_stays(club: Club):
    await club.data.erase(club.asker(), ErasureScope.EVERYWHERE)
    first = await club.database.read(erasures.record_of)
    await club.data.erase(club.asker(NOA), ErasureScope.HERE)
    both = await club.database.read(erasures.record_of)
    assert first is not None
    assert both is not None
    assert (first.key, len(first.key)) == (both.key, 32)
    assert [len(stone.member_hash) for stone in both.tombstones] == [64] * len(both.tombstones)
    assert set(first.tombstones) <= set(both.tombstones)


@pytest.mark.parametrize("scope", ErasureScope)
async def test_a_restored_backup_forgets_whom_it_still_knew(
    store: Store, clock: SetClock, club: Club, scope: ErasureScope
):
    await fill(club)
    await club.database.write(erase_member, MIRA, None if scope is ErasureScope.EVERYWHERE else HERE, now=NOW)
    record = await club.database.read(erasures.record_of)
    restored = Club(await Database.open(store.new_url()), clock, club.credentials)
    await fill(restored)
    assert await restored.database.write(replay_erasures, record, now=LATER) == 1
    known = await restored.database.read(everything)
    assert holding(known, MIRA, HERE) == {}
    assert bool(holding(known, MIRA)) == (scope is ErasureScope.HERE)
    assert (await restored.reader.progress(restored.asker(NOA))).view.progress.tasks_done == 1
    # Who comes back after that is not erased by the same tombstones again.
    await restored.start("sql")
    assert await restored.database.write(replay_erasures, record, now=LATER) == 0
    assert await restored.database.write(replay_erasures, None, now=LATER) == 0
    assert await restored.database.read(erasures.record_of) == record
    await restored.database.close()


async def test_a_member_takes_all_of_it_along_and_nothing_of_others(club: Club):
    await fill(club)
    export = await club.data.export(MIRA)
    data = json.loads(export.json)
    assert str(NOA) not in export.json.decode()
    for name in ("enrolments", "log_entries", "searches", "drafts", "proposals", "words_added", "to_be_told"):
        assert [row["guild_id"] for row in data[name]] == [str(HERE), str(THERE)], name
    in_groups = ("groups_owned", "group_stays", "invitations_to_groups", "invitations_sent")
    for name in (*in_groups, "checkin_answers", "weeks_in_groups", "kudos_given", "kudos_received"):
        assert [row["guild_id"] for row in data[name]] == [str(HERE), str(THERE)], name
    assert data["settings"][0]["time_zone"] == "Europe/Berlin"
    assert len(data["enrolment_history"]) == 4
    assert len(data["decisions"]) == len(data["blocks_set"]) == 2
    assert [row["action"] for row in data["done_about_you"]] == ["member_blocked"] * 2
    header, *rows = csv.reader(io.StringIO(export.csv.decode("utf-8-sig")))
    assert [dict(zip(header, row, strict=True))["minutes"] for row in rows] == ["30", "30"]
    assert dict(zip(header, rows[0], strict=True))["note"] == "'=1+1"
    assert await club.data.footprint(club.asker(), ErasureScope.HERE) == Footprint(1, 1, 2, 1)
    assert await club.data.footprint(club.asker(), ErasureScope.EVERYWHERE) == Footprint(2, 2, 2, 2)
    with pytest.raises(UserError):
        await club.data.footprint(club.asker(MIRA, None), ErasureScope.HERE)
    documents = {each.name: each.content for each in await club.data.documents(MIRA, {HERE: "Our club"})}
    assert set(documents) == {
        "badger-data.json",
        "badger-ledger.csv",
        "badger-enrolments.csv",
        "badger-searches.csv",
    }
    assert documents["badger-data.json"] == export.json
    tables = {
        name: list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"))))
        for name, content in documents.items()
        if name.endswith(".csv")
    }
    for rows_of in tables.values():
        assert sorted(row["server"] for row in rows_of) == [str(THERE), "Our club"]
    told = next(row for row in tables["badger-enrolments.csv"] if row["server"] == "Our club")
    assert (told["credential"], told["tasks"], told["minutes"]) == ("excel basics", "1", "30")


@pytest.mark.parametrize(
    ("visibility", "shares_group", "sees"),
    [
        (None, False, False),
        (None, True, True),
        (Visibility.PRIVATE, True, False),
        (Visibility.GROUPS, True, True),
        (Visibility.GROUPS, False, False),
        (Visibility.SERVER, False, True),
    ],
)
async def test_another_member_sees_what_they_are_let_see(
    sqlite_club: Club, visibility: Visibility | None, shares_group: bool, sees: bool
):
    club = sqlite_club
    await club.start("sql")
    await club.tracking.log(club.asker(), LogRequest("Read", "30", note="for my eyes"))
    if visibility is not None:
        await club.profile.set_visibility(club.asker(), visibility)
    if shares_group:
        await study_together(club)
    looking = club.reader.progress_of(club.asker(NOA), MIRA)
    if not sees:
        with pytest.raises(UserError) as refused:
            await looking
        assert refused.value.message_id == "progress-hidden"
        return
    shown = await looking
    assert (shown.owner_id, shown.is_own, shown.view.progress.minutes) == (MIRA, False, 30)
    assert "for my eyes" not in repr(shown)
    with pytest.raises(UserError):
        await club.reader.progress_of(club.asker(NOA, THERE), MIRA)


@pytest.fixture
async def sqlite_club(database: Database, clock: SetClock) -> Club:
    return Club(database, clock, [with_tasks("sql", "Read", "Exercise")])


async def test_wishes_are_kept_where_they_belong(sqlite_club: Club):
    club = sqlite_club
    await club.profile.set_weekly_minutes(club.asker(), 180)
    await club.profile.set_visibility(club.asker(), Visibility.SERVER)
    profile = await club.profile.set_announcing(club.asker(), Announcing.QUIET)
    assert (profile.weekly_minutes, profile.visibility, profile.announcing) == (
        180,
        Visibility.SERVER,
        Announcing.QUIET,
    )
    there = await club.profile.settings(club.asker(MIRA, THERE))
    assert (there.weekly_minutes, there.visibility, there.announcing) == (180, Visibility.GROUPS, None)
    for minutes in (0, 168 * 60 + 1):
        with pytest.raises(UserError):
            await club.profile.set_weekly_minutes(club.asker(), minutes)
    assert "Europe/Berlin" in club.profile.suggest_time_zones("berlin")

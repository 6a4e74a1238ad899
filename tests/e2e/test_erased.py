"""After a member had themselves erased, nothing of the bot holds their id: no table, file, log, backup.

The member lives a full life before, as a learner and as a moderator. Tables are read from the database
itself, so that a new one is looked at without anybody naming it here.
"""

import io
import logging
import sqlite3
from collections.abc import AsyncIterator, Iterator, Sequence
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import MetaData, create_engine, select

from bot.ops.logs import configure_logs
from bot.storage.backing_up import back_up_file
from tests.e2e.club import Club
from tests.e2e.person import Json, Person, text_of
from tests.e2e.proposing import REPORTED, opens_first, refuses, suggests
from tests.e2e.test_catalog_drafts import adds_tasks, begins
from tests.e2e.test_catalogue_files import LIST
from tests.e2e.test_reminders import settled
from tests.e2e.waiting import imported
from tests.stores import Store

OWN_GROUP = "Night owls"
SHORT, LONG = "teacher-sel", "nea-sel-self-awareness"
_LOGGERS = ("bot", "badger", "alembic", "apscheduler", "discord")


@pytest.fixture
def log() -> Iterator[io.StringIO]:
    """What is written to the log, with all that Badger itself has to say."""
    root, stream = logging.getLogger(), io.StringIO()
    before = root.handlers[:], root.level
    levels = {name: logging.getLogger(name).level for name in _LOGGERS}
    configure_logs(level="debug", as_json=True, secrets=(), key=b"a key")
    (handler,) = root.handlers
    assert isinstance(handler, logging.StreamHandler)
    handler.setStream(stream)
    yield stream
    root.handlers[:], root.level = before
    for name, level in levels.items():
        logging.getLogger(name).setLevel(level)


@pytest.fixture
async def club_on(staffed_club: Club, store: Store, log: io.StringIO) -> AsyncIterator[Club]:
    """The club with its data on either database, which Badger lets go of before it is thrown away."""
    assert log.getvalue() is not None
    await staffed_club.stop_badger()
    staffed_club.database_url = store.new_url(is_migrated=False)
    await staffed_club.start_badger()
    yield staffed_club
    await staffed_club.stop_badger()


async def lives(club: Club, person: Person) -> None:
    """Does everything that leaves something behind, as a learner and as a moderator."""
    await _learns(club, person)
    await _asks_and_sets(club, person)
    await _proposes(club, person)
    await _keeps_the_catalogue(club, person)
    await _studies_with_others(club, person)
    await _is_dealt_with(club, person)


async def _learns(club: Club, person: Person) -> None:
    card = await person.uses(club.channel, "me settings")
    card = await person.chooses(card, "When you finish", "I tell this server, and ping you")
    await person.chooses(card, "Who sees your progress", "Everybody here")
    card = await person.uses(club.channel, "start", credential=LONG, target="in 8 weeks")
    card = await person.clicks(card, "Done")
    await person.clicks(card, "Undo")
    await person.uses(club.channel, "log", minutes="45", note="Mine alone")
    card = await person.uses(club.channel, "start", credential=SHORT)
    while "You did it!" not in text_of(card):
        card = await person.clicks(card, "Done")
    await person.clicks(card, "Happy to help others")
    # What was typed waits to be mended.
    await person.submits(
        await person.opens_modal(await _card_of(club, person), "Log time"), "ages", [], "", ""
    )


async def _card_of(club: Club, person: Person) -> Json:
    return await person.uses(club.channel, "start", credential=LONG)


async def _asks_and_sets(club: Club, person: Person) -> None:
    await person.uses(club.channel, "me timezone", zone="Europe/Berlin")
    card = await person.uses(club.channel, "me settings")
    await person.chooses(card, "Time for learning", "3 hours")
    answer = await person.uses(club.channel, "find", goal="learn sql")
    await person.clicks(answer, "Share")
    school = await person.channel("general", server=1)
    await person.uses(school, "find", goal="learn sql")
    await person.says(club.channel, f"<@{club.bot_id}> learn french")
    direct = await person.direct_messages_with(club.bot_id)
    asked = await person.uses(direct, "find", goal="learn sql")
    await person.chooses(asked, "server", "")
    await person.uses(club.channel, "me profile", share=True)
    await person.uses(club.channel, "me export")


async def _proposes(club: Club, person: Person) -> None:
    await suggests(person, club.channel)
    await person.uses(
        club.channel, "credential report", credential=REPORTED, reason="outdated", note="It closed"
    )


async def _keeps_the_catalogue(club: Club, person: Person) -> None:
    card = await adds_tasks(person, await begins(person, club.channel))
    await person.clicks(card, "Publish")
    await begins(
        person, club.channel, "Half a draft", "Scouts", "https://scouts.example.org/x", "20 h", ["exam"]
    )
    await person.uses(club.channel, "catalog retire", credential=REPORTED, reason="It closed")
    await person.uses(club.channel, "catalog restore", credential=REPORTED)
    await person.uses(club.channel, "catalog-alias add", word="Zettel", means="SQL")
    report = await imported(club, file=LIST)
    await person.clicks(report, "Import these 2 rows")
    await imported(club, file=("again.csv", LIST[1].replace(b"fires", b"smoke")))
    await suggests(club.amara, club.channel, "Rope Work", "https://rope.example.org/")
    await refuses(club, await opens_first(club), "Not for us.")
    await person.uses(club.channel, "server block", member=club.jonas.id, what="suggesting")


async def _studies_with_others(club: Club, person: Person) -> None:
    """In a group of their own, with a closed week and an open one, and invited to another."""
    amara = club.amara
    await person.uses(club.channel, "group create", name=OWN_GROUP)
    await amara.uses(club.channel, "group join", group=OWN_GROUP)
    await person.uses(club.channel, "group invite", member=club.jonas.id)
    await amara.uses(club.channel, "group create", name="Early birds")
    await amara.uses(club.channel, "group invite", member=person.id, group="Early birds")
    await person.uses(club.channel, "log", minutes="30", note="Mine alone")
    await person.uses_on(club.channel, "Send kudos", amara.id)
    await amara.uses_on(club.channel, "Send kudos", person.id)
    for _ in range(2):
        club.sandbox.clock.move_to_next("sunday 18:00")
        await settled(club)
        await person.uses(club.channel, "group checkin", note="Mine alone")


async def _is_dealt_with(club: Club, person: Person) -> None:
    administrator = club.staff["administrator"]
    shared = await person.uses(club.channel, "credential show", credential=SHORT, share=True)
    await administrator.uses_on(club.channel, "Remove", shared["id"])
    await administrator.uses(club.channel, "server block", member=person.id, what="suggesting")


async def _together(club: Club) -> str:
    """What the group did together in all of its time, as one who is still in it reads it."""
    board = await club.amara.uses(club.channel, "group board", group=OWN_GROUP)
    said = text_of(await club.amara.clicks(board, "All time"))
    return next(line for line in said.splitlines() if line.startswith("Together: "))


def rows_with(url: str, person_id: int) -> dict[str, list[str]]:
    """The rows of every table that there is which hold the id, as a number or in a text."""
    engine = create_engine(url)
    tables = MetaData()
    tables.reflect(engine)
    with engine.connect() as connection:
        found = {
            name: [str(tuple(row)) for row in connection.execute(select(table)) if _holds(row, person_id)]
            for name, table in tables.tables.items()
        }
    engine.dispose()
    assert len(found) > len(_LOGGERS)
    return {name: rows for name, rows in found.items() if rows}


def _holds(row: Sequence[object], person_id: int) -> bool:
    return any(
        any(form in cell for form in _forms(person_id))
        if isinstance(cell, bytes)
        else str(person_id) in str(cell)
        for cell in row
    )


def _forms(person_id: int) -> tuple[bytes, ...]:
    """The id as it may stand in a file: as a text, and as the numbers that databases write."""
    return (
        str(person_id).encode(),
        person_id.to_bytes(8, "big"),
        person_id.to_bytes(8, "little"),
        _varint(person_id),
    )


def _varint(number: int) -> bytes:
    """A key of a row as SQLite writes it: nine bytes for a snowflake, seven bits each but for the last."""
    high = number >> 8
    return bytes(0x80 | (high >> shift) & 0x7F for shift in range(49, -1, -7)) + bytes([number & 0xFF])


def files_with(folder: Path, person_id: int) -> list[str]:
    """The files that hold the id, beside one another in the folder of the database."""
    forms = _forms(person_id)
    return sorted(
        path.name
        for path in folder.rglob("*")
        if path.is_file() and any(form in path.read_bytes() for form in forms)
    )


async def test_nothing_holds_the_id_of_who_was_erased(
    club_on: Club, store: Store, log: io.StringIO, tmp_path: Path
):
    club, person_id = club_on, int(club_on.mira.id)
    await lives(club, club.mira)
    before = rows_with(club.database_url, person_id)
    for table in (
        *("enrolment", "log_entry", "member_settings", "user_settings", "outbox", "stored_search"),
        *("catalogue_draft", "catalogue_upload", "catalogue_proposal", "catalogue_version"),
        *("catalogue_alias", "member_block", "audit_entry", "kept_words"),
        *("study_group", "group_member", "group_invite", "group_checkin_answer", "group_week_line"),
        *("kudos", "happy_to_help"),
    ):
        assert before.get(table), f"the life leaves nothing in {table}"
    if store.kind == "sqlite":
        assert files_with(tmp_path, person_id), "the scan of files finds nothing, whatever is in them"

    together = await _together(club)
    card = await club.mira.uses(club.channel, "me erase", scope="everywhere")
    sure = await club.mira.clicks(card, "Go on")
    assert "I keep nothing of you" in text_of(await club.mira.clicks(sure, "Erase it now"))

    assert rows_with(club.database_url, person_id) == {}
    if store.kind == "sqlite":
        assert files_with(tmp_path, person_id) == []
        path = Path(club.database_url.removeprefix("sqlite:///"))
        back_up_file(path, tmp_path / "later" / "backup.sqlite3")
        assert files_with(tmp_path, person_id) == []
    await club.restart_badger()
    assert rows_with(club.database_url, person_id) == {}
    assert log.getvalue().count("\n") > 1
    assert str(person_id) not in log.getvalue()
    assert await _together(club) == together
    assert "You have not started anything" in text_of(await club.mira.uses(club.channel, "me profile"))


def test_the_scan_of_a_file_sees_a_number_as_sqlite_writes_it(tmp_path: Path):
    person_id = 1_574_937_067_593_400_321
    with closing(sqlite3.connect(tmp_path / "some.sqlite3")) as connection:
        connection.execute("CREATE TABLE a (id INTEGER PRIMARY KEY)")
        connection.execute("INSERT INTO a VALUES (?)", (person_id,))
        connection.commit()
    assert files_with(tmp_path, person_id) == ["some.sqlite3"]

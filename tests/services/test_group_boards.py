"""Boards as they are read from the ledger, the marks to show them anew, and what erasures leave."""

from collections.abc import AsyncIterator
from datetime import date, datetime, timedelta

import pytest
from sqlmodel import Session, col, select, update

from bot.domain.erasure import ErasureScope
from bot.domain.errors import UserError
from bot.domain.gone import GoneCredential
from bot.domain.group_board import Window
from bot.domain.visibility import Visibility
from bot.services.catalogue_view import CatalogueInMemory
from bot.services.group_work import GroupWork
from bot.services.log_requests import LogRequest
from bot.services.seen_catalogue import SeenCatalogue
from bot.services.study_groups import NewGroup
from bot.storage.database import Database
from bot.storage.tables import ErasedWorkRow, GroupPlaceRow, GroupWeekLineRow, KudosRow
from tests.services.group_club import CHANNEL, TEO, group_work, make_group
from tests.services.ledger_club import HERE, MIRA, NOA, THERE, Club, with_tasks
from tests.set_clock import NOW, SetClock
from tests.small_catalogue import make_index
from tests.stores import Store


@pytest.fixture
async def club(store: Store) -> AsyncIterator[Club]:
    database = await Database.open(store.new_url())
    credentials = [with_tasks("sql", "Read", "Exercise"), with_tasks("excel", "Lessons", "Quiz")]
    yield Club(database, SetClock(), credentials)
    await database.close()


@pytest.fixture
def groups(club: Club) -> GroupWork:
    return group_work(club)


async def work(
    club: Club, name: str, task: str, minutes: str, user_id: int = MIRA, guild_id: int = HERE
) -> int:
    """Starts where they did not, logs, and says the number of the entry."""
    await club.start(name, user_id, guild_id)
    request = LogRequest(task, minutes, is_sure=True)
    return (await club.tracking.log(club.asker(user_id, guild_id), request)).entry.id


async def test_a_group_of_a_credential_counts_what_is_done_on_it(club: Club, groups: GroupWork):
    following = await make_group(club, "SQL", NOA, credential="sql")
    each_their_own = await make_group(club, "All", NOA)
    await work(club, "sql", "Read", "30")
    await work(club, "excel", "Lessons", "20")
    await work(club, "excel", "Lessons", "50", NOA)
    # What they do in another server is no business of this one.
    await work(club, "sql", "Read", "40", MIRA, THERE)
    board = await groups.boards.board(club.asker(), following)
    assert (board.total_minutes, board.total_tasks, board.credential_title) == (30, 1, "sql basics")
    assert [(line.user_id, line.done_of) for line in board.lines] == [(MIRA, (1, 2)), (NOA, None)]
    board = await groups.boards.board(club.asker(), each_their_own)
    assert [(line.user_id, line.minutes) for line in board.lines] == [(MIRA, 50), (NOA, 50)]
    assert (board.total_minutes, board.total_tasks) == (100, 3)


async def test_what_took_the_place_of_the_credential_counts_too(club: Club):
    group_id = await make_group(club, "SQL", credential="sql")
    await work(club, "sql", "Read", "30")
    club.credentials.append(with_tasks("sql-2", "Read on"))
    await work(club, "sql-2", "Read on", "12")

    def merged(_: int | None) -> CatalogueInMemory:
        seen = [each for each in club.credentials if each.id != "sql"]
        gone = [GoneCredential("sql", "sql basics", "Issuer", "merged", "sql-2")]
        return CatalogueInMemory(SeenCatalogue(seen, gone), make_index(seen))

    boards = GroupWork.over(club.database, merged, club.clock, lambda: None).boards
    board = await boards.board(club.asker(), group_id)
    assert (board.total_minutes, board.credential_title) == (42, "sql-2 basics")


async def test_an_undo_and_an_edit_are_seen_at_once(club: Club, groups: GroupWork):
    group_id = await make_group(club)
    entry = await work(club, "sql", "Read", "30")
    await club.tracking.undo(club.asker(), entry)
    board = await groups.boards.board(club.asker(), group_id)
    assert (board.total_minutes, board.lines[0].is_resting) == (0, True)


async def test_who_is_not_in_it_sees_what_is_for_all(club: Club, groups: GroupWork):
    group_id = await make_group(club, "Night Owls", NOA)
    await work(club, "sql", "Read", "30")
    await work(club, "sql", "Read", "20", NOA)
    await club.profile.set_visibility(club.asker(), Visibility.SERVER)
    board = await groups.boards.board(club.asker(TEO), group_id)
    assert ([line.user_id for line in board.lines], board.hidden_count, board.total_minutes) == (
        [MIRA],
        1,
        None,
    )
    assert str(NOA) not in repr(board.lines)
    for guild_id in (THERE, None):
        with pytest.raises(UserError):
            await groups.boards.board(club.asker(MIRA, guild_id), group_id)
    await groups.life.end(club.asker(), group_id)
    with pytest.raises(UserError, match="group-over"):
        await groups.boards.board(club.asker(), group_id)


async def test_the_posted_board_is_for_who_can_read_the_thread(club: Club, groups: GroupWork):
    group_id = await make_group(club, "Night Owls", NOA)
    await club.profile.set_visibility(club.asker(), Visibility.SERVER)
    assert len((await groups.boards.posted_board(HERE, group_id)).lines) == 2
    await club.database.write(in_public, group_id)
    assert [line.user_id for line in (await groups.boards.posted_board(HERE, group_id)).lines] == [MIRA]


def in_public(session: Session, group_id: int) -> None:
    """Lets the group meet where all can read along."""
    mine = update(GroupPlaceRow).where(col(GroupPlaceRow.group_id) == group_id)
    session.exec(mine.values(is_private=False, changed_at=None))


async def test_kudos_count_for_the_week_in_which_they_were_given(club: Club, groups: GroupWork):
    group_id = await make_group(club, "Night Owls", NOA)

    def give(session: Session) -> None:
        for number, day in enumerate((date(2026, 11, 23), date(2026, 11, 24), date(2026, 11, 22))):
            whose = {"guild_id": HERE, "sender_id": NOA, "receiver_id": MIRA}
            session.add(KudosRow(**whose, given_on=day, given_at=NOW, interaction_id=number))
        session.flush()

    await club.database.write(give)
    boards = [await groups.boards.board(club.asker(), group_id, window) for window in Window]
    assert [[line.kudos for line in board.lines] for board in boards] == [[2, 0], [3, 0], [3, 0]]


async def marked(club: Club) -> dict[int, datetime | None]:
    """Since when each board does not say what holds; then all of them are as if they were shown."""

    def look(session: Session) -> dict[int, datetime | None]:
        rows = session.exec(select(GroupPlaceRow.group_id, GroupPlaceRow.changed_at)).all()
        session.exec(update(GroupPlaceRow).values(changed_at=None))
        return dict(rows)

    return await club.database.write(look)


async def test_a_board_is_marked_by_all_that_changes_it_and_by_nothing_else(club: Club, groups: GroupWork):
    mine, left = await make_group(club, "Mine"), await make_group(club, "Left")
    others = await make_group(club, "Others", owner_id=NOA)
    elsewhere = await make_group(club, "Elsewhere", guild_id=THERE)
    ended = await make_group(club, "Ended")
    await groups.life.join(club.asker(NOA), left)
    await groups.life.leave(club.asker(), left)
    await groups.life.end(club.asker(), ended)
    assert set(await marked(club)) == {mine, left, others, elsewhere, ended}
    quiet = dict.fromkeys((mine, left, others, elsewhere, ended))
    now = club.clock.now()
    entry = await work(club, "sql", "Read", "30")
    # The work of who left stays counted, so a mistake that they mend is mended there too.
    assert await marked(club) == {**quiet, mine: now, left: now}
    for deed in (
        lambda: club.tracking.undo(club.asker(), entry),
        lambda: club.profile.set_visibility(club.asker(), Visibility.PRIVATE),
        lambda: club.start("excel"),
    ):
        assert await marked(club) == quiet
        await deed()
        assert await marked(club) == {**quiet, mine: now, left: now}
    await groups.life.set_goal(club.asker(NOA), others, 60, None)
    assert await marked(club) == {**quiet, others: now}


async def test_a_mark_tells_since_when(club: Club):
    group_id = await make_group(club)
    await marked(club)
    first = club.clock.now()
    await work(club, "sql", "Read", "30")
    club.clock.advance(timedelta(hours=1))
    await work(club, "sql", "Exercise", "30")
    assert await marked(club) == {group_id: first}


async def test_erased_work_keeps_a_week_and_no_more(club: Club, groups: GroupWork):
    group_id = await make_group(club, "Night Owls", NOA)
    hidden = await make_group(club, "Hidden", NOA)
    await work(club, "sql", "Read", "30")
    entry = await work(club, "sql", "Exercise", "15")
    await club.tracking.undo(club.asker(), entry)
    await club.database.write(with_closed_week, group_id)
    before = await groups.boards.board(club.asker(NOA), group_id)
    await club.data.erase(club.asker(), ErasureScope.HERE)
    after = await groups.boards.board(club.asker(NOA), group_id)
    assert (after.total_minutes, after.total_tasks) == (before.total_minutes, before.total_tasks) == (30, 1)
    assert (after.former_minutes, [line.user_id for line in after.lines]) == (30, [NOA])
    rows = await club.database.read(lambda session: list(session.exec(select(ErasedWorkRow))))
    assert [(row.group_id, row.week, row.credential_id, row.kind, row.minutes) for row in rows] == [
        (group_id, date(2026, 11, 23), "sql", "done", 30),
        (hidden, date(2026, 11, 23), "sql", "done", 30),
    ]
    lines = await club.database.read(lambda session: list(session.exec(select(GroupWeekLineRow))))
    assert [(line.user_id, line.worker_id, line.minutes) for line in lines] == [(None, rows[0].worker_id, 90)]
    # The same person is somebody else in every group.
    assert rows[0].worker_id != rows[1].worker_id


def with_closed_week(session: Session, group_id: int) -> None:
    """Writes a line of the snapshot of a closed week."""
    line = GroupWeekLineRow(
        guild_id=HERE,
        group_id=group_id,
        week="2026-W47",
        user_id=MIRA,
        minutes=90,
        tasks_done=2,
        streak_weeks=1,
    )
    session.add(line)
    session.flush()


async def test_who_kept_it_to_themselves_leaves_nothing(club: Club, groups: GroupWork):
    group_id = await make_group(club, "Night Owls", NOA)
    await work(club, "sql", "Read", "30")
    await club.profile.set_visibility(club.asker(), Visibility.PRIVATE)
    await club.data.erase(club.asker(), ErasureScope.EVERYWHERE)
    assert await club.database.read(lambda session: list(session.exec(select(ErasedWorkRow)))) == []
    assert (await groups.boards.board(club.asker(NOA), group_id)).total_minutes == 0


async def test_a_closed_group_shows_its_board_by_the_same_rules(club: Club, groups: GroupWork):
    made = await groups.life.create(club.asker(), NewGroup("Closed", CHANNEL, is_open=False))
    assert (await groups.boards.board(club.asker(NOA), made.group.id)).lines == ()

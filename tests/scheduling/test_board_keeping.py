"""A board is edited at most once a minute, whoever keeps it and whoever dies, and never stays behind."""

import asyncio
import random
from collections.abc import AsyncIterator
from itertools import pairwise

import pytest
from sqlmodel import Session, col, select

from bot.domain.delivery import ForbiddenError, LostPlaceError, Place, RetryError, UnknownError
from bot.domain.group_keeping import ONCE_IN, Keeping
from bot.domain.group_place import PlaceTrouble
from bot.domain.outbox import OutboxKind
from bot.scheduling.board_keeping import KeepingPace, keeping_boards
from bot.storage import group_checkins, kept_messages
from bot.storage.database import Database
from bot.storage.tables import OutboxRow
from tests.scheduling.board_stage import HERE, BoardStage, KilledError, board_of, shuffled
from tests.stores import Store

MINUTE = ONCE_IN.total_seconds()


@pytest.fixture
async def stage(store: Store, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[BoardStage]:
    database = await Database.open(store.new_url())
    built = BoardStage(database)
    monkeypatch.setattr("bot.storage.kept_messages.database_time", built.time.at)
    yield built
    await database.close()


def are_a_minute_apart(stage: BoardStage) -> bool:
    return all(
        later - sooner >= MINUTE for edits in stage.port.edits.values() for sooner, later in pairwise(edits)
    )


async def test_what_changed_is_shown_once_and_what_did_not_is_left_alone(stage: BoardStage):
    first, _ = await stage.make_groups(2)
    await stage.change(first)
    for _ in range(3):
        await stage.keeper.tick()
    assert stage.port.edits == {board_of(first): [stage.time.seconds]}
    assert await stage.is_quiet()


async def test_many_changes_of_a_minute_are_one_edit(stage: BoardStage):
    (group_id,) = await stage.make_groups(1)
    began = stage.time.seconds
    for _ in range(60):
        await stage.change(group_id)
        await stage.keeper.tick()
        stage.pass_time(minutes=0.05)
    edits = stage.port.edits[board_of(group_id)]
    assert are_a_minute_apart(stage)
    assert len(edits) == 3
    assert edits[0] - began < 5
    await stage.keeper.tick()
    stage.pass_time(minutes=2)
    await stage.keeper.tick()
    assert await stage.is_quiet()


async def test_what_changes_while_it_is_shown_is_shown_a_minute_later(stage: BoardStage):
    (group_id,) = await stage.make_groups(1)
    await stage.change(group_id)
    (claimed,) = await stage.places.claim(10)
    await stage.change(group_id)
    await stage.places.shown(claimed)
    assert await stage.places.claim(10) == []
    stage.pass_time(minutes=1.2)
    await stage.keeper.tick()
    assert len(stage.port.edits[board_of(group_id)]) == 1


@pytest.mark.parametrize("seed", range(2))
async def test_three_keepers_of_which_some_are_killed_edit_once_a_minute_and_lose_nothing(
    stage: BoardStage, seed: int
):
    chance = random.Random(seed)  # noqa: S311 - nothing secret
    groups = await stage.make_groups(3)
    messages = [board_of(each) for each in groups] + [await stage.check_in(groups[0])]
    keepers = [stage.new_keeper() for _ in range(3)]

    def trouble(_when: str, _keeping: Keeping) -> BaseException | None:
        kinds = (KilledError(), UnknownError(), RetryError(1.0), *([None] * 12))
        return chance.choice(kinds)

    stage.port.trouble = trouble
    for _ in range(80):
        await stage.change(*chance.sample(groups, chance.randrange(2)))
        for at, keeper in enumerate(shuffled(chance, keepers)):
            try:
                await keeper.tick()
            except KilledError:
                keepers[at] = stage.new_keeper()
        stage.pass_time(minutes=chance.uniform(0.02, 0.6))
    assert are_a_minute_apart(stage)
    assert all(len(stage.port.edits[message]) > 3 for message in messages[:3])
    stage.port.trouble = lambda _when, _keeping: None
    await stage.change(*groups)
    last = stage.time.seconds
    for _ in range(3):
        stage.pass_time(minutes=20)
        await keepers[0].tick()
    assert all(max(stage.port.edits[message]) >= last for message in messages[:3])
    assert are_a_minute_apart(stage)
    assert await stage.is_quiet()


async def test_keepers_at_the_same_moment_do_not_show_the_same_board(stage: BoardStage):
    groups = await stage.make_groups(5)
    await stage.change(*groups)
    await asyncio.gather(*(stage.new_keeper().tick() for _ in range(3)))
    assert [len(stage.port.edits[board_of(each)]) for each in groups] == [1] * 5


async def test_a_keeper_that_is_killed_leaves_the_board_to_the_next_minute(stage: BoardStage):
    (group_id,) = await stage.make_groups(1)
    await stage.change(group_id)
    stage.port.trouble = lambda when, _keeping: KilledError() if when == "before" else None
    with pytest.raises(KilledError):
        await stage.keeper.tick()
    stage.port.trouble = lambda _when, _keeping: None
    await stage.new_keeper().tick()
    assert stage.port.edits == {}
    stage.pass_time(minutes=1.2)
    await stage.new_keeper().tick()
    assert len(stage.port.edits[board_of(group_id)]) == 1


async def test_a_new_week_is_shown_by_itself(stage: BoardStage):
    (group_id,) = await stage.make_groups(1)
    assert await stage.places.claim(10) == []
    stage.pass_time(minutes=6 * 24 * 60)
    await stage.keeper.tick()
    assert len(stage.port.edits[board_of(group_id)]) == 1
    stage.pass_time(minutes=2)
    await stage.keeper.tick()
    assert len(stage.port.edits[board_of(group_id)]) == 1


async def test_a_group_that_is_over_is_shown_once_more_and_then_no_week(stage: BoardStage):
    (group_id,) = await stage.make_groups(1)
    await stage.work.life.end(stage.club.asker(), group_id, is_moderator=True)
    await stage.keeper.tick()
    stage.pass_time(minutes=9 * 24 * 60)
    await stage.keeper.tick()
    assert len(stage.port.edits[board_of(group_id)]) == 1


@pytest.mark.parametrize(
    ("error", "trouble"),
    [
        (LostPlaceError(PlaceTrouble.MESSAGE_GONE), PlaceTrouble.MESSAGE_GONE),
        (LostPlaceError(PlaceTrouble.CHANNEL_GONE), PlaceTrouble.CHANNEL_GONE),
        (ForbiddenError(Place.CHANNEL), PlaceTrouble.FORBIDDEN),
    ],
)
async def test_a_board_that_is_lost_is_left_alone_and_told_of_once(
    stage: BoardStage, error: Exception, trouble: PlaceTrouble
):
    (group_id,) = await stage.make_groups(1)
    stage.port.trouble = lambda when, _keeping: error if when == "before" else None
    for _ in range(3):
        await stage.change(group_id)
        await stage.keeper.tick()
        stage.pass_time(minutes=2)
    assert (await stage.places.place(HERE, group_id)).trouble is trouble
    told = await stage.database.read(_faults)
    assert told == [(100_000_000_000_000_001, str(group_id), f'{{"trouble": "{trouble.value}"}}')]


async def test_what_is_too_much_for_a_moment_comes_in_the_next_ones(stage: BoardStage):
    groups = await stage.make_groups(6)
    keeper = stage.new_keeper(KeepingPace(per_second=0.25, workers=2, batch=6))
    await stage.change(*groups)
    for _ in range(20):
        await keeper.tick()
        stage.pass_time(minutes=0.2)
    assert set(stage.port.edits) == set(map(board_of, groups))
    assert are_a_minute_apart(stage)


async def test_the_keeper_keeps_while_it_is_open_and_then_no_more(stage: BoardStage):
    (group_id,) = await stage.make_groups(1)
    async with keeping_boards(stage.keeper):
        pass
    await stage.change(group_id)
    await stage.keeper.tick()
    assert stage.port.edits == {}


async def test_a_check_in_that_could_not_be_changed_waits_for_the_repair(stage: BoardStage):
    (group_id,) = await stage.make_groups(1)
    checkin = await stage.check_in(group_id)
    stage.port.trouble = lambda when, _: ForbiddenError(Place.CHANNEL) if when == "before" else None
    await stage.database.write(group_checkins.mark_changed, HERE, group_id, "2026-W48", now=stage.clock.now())
    await stage.keeper.tick()
    stage.port.trouble = lambda _when, _keeping: None
    stage.pass_time(minutes=2)
    # Nor does it cost anything until then.
    assert not await stage.database.read(kept_messages.has_stale, now=stage.clock.now())
    asker = stage.club.asker(100_000_000_000_000_001)
    await stage.places.repair(asker, group_id, is_moderator=False)
    stage.pass_time(minutes=2)
    await stage.keeper.tick()
    assert len(stage.port.edits[checkin]) == 1
    assert await stage.is_quiet()


def _faults(session: Session) -> list[tuple[int, str, str]]:
    query = select(OutboxRow.scope_id, OutboxRow.subject, OutboxRow.payload)
    return list(session.exec(query.where(col(OutboxRow.kind) == OutboxKind.GROUP_FAULT.value)))


async def test_what_is_given_back_by_all_is_not_claimed_again_at_once(stage: BoardStage):
    groups = await stage.make_groups(3)
    stage.keeper = stage.new_keeper(KeepingPace(batch=2))
    stage.port.trouble = lambda when, _: RetryError(60.0, is_global=True) if when == "before" else None
    await stage.change(groups[0])
    await stage.keeper.tick()
    stage.port.trouble = lambda _when, _keeping: None
    await stage.change(*groups)
    claims = 0
    claim = stage.places.claim

    async def counted(limit: int) -> list[Keeping]:
        nonlocal claims
        claims += 1
        assert claims < 5
        return await claim(limit)

    stage.places.claim = counted  # type: ignore[method-assign]
    await stage.keeper.tick()
    assert claims == 1
    stage.pass_time(minutes=1)
    claims = 0
    await stage.keeper.tick()
    assert set(stage.port.edits) >= {board_of(groups[1]), board_of(groups[2])}

"""A server's set-up and its announcements, on both databases."""

from collections.abc import AsyncIterator
from datetime import time, timedelta

import pytest

from bot.domain.errors import UserError
from bot.domain.moderation import AuditAction
from bot.domain.outbox import OutboxKind, OutboxStatus, Verdict
from bot.domain.server_settings import AnnouncementStyle, AnnouncementTone, FaultReason
from bot.domain.visibility import Announcing
from bot.services.announcements import Announcements
from bot.services.catalogue_keeping import Keeper
from bot.services.deliveries import Deliveries
from bot.services.log_requests import LogRequest
from bot.services.server_setup import ServerSetup
from bot.storage import audit, outbox
from bot.storage.database import Database
from tests.services.ledger_club import HERE, MIRA, NOA, THERE, Club, with_tasks
from tests.set_clock import SetClock
from tests.stores import Store

MODERATOR, HALL, LOBBY = 77, 501, 502
KEEPER = Keeper(HERE, MODERATOR)


@pytest.fixture
def clock() -> SetClock:
    return SetClock()


@pytest.fixture
async def club(store: Store, clock: SetClock) -> AsyncIterator[Club]:
    database = await Database.open(store.new_url())
    yield Club(database, clock, [with_tasks("excel", "Lessons")])
    await database.close()


@pytest.fixture
def setup(club: Club, clock: SetClock) -> ServerSetup:
    return ServerSetup(club.database, clock, lambda: None)


@pytest.fixture
def announcements(club: Club, clock: SetClock) -> Announcements:
    return Announcements(club.database, clock)


async def finished(club: Club, user_id: int = MIRA, guild_id: int = HERE) -> int:
    """Somebody finishes and wants it told; the number of the announcement."""
    await club.profile.set_announcing(club.asker(user_id, guild_id), Announcing.QUIET)
    subject = await club.start("excel", user_id, guild_id)
    await club.tracking.log(club.asker(user_id, guild_id), LogRequest("Lessons"))
    found = await club.database.read(outbox.entries_about, guild_id, OutboxKind.COMPLETION, subject)
    return found[0].id


async def status_of(club: Club, number: int) -> tuple[OutboxStatus, Verdict | None]:
    found = await club.database.read(outbox.of_member, HERE, MIRA, number)
    assert found is not None
    return found.status, found.verdict


async def test_each_step_is_kept_with_who_made_it_and_a_line_of_the_log(club: Club, setup: ServerSetup):
    await setup.begin(KEEPER, LOBBY)
    await setup.set_channel(KEEPER, HALL)
    await setup.set_zone(KEEPER, "berlin")
    await setup.set_look(KEEPER, AnnouncementStyle.TEXT, None)
    await setup.set_look(KEEPER, None, AnnouncementTone.PLAIN)
    await setup.set_digest(KEEPER, HALL, 4, time(18, 30))
    state = await setup.state(HERE)
    settings = state.settings
    assert (settings.zone, settings.announce_channel_id) == ("Europe/Berlin", HALL)
    assert (settings.style, settings.tone) == (AnnouncementStyle.TEXT, AnnouncementTone.PLAIN)
    assert (settings.setup_channel_id, settings.changed_by) == (LOBBY, MODERATOR)
    assert state.digest is not None
    assert state.digest.when.zone == "Europe/Berlin"
    lines = await club.database.read(audit.entries, HERE, limit=10)
    assert {line.deed.action for line in lines} == {AuditAction.SERVER_SET}
    assert [line.deed.details["setting"] for line in lines] == ["digest", "style", "style", "zone", "channel"]
    assert (await setup.state(THERE)).settings.announce_channel_id is None


async def test_a_pause_ends_with_its_day_or_when_somebody_says_so(setup: ServerSetup, clock: SetClock):
    await setup.set_channel(KEEPER, HALL)
    paused = await setup.pause(KEEPER, clock.now() + timedelta(days=2))
    assert not paused.is_announcing
    assert not paused.is_off
    clock.advance(timedelta(days=3))
    assert (await setup.state(HERE)).is_announcing
    assert (await setup.pause(KEEPER)).is_off
    assert (await setup.resume(KEEPER)).is_announcing


async def test_what_had_nowhere_to_go_is_told_once_there_is_a_channel(
    club: Club, setup: ServerSetup, clock: SetClock
):
    number = await finished(club)
    deliveries = Deliveries(club.database, clock)
    await deliveries.claim(clock.now(), 10)
    assert await status_of(club, number) == (OutboxStatus.SKIPPED, Verdict.NO_CHANNEL)
    await setup.set_channel(KEEPER, HALL)
    assert await setup.tell_now(Keeper(THERE, MODERATOR)) == 0
    assert await setup.tell_now(KEEPER) == 1
    claims, _ = await deliveries.claim(clock.now(), 10)
    assert [each.delivery.channel_id for each in claims] == [HALL]


async def test_what_is_older_than_two_days_is_no_news(club: Club, setup: ServerSetup, clock: SetClock):
    await finished(club)
    await Deliveries(club.database, clock).claim(clock.now(), 10)
    clock.advance(timedelta(days=3))
    await setup.set_channel(KEEPER, HALL)
    assert await setup.tell_now(KEEPER) == 0


async def test_a_channel_that_vanishes_is_told_once_and_replaced_everywhere(
    club: Club, setup: ServerSetup, clock: SetClock
):
    await setup.set_channel(KEEPER, HALL)
    await setup.set_digest(KEEPER, HALL, 0, time(9))
    for channel in (HALL, HALL, LOBBY):
        await setup.lost(HERE, channel)
    state = await setup.state(HERE)
    assert [(each.channel_id, each.reason) for each in state.faults] == [(HALL, FaultReason.GONE)]
    claims, _ = await Deliveries(club.database, clock).claim(clock.now(), 10)
    assert [each.delivery.key.kind for each in claims] == [OutboxKind.FAULT]
    await Deliveries(club.database, clock).bury(claims[0], Verdict.GONE)
    assert [each.channel_id for each in await setup.untold(HERE)] == [HALL]
    assert await setup.untold(HERE) == ()
    mended = await setup.repair(KEEPER, HALL, LOBBY)
    assert mended.channels == (LOBBY,)
    assert mended.faults == ()


async def test_a_member_congratulates_once_and_nobody_themselves(club: Club, announcements: Announcements):
    number = await finished(club)
    first = await announcements.congratulate(club.asker(NOA), number)
    again = await announcements.congratulate(club.asker(NOA), number)
    assert (first.is_new, again.is_new, again.count) == (True, False, 1)
    for asker, refusal in (
        (club.asker(MIRA), "congratulate-own"),
        (club.asker(NOA, THERE), "announcement-gone"),
    ):
        with pytest.raises(UserError) as refused:
            await announcements.congratulate(asker, number)
        assert refused.value.message_id == refusal
    await club.tracking.undo(club.asker(MIRA))
    with pytest.raises(UserError) as gone:
        await announcements.congratulate(club.asker(NOA), number)
    assert gone.value.message_id == "announcement-gone"
    assert await announcements.seen(HERE, number) is None


async def test_what_a_moderator_took_down_is_not_told_again(
    club: Club, setup: ServerSetup, announcements: Announcements
):
    await setup.set_channel(KEEPER, HALL)
    number = await finished(club)
    assert await announcements.taken_down(THERE, number, HALL, 9) is None
    assert await announcements.taken_down(HERE, number, HALL, 9) == MIRA
    assert await setup.tell_now(KEEPER) == 0

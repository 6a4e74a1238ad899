"""Notices of an expiry are planned with the completion, once each, and say what is true when they come."""

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

import pytest

from bot.domain.delivery import ForbiddenError, Place
from bot.domain.errors import UserError
from bot.domain.outbox import OutboxKind, OutboxStatus
from bot.domain.renewal import expires_on, renewal_subject
from bot.domain.untold import Untold
from bot.domain.visibility import Visibility
from bot.services.deliveries import Claim, Deliveries
from bot.services.renewal_notices import RenewalNotice, RenewalNotices
from bot.services.schedules import Schedules
from bot.storage import outbox
from bot.storage.database import Database
from bot.storage.untold import untold_to
from tests.services.ledger_club import HERE, MIRA, NOA, Club, with_tasks
from tests.set_clock import NOW, SetClock
from tests.stores import Store

TODAY = NOW.date()
MONTHS = 24
EXPIRES = expires_on(TODAY, MONTHS)
FIRST, SECOND = (EXPIRES - timedelta(days=days) for days in (60, 14))


class RenewalClub(Club):
    """A club in which a credential is valid for two years, and what delivers to it."""

    def __post_init__(self) -> None:
        super().__post_init__()
        self.renewals = RenewalNotices(self.seen, self.database, self.clock)
        self.deliveries = Deliveries(self.database, self.clock)

    async def finish(self, named: str = "sql", *, again: bool = False) -> str:
        """Starts and ends it, and says the enrolment's id."""
        started = await self.enrolling.start(self.asker(), named, again=again)
        await self.log("Read")
        return started.view.enrolment.id

    async def waiting(self, enrolment_id: str) -> list[str]:
        """The days on which something is to be told."""
        subject = renewal_subject(enrolment_id)
        found = await self.database.read(outbox.entries_about, HERE, OutboxKind.NOTICE, subject)
        return [each.key.period for each in found if each.status is OutboxStatus.PENDING]

    def go_to(self, day: date) -> None:
        """Lets it be ten in the morning of a day."""
        self.clock.advance(datetime.combine(day, time(10), UTC) - self.clock.now())

    async def due(self) -> list[Claim]:
        """What is to be delivered now."""
        claims, _ = await self.deliveries.claim(self.clock.now(), 10)
        return claims

    async def told(self) -> list[RenewalNotice]:
        """What the due ones say; each is sent or skipped then."""
        notices = [await self.renewals.notice(self.asker(), each.delivery.id) for each in await self.due()]
        return [notice for notice in notices if notice is not None]


@pytest.fixture
async def club(store: Store) -> AsyncIterator[RenewalClub]:
    database = await Database.open(store.new_url())
    credentials = [replace(with_tasks("sql", "Read"), valid_months=MONTHS), with_tasks("java", "Read")]
    yield RenewalClub(database, SetClock(), credentials)
    await database.close()


def days(*some: date) -> list[str]:
    return [day.isoformat() for day in some]


async def test_a_completion_plans_both_an_undo_calls_them_off_and_the_next_completion_plans_them_again(
    club: RenewalClub,
):
    enrolment_id = await club.finish()
    assert await club.waiting(enrolment_id) == days(FIRST, SECOND)
    await club.tracking.undo(club.asker())
    assert await club.waiting(enrolment_id) == []
    await club.log("Read")
    assert await club.waiting(enrolment_id) == days(FIRST, SECOND)
    await club.tracking.undo(club.asker())
    club.clock.advance(timedelta(days=3))
    later = timedelta(days=3)
    await club.log("Read")
    assert await club.waiting(enrolment_id) == days(FIRST + later, SECOND + later)


async def test_what_is_valid_for_life_is_never_told_of(club: RenewalClub):
    assert await club.waiting(await club.finish("java")) == []


async def test_each_comes_once_on_its_day_and_says_until_when(club: RenewalClub):
    await club.finish()
    club.go_to(FIRST - timedelta(days=1))
    assert await club.told() == []
    club.go_to(FIRST)
    (notice,) = await club.told()
    assert (notice.completed_on, notice.expires, notice.days_left) == (TODAY, EXPIRES, 60)
    assert notice.is_offered
    assert await club.told() == []
    club.go_to(SECOND)
    (notice,) = await club.told()
    assert notice.days_left == 14


async def test_after_a_long_downtime_only_the_later_is_told_and_nothing_that_ran_out(club: RenewalClub):
    await club.finish()
    club.go_to(SECOND + timedelta(days=2))
    assert [notice.days_left for notice in await club.told()] == [12]


async def test_nothing_is_told_after_it_ran_out(club: RenewalClub):
    await club.finish()
    club.go_to(EXPIRES)
    assert await club.told() == []


async def test_who_began_it_again_or_renewed_it_is_not_told_of_the_old_one(club: RenewalClub):
    first = await club.finish()
    club.go_to(FIRST - timedelta(days=10))
    again = await club.finish(again=True)
    assert again != first
    club.go_to(SECOND)
    assert await club.told() == []
    renewed = expires_on(FIRST - timedelta(days=10), MONTHS)
    club.go_to(renewed - timedelta(days=60))
    (notice,) = await club.told()
    assert (notice.enrolment.id, notice.expires) == (again, renewed)


async def test_who_is_at_it_again_is_not_told_either_even_if_they_gave_it_up(club: RenewalClub):
    await club.finish()
    started = await club.enrolling.start(club.asker(), "sql", again=True)
    club.go_to(FIRST)
    assert await club.told() == []
    await club.enrolling.drop(club.asker(), started.view.enrolment.id)
    club.go_to(SECOND)
    assert await club.told() == []


async def test_where_the_catalogue_says_longer_by_then_it_is_told_in_its_new_time(club: RenewalClub):
    enrolment_id = await club.finish()
    club.credentials[0] = replace(club.credentials[0], valid_months=MONTHS + 12)
    club.go_to(FIRST)
    assert await club.told() == []
    later = expires_on(TODAY, MONTHS + 12)
    moved = days(*(later - timedelta(days=each) for each in (60, 14)))
    assert await club.waiting(enrolment_id) == [SECOND.isoformat(), *moved]
    club.go_to(later - timedelta(days=60))
    assert [notice.expires for notice in await club.told()] == [later]


async def test_where_nobody_says_any_more_that_it_ends_it_is_not_told(club: RenewalClub):
    await club.finish()
    club.credentials[0] = replace(club.credentials[0], valid_months=None)
    club.go_to(FIRST)
    assert await club.told() == []


async def test_what_the_catalogue_holds_no_more_runs_out_all_the_same(club: RenewalClub):
    await club.finish()
    del club.credentials[0]
    club.go_to(FIRST)
    (notice,) = await club.told()
    assert (notice.expires, notice.is_offered) == (EXPIRES, False)


async def test_it_goes_where_the_reminder_goes_and_directly_to_who_has_none(club: RenewalClub):
    await club.finish()
    club.go_to(FIRST)
    (claim,) = await club.due()
    assert claim.delivery.channel_id is None
    schedules = Schedules(club.database, club.clock, lambda: None)
    await schedules.set_reminder(club.asker(), 0, time(9), 55)
    club.go_to(SECOND)
    assert {
        each.delivery.channel_id for each in await club.due() if each.delivery.key.subject != "weekly"
    } == {55}


async def test_it_is_silent_while_the_reminder_rests(club: RenewalClub):
    await club.finish()
    schedules = Schedules(club.database, club.clock, lambda: None)
    await schedules.set_reminder(club.asker(), 0, time(9))
    await schedules.pause_reminder(club.asker(), None)
    club.go_to(FIRST)
    assert await club.due() == []


async def test_only_its_member_hears_what_it_is_about_unless_they_let_the_server_see(club: RenewalClub):
    await club.finish()
    club.go_to(FIRST)
    (claim,) = await club.due()
    mine = claim.delivery.id
    assert await club.renewals.credential_of(club.asker(), mine) == ("sql", False)
    with pytest.raises(UserError, match="delivery-unknown"):
        await club.renewals.credential_of(club.asker(NOA), mine)
    with pytest.raises(UserError, match="delivery-unknown"):
        await club.renewals.open_credential(HERE, mine)
    await club.profile.set_visibility(club.asker(MIRA), Visibility.SERVER)
    assert await club.renewals.open_credential(HERE, mine) == "sql"
    with pytest.raises(UserError, match="delivery-unknown"):
        await club.renewals.open_credential(HERE + 1, mine)


async def test_the_day_is_that_of_the_member(club: RenewalClub):
    await club.profile.set_time_zone(club.asker(), "Pacific/Kiritimati")
    finished = await club.finish()
    here = (NOW + timedelta(hours=14)).date()
    assert here > TODAY
    assert await club.waiting(finished) == days(
        *(expires_on(here, MONTHS) - timedelta(days=each) for each in (60, 14))
    )


async def test_what_could_not_be_sent_is_told_at_the_next_chance_once(club: RenewalClub):
    await club.finish()
    club.go_to(FIRST)
    (claim,) = await club.due()
    await club.deliveries.refused(claim, ForbiddenError(Place.DIRECT_MESSAGE))
    assert await club.database.read(untold_to, HERE, MIRA) == Untold(renewals=True)
    assert await club.database.read(untold_to, HERE, NOA) == Untold()
    ((number, notice),) = await club.renewals.claim_untold(club.asker())
    assert (number, notice.days_left, notice.planned) == (claim.delivery.id, 60, FIRST)
    assert await club.renewals.claim_untold(club.asker()) == []
    assert await club.database.read(untold_to, HERE, MIRA) == Untold()

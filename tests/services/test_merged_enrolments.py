"""Who works on a credential that is merged into another keeps their work, as work on what is kept."""

from collections.abc import AsyncIterator
from dataclasses import dataclass, replace
from itertools import count

import pytest

from bot.catalogue.base_records import BaseRecords
from bot.domain.enrolment import EnrolmentStatus
from bot.domain.errors import UserError
from bot.domain.marks import Marks, Position
from bot.services.asker import Asker
from bot.services.catalogue_care import CatalogueCare
from bot.services.catalogue_keeping import Keeper
from bot.services.live_catalogue import LiveCatalogue
from bot.services.log_requests import LogRequest
from bot.services.member_work import MemberWork
from bot.storage.database import Database
from tests.services.ledger_club import HERE, MIRA, THERE, with_tasks
from tests.set_clock import NOW, SetClock
from tests.small_catalogue import make_index
from tests.stores import Store

WHY = "Both are one."
SEED = tuple(
    replace(each, title=title, summary="in one sentence", topics=("data",))
    for each, title in (
        (with_tasks("sql", "Read", "Exercise"), "SQL for Data"),
        (with_tasks("queries", "Watch", "Practise"), "Asking Databases"),
        (with_tasks("tables", "Look"), "Tables and Rows"),
    )
)


@dataclass
class Merging:
    """A server with moderators who merge, and a member who works."""

    database: Database
    clock: SetClock

    def __post_init__(self) -> None:
        self.live = LiveCatalogue(self.database, SEED, make_index(SEED), NOW.date)
        self.care = CatalogueCare.over(self.database, BaseRecords(SEED), self.live, self.clock)
        self.work = MemberWork.over(self.database, self.live.of, self.clock)
        self.keeper = Keeper(HERE, 77)
        self._interactions = count(100_000_000_000_001_000)

    def asker(self, guild_id: int = HERE) -> Asker:
        return Asker(MIRA, guild_id, next(self._interactions))

    async def merge(self, keep_id: str = "sql", drop_id: str = "queries") -> int:
        merged = await self.care.merging.merge(self.keeper, keep_id, drop_id, WHY)
        await self.live.refresh()
        return merged.number

    async def take_back(self, number: int) -> None:
        await self.care.merging.undo(self.keeper, number)
        await self.live.refresh()

    async def start(self, named: str, guild_id: int = HERE, *, again: bool = False) -> tuple[str, bool]:
        """The id of the enrolment, and whether it is new."""
        started = await self.work.enrolling.start(self.asker(guild_id), named, again=again)
        return started.view.enrolment.id, started.is_new

    async def tick(self, *titles: str) -> None:
        for title in titles:
            await self.work.tracking.log(self.asker(), LogRequest(title, is_sure=True))

    async def marks(self, guild_id: int = HERE) -> Marks:
        return await self.work.overview.marks(self.asker(guild_id))


@pytest.fixture
async def club(store: Store, clock: SetClock) -> AsyncIterator[Merging]:
    database = await Database.open(store.new_url())
    yield Merging(database, clock)
    await database.close()


async def test_the_work_stays_as_it_is_and_says_what_it_is_listed_as(club: Merging):
    mine, _ = await club.start("queries")
    await club.tick("Watch")
    before = (await club.work.progress.progress(club.asker())).view
    await club.merge()
    after = (await club.work.progress.progress(club.asker())).view
    assert (after.enrolment, after.progress) == (before.enrolment, before.progress)
    assert (before.kept_as, after.kept_as) == (None, "SQL for Data")
    for named in ("queries", "sql", "Asking Databases", "SQL for Data", "sql for dat", mine):
        found = await club.work.progress.progress(club.asker(), named)
        assert found.view.enrolment.id == mine
    suggested = await club.work.progress.suggest_enrolments(club.asker(), "sql")
    assert [line.enrolment.id for line in suggested] == [mine]


async def test_the_tasks_of_what_is_kept_are_offered_and_ticks_stay(club: Merging):
    mine, _ = await club.start("queries")
    await club.tick("Watch")
    await club.merge()
    offer = (await club.work.progress.progress(club.asker())).view.offer
    assert offer is not None
    assert [task.title for task in offer.added] == ["Read", "Exercise"]
    assert [task.title for task in offer.removed] == ["Practise"]
    taken = await club.work.enrolling.accept_update(club.asker(), mine, offer.content_hash)
    assert [task.title for task in taken.view.enrolment.tasks] == ["Read", "Exercise", "Watch"]
    assert (taken.view.progress.tasks_done, taken.view.offer, taken.view.kept_as) == (1, None, None)


@pytest.mark.parametrize("named", ["sql", "SQL for Data", "queries"])
async def test_to_start_what_is_kept_leads_to_what_was_begun(club: Merging, named: str):
    mine, _ = await club.start("queries")
    await club.merge()
    assert await club.start(named) == (mine, False)
    await club.tick("Watch", "Practise")
    assert await club.start(named) == (mine, False)
    anew, is_new = await club.start(named, again=True)
    assert is_new
    assert anew != mine
    shown = (await club.work.progress.progress(club.asker(), anew)).view
    assert (shown.enrolment.credential_id, shown.kept_as) == ("sql", None)


async def test_marks_stand_on_what_is_kept(club: Merging):
    await club.start("queries")
    await club.merge()
    assert await club.marks() == Marks(frozenset(), {"sql": Position(0, 2)})
    await club.tick("Watch", "Practise")
    assert await club.marks() == Marks(frozenset({"sql"}), {})


async def test_of_both_underway_the_one_that_is_further_marks_it_and_both_go_on(club: Merging):
    await club.start("sql")
    theirs, _ = await club.start("queries")
    await club.tick("Watch")
    await club.merge()
    assert await club.marks() == Marks(frozenset(), {"sql": Position(1, 2)})
    await club.tick("Read", "Practise")
    assert await club.marks() == Marks(frozenset({"sql"}), {"sql": Position(1, 2)})
    await club.work.enrolling.drop(club.asker(), (await club.start("sql"))[0])
    done = (await club.work.progress.progress(club.asker(), theirs)).view.enrolment
    assert done.status is EnrolmentStatus.COMPLETED


async def test_the_same_is_not_open_twice_by_another_way(club: Merging):
    given_up, _ = await club.start("queries")
    await club.tick("Watch")
    await club.work.enrolling.drop(club.asker(), given_up)
    await club.merge()
    await club.start("sql")
    with pytest.raises(UserError, match="enrolment-started-again"):
        await club.work.enrolling.resume(club.asker(), given_up)


async def test_an_undo_does_not_open_it_beside_one_that_was_begun_since(club: Merging):
    await club.start("queries")
    await club.tick("Watch", "Practise")
    last = (await club.work.progress.suggest_entries(club.asker()))[0].entry.id
    await club.merge()
    await club.start("sql", again=True)
    with pytest.raises(UserError, match="enrolment-started-again"):
        await club.work.tracking.undo(club.asker(), last)


async def test_a_merge_that_is_taken_back_leaves_everything_as_it_was(club: Merging):
    mine, _ = await club.start("queries")
    await club.tick("Watch")
    before = (await club.work.progress.progress(club.asker())).view
    number = await club.merge()
    assert await club.start("sql") == (mine, False)
    await club.take_back(number)
    assert (await club.work.progress.progress(club.asker())).view == before
    assert await club.marks() == Marks(frozenset(), {"queries": Position(1, 2)})
    assert (await club.start("sql"))[1]
    assert await club.start("queries") == (mine, False)


async def test_who_took_the_tasks_over_is_offered_the_old_ones_after_it_was_taken_back(club: Merging):
    mine, _ = await club.start("queries")
    number = await club.merge()
    offer = (await club.work.progress.progress(club.asker())).view.offer
    assert offer is not None
    await club.work.enrolling.accept_update(club.asker(), mine, offer.content_hash)
    await club.tick("Read")
    await club.take_back(number)
    shown = (await club.work.progress.progress(club.asker())).view
    assert shown.progress.tasks_done == 1
    assert shown.offer is not None
    assert [task.title for task in shown.offer.added] == ["Watch", "Practise"]


async def test_what_was_merged_twice_is_followed_to_the_end(club: Merging):
    mine, _ = await club.start("tables")
    await club.merge("queries", "tables")
    await club.merge("sql", "queries")
    assert await club.start("sql") == (mine, False)
    assert await club.marks() == Marks(frozenset(), {"sql": Position(0, 1)})


async def test_what_another_only_takes_the_place_of_stays_another(club: Merging):
    mine, _ = await club.start("queries")
    await club.care.keeping.retire(club.keeper, "queries", "Ended.", "sql")
    await club.live.refresh()
    shown = (await club.work.progress.progress(club.asker())).view
    assert (shown.enrolment.id, shown.kept_as, shown.offer) == (mine, None, None)
    assert await club.marks() == Marks(frozenset(), {"queries": Position(0, 2)})
    assert (await club.start("sql"))[1]


async def test_in_another_server_nothing_is_merged(club: Merging):
    mine, _ = await club.start("queries", THERE)
    await club.merge()
    assert (await club.start("sql", THERE))[1]
    assert await club.start("queries", THERE) == (mine, False)
    assert set((await club.marks(THERE)).started) == {"queries", "sql"}

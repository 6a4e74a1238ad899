"""What should be looked at again, and that somebody has."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.catalogue.base_records import BaseRecords
from bot.domain.catalogue_layers import Change
from bot.domain.credential import Effort
from bot.domain.errors import UserError
from bot.domain.moderation import ProposalKind, ReportReason
from bot.domain.proposals import Proposal
from bot.domain.staleness import StaleReason
from bot.services.catalogue_care import CatalogueCare
from bot.services.catalogue_keeping import Keeper
from bot.services.live_catalogue import LiveCatalogue
from bot.storage import proposals
from bot.storage.database import Database
from bot.storage.open_reports import open_reports
from tests.set_clock import NOW, SetClock
from tests.small_catalogue import CREDENTIALS, make_index

SERVER, OTHER = 10, 20
HERE = Keeper(SERVER, 7)
SOUND = tuple(
    replace(each, summary="in one sentence", topics=("topic",), effort=Effort(60, 60)) for each in CREDENTIALS
)
BASE = (replace(SOUND[0], effort=Effort()), *SOUND[1:])


@pytest.fixture
def live(database: Database) -> LiveCatalogue:
    return LiveCatalogue(database, BASE, make_index(BASE), NOW.date)


@pytest.fixture
def care(database: Database, live: LiveCatalogue, clock: SetClock) -> CatalogueCare:
    return CatalogueCare.over(database, BaseRecords(BASE), live, clock)


async def report(database: Database, number: int, guild_id: int = SERVER) -> None:
    made = Proposal(
        id=f"proposal-{number:03}",
        guild_id=guild_id,
        member_id=8,
        interaction_id=number,
        kind=ProposalKind.REPORT,
        created_at=NOW,
        credential_id="java",
        reason=ReportReason.OUTDATED,
    )
    await database.write(proposals.add, made)


async def test_the_list_is_paged_and_its_own_of_a_server(
    care: CatalogueCare, database: Database, clock: SetClock
):
    first = await care.staleness.page(SERVER, None)
    assert [entry.credential.id for entry in first.entries] == ["sql"]
    await report(database, 1)
    await report(database, 2)
    assert (await care.staleness.page(SERVER, None)).total == 2
    assert (await care.staleness.page(OTHER, None)).total == 1
    assert await database.read(open_reports, SERVER) == {"java": 2}
    clock.advance(timedelta(days=200))
    later = await care.staleness.page(SERVER, None, 9)
    assert (later.total, later.page, later.pages) == (len(BASE), 0, 1)


async def test_who_has_looked_again_is_done_with_it(
    care: CatalogueCare, live: LiveCatalogue, clock: SetClock
):
    clock.advance(timedelta(days=400))
    view = await care.staleness.view(SERVER, "sql", None)
    assert not view.is_own
    assert view.entry is not None
    assert view.entry.reasons == (StaleReason.CHECKED_LONG_AGO, StaleReason.EFFORT_NEVER_CHECKED)
    change = await care.staleness.confirm(HERE, "sql")
    assert change.change is Change.CHANGED
    await live.refresh()
    after = await care.staleness.view(SERVER, "sql", None)
    assert after.is_own
    assert after.entry is None
    assert after.credential == replace(
        BASE[0], source=replace(BASE[0].source, checked_on=clock.now().date().isoformat())
    )
    assert (await care.staleness.view(OTHER, "sql", None)).entry is not None
    with pytest.raises(UserError, match="looked-already"):
        await care.staleness.confirm(HERE, "sql")


async def test_what_is_gone_cannot_be_looked_at(care: CatalogueCare, live: LiveCatalogue):
    await care.keeping.retire(HERE, "sql", "no longer offered")
    await live.refresh()
    with pytest.raises(UserError, match="entry-unknown"):
        await care.staleness.confirm(HERE, "sql")
    with pytest.raises(UserError, match="credential-retired"):
        await care.staleness.view(SERVER, "sql", None)
    with pytest.raises(UserError, match="stale-days-wrong"):
        await care.staleness.page(SERVER, -1)

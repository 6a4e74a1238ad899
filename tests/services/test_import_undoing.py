"""An import is taken back as a whole, and only where nothing was done with it since."""

from datetime import timedelta

import pytest

from bot.catalogue.base_records import BaseRecords
from bot.catalogue.documents import MAX_ATTACHMENT_BYTES, Document
from bot.catalogue.parsing_worker import ParsingWorker
from bot.catalogue.rows import credential_in
from bot.catalogue.seed import read_seed
from bot.domain.catalogue_layers import Change, Origin
from bot.domain.errors import UserError
from bot.domain.moderation import AuditAction
from bot.services.catalogue_import import CatalogueImport, ImportRequest
from bot.services.catalogue_keeping import CatalogueKeeping, Keeper
from bot.services.catalogue_layers import seen_catalogue
from bot.services.import_undoing import ImportUndoing
from bot.storage import audit, catalogue_entries
from bot.storage.database import Database
from tests.set_clock import SetClock

CLUB, OTHER_CLUB = 10, 20
MIRA = Keeper(CLUB, 7)
SEED = read_seed().credentials
HEADER = "id,title,issuer,url,language,topics,requirements\n"
KNOTS = 'knots,Knots,Scouts,https://example.org/knots,en,outdoors,"lessons | Learn six knots | 1 | 2"\n'
FIRES = 'fires,Camp Fires,Scouts,https://example.org/fires,en,outdoors,"practice | Light a fire"\n'
AFTER_KNOTS = (
    'sails,Sails,Scouts,https://example.org/sails,en,outdoors,"prior_credential | Knots | | | | knots"\n'
)


class Desk:
    """Imports files, and takes imports back."""

    def __init__(self, database: Database, clock: SetClock) -> None:
        self.database = database
        self._clock = clock
        self._importing = CatalogueImport(database, BaseRecords(SEED), clock, frozenset({"outdoors"}))
        self.undoing = ImportUndoing(database, BaseRecords(SEED), clock)
        self.keeping = CatalogueKeeping(database, BaseRecords(SEED), clock)

    async def imports(self, *rows: str) -> int:
        """The number of its line in the audit log."""
        self._clock.advance(timedelta(minutes=1))
        document = Document("list.csv", (HEADER + "".join(rows)).encode())
        request = ImportRequest(document, CLUB, Origin.MEMBER, MAX_ATTACHMENT_BYTES, MIRA.actor_id)
        async with ParsingWorker() as worker:
            report = await self._importing.run(request, worker=worker)
        assert report.audit_number is not None
        return report.audit_number

    async def seen(self) -> dict[str, str]:
        seen = await self.database.read(seen_catalogue, SEED, CLUB)
        own = {"knots", "fires", "sails"}
        return {each.id: each.title for each in seen if each.id in own}

    async def refusal(self, number: int, keeper: Keeper = MIRA) -> str:
        with pytest.raises(UserError) as refused:
            await self.undoing.undo(keeper, number)
        return refused.value.message_id


@pytest.fixture
def desk(database: Database, clock: SetClock) -> Desk:
    return Desk(database, clock)


async def test_all_of_an_import_is_taken_back_as_new_versions_with_one_line(desk: Desk):
    await desk.imports(KNOTS)
    number = await desk.imports(KNOTS.replace("Knots,", "Knots and Lashings,"), FIRES)
    assert await desk.seen() == {"knots": "Knots and Lashings", "fires": "Camp Fires"}
    undone = await desk.undoing.undo(MIRA, number)
    assert (undone.file, undone.count) == ("list.csv", 2)
    assert await desk.seen() == {"knots": "Knots"}
    newest = (await desk.database.read(catalogue_entries.history_of, CLUB, "fires", limit=9))[0]
    assert (newest.number, newest.change.change) == (2, Change.DROPPED)
    line = (await desk.database.read(audit.entries, CLUB, limit=1))[0]
    assert (line.deed.action, line.deed.subject, line.deed.actor_id) == (
        AuditAction.IMPORT_UNDONE,
        "list.csv",
        MIRA.actor_id,
    )


async def test_it_is_taken_back_once(desk: Desk):
    number = await desk.imports(KNOTS)
    await desk.undoing.undo(MIRA, number)
    assert await desk.refusal(number) == "undo-too-late"
    await desk.imports(KNOTS)
    assert await desk.refusal(number) == "undo-too-late"


async def test_what_was_changed_since_keeps_the_whole_import(desk: Desk):
    number = await desk.imports(KNOTS, FIRES)
    await desk.keeping.retire(MIRA, "fires", "too hot")
    assert await desk.refusal(number) == "undo-too-late"
    assert await desk.seen() == {"knots": "Knots"}


async def test_what_another_entry_needs_stays(desk: Desk):
    number = await desk.imports(KNOTS)
    await desk.imports(AFTER_KNOTS)
    assert await desk.refusal(number) == "undo-import-named"
    assert set(await desk.seen()) == {"knots", "sails"}


async def test_what_takes_the_place_of_another_stays(desk: Desk):
    await desk.imports(FIRES)
    number = await desk.imports(KNOTS)
    await desk.keeping.retire(MIRA, "fires", "too hot", "knots")
    assert await desk.refusal(number) == "undo-import-named"


async def test_entries_that_name_one_another_go_together(desk: Desk):
    number = await desk.imports(KNOTS, AFTER_KNOTS)
    await desk.undoing.undo(MIRA, number)
    assert await desk.seen() == {}


async def test_no_other_line_and_no_other_server_takes_it_back(desk: Desk):
    number = await desk.imports(KNOTS)
    await desk.keeping.retire(MIRA, "celta", "elsewhere")
    assert await desk.refusal(number, Keeper(OTHER_CLUB, 7)) == "undo-too-late"
    assert await desk.refusal(number + 1) == "undo-too-late"
    assert await desk.refusal(10**17) == "undo-too-late"
    assert await desk.seen() == {"knots": "Knots"}


async def test_an_override_gives_way_to_what_lies_below(desk: Desk):
    celta = next(each for each in SEED if each.id == "celta")
    row = f'celta,CELTA here,{celta.issuer},{celta.url},en,outdoors,"quiz | Pass"\n'
    number = await desk.imports(row)
    await desk.undoing.undo(MIRA, number)
    seen = {each.id: each for each in await desk.database.read(seen_catalogue, SEED, CLUB)}
    assert seen["celta"] == celta
    entries = await desk.database.read(catalogue_entries.entries_of, CLUB)
    assert credential_in(entries[0].record or "").title == "CELTA here"

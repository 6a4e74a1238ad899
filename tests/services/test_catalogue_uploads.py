"""Files that moderators send: looked at first, then imported once, or let go."""

from datetime import timedelta

import pytest

from bot.catalogue.documents import MAX_ATTACHMENT_BYTES, Document
from bot.catalogue.import_plan import Outcome
from bot.domain.errors import UserError
from bot.domain.moderation import AuditAction
from bot.domain.upload import KEPT_FOR
from bot.services.asker import Asker
from bot.services.catalogue_import import CatalogueImport
from bot.services.catalogue_uploads import CatalogueUploads, check_announced
from bot.storage import audit, catalogue_entries
from bot.storage.database import Database
from tests.set_clock import SetClock

CLUB, OTHER_CLUB = 10, 20
MIRA, NOA = Asker(1, CLUB, 100), Asker(2, CLUB, 101)
HEADER = "id,title,issuer,url,language,topics,requirements\n"
KNOTS = 'knots,Knots,Scouts,https://example.org/knots,en,outdoors,"lessons | Learn six knots | 1 | 2"\n'
LIST = Document("list.csv", (HEADER + KNOTS).encode())
REFUSED = Document("list.csv", (HEADER + KNOTS.replace("https:", "ftp:")).encode())


@pytest.fixture
def uploads(database: Database, clock: SetClock) -> CatalogueUploads:
    importing = CatalogueImport(database, {}, clock, frozenset({"outdoors"}))
    return CatalogueUploads(database, importing, clock)


async def entries(database: Database, guild_id: int = CLUB) -> list[tuple[str, int]]:
    found = await database.read(catalogue_entries.entries_of, guild_id)
    return [(entry.credential_id, entry.version) for entry in found]


def nothing(_: float) -> None:
    """How far it is, told to nobody."""


async def waiting(uploads: CatalogueUploads, asker: Asker = MIRA) -> str:
    checked = await uploads.check(asker, LIST, nothing)
    assert checked.upload_id
    return checked.upload_id


async def refusal(uploads: CatalogueUploads, asker: Asker, upload_id: str) -> str:
    with pytest.raises(UserError) as refused:
        await uploads.import_waiting(asker, upload_id, nothing)
    return refused.value.message_id


async def test_a_file_waits_until_it_is_imported_and_leaves_one_line(
    uploads: CatalogueUploads, database: Database
):
    upload_id = await waiting(uploads)
    assert await entries(database) == []
    told: list[float] = []
    checked = await uploads.import_waiting(MIRA, upload_id, told.append)
    assert (checked.report.is_applied, checked.report.plan.counts[Outcome.ADDED]) == (True, 1)
    assert told[-1] == 1.0
    assert await entries(database) == [("knots", 1)]
    (line,) = await database.read(audit.entries, CLUB, limit=9)
    assert (line.deed.action, line.deed.actor_id, line.deed.subject, dict(line.deed.details)) == (
        AuditAction.FILE_IMPORTED,
        MIRA.user_id,
        "list.csv",
        {"added": 1, "changed": 0},
    )
    assert await refusal(uploads, MIRA, upload_id) == "upload-imported"
    assert await entries(database) == [("knots", 1)]


async def test_nobody_else_imports_or_discards_what_waits(uploads: CatalogueUploads, database: Database):
    upload_id = await waiting(uploads)
    for other in (NOA, Asker(MIRA.user_id, OTHER_CLUB, 102)):
        assert await refusal(uploads, other, upload_id) == "upload-gone"
        with pytest.raises(UserError):
            await uploads.discard(other, upload_id)
    assert await entries(database) == []


async def test_what_was_discarded_replaced_or_is_a_day_old_is_gone(
    uploads: CatalogueUploads, clock: SetClock
):
    first = await waiting(uploads)
    second = await waiting(uploads)
    assert await refusal(uploads, MIRA, first) == "upload-gone"
    assert await uploads.discard(MIRA, second) == "list.csv"
    assert await refusal(uploads, MIRA, second) == "upload-gone"
    third = await waiting(uploads)
    clock.advance(KEPT_FOR + timedelta(seconds=1))
    assert await refusal(uploads, MIRA, third) == "upload-gone"


async def test_nothing_waits_that_would_do_nothing_or_is_refused(uploads: CatalogueUploads):
    assert (await uploads.check(MIRA, REFUSED, nothing)).upload_id is None
    await uploads.import_at_once(MIRA, LIST, nothing)
    checked = await uploads.check(MIRA, LIST, nothing)
    assert (checked.upload_id, checked.report.plan.counts[Outcome.UNCHANGED]) == (None, 1)


async def test_a_file_that_is_refused_at_once_changes_nothing(uploads: CatalogueUploads, database: Database):
    checked = await uploads.import_at_once(MIRA, REFUSED, nothing)
    assert not checked.report.is_applied
    assert await entries(database) == []
    assert await database.read(audit.entries, CLUB, limit=9) == []


async def test_what_was_imported_cannot_be_discarded(uploads: CatalogueUploads):
    upload_id = await waiting(uploads)
    await uploads.import_waiting(MIRA, upload_id, nothing)
    with pytest.raises(UserError, match="upload-imported"):
        await uploads.discard(MIRA, upload_id)


def test_a_file_is_refused_by_what_is_said_of_it():
    check_announced("list.CSV", MAX_ATTACHMENT_BYTES)
    for name, size, why in (
        ("list.zip", 1, "import-archive"),
        ("list", 1, "import-suffix-unknown"),
        ("list.csv", MAX_ATTACHMENT_BYTES + 1, "import-file-too-large"),
    ):
        with pytest.raises(UserError) as refused:
            check_announced(name, size)
        assert refused.value.message_id == why

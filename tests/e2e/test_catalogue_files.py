"""`/catalog import` and `/catalog export` with real files, in the sandbox."""

import asyncio
import csv
import io

import pytest

from bot.domain.moderation import AuditAction, Deed
from bot.storage import audit, catalogue_entries
from bot.storage.database import Database
from tests.e2e.club import Club
from tests.e2e.person import Json, is_private, parts_of, text_of
from tests.e2e.waiting import imported, settled

HEADER = "id,title,issuer,url,language,topics,requirements\n"
KNOTS = 'knots,Knots for Sailors,Scouts,https://example.org/knots,en,outdoors,"lessons | Six knots | 1 | 2"\n'
FIRES = 'fires,Camp Fires,Scouts,https://example.org/fires,en,outdoors,"practice | Light a fire"\n'
LIST = ("club.csv", (HEADER + KNOTS + FIRES).encode())


async def own_entries(club: Club) -> dict[str, str | None]:
    """What the club's layer says, by id."""
    database = await Database.open(club.database_url)
    guild_id = next(iter(club.sandbox.world.guilds))
    entries = await database.read(catalogue_entries.entries_of, guild_id)
    await database.close()
    return {entry.credential_id: entry.record for entry in entries}


async def audit_lines(club: Club) -> list[Deed]:
    database = await Database.open(club.database_url)
    guild_id = next(iter(club.sandbox.world.guilds))
    found = await database.read(audit.entries, guild_id, limit=10)
    await database.close()
    return [entry.deed for entry in found]


def labels(message: Json) -> list[str]:
    return [part["label"] for part in parts_of(message) if part["type"] == 2]


async def report_rows(club: Club, message: Json) -> list[list[str]]:
    (attachment,) = message["attachments"]
    content = await club.mira.downloads(attachment)
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"))))


async def test_a_list_is_looked_at_then_imported_and_found_at_once(club: Club):
    report = await imported(club, file=LIST)
    assert is_private(report)
    assert "2 to add" in text_of(report)
    assert "Nothing is changed yet" in text_of(report)
    assert labels(report) == ["Import these 2 rows", "Discard"]
    heading, *rows = await report_rows(club, report)
    assert heading == ["line", "id", "title", "outcome", "what is wrong", "what to look at"]
    assert [row[:4] for row in rows] == [
        ["2", "knots", "Knots for Sailors", "added"],
        ["3", "fires", "Camp Fires", "added"],
    ]
    assert await own_entries(club) == {}
    done = await settled(club, await club.mira.clicks(report, "Import these 2 rows"))
    assert done["id"] == report["id"]
    assert "Imported" in text_of(done)
    assert labels(done) == ["Undo the import"]
    found = await club.amara.uses(club.channel, "find", goal="knots for sailors")
    assert "Knots for Sailors" in text_of(found)


async def test_an_import_is_taken_back_with_one_click(club: Club):
    report = await imported(club, file=LIST, dry_run=False)
    undone = await club.mira.clicks(report, "Undo the import")
    assert "The import of club.csv is taken back: its 2 entries are as they were before" in text_of(undone)
    found = await club.amara.uses(club.channel, "find", goal="knots for sailors")
    assert "Knots for Sailors" not in text_of(found)
    told = await club.mira.uses(club.channel, "server audit")
    assert "Took back the import of club.csv: 2 credentials" in text_of(told).replace("\\", "")


async def test_two_clicks_at_a_time_import_once(club: Club):
    report = await imported(club, file=LIST)
    clicks = (club.mira.clicks(report, "Import these 2 rows") for _ in range(2))
    await asyncio.gather(*clicks)
    seen = text_of(await settled(club, await club.mira.last(club.channel)))
    assert "Imported" in seen or "imported already" in seen
    deeds = await audit_lines(club)
    assert [(deed.action, deed.subject, dict(deed.details)) for deed in deeds] == [
        (AuditAction.FILE_IMPORTED, "club.csv", {"added": 2, "changed": 0})
    ]


async def test_what_is_discarded_is_not_imported(club: Club):
    report = await imported(club, file=LIST)
    gone = await club.mira.clicks(report, "Discard")
    assert "club.csv is discarded" in text_of(gone)
    assert (gone["attachments"], labels(gone)) == ([], [])
    assert await own_entries(club) == {}


async def test_without_a_file_there_is_a_sample_which_imports(club: Club):
    sample = await imported(club)
    (attachment,) = sample["attachments"]
    content = await club.mira.downloads(attachment)
    done = await imported(club, file=(attachment["filename"], content), dry_run=False)
    assert "2 added" in text_of(done)
    assert "Imported" in text_of(done)
    assert len(await own_entries(club)) == 2


async def test_a_dry_run_offers_nothing(club: Club):
    report = await imported(club, file=LIST, dry_run=True)
    assert "A dry run" in text_of(report)
    assert labels(report) == []
    assert await own_entries(club) == {}


async def test_one_refused_row_refuses_the_file_and_is_named(club: Club):
    spoilt = (HEADER + KNOTS + FIRES.replace("https:", "ftp:")).encode()
    for dry_run in (None, True, False):
        report = await imported(club, file=("club.csv", spoilt), dry_run=dry_run)
        text = text_of(report)
        assert "1 to add, 1 refused" in text
        assert "Nothing was imported" in text
        assert "**Line 3** Camp Fires: " in text
        assert "not a link that people can open" in text
        assert labels(report) == []
        rows = await report_rows(club, report)
        assert rows[2][3] == "refused"
    assert await own_entries(club) == {}


BAD = {
    "an archive": ("list.csv", b"PK\x03\x04rest", "archive or a workbook"),
    "a suffix that there is not": ("list.txt", b"x", "Its name must end in"),
    "a workbook": ("list.xlsx", b"x", "save the table as CSV"),
    "another format than its name": ("list.csv", b'[{"id": "a"}]', "This is JSON"),
    "nothing": ("list.csv", b"  ", "holds no credential"),
    "a depth bomb": ("list.json", b"[" * 100_000, "nested too deeply"),
    "a number of 5,000 digits": ("list.json", b'[{"id": ' + b"9" * 5000 + b"}]", "thousands of digits"),
    "not a number": ("list.json", b'[{"cost_amount": NaN}]', "not a number"),
    "a key twice": ("list.json", b'[{"id": "a", "id": "b"}]', "stands twice"),
    "a NUL": ("list.csv", HEADER.encode() + b"a\0b,x", "NUL"),
    "UTF-16": ("list.csv", (HEADER + KNOTS).encode("utf-16"), "UTF-16"),
    "Latin-1": ("list.csv", (HEADER + KNOTS.replace("Sailors", "Segelflöße")).encode("latin-1"), "UTF-8"),
    "semicolons": ("list.csv", HEADER.replace(",", ";").encode(), "semicolons"),
    "10,001 rows": ("list.csv", b"title\n" + b"x\n" * 10_001, "more than 10,000"),
}


@pytest.mark.parametrize("kind", BAD)
async def test_a_file_that_cannot_be_used_gets_one_sentence(club: Club, kind: str):
    name, content, words = BAD[kind]
    answer = await imported(club, file=(name, content), dry_run=False)
    assert is_private(answer)
    assert words in text_of(answer)
    assert await own_entries(club) == {}


async def test_a_file_over_eight_mib_is_refused_before_it_is_fetched(club: Club):
    large = ("large.csv", bytes(8 * 2**20 + 1))
    answer = await imported(club, file=large)
    assert "larger than 8 MiB" in text_of(answer)
    assert not any("/cdn/" in request.path for request in club.sandbox.requests)


@pytest.mark.parametrize(("kind", "name"), [("csv", "csv"), ("json", "json"), ("ctdl", "jsonld")])
async def test_an_export_imports_again_without_a_change(club: Club, kind: str, name: str):
    await imported(club, file=LIST, dry_run=False)
    before = await own_entries(club)
    exported = await club.mira.uses(club.channel, "catalog export", format=kind)
    (attachment,) = exported["attachments"]
    assert attachment["filename"] == f"catalogue.{name}"
    content = await club.mira.downloads(attachment)
    assert "Knots for Sailors" in content.decode()
    report = await imported(club, file=(attachment["filename"], content))
    assert "nothing to import" in text_of(report)
    assert labels(report) == []
    assert await own_entries(club) == before


async def test_the_catalogue_changed_between_the_report_and_the_click(club: Club):
    report = await imported(club, file=LIST)
    other = HEADER + KNOTS.replace("Knots for Sailors", "Knots of Others")
    await imported(club, file=("o.csv", other.encode()), dry_run=False)
    done = await settled(club, await club.mira.clicks(report, "Import these 2 rows"))
    assert "1 added, 1 changed" in text_of(done)


async def test_a_learner_may_neither_import_nor_export(club: Club):
    for command, options in (("catalog import", {"file": LIST}), ("catalog export", {"format": "csv"})):
        answer = await club.amara.forces(club.channel, command, **options)
        assert "for moderators" in text_of(answer)
    assert await own_entries(club) == {}

"""An import is planned, reported row by row, and applied whole or not at all."""

import json
from collections.abc import AsyncIterator
from dataclasses import replace
from typing import Any

import pytest

from bot.catalogue.base_records import BaseRecords
from bot.catalogue.documents import MAX_ATTACHMENT_BYTES, Document
from bot.catalogue.exporting import ExportFormat, exported
from bot.catalogue.import_plan import Outcome
from bot.catalogue.parsing_worker import ParsingWorker
from bot.catalogue.rows import credential_in, row_of
from bot.catalogue.seed import read_seed, read_topics, seed_folder
from bot.domain.catalogue_layers import INSTALLATION, Change, EntryStatus, Origin
from bot.domain.errors import UserError
from bot.services.catalogue_import import CatalogueImport, ImportReport, ImportRequest
from bot.services.catalogue_layers import seen_catalogue
from bot.storage import catalogue_entries
from bot.storage.database import Database
from tests.set_clock import SetClock

SERVER, OTHER, MODERATOR = 10, 20, 7
SEED = read_seed().credentials
CELTA = next(credential for credential in SEED if credential.id == "celta")
HEADER = "id,title,issuer,url,language,topics,requirements"


@pytest.fixture
async def worker() -> AsyncIterator[ParsingWorker]:
    async with ParsingWorker() as worker:
        yield worker


class Desk:
    """Imports texts for a server."""

    def __init__(self, database: Database, clock: SetClock, worker: ParsingWorker) -> None:
        self.database = database
        self._importing = CatalogueImport(database, BaseRecords(SEED), clock, read_topics(seed_folder()))
        self._worker = worker

    async def run(
        self, name: str, text: str | bytes, guild_id: int = SERVER, *, dry: bool = False
    ) -> ImportReport:
        content = text if isinstance(text, bytes) else text.encode()
        request = ImportRequest(
            Document(name, content), guild_id, Origin.MEMBER, MAX_ATTACHMENT_BYTES, MODERATOR, is_dry_run=dry
        )
        return await self._importing.run(request, worker=self._worker)

    async def table(self, *lines: str, guild_id: int = SERVER, dry: bool = False) -> ImportReport:
        return await self.run("table.csv", "\n".join((HEADER, *lines)), guild_id, dry=dry)

    async def entries(self, guild_id: int = SERVER) -> dict[str, Any]:
        found = await self.database.read(catalogue_entries.entries_of, guild_id)
        return {entry.credential_id: entry for entry in found}


@pytest.fixture
def desk(database: Database, clock: SetClock, worker: ParsingWorker) -> Desk:
    return Desk(database, clock, worker)


def outcomes(report: ImportReport) -> list[str]:
    return [row.outcome.value for row in report.plan.rows]


def problems(report: ImportReport) -> list[str]:
    return [problem.message_id for row in report.plan.rows for problem in row.problems]


KNOTS = 'knots,Knots,Scouts,https://example.org/knots,en,outdoors,"lessons | Learn six knots | 1 | 2"'
FIRES = 'fires,Camp fires,Scouts,https://example.org/fires,en,outdoors,"practice | Light a fire"'


async def test_a_table_is_added_and_every_entry_has_its_version(desk: Desk):
    report = await desk.table(KNOTS, FIRES)
    assert (outcomes(report), report.is_applied) == (["added", "added"], True)
    entries = await desk.entries()
    knots = credential_in(entries["knots"].record)
    assert [task.id for task in knots.tasks] == ["knots.1"]
    assert knots.source.checked_on == "2026-11-24"
    (version,) = await desk.database.read(catalogue_entries.history_of, SERVER, "knots", limit=9)
    assert (version.change.change, version.by.actor_id, version.by.reason) == (
        Change.ADDED,
        MODERATOR,
        "import of table.csv",
    )


async def test_all_that_is_wrong_in_a_row_is_said_at_once(desk: Desk):
    header = "title,issuer,url,language,effort_min_hours,typical_weeks_min,typical_weeks_max"
    report = await desk.run("table.csv", f"{header}\nKnots,,nolink,en,lots,few,3")
    assert problems(report) == [
        *("import-number-unreadable", "import-number-unreadable"),
        *("catalogue-field-missing", "catalogue-link-malformed"),
    ]


async def test_what_comes_with_badger_is_changed_and_not_added(desk: Desk):
    known = next(iter(SEED))
    line = f"{known.id},Our own title,{known.issuer},https://example.org/own,en,{known.topics[0]},"
    report = await desk.table(line)
    (version,) = await desk.database.read(catalogue_entries.history_of, SERVER, known.id, limit=9)
    assert (outcomes(report), version.change.change) == (["changed"], Change.CHANGED)


async def test_a_dry_run_reports_the_same_and_changes_nothing(desk: Desk):
    report = await desk.table(KNOTS, dry=True)
    assert (outcomes(report), report.is_applied) == (["added"], False)
    assert await desk.entries() == {}
    assert await desk.database.read(catalogue_entries.layer_version, SERVER) == 0


async def test_one_refused_row_refuses_the_whole_file(desk: Desk):
    report = await desk.table(KNOTS, FIRES.replace("https:", "ftp:"))
    assert (outcomes(report), report.is_applied) == (["added", "refused"], False)
    assert problems(report) == ["catalogue-link-malformed"]
    assert await desk.entries() == {}


async def test_the_same_file_again_changes_nothing_even_months_later(desk: Desk, clock: SetClock):
    from datetime import timedelta

    await desk.table(KNOTS)
    clock.advance(timedelta(days=90))
    report = await desk.table(KNOTS)
    assert outcomes(report) == ["unchanged"]
    assert (await desk.entries())["knots"].version == 1


async def test_a_changed_row_is_a_new_version(desk: Desk):
    await desk.table(KNOTS)
    report = await desk.table(KNOTS.replace("Knots,", "Knots and lashings,"))
    assert outcomes(report) == ["changed"]
    newest, first = await desk.database.read(catalogue_entries.history_of, SERVER, "knots", limit=9)
    assert newest.change.before == first.change.after
    assert credential_in(newest.change.after.record or "").title == "Knots and lashings"


async def test_an_import_for_a_server_is_seen_in_no_other(desk: Desk):
    await desk.table(KNOTS)
    for other in (OTHER, INSTALLATION):
        assert await desk.entries(other) == {}
        seen = await desk.database.read(seen_catalogue, SEED, other)
        assert "knots" not in {credential.id for credential in seen}


async def test_a_server_overrides_what_lies_below(desk: Desk):
    row = json.dumps([row_of(replace(CELTA, title="CELTA here"))])
    report = await desk.run("celta.json", row)
    assert outcomes(report) == ["changed"]
    seen = {
        credential.id: credential for credential in await desk.database.read(seen_catalogue, SEED, SERVER)
    }
    assert seen["celta"].title == "CELTA here"
    again = await desk.run("celta.json", json.dumps([row_of(CELTA)]))
    assert outcomes(again) == ["changed"]


@pytest.mark.parametrize("export_format", ExportFormat)
async def test_an_export_of_the_whole_changes_nothing(desk: Desk, export_format: ExportFormat):
    await desk.table(KNOTS)
    seen = await desk.database.read(seen_catalogue, SEED, SERVER)
    name = {ExportFormat.CTDL: "all.jsonld"}.get(export_format, f"all.{export_format.value}")
    report = await desk.run(name, "".join(exported(seen, export_format)))
    assert report.plan.counts[Outcome.UNCHANGED] == len(SEED) + 1
    assert not report.plan.changes


async def test_an_import_brings_back_what_was_retired(desk: Desk):
    await desk.table(KNOTS)
    entry = (await desk.entries())["knots"]
    from bot.domain.catalogue_layers import Authorship, EntryChange

    retired = replace(entry, status=EntryStatus.RETIRED, reason="no longer offered", version=2)
    by = Authorship(Origin.MEMBER, SetClock().now(), MODERATOR)
    change = EntryChange(Change.RETIRED, entry, retired)
    await desk.database.write(catalogue_entries.save_changes, SERVER, [change], by)
    report = await desk.table(KNOTS)
    assert outcomes(report) == ["changed"]
    newest, *_ = await desk.database.read(catalogue_entries.history_of, SERVER, "knots", limit=9)
    assert newest.change.change is Change.RESTORED


async def test_tasks_keep_their_ids_when_the_list_is_edited(desk: Desk):
    def with_tasks(*titles: str) -> str:
        cell = "\n".join(f"lessons | {title}" for title in titles)
        return f'knots,Knots,Scouts,https://example.org/knots,en,outdoors,"{cell}"'

    await desk.table(with_tasks("reef", "bowline", "hitch"))
    await desk.table(with_tasks("bowline", "reef"))
    await desk.table(with_tasks("sheet bend", "hitch", "bowline"))
    knots = credential_in((await desk.entries())["knots"].record)
    # The hitch was gone, and its number with it: what comes later takes numbers that were never used.
    assert [task.id for task in knots.tasks] == ["knots.4", "knots.5", "knots.2"]


REFUSED_TOGETHER = [
    ((KNOTS, KNOTS), ["import-id-twice"]),
    (
        (KNOTS.replace("knots,Knots", "knots,Knots").replace("| 1 | 2", "| 1 | 2 | celta.1"),),
        ["import-task-id-taken"],
    ),
    (
        (KNOTS.replace("lessons | Learn six knots | 1 | 2", "prior_credential | x | | | knots.1 | nowhere"),),
        ["catalogue-prior-unknown"],
    ),
    (
        (
            KNOTS.replace("lessons | Learn six knots | 1 | 2", "prior_credential | x | | | knots.1 | fires"),
            FIRES.replace("practice | Light a fire", "prior_credential | x | | | fires.1 | knots"),
        ),
        ["catalogue-prior-cycle", "catalogue-prior-cycle"],
    ),
]


@pytest.mark.parametrize(("lines", "expected"), REFUSED_TOGETHER)
async def test_rows_are_held_against_each_other_and_the_catalogue(
    desk: Desk, lines: tuple[str, ...], expected: list[str]
):
    report = await desk.table(*lines)
    assert problems(report) == expected
    assert await desk.entries() == {}


async def test_a_file_beyond_the_limit_of_its_door_is_refused(desk: Desk):
    with pytest.raises(UserError) as refused:
        await desk.run("big.csv", b" " * (MAX_ATTACHMENT_BYTES + 1))
    assert (refused.value.message_id, refused.value.arguments) == ("import-file-too-large", {"limit_mib": 8})


async def test_without_a_worker_one_is_started_and_ended(database: Database, clock: SetClock):
    importing = CatalogueImport(database, BaseRecords(SEED), clock, ())
    document = Document("table.csv", f"{HEADER}\n{KNOTS}".encode())
    request = ImportRequest(document, SERVER, Origin.COMMAND_LINE, MAX_ATTACHMENT_BYTES)
    told: list[float] = []
    report = await importing.run(request, told.append)
    assert report.is_applied
    assert told[-1] == 1.0

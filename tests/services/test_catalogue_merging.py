"""Two entries of one credential become one, and two again where it was a mistake."""

from dataclasses import replace

import pytest

from bot.catalogue.base_records import BaseRecords
from bot.catalogue.documents import Document
from bot.catalogue.rows import credential_in, record_of
from bot.domain.catalogue_layers import Authorship, EntryStatus, Origin, published_again
from bot.domain.credential import Credential, Requirement, RequirementKind, Task
from bot.domain.entry_differences import Part
from bot.domain.errors import UserError
from bot.domain.moderation import AuditAction
from bot.domain.server_words import ServerWord
from bot.services.catalogue_care import CatalogueCare
from bot.services.catalogue_import import CatalogueImport, ImportRequest
from bot.services.catalogue_keeping import Keeper
from bot.services.live_catalogue import LiveCatalogue
from bot.storage import aliases, audit, catalogue_entries
from bot.storage.database import Database
from tests.set_clock import NOW, SetClock
from tests.small_catalogue import CREDENTIALS, credential, make_index

SERVER, OTHER = 10, 20
HERE, THERE = Keeper(SERVER, 7), Keeper(OTHER, 7)
SOUND = tuple(replace(each, summary="in one sentence", topics=("topic",)) for each in CREDENTIALS)
WHY = "merged into another entry"


@pytest.fixture
def live(database: Database) -> LiveCatalogue:
    return LiveCatalogue(database, SOUND, make_index(SOUND), NOW.date)


@pytest.fixture
def care(database: Database, live: LiveCatalogue, clock: SetClock) -> CatalogueCare:
    return CatalogueCare.over(database, BaseRecords(SOUND), live, clock)


async def publish(database: Database, own: Credential, guild_id: int = SERVER) -> None:
    sound = replace(own, summary=own.summary or "in one sentence", topics=own.topics or ("topic",))
    before = await database.read(catalogue_entries.entry_of, guild_id, own.id)
    change = published_again(before, own.id, record_of(sound))
    by = Authorship(Origin.MEMBER, NOW, 7)
    await database.write(catalogue_entries.save_changes, guild_id, [change], by)


async def said(
    database: Database, credential_id: str, guild_id: int = SERVER
) -> tuple[EntryStatus, Credential | None]:
    entry = await database.read(catalogue_entries.entry_of, guild_id, credential_id)
    assert entry is not None
    return entry.status, credential_in(entry.record) if entry.record else None


async def refusal(awaitable: object) -> str:
    with pytest.raises(UserError) as refused:
        await awaitable  # type: ignore[misc]  # each of the use cases
    return refused.value.message_id


async def test_a_merge_is_shown_before_it_is_made(care: CatalogueCare, database: Database):
    await publish(database, credential("our-sql", "Our SQL", ("window functions",)))
    preview = await care.merging.preview(HERE, "sql", "our-sql")
    assert Part.SKILLS in preview.merge.taken
    assert preview.merge.merged.skills == ("sql", "databases", "window functions")
    assert (await said(database, "our-sql"))[0] is EntryStatus.PUBLISHED


async def test_one_is_kept_and_the_other_leads_to_it(
    care: CatalogueCare, database: Database, live: LiveCatalogue
):
    await publish(database, credential("our-sql", "Our SQL", ("window functions",)))
    await database.write(aliases.add, SERVER, ServerWord("qry", credential_id="our-sql"), 7, NOW)
    await database.write(aliases.add, OTHER, ServerWord("qry", credential_id="our-sql"), 7, NOW)
    merged = await care.merging.merge(HERE, "sql", "our-sql", WHY)
    await live.refresh()
    assert merged.preview.words == ("qry",)
    assert live.of(SERVER).seen.credentials["sql"].skills == ("sql", "databases", "window functions")
    assert "our-sql" not in live.of(SERVER).seen.credentials
    gone = live.of(SERVER).seen.gone["our-sql"]
    assert (gone.reason, gone.successor_id) == (WHY, "sql")
    assert (await database.read(aliases.word_of, SERVER, "qry")) == ServerWord("qry", credential_id="sql")
    assert (await database.read(aliases.word_of, OTHER, "qry")) == ServerWord("qry", credential_id="our-sql")
    (line,) = await database.read(audit.entries, SERVER, limit=9)
    assert (line.number, line.deed.action) == (merged.number, AuditAction.ENTRIES_MERGED)
    assert live.of(OTHER).seen.credentials["sql"].skills == ("sql", "databases")


async def test_a_merge_is_taken_back_whole(care: CatalogueCare, database: Database, live: LiveCatalogue):
    await publish(database, credential("our-sql", "Our SQL", ("window functions",)))
    await database.write(aliases.add, SERVER, ServerWord("qry", credential_id="our-sql"), 7, NOW)
    merged = await care.merging.merge(HERE, "sql", "our-sql", WHY)
    assert await refusal(care.merging.undo(THERE, merged.number)) == "undo-too-late"
    assert await care.merging.undo(HERE, merged.number) == "our-sql"
    await live.refresh()
    seen = live.of(SERVER).seen.credentials
    assert seen["our-sql"].title == "Our SQL"
    assert seen["sql"].skills == ("sql", "databases")
    assert (await said(database, "sql"))[0] is EntryStatus.INHERITED
    assert (await database.read(aliases.word_of, SERVER, "qry")) == ServerWord("qry", credential_id="our-sql")
    assert await refusal(care.merging.undo(HERE, merged.number)) == "undo-too-late"


async def test_what_was_changed_since_is_not_taken_back(care: CatalogueCare, database: Database):
    await publish(database, credential("our-sql", "Our SQL", ("window functions",)))
    merged = await care.merging.merge(HERE, "sql", "our-sql", WHY)
    await care.keeping.retire(HERE, "sql", "no longer offered")
    assert await refusal(care.merging.undo(HERE, merged.number)) == "undo-too-late"
    assert (await said(database, "our-sql"))[0] is EntryStatus.RETIRED


async def test_what_names_the_dropped_one_names_the_kept_one_then(care: CatalogueCare, database: Database):
    prior = Requirement(
        RequirementKind.PRIOR_CREDENTIAL, credential("next", "Next").tasks, credential_id="our-sql"
    )
    await publish(database, credential("our-sql", "Our SQL"))
    await publish(database, replace(credential("next", "Next"), requirements=(prior,), twins=("our-sql",)))
    preview = await care.merging.preview(HERE, "sql", "our-sql")
    assert preview.others == ("Next",)
    merged = await care.merging.merge(HERE, "sql", "our-sql", WHY)
    _, follower = await said(database, "next")
    assert follower is not None
    assert (follower.requirements[0].credential_id, follower.twins) == ("sql", ("sql",))
    await care.merging.undo(HERE, merged.number)
    _, follower = await said(database, "next")
    assert follower is not None
    assert follower.twins == ("our-sql",)


async def test_nothing_may_come_before_itself(care: CatalogueCare, database: Database):
    """Second needs First, and Third needs Second: First and Third cannot be one."""
    first, second, third = (credential(each, each.title()) for each in ("first", "second", "third"))
    for one, other in ((second, first), (third, second)):
        needs = Requirement(RequirementKind.PRIOR_CREDENTIAL, one.tasks, credential_id=other.id)
        await publish(database, replace(one, requirements=(needs,)))
    await publish(database, first)
    assert await refusal(care.merging.preview(HERE, "third", "first")) == "merge-circle"


async def test_what_cannot_be_merged_is_told(care: CatalogueCare):
    assert await refusal(care.merging.preview(HERE, "sql", "sql")) == "merge-same"
    assert await refusal(care.merging.preview(HERE, "sql", "nothing")) == "entry-unknown"
    assert await refusal(care.merging.merge(HERE, "nothing", "sql", WHY)) == "entry-unknown"


async def test_tasks_that_were_taken_over_can_be_exported_changed_and_imported(
    care: CatalogueCare, database: Database, clock: SetClock
):
    own = (Task("full.1", "Tie ten knots"), Task("full.2", "Teach somebody"))
    await publish(database, replace(credential("bare", "Knots"), tasks_basis="generic (none are listed)"))
    await publish(
        database, replace(credential("full", "Knots"), requirements=(Requirement(RequirementKind.QUIZ, own),))
    )
    await care.merging.merge(HERE, "bare", "full", WHY)
    _, kept = await said(database, "bare")
    assert kept is not None
    assert kept.tasks == own
    changed = record_of(replace(kept, title="Knots and lashings"))
    importing = CatalogueImport(database, BaseRecords(SOUND), clock, {"topic"})
    document = Document("knots.jsonl", changed.encode())
    report = await importing.run(ImportRequest(document, SERVER, Origin.MEMBER, 10_000, 7))
    assert report.is_applied
    assert [row.outcome.value for row in report.plan.rows] == ["changed"]


async def test_what_lacks_nothing_keeps_its_form(care: CatalogueCare, database: Database):
    twin = replace(SOUND[0], id="same", requirements=credential("same", "x").requirements)
    await publish(database, twin)
    await publish(database, SOUND[0])
    merged = await care.merging.merge(HERE, "sql", "same", WHY)
    assert merged.preview.merge.taken == ()
    entry = await database.read(catalogue_entries.entry_of, SERVER, "sql")
    assert entry is not None
    assert entry.version == 1

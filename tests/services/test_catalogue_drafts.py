"""A moderator begins a draft, types, adds tasks, publishes, takes it back; what was typed is never lost."""

from collections.abc import Awaitable
from dataclasses import replace
from datetime import timedelta

import pytest

from bot.catalogue.base_records import BaseRecords
from bot.catalogue.completeness import Element
from bot.domain.catalogue_layers import Change, EntryStatus, Origin
from bot.domain.credential import Credential, RequirementKind
from bot.domain.drafts import DraftField, DraftForm, Typed
from bot.domain.errors import UserError
from bot.domain.moderation import AuditAction
from bot.services.asker import Asker
from bot.services.catalogue_drafts import CatalogueDrafts
from bot.services.catalogue_keeping import CatalogueKeeping, Keeper
from bot.services.catalogue_layers import seen_catalogue
from bot.services.expiry import Expiry
from bot.storage import audit, catalogue_entries
from bot.storage.database import Database
from tests.set_clock import SetClock
from tests.small_catalogue import CREDENTIALS

SERVER, OTHER, MODERATOR, COLLEAGUE = 10, 20, 7, 8
BASE = tuple(replace(credential, summary="in one sentence", topics=("data",)) for credential in CREDENTIALS)
PARTS: Typed = {
    DraftField.TITLE: "First Aid at Work",
    DraftField.ISSUER: "Red Cross",
    DraftField.LINK: "https://example.org/first-aid",
    DraftField.TIME: "2 days, 8 h a day",
    DraftField.KINDS: "practice,exam",
}
LESSONS = "Watch lesson 1 | 45 min\nDo the quiz (10 min)\nAct it out"


class Acting:
    """A person whose every act is another interaction."""

    def __init__(self, user_id: int = MODERATOR, guild_id: int | None = SERVER) -> None:
        self._user_id, self._guild_id, self._acts = user_id, guild_id, user_id * 1000

    def __call__(self) -> Asker:
        self._acts += 1
        return Asker(self._user_id, self._guild_id, self._acts)


me = Acting()


@pytest.fixture
def drafts(database: Database, clock: SetClock) -> CatalogueDrafts:
    titles = {kind: kind.value for kind in RequirementKind}
    return CatalogueDrafts(database, BaseRecords(BASE), lambda _: BASE, clock, titles)


async def seen(database: Database, guild_id: int = SERVER) -> dict[str, Credential]:
    found = await database.read(seen_catalogue, BASE, guild_id)
    return {credential.id: credential for credential in found}


async def refusal(awaitable: Awaitable[object]) -> str:
    with pytest.raises(UserError) as refused:
        await awaitable
    return refused.value.message_id


async def test_a_credential_with_three_tasks_is_added_and_seen_in_this_server_only(
    drafts: CatalogueDrafts, database: Database
):
    begun = await drafts.begin(me(), PARTS)
    await drafts.add_tasks(me(), begun.draft.id, LESSONS, "practice")
    published = (await drafts.publish(me(), begun.draft.id)).published
    found = (await seen(database))[published.credential_id]
    assert [task.title for task in found.tasks] == ["Watch lesson 1", "Do the quiz", "Act it out", "exam"]
    assert (found.effort.min_minutes, found.typical_weeks is not None) == (960, True)
    assert published.credential_id not in await seen(database, OTHER)


async def test_what_is_published_is_a_version_by_its_author_and_a_line_of_the_log(
    drafts: CatalogueDrafts, database: Database
):
    begun = await drafts.begin(me(), PARTS)
    published = (await drafts.publish(me(), begun.draft.id)).published
    (version,) = await database.read(catalogue_entries.history_of, SERVER, published.credential_id, limit=5)
    assert (version.number, version.by.origin, version.by.actor_id) == (1, Origin.MEMBER, MODERATOR)
    (line,) = await database.read(audit.entries, SERVER, limit=5)
    assert (line.deed.action, line.deed.details["title"]) == (AuditAction.ENTRY_ADDED, "First Aid at Work")


async def test_a_second_click_on_publish_changes_nothing(drafts: CatalogueDrafts, database: Database):
    begun = await drafts.begin(me(), PARTS)
    first = await drafts.publish(me(), begun.draft.id)
    again = await drafts.publish(me(), begun.draft.id)
    assert (first.is_new, again.is_new) == (True, False)
    assert again.published == first.published
    assert len(await database.read(audit.entries, SERVER, limit=5)) == 1


async def test_the_same_interaction_begins_one_draft_and_adds_tasks_once(drafts: CatalogueDrafts):
    asker, adding = me(), me()
    first, second = await drafts.begin(asker, PARTS), await drafts.begin(asker, PARTS)
    assert first.draft == second.draft
    await drafts.add_tasks(adding, first.draft.id, LESSONS, "practice")
    again = await drafts.add_tasks(adding, first.draft.id, LESSONS, "practice")
    assert len(again.draft.content.added) == 3


async def test_bad_input_keeps_everything_and_says_what_is_wrong(drafts: CatalogueDrafts):
    wrong = {**PARTS, DraftField.TIME: "ages", DraftField.LINK: "in the library"}
    begun = await drafts.begin(me(), wrong)
    assert [problem.message_id for problem in begun.reading.problems] == [
        "draft-link-malformed",
        "effort-unreadable",
    ]
    kept = await drafts.open(me(), begun.draft.id)
    assert kept.draft.content.typed == wrong
    assert await refusal(drafts.publish(me(), begun.draft.id)) == "draft-unfinished"
    mended = await drafts.type(me(), begun.draft.id, DraftForm.PARTS, PARTS)
    assert mended.reading.problems == ()
    assert (await drafts.publish(me(), begun.draft.id)).is_new


async def test_tasks_that_cannot_be_read_are_kept_to_be_mended(drafts: CatalogueDrafts):
    begun = await drafts.begin(me(), PARTS)
    view = await drafts.add_tasks(me(), begun.draft.id, "Watch | ages", "lessons")
    assert [each.message_id for each in view.refused] == ["task-line-unreadable"]
    assert view.draft.content.typed[DraftField.TASKS] == "Watch | ages"
    assert await refusal(drafts.publish(me(), begun.draft.id)) == "draft-unfinished"
    mended = await drafts.add_tasks(me(), begun.draft.id, "Watch | 1 h", "lessons")
    assert mended.refused == ()
    assert (await drafts.publish(me(), begun.draft.id)).is_new


async def test_the_last_tasks_can_be_taken_back(drafts: CatalogueDrafts):
    begun = await drafts.begin(me(), PARTS)
    await drafts.add_tasks(me(), begun.draft.id, "Watch", "lessons")
    await drafts.add_tasks(me(), begun.draft.id, LESSONS, "practice")
    view = await drafts.take_back_tasks(me(), begun.draft.id)
    assert [task.line.title for task in view.draft.content.added] == ["Watch"]


async def test_tasks_that_cannot_be_read_can_be_given_up(drafts: CatalogueDrafts):
    begun = await drafts.begin(me(), PARTS)
    await drafts.add_tasks(me(), begun.draft.id, "Watch", "lessons")
    await drafts.add_tasks(me(), begun.draft.id, "Watch | ages", "lessons")
    view = await drafts.take_back_tasks(me(), begun.draft.id)
    assert view.reading.problems == ()
    assert [task.line.title for task in view.draft.content.added] == ["Watch"]


async def test_changes_that_were_begun_are_taken_up_again_and_untouched_drafts_are_not(
    drafts: CatalogueDrafts,
):
    untouched = await drafts.begin_edit(me(), "sql")
    begun = await drafts.begin_edit(me(), "sql")
    assert await refusal(drafts.open(me(), untouched.draft.id)) == "draft-gone"
    await drafts.add_tasks(me(), begun.draft.id, "One more", "lessons")
    assert (await drafts.begin_edit(me(), "sql")).draft.id == begun.draft.id
    assert (await drafts.begin_edit(me(), "cna")).draft.id != begun.draft.id
    assert await drafts.unfinished(me()) == []


async def test_what_looks_like_it_is_named_with_how_alike_it_is(drafts: CatalogueDrafts):
    begun = await drafts.begin(me(), {**PARTS, DraftField.TITLE: "SQL for Data Scientists"})
    (alike,) = begun.alike
    assert alike.credential.id == "sql"
    assert alike.percent > 80


async def test_the_meter_counts_what_somebody_said_and_nothing_that_is_taken_for_granted(
    drafts: CatalogueDrafts,
):
    begun = await drafts.begin(me(), PARTS)
    assert begun.completeness.total == 14
    assert set(begun.completeness.there) == {
        *(Element.TITLE, Element.ISSUER, Element.LINK, Element.WORKLOAD),
        Element.ASSESSMENT,
    }
    await drafts.add_tasks(me(), begun.draft.id, LESSONS, "practice")
    about = {DraftField.LEVEL: "beginner", DraftField.LANGUAGE: "English", DraftField.COST: "49 EUR"}
    view = await drafts.type(me(), begun.draft.id, DraftForm.ABOUT, about)
    assert set(view.completeness.missing) == {
        *(Element.TOPICS, Element.TYPE, Element.SUMMARY, Element.PARTICIPATION),
        Element.OUTCOMES,
    }


async def test_undo_takes_a_new_entry_out_again_as_a_version(drafts: CatalogueDrafts, database: Database):
    begun = await drafts.begin(me(), PARTS)
    published = (await drafts.publish(me(), begun.draft.id)).published
    assert (await drafts.undo(me(), begun.draft.id)).is_new
    assert not (await drafts.undo(me(), begun.draft.id)).is_new
    assert published.credential_id not in await seen(database)
    versions = await database.read(catalogue_entries.history_of, SERVER, published.credential_id, limit=5)
    assert [version.change.change for version in versions] == [Change.DROPPED, Change.ADDED]


async def test_undo_of_an_edit_brings_back_what_was_there(drafts: CatalogueDrafts, database: Database):
    begun = await drafts.begin_edit(me(), "sql")
    await drafts.type(me(), begun.draft.id, DraftForm.PARTS, {**PARTS, DraftField.TITLE: "Our SQL"})
    await drafts.publish(me(), begun.draft.id)
    assert (await seen(database))["sql"].title == "Our SQL"
    (line,) = await database.read(audit.entries, SERVER, limit=5)
    assert line.deed.action is AuditAction.ENTRY_CHANGED
    await drafts.undo(me(), begun.draft.id)
    assert (await seen(database))["sql"].title == "SQL for Data Science"


async def test_what_was_taken_back_can_be_mended_and_published_again(
    drafts: CatalogueDrafts, database: Database
):
    for begun in (await drafts.begin(me(), PARTS), await drafts.begin_edit(me(), "sql")):
        await drafts.add_tasks(me(), begun.draft.id, "Watch", "lessons")
        first = (await drafts.publish(me(), begun.draft.id)).published
        await drafts.undo(me(), begun.draft.id)
        await drafts.add_tasks(me(), begun.draft.id, "Try", "lessons")
        again = await drafts.publish(me(), begun.draft.id)
        assert again.is_new
        assert again.published.credential_id == first.credential_id
        titles = [task.title for task in (await seen(database))[first.credential_id].tasks]
        assert {"Watch", "Try"} <= set(titles)


async def test_undo_leaves_alone_what_was_changed_since(drafts: CatalogueDrafts):
    begun = await drafts.begin(me(), PARTS)
    published = (await drafts.publish(me(), begun.draft.id)).published
    later = await drafts.begin_edit(me(), published.credential_id)
    await drafts.add_tasks(me(), later.draft.id, "One more", "exam")
    await drafts.publish(me(), later.draft.id)
    assert await refusal(drafts.undo(me(), begun.draft.id)) == "draft-changed-since"


async def test_an_edit_overrides_the_seed_pack_for_this_server_and_keeps_what_was_not_touched(
    drafts: CatalogueDrafts, database: Database
):
    begun = await drafts.begin_edit(me(), "sql")
    assert await refusal(drafts.publish(me(), begun.draft.id)) == "draft-unchanged"
    await drafts.type(me(), begun.draft.id, DraftForm.OUTCOMES, {DraftField.SKILLS: "sql, joins"})
    await drafts.publish(me(), begun.draft.id)
    ours = (await seen(database))["sql"]
    assert ours.skills == ("sql", "joins")
    assert [task.id for task in ours.tasks] == ["sql.1"]
    assert (await seen(database, OTHER))["sql"].skills == ("sql", "databases")


async def test_new_tasks_of_what_comes_from_elsewhere_get_ids_that_its_issuer_will_not_use(
    drafts: CatalogueDrafts, database: Database
):
    begun = await drafts.begin_edit(me(), "sql")
    await drafts.add_tasks(me(), begun.draft.id, "One more", "lessons")
    await drafts.publish(me(), begun.draft.id)
    assert [task.id for task in (await seen(database))["sql"].tasks] == ["sql.1", "sql.1001"]


async def test_what_somebody_else_changed_meanwhile_is_not_overwritten_unasked(
    drafts: CatalogueDrafts, database: Database
):
    colleague = Acting(COLLEAGUE)
    mine, theirs = await drafts.begin_edit(me(), "sql"), await drafts.begin_edit(colleague(), "sql")
    await drafts.type(me(), mine.draft.id, DraftForm.PARTS, {**PARTS, DraftField.TITLE: "My SQL"})
    await drafts.type(colleague(), theirs.draft.id, DraftForm.PARTS, {**PARTS, DraftField.TITLE: "Theirs"})
    await drafts.publish(colleague(), theirs.draft.id)
    assert await refusal(drafts.publish(me(), mine.draft.id)) == "draft-conflict"
    await drafts.publish(me(), mine.draft.id, is_over_others=True)
    assert (await seen(database))["sql"].title == "My SQL"


async def test_one_can_start_again_from_what_somebody_else_changed(
    drafts: CatalogueDrafts, database: Database, clock: SetClock
):
    mine = await drafts.begin_edit(me(), "sql")
    await drafts.type(me(), mine.draft.id, DraftForm.PARTS, {**PARTS, DraftField.TITLE: "My SQL"})
    await CatalogueKeeping(database, BaseRecords(BASE), clock).hide(Keeper(SERVER, COLLEAGUE), "sql")
    assert await refusal(drafts.publish(me(), mine.draft.id)) == "draft-conflict"
    await CatalogueKeeping(database, BaseRecords(BASE), clock).restore(Keeper(SERVER, COLLEAGUE), "sql")
    again = await drafts.start_again(me(), mine.draft.id)
    assert (again.draft.content.typed, again.draft.base_version) == ({}, 2)
    await drafts.add_tasks(me(), mine.draft.id, "One more", "lessons")
    assert (await drafts.publish(me(), mine.draft.id)).published.version == 3


async def test_a_topic_that_nothing_else_has_is_named_with_what_may_be_meant(drafts: CatalogueDrafts):
    begun = await drafts.begin(me(), PARTS)
    about = {DraftField.TOPICS: "data, dat, beekeeping"}
    view = await drafts.type(me(), begun.draft.id, DraftForm.ABOUT, about)
    assert [(each.topic, each.nearest) for each in view.new_topics] == [("dat", "data"), ("beekeeping", None)]


async def test_an_override_goes_back_to_the_original_and_an_entry_is_hidden_here(
    drafts: CatalogueDrafts, database: Database
):
    assert not (await drafts.begin_edit(me(), "sql")).covers
    ours = await drafts.begin_edit(me(), "sql")
    await drafts.type(me(), ours.draft.id, DraftForm.PARTS, {**PARTS, DraftField.TITLE: "Our SQL"})
    await drafts.publish(me(), ours.draft.id)
    again = await drafts.begin_edit(me(), "sql")
    assert again.covers
    await drafts.go_back_to_original(me(), again.draft.id)
    assert (await seen(database))["sql"].title == "SQL for Data Science"
    assert await refusal(drafts.open(me(), again.draft.id)) == "draft-gone"
    await drafts.hide(me(), (await drafts.begin_edit(me(), "sql")).draft.id)
    assert "sql" not in await seen(database)
    assert "sql" in await seen(database, OTHER)


async def test_what_is_gone_cannot_be_edited(drafts: CatalogueDrafts):
    assert await refusal(drafts.begin_edit(me(), "no-such-thing")) == "entry-unknown"


async def test_a_draft_belongs_to_who_began_it_in_that_server(drafts: CatalogueDrafts):
    begun = await drafts.begin(me(), PARTS)
    assert await refusal(drafts.open(Acting(COLLEAGUE)(), begun.draft.id)) == "draft-not-yours"
    assert await refusal(drafts.open(Acting(MODERATOR, OTHER)(), begun.draft.id)) == "draft-gone"
    assert await refusal(drafts.publish(Acting(COLLEAGUE)(), begun.draft.id)) == "draft-not-yours"


async def test_an_unfinished_draft_is_found_again_until_it_is_published_or_thrown_away(
    drafts: CatalogueDrafts,
):
    assert await drafts.unfinished(me()) == []
    first, second = await drafts.begin(me(), PARTS), await drafts.begin(me(), PARTS)
    assert [draft.id for draft in await drafts.unfinished(me())] == [second.draft.id, first.draft.id]
    await drafts.publish(me(), second.draft.id)
    await drafts.discard(me(), first.draft.id)
    assert await drafts.unfinished(me()) == []
    assert await refusal(drafts.discard(me(), second.draft.id)) == "draft-published"


async def test_a_title_that_was_taken_before_gets_an_id_of_its_own(
    drafts: CatalogueDrafts, database: Database
):
    for _ in range(2):
        begun = await drafts.begin(me(), PARTS)
        await drafts.publish(me(), begun.draft.id)
    ids = {each for each in await seen(database) if each.startswith("first-aid")}
    assert ids == {"first-aid-at-work-red-cross", "first-aid-at-work-red-cross-2"}


async def test_an_entry_that_comes_back_after_undo_has_tasks_of_its_own(
    drafts: CatalogueDrafts, database: Database
):
    begun = await drafts.begin(me(), PARTS)
    await drafts.publish(me(), begun.draft.id)
    await drafts.undo(me(), begun.draft.id)
    again = await drafts.begin(me(), PARTS)
    published = (await drafts.publish(me(), again.draft.id)).published
    entry = await database.read(catalogue_entries.entry_of, SERVER, published.credential_id)
    assert entry is not None
    assert entry.status is EntryStatus.PUBLISHED
    ids = [task.id for credential in (await seen(database)).values() for task in credential.tasks]
    assert len(ids) == len(set(ids))


async def test_a_draft_is_kept_for_thirty_days_and_then_deleted(
    drafts: CatalogueDrafts, database: Database, clock: SetClock
):
    begun = await drafts.begin(me(), PARTS)
    clock.advance(timedelta(days=29))
    await drafts.open(me(), begun.draft.id)
    clock.advance(timedelta(days=2))
    assert await refusal(drafts.open(me(), begun.draft.id)) == "draft-gone"
    assert await Expiry(database, clock).delete_expired() == 1

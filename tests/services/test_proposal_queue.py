"""A moderator decides once, and what comes of it stands in the catalogue and the log."""

import json
from datetime import timedelta

import pytest

from bot.catalogue.base_records import BaseRecords
from bot.domain.catalogue_layers import EntryStatus
from bot.domain.drafts import DraftField
from bot.domain.errors import UserError
from bot.domain.moderation import AuditAction, ProposalKind, ProposalStatus
from bot.services.asker import Asker
from bot.services.catalogue_drafts import CatalogueDrafts
from bot.services.catalogue_keeping import Keeper
from bot.services.catalogue_layers import seen_catalogue
from bot.services.outcomes import Outcomes
from bot.services.proposal_queue import QUEUE_PAGE_SIZE, ProposalQueue
from bot.services.proposing import Proposing
from bot.storage import catalogue_entries
from bot.storage.database import Database
from tests.services.proposing_club import (
    AMARA,
    BASE,
    BEES,
    COLLEAGUE,
    JONAS,
    ME,
    MIRA,
    NOA,
    OTHER,
    SERVER,
    SQL,
    TITLES,
    Acting,
    deeds,
    jonas,
    reported,
    suggested,
)
from tests.set_clock import SetClock


async def test_a_suggestion_is_accepted_with_what_is_known(
    proposing: Proposing, queue: ProposalQueue, database: Database
):
    proposal = await suggested(proposing)
    accepted = await queue.accept(ME, proposal.id)
    assert (accepted.status, accepted.decided_by) == (ProposalStatus.ACCEPTED, MIRA)
    seen = {each.id: each for each in await database.read(seen_catalogue, BASE, SERVER)}
    published = seen[accepted.result_id or ""]
    assert published.title == BEES[DraftField.TITLE]
    assert published.issuer == "bees.example.org"
    assert published.requirements[0].tasks[0].title == "Do the lessons"
    assert published.effort.min_minutes is None
    assert published.id not in {each.id for each in await database.read(seen_catalogue, BASE, OTHER)}
    assert await deeds(database) == [
        (AuditAction.PROPOSAL_ACCEPTED, MIRA, proposal.id),
        (AuditAction.ENTRY_ADDED, MIRA, published.id),
    ]


async def test_everything_that_was_said_is_published(
    proposing: Proposing, queue: ProposalQueue, database: Database
):
    typed = {
        **BEES,
        DraftField.ISSUER: "Bee\u200b  Academy ",
        DraftField.TIME: "10-15 hours",
        DraftField.KINDS: "exam,nonsense,quiz",
    }
    accepted = await queue.accept(ME, (await suggested(proposing, typed=typed)).id)
    entry = await database.read(catalogue_entries.entry_of, SERVER, accepted.result_id or "")
    assert entry is not None
    record = json.loads(entry.record or "")
    assert record["issuer"] == "Bee Academy"
    assert (record["effort_min_hours"], record["effort_max_hours"]) == (10, 15)
    assert [each["kind"] for each in record["requirements"]] == ["quiz", "exam"]


async def test_two_of_one_name_get_ids_of_their_own(proposing: Proposing, queue: ProposalQueue):
    first = await queue.accept(ME, (await suggested(proposing)).id)
    again = await proposing.suggest(jonas(), BEES, is_sure=True)
    assert again.proposal is not None
    second = await queue.accept(ME, again.proposal.id)
    assert second.result_id == f"{first.result_id}-2"


async def test_a_proposal_is_decided_once_whatever_the_second_wants(
    proposing: Proposing, queue: ProposalQueue, database: Database
):
    bees, report = await suggested(proposing), await reported(proposing)
    await queue.refuse(ME, bees.id, "We have one.")
    await queue.done(ME, report.id, "Thanks!")
    before = await deeds(database)
    for late in (
        queue.accept(COLLEAGUE, bees.id),
        queue.refuse(COLLEAGUE, bees.id, "no"),
        queue.done(COLLEAGUE, report.id),
        queue.retire(COLLEAGUE, report.id, "old"),
    ):
        with pytest.raises(UserError, match="proposal-decided"):
            await late
    assert await deeds(database) == before
    opened = await queue.opened(SERVER, bees.id)
    assert (opened.proposal.decided_by, opened.proposal.answer) == (MIRA, "We have one.")


async def test_no_moderator_decides_in_another_server(proposing: Proposing, queue: ProposalQueue):
    bees = await suggested(proposing)
    stranger = Keeper(OTHER, NOA)
    for forged in (
        queue.opened(OTHER, bees.id),
        queue.accept(stranger, bees.id),
        queue.refuse(stranger, bees.id, "no"),
    ):
        with pytest.raises(UserError, match="proposal-gone"):
            await forged
    assert (await queue.opened(SERVER, bees.id)).proposal == bees


async def test_what_is_for_reports_is_not_done_to_suggestions_nor_the_other_way(
    proposing: Proposing, queue: ProposalQueue
):
    bees, report = await suggested(proposing), await reported(proposing)
    for forged in (queue.done(ME, bees.id), queue.retire(ME, bees.id, "old"), queue.accept(ME, report.id)):
        with pytest.raises(UserError, match="proposal-gone"):
            await forged


async def test_what_is_reported_is_retired_for_a_reason_that_the_member_is_told(
    proposing: Proposing, queue: ProposalQueue, database: Database
):
    report = await reported(proposing)
    with pytest.raises(UserError, match="reason-missing"):
        await queue.retire(ME, report.id, " ")
    done = await queue.retire(ME, report.id, "The course has ended.")
    assert (done.status, done.answer) == (ProposalStatus.ACCEPTED, "The course has ended.")
    entry = await database.read(catalogue_entries.entry_of, SERVER, SQL.id)
    assert entry is not None
    assert (entry.status, entry.reason) == (EntryStatus.RETIRED, "The course has ended.")
    assert [action for action, _, _ in await deeds(database)] == [
        AuditAction.PROPOSAL_ACCEPTED,
        AuditAction.ENTRY_RETIRED,
    ]
    again = await reported(proposing, jonas())
    with pytest.raises(UserError, match="entry-unknown"):
        await queue.retire(ME, again.id, "again")


async def test_the_queue_is_paged_and_the_next_is_the_oldest(
    proposing: Proposing, queue: ProposalQueue, clock: SetClock
):
    assert await queue.next(SERVER) is None
    for number in range(QUEUE_PAGE_SIZE + 2):
        clock.advance(timedelta(minutes=1))
        typed = {
            DraftField.TITLE: f"Course {number * 1111}",
            DraftField.LINK: f"https://c{number}.example.org/x",
        }
        await proposing.suggest(Asker(100 + number, SERVER, 100 + number), typed, is_sure=True)
    first, last = await queue.page(SERVER), await queue.page(SERVER, 9999)
    assert (len(first.proposals), first.pages, first.total) == (QUEUE_PAGE_SIZE, 2, QUEUE_PAGE_SIZE + 2)
    assert [each.title for each in last.proposals] == ["Course 11110", "Course 12221"]
    following = await queue.next(SERVER)
    assert following is not None
    assert following.proposal.title == "Course 0"


async def test_a_draft_of_a_suggestion_accepts_it_when_it_is_published(
    proposing: Proposing, queue: ProposalQueue, database: Database, clock: SetClock
):
    drafts = CatalogueDrafts(database, BaseRecords(BASE), lambda _: BASE, clock, TITLES)
    bees, moderator = await suggested(proposing), Acting(MIRA)
    view = await drafts.begin_from_proposal(moderator(), bees)
    publication = await drafts.publish(moderator(), view.draft.id)
    decided = (await queue.opened(SERVER, bees.id)).proposal
    assert decided.status is ProposalStatus.ACCEPTED
    assert decided.result_id == publication.published.credential_id


async def test_a_draft_of_what_another_refused_meanwhile_is_not_published(
    proposing: Proposing, queue: ProposalQueue, database: Database, clock: SetClock
):
    drafts = CatalogueDrafts(database, BaseRecords(BASE), lambda _: BASE, clock, TITLES)
    bees, moderator = await suggested(proposing), Acting(MIRA)
    view = await drafts.begin_from_proposal(moderator(), bees)
    await queue.refuse(COLLEAGUE, bees.id, "We have one.")
    with pytest.raises(UserError, match="proposal-decided"):
        await drafts.publish(moderator(), view.draft.id)
    assert {each.id for each in await database.read(seen_catalogue, BASE, SERVER)} == {
        each.id for each in BASE
    }
    assert await drafts.unfinished(moderator()) == []


async def test_the_same_page_waits_several_times_and_is_accepted_at_once(
    proposing: Proposing, queue: ProposalQueue, database: Database, clock: SetClock
):
    first = await suggested(proposing)
    typed = {DraftField.TITLE: "Bees", DraftField.LINK: "http://bees.example.org/beginners/"}
    second = await suggested(proposing, jonas(), typed)
    third = await suggested(
        proposing, Acting(NOA)(), {**typed, DraftField.LINK: "https://bees.example.org/x"}
    )
    assert (await queue.opened(SERVER, first.id)).same == 1
    accepted = await queue.accept(ME, first.id)
    same = (await queue.opened(SERVER, second.id)).proposal
    assert (same.status, same.result_id) == (ProposalStatus.ACCEPTED, accepted.result_id)
    assert await Outcomes(database, clock).beside(SERVER, first.id) == [second.id]
    assert [each.id for each in (await queue.page(SERVER)).proposals] == [third.id]


async def test_a_second_click_on_edit_and_accept_goes_on_with_the_same_draft(
    proposing: Proposing, database: Database, clock: SetClock
):
    drafts, moderator = (
        CatalogueDrafts(database, BaseRecords(BASE), lambda _: BASE, clock, TITLES),
        Acting(MIRA),
    )
    bees, report = await suggested(proposing), await reported(proposing)
    first = await drafts.begin_from_proposal(moderator(), bees)
    again = await drafts.begin_from_proposal(moderator(), bees)
    assert (again.draft.id, len(await drafts.unfinished(moderator()))) == (first.draft.id, 1)
    edit = await drafts.begin_from_proposal(moderator(), report)
    await drafts.add_tasks(moderator(), edit.draft.id, "Watch", "lessons")
    goes_on = await drafts.begin_from_proposal(moderator(), report)
    assert (goes_on.draft.id, len(goes_on.draft.content.added)) == (edit.draft.id, 1)


async def test_what_a_moderator_means_to_suggest_is_no_draft_of_theirs(
    proposing: Proposing, database: Database, clock: SetClock
):
    drafts, moderator = (
        CatalogueDrafts(database, BaseRecords(BASE), lambda _: BASE, clock, TITLES),
        Acting(MIRA),
    )
    kept = await proposing.keep(moderator(), BEES)
    assert await drafts.unfinished(moderator()) == []
    with pytest.raises(UserError, match="draft-gone"):
        await drafts.open(moderator(), kept)
    assert await proposing.kept(moderator(), kept) == BEES


async def test_what_is_decided_is_to_be_told_once_and_to_its_member_alone(
    proposing: Proposing, queue: ProposalQueue, database: Database, clock: SetClock
):
    outcomes = Outcomes(database, clock)
    bees = await suggested(proposing)
    assert await outcomes.to_tell(SERVER, bees.id) is None
    await queue.refuse(ME, bees.id, "no")
    told = await outcomes.to_tell(SERVER, bees.id)
    assert told is not None
    assert await outcomes.to_tell(OTHER, bees.id) is None
    assert await outcomes.untold() == [(SERVER, bees.id)]
    assert await outcomes.untold_of(SERVER, AMARA) == [told]
    assert await outcomes.untold_of(OTHER, AMARA) == []
    await outcomes.told(told)
    assert await outcomes.to_tell(SERVER, bees.id) is None
    assert await outcomes.untold() == []
    assert (await outcomes.own(AMARA, bees.id)).kind is ProposalKind.SUGGESTION
    with pytest.raises(UserError, match="suggestion-gone"):
        await outcomes.own(JONAS, bees.id)

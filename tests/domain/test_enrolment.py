"""An enrolment from its start to its end, and what the catalogue changes meanwhile."""

from dataclasses import replace

import pytest

from bot.domain.credential import Effort
from bot.domain.enrolment import (
    EnrolledTask,
    EnrolmentStatus,
    dropped,
    outline_of,
    paused,
    resumed,
    settled,
)
from bot.domain.enrolment_update import check_same_offer, declined, offered, updated
from bot.domain.errors import UserError
from bot.domain.own_tasks import (
    MAX_PERSONAL_TASKS,
    with_personal_task,
    with_renamed_task,
    without_personal_task,
)
from tests.domain.some_enrolment import AT, enrolment, outline, task
from tests.small_catalogue import credential

ACTIVE, PAUSED = EnrolmentStatus.ACTIVE, EnrolmentStatus.PAUSED
COMPLETED, DROPPED = EnrolmentStatus.COMPLETED, EnrolmentStatus.DROPPED
DEEDS = {"pause": paused, "resume": resumed, "drop": dropped}


@pytest.mark.parametrize(
    ("before", "deed", "after"),
    [
        (ACTIVE, "pause", PAUSED),
        (PAUSED, "pause", PAUSED),
        (DROPPED, "pause", "enrolment-dropped"),
        (COMPLETED, "pause", "enrolment-completed"),
        (ACTIVE, "resume", ACTIVE),
        (PAUSED, "resume", ACTIVE),
        (DROPPED, "resume", ACTIVE),
        (COMPLETED, "resume", "enrolment-completed"),
        (ACTIVE, "drop", DROPPED),
        (PAUSED, "drop", DROPPED),
        (DROPPED, "drop", DROPPED),
        (COMPLETED, "drop", "enrolment-completed"),
    ],
)
def test_what_a_member_may_do_with_it(before: EnrolmentStatus, deed: str, after: EnrolmentStatus | str):
    statuses = (ACTIVE,) if before is ACTIVE else (ACTIVE, before)
    found = enrolment(task(1), statuses=statuses)
    if isinstance(after, EnrolmentStatus):
        changed = DEEDS[deed](found, AT, 9)
        assert changed.status is after
        assert changed.was_changed_by(9) == (before is not after)
    else:
        with pytest.raises(UserError) as refused:
            DEEDS[deed](found, AT, 9)
        assert refused.value.message_id == after


def test_the_last_task_completes_it_and_an_undo_opens_it_as_it_was():
    resting = enrolment(task(1), task(2), statuses=(ACTIVE, PAUSED))
    assert settled(resting, {"sql.1"}, AT, 5) is resting
    done = settled(resting, {"sql.1", "sql.2", "sql.9"}, AT, 5)
    assert (done.status, done.completed_at) == (COMPLETED, AT)
    assert settled(done, {"sql.1", "sql.2"}, AT, 6) is done
    opened = settled(done, {"sql.2"}, AT, 6)
    assert (opened.status, opened.completed_at) == (PAUSED, None)


def test_nothing_to_do_is_never_completed_and_what_is_dropped_stays_so():
    assert settled(enrolment(), set(), AT, 5).status is ACTIVE
    gone = enrolment(task(1), statuses=(ACTIVE, DROPPED))
    assert settled(gone, {"sql.1"}, AT, 5).status is DROPPED


def test_own_tasks_come_last_and_keep_their_numbers():
    first = with_personal_task(enrolment(task(1)), "  Read\nthe book ", 90)
    both = with_personal_task(first, "Ask Mira", None)
    assert [(each.id, each.title) for each in both.tasks[1:]] == [
        ("own_1", "Read the book"),
        ("own_2", "Ask Mira"),
    ]
    assert both.tasks[1].is_personal
    assert not both.tasks[0].is_personal
    assert with_personal_task(both, "Ask Mira", None) is both


@pytest.mark.parametrize(
    ("title", "minutes", "message"),
    [
        (" \n", None, "own-task-title-missing"),
        ("x" * 201, None, "own-task-title-too-long"),
        ("TASK 1", None, "own-task-named-twice"),
        ("A book", 0, "minutes-out-of-range"),
    ],
)
def test_a_task_of_ones_own_needs_a_name(title: str, minutes: int | None, message: str):
    with pytest.raises(UserError) as refused:
        with_personal_task(enrolment(task(1)), title, minutes)
    assert refused.value.message_id == message


def test_nobody_adds_tasks_without_end():
    found = enrolment(task(1))
    for number in range(MAX_PERSONAL_TASKS):
        found = with_personal_task(found, f"Book {number}", None)
    with pytest.raises(UserError) as refused:
        with_personal_task(found, "One more", None)
    assert refused.value.message_id == "own-task-too-many"


def test_an_outline_keeps_what_is_worked_on_and_its_hash_nothing_else():
    known = credential("sql", "SQL")
    kept = outline_of(known)
    assert (kept.title, kept.issuer_line) == ("SQL", "Example University")
    assert [each.id for each in kept.tasks] == ["sql.1"]
    assert kept.content_hash == outline_of(replace(known, summary="Other words")).content_hash
    assert kept.content_hash != outline_of(replace(known, effort=Effort(60, 90))).content_hash


def test_an_update_says_what_is_different():
    found = enrolment(task(1), task(2), task(3), low=60)
    renamed = replace(task(2), title="New words")
    offer = offered(found, outline(renamed, task(1, 10, 20), task(4), low=90), {"sql.9"})
    assert offer is not None
    assert [each.id for each in offer.added] == ["sql.4"]
    assert [each.id for each in offer.removed] == ["sql.3"]
    assert [(was.title, now.title) for was, now in offer.renamed] == [("Task 2", "New words")]
    assert [each.id for each in offer.retimed] == ["sql.1"]
    assert (offer.is_reordered, offer.has_new_name, offer.has_new_effort) == (True, False, True)


def test_nobody_is_asked_where_nothing_changes():
    found = enrolment(task(1), task(2))
    own = with_personal_task(found, "A book", None)
    assert offered(own, outline(task(1), task(2)), set()) is None
    assert offered(found, None, set()) is None
    assert offered(enrolment(task(1), statuses=(ACTIVE, DROPPED)), outline(task(2)), set()) is None
    # What is done already stays, so that its going changes nothing.
    assert offered(found, outline(task(2)), {"sql.1"}) is None
    refusing = declined(found, "other")
    assert offered(refusing, replace(outline(task(3)), content_hash="other"), set()) is None
    assert offered(refusing, replace(outline(task(3)), content_hash="newer"), set()) is not None


def test_an_update_keeps_what_is_done_and_what_is_ones_own():
    found = with_personal_task(enrolment(task(1), task(2), task(3)), "A book", None)
    after = updated(declined(found, "other"), outline(task(4), task(3)), {"sql.1"})
    assert [each.id for each in after.tasks] == ["sql.4", "sql.3", "sql.1", "own_1"]
    assert after.declined_hash is None
    assert offered(after, outline(task(4), task(3)), {"sql.1"}) is None


def test_an_offer_that_was_overtaken_is_not_taken():
    current = outline(task(1))
    assert check_same_offer(current, "hash") is current
    for other in (None, replace(current, content_hash="newer")):
        with pytest.raises(UserError) as refused:
            check_same_offer(other, "hash")
        assert refused.value.message_id == "update-gone"


def test_a_task_of_ones_own_is_renamed_and_keeps_its_place():
    found = with_personal_task(with_personal_task(enrolment(task(1)), "A book", None), "A talk", 30)
    renamed = with_renamed_task(found, "own_1", " The whole book", 90, 120)
    assert renamed.tasks[1:] == (
        EnrolledTask("own_1", "The whole book", None, 90, 120),
        EnrolledTask("own_2", "A talk", None, 30, 30),
    )
    assert with_renamed_task(renamed, "own_2", "A TALK", 30).tasks[2].title == "A TALK"


@pytest.mark.parametrize(
    ("task_id", "title", "message"),
    [
        ("own_1", "Task 1", "own-task-named-twice"),
        ("own_1", "a talk", "own-task-named-twice"),
        ("own_1", " ", "own-task-title-missing"),
        ("own_7", "A film", "open-task-unknown"),
        ("sql.1", "A film", "open-task-unknown"),
    ],
)
def test_a_task_gets_no_name_that_it_cannot_have(task_id: str, title: str, message: str):
    found = with_personal_task(with_personal_task(enrolment(task(1)), "A book", None), "A talk", None)
    with pytest.raises(UserError) as refused:
        with_renamed_task(found, task_id, title, None)
    assert refused.value.message_id == message


def test_a_task_of_ones_own_is_taken_away_unless_it_is_ticked_and_its_number_is_not_given_again():
    found = with_personal_task(with_personal_task(enrolment(task(1)), "A book", None), "A talk", None)
    gone = without_personal_task(found, "own_2", {"own_1"})
    assert [each.id for each in gone.tasks] == ["sql.1", "own_1"]
    assert with_personal_task(gone, "A film", None, logged={"own_2", "sql.1"}).tasks[-1].id == "own_3"
    for task_id, message in (("own_1", "own-task-ticked"), ("sql.1", "open-task-unknown")):
        with pytest.raises(UserError) as refused:
            without_personal_task(gone, task_id, {"own_1"})
        assert refused.value.message_id == message

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.discord_ui import custom_ids
from bot.discord_ui.components.routing import COMPONENTS, FORMS
from bot.discord_ui.custom_ids import CustomIdTooLongError, IdShape, beginning_of, name_part

SHAPES = [shape for shape in vars(custom_ids).values() if isinstance(shape, IdShape)]
SEARCH = "s" * 40
NAME = "ü" * 200
EXAMPLES = {
    "results": (SEARCH, 9999),
    "details": (SEARCH, 9999),
    "compare": (SEARCH, 9999),
    "mine": (SEARCH,),
    "narrow": (SEARCH,),
    "hours": (SEARCH,),
    "change-hours": (SEARCH,),
    "fix-hours": (SEARCH, "d:" * 20),
    "hours-form": (SEARCH,),
    "fix-time": (SEARCH, "d:" * 20),
    "time-form": (SEARCH,),
    "without-time": (SEARCH,),
    "share-results": (SEARCH, 9999),
    "share-credential": ("c" * 60,),
    "share-comparison": (),
    "show": (),
    "browse": (9999, name_part(NAME), name_part(NAME)),
    "browse-details": (9999, name_part(NAME), name_part(NAME)),
    "topic": (),
    "server": (SEARCH,),
    "server-shown": (custom_ids.keys_of("abcd"),),
    "draft-new": (),
    "draft-another": (),
    "draft-pick": (),
    "draft-form": (SEARCH, "outcomes"),
    "draft-ask": (SEARCH, "outcomes"),
    "draft-fix": (SEARCH, "outcomes"),
    "draft-more": (SEARCH,),
    "draft-open": (SEARCH,),
    "draft-less": (SEARCH,),
    "draft-again": (SEARCH,),
    "draft-publish": (SEARCH, "over"),
    "draft-undo": (SEARCH,),
    "draft-discard": (SEARCH, "sure"),
    "draft-original": (SEARCH,),
    "draft-hide": (SEARCH,),
    "help": (),
    "without-hours": (SEARCH,),
    "me-settings": (),
    "me-profile": (),
    "share-profile": (),
    "me-hours": (),
    "me-hours-form": (),
    "me-hours-fix": ("d:" * 20,),
    "me-visibility": (),
    "me-announcing": (),
    "start-zone": ("aB3_-6789012",),
    "start-zone-form": ("aB3_-6789012",),
    "start-zone-fix": ("aB3_-6789012", "d:" * 20),
    "me-zone": (),
    "me-zone-form": (),
    "me-zone-fix": ("d:" * 20,),
    "me-export": (),
    "erase-choose": (),
    "erase-ask": ("everywhere",),
    "erase-sure": ("everywhere", 10**12 - 1),
    "erase-keep": (),
    "start": ("c" * 60,),
    "start-again": ("c" * 60,),
    "announcing": ("e" * 12, "yes"),
    "enrolment": ("e" * 12,),
    "enrolment-offer": ("e" * 12, "a" * 16, "take"),
    "done": ("e" * 12, custom_ids.key_of("task")),
    "tick": ("e" * 12,),
    "undo": ("e" * 12, "9" * 18),
    "log-time": ("e" * 12,),
    "log-form": ("e" * 12,),
    "log-fix": ("e" * 12, "k" * 12),
    "log-again": ("e" * 12, "9" * 18),
    "log-kept": ("k" * 12,),
    "log-nearest": ("k" * 12,),
    "log-retry": ("k" * 12,),
    "log-retry-form": ("k" * 12,),
    "own-tasks": ("e" * 12,),
    "own-tasks-form": ("e" * 12,),
    "own-tasks-fix": ("e" * 12, "k" * 12),
    "own-task-done": ("e" * 12, "k" * 12),
    "remind-snooze": ("9" * custom_ids.NUMBER_LENGTH, "f" * 24),
    "remind-skip": ("9" * custom_ids.NUMBER_LENGTH, "f" * 24),
    "remind-show": ("9" * custom_ids.NUMBER_LENGTH, "f" * 24),
    "digest-mine": ("f" * 24,),
    "renewal": ("start", "9" * custom_ids.NUMBER_LENGTH, "f" * 24),
    "remind-target": ("9" * custom_ids.NUMBER_LENGTH, "f" * 24),
    "reminder": (),
    "reminder-here": (),
    "reminder-test": (),
    "reminder-change": (),
    "reminder-form": (),
    "reminder-fix": ("k" * 12,),
    "reminder-pause": ("resume",),
    "reminder-off": (),
    "undo-tasks": ("c" * 60, 999_999_999),
    "import": ("u" * 12,),
    "checked-entry": (),
    "undo-import": ("9" * 18,),
    "discard-import": ("u" * 12,),
    "suggest-form": ("k" * 12, 2**63 - 1),
    "suggest-fix": ("k" * 12, 2**63 - 1),
    "suggest-anyway": ("k" * 12, 2**63 - 1),
    "suggest-again": ("p" * 12,),
    "show-one": ("c" * 60,),
    "queue": (9999,),
    "queue-open": (9999,),
    "queue-next": (),
    "proposal-accept": ("p" * 12,),
    "proposal-edit": ("p" * 12,),
    "proposal-done": ("p" * 12,),
    "proposal-retire": ("p" * 12,),
    "proposal-refuse": ("p" * 12,),
    "done-form": ("p" * 12,),
    "retire-reported-form": ("p" * 12,),
    "refuse-form": ("p" * 12,),
    "outcome": ("p" * 12,),
    "blocks": (9999,),
    "unblock": (9999,),
    "undo-entry": ("c" * 60, 999_999_999),
    "history": ("c" * 60, 9999),
    "history-version": ("c" * 60,),
    "go-back": ("c" * 60, 999_999_999),
    "stale": (3650, 9999),
    "stale-open": (3650, 9999),
    "looked-again": ("c" * 60, 3650, 9999),
    "stale-edit": ("c" * 60,),
    "retire": ("c" * 60,),
    "retire-form": ("c" * 60,),
    "merge": (custom_ids.keys_of("ab"),),
    "undo-merge": (10**18 - 1,),
    "words": (9999,),
    "audit": (2**63 - 1, 10**18 - 1),
    "progress": (2**63 - 1, "e" * 12),
    "progress-other": (2**63 - 1,),
    "entries": ("e" * 12, "week_minutes", 9999),
    "entries-of": ("e" * 12,),
    "log-history": (3660, 9999),
    "log-history-entry": (3660, 9999),
    "entry-form": (10**18 - 1,),
    "entry-fix": (10**18 - 1, "w" * 12),
    "change-entry": (10**18 - 1,),
    "take-back": (10**18 - 1,),
    "change-back": (10**18 - 1,),
    "resume": ("e" * 12,),
    "drop": ("e" * 12,),
    "target-back": ("e" * 12, "2027-03-12"),
    "congratulate": ("9" * 18, "0" * 24),
    "about": ("0" * 24, "c" * 60),
    "setup": (),
    "setup-channel": (),
    "setup-announcing": ("yes",),
    "setup-zone": (),
    "setup-zone-fix": ("d:" * 20,),
    "setup-zone-form": (),
    "setup-digest-channel": (),
    "setup-digest-day": (),
    "setup-digest-time": (),
    "setup-preview": (),
    "doctor": (),
    "repair": ("9" * 19,),
    "repair-told": ("0" * 24, "9" * 19),
    "group-list": (9999,),
    "group-open": (),
    "group-board": ("9" * 18, "month", 9999, "turn"),
    "group-new": (),
    "group-new-form": (),
    "group-new-fix": ("w" * 12,),
    "group-join": ("9" * 18,),
    "group-which": ("checkin", "k" * 12),
    "group-leave": ("9" * 18,),
    "group-leave-sure": ("9" * 18,),
    "group-stay": ("9" * 18,),
    "group-end": ("9" * 18,),
    "group-end-sure": ("9" * 18,),
    "group-manage": ("9" * 18,),
    "group-edit": ("9" * 18,),
    "group-edit-form": ("9" * 18,),
    "group-edit-fix": ("9" * 18, "w" * 12),
    "group-goal": ("9" * 18,),
    "group-goal-form": ("9" * 18,),
    "group-goal-fix": ("9" * 18, "w" * 12),
    "group-checkin-day": ("9" * 18,),
    "group-checkin-time": ("9" * 18,),
    "group-invite": ("9" * 18,),
    "group-invite-who": ("9" * 18,),
    "group-invited": ("9" * 18, "yes", "f" * 24),
    "group-kudos": ("9" * 18,),
    "group-kudos-more": ("9" * 18, 9999),
    "group-kudos-who": ("9" * 18, 9999),
    "happy-to-help": ("e" * 12, "yes"),
    "group-checkin": ("9" * 18,),
    "group-repair": ("9" * 18,),
    "group-repair-told": ("9" * 18, "f" * 24),
    "group-repair-here": ("9" * 18,),
    "group-board-told": ("9" * 18, "f" * 24),
    "checkin-answer": ("9" * 18, "2026-W48", "f" * 24),
    "checkin-form": ("9" * 18, "2026-W48"),
    "checkin-rest": ("9" * 18, "2026-W48"),
    "checkin-answers": ("9" * 18, "2026-W48", 9999),
    "checkin-remove": ("9" * 18, "2026-W48", 9999),
    "group-week": ("9" * 18, "2026-W48"),
    "group-week-pick": ("9" * 18,),
}


@pytest.mark.parametrize("shape", SHAPES, ids=lambda shape: shape.name)
def test_every_id_is_read_by_its_own_pattern_and_by_no_other(shape: IdShape):
    identity = shape.of(*EXAMPLES[shape.name])
    assert [other.name for other in SHAPES if other.pattern.fullmatch(identity)] == [shape.name]


def test_every_shape_has_one_component_or_form():
    taken = [component.shape for component in COMPONENTS] + [form.shape for form in FORMS]
    assert sorted(shape.name for shape in taken) == sorted(shape.name for shape in SHAPES)


def test_an_id_says_its_version_first():
    assert custom_ids.RESULTS.of("abc", 2) == "b1:results:abc:2"


def test_an_id_that_discord_would_refuse_is_refused_here():
    with pytest.raises(CustomIdTooLongError):
        custom_ids.RESULTS.of("s" * 100, 0)


@given(st.text(), st.text())
def test_any_topic_and_issuer_fit_into_an_id_and_come_back(topic: str, issuer: str):
    identity = custom_ids.BROWSE_DETAILS.of(9999, name_part(topic), name_part(issuer))
    found = custom_ids.BROWSE_DETAILS.pattern.fullmatch(identity)
    assert found
    assert found["topic"] == name_part(topic)
    assert found["issuer"] == name_part(issuer)


def test_a_long_name_keeps_its_beginning():
    assert beginning_of(name_part("University of Illinois at Urbana-Champaign (Coursera)")) == (
        "University of Illinois at Urbana-Ch"
    )
    assert beginning_of(name_part("Google (Coursera)")) is None

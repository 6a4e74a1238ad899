"""The cards of settings, profile and one's own data: what they say, and that nothing typed can break them."""

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.catalogue.documents import Document
from bot.discord_ui.cards.audience import Audience
from bot.discord_ui.cards.own_data import erase_card, erase_sure_card, erased_card, own_data_cards
from bot.discord_ui.cards.profile import profile_card
from bot.discord_ui.cards.settings import settings_card
from bot.discord_ui.cards.settings_forms import (
    hours_kept_form,
    unread_hours_card,
    unread_zone_card,
    zone_form,
    zone_set_card,
)
from bot.domain.enrolment import EnrolledTask, Enrolment, EnrolmentStatus, Outline, StatusChange
from bot.domain.erasure import ErasureScope
from bot.domain.marks import Marks, Position
from bot.domain.streaks import Streak
from bot.domain.visibility import Announcing, Visibility
from bot.sandbox.rules import interaction_response_faults
from bot.services.ledger_views import EnrolmentLine
from bot.services.member_data import Erased, Footprint
from bot.services.member_overview import Overview
from bot.services.member_profile import Profile
from bot.wording.profile import mark_text
from bot.wording.texts import load_texts
from tests.discord_ui.credentials import nasty_texts
from tests.discord_ui.fakes import words_of
from tests.discord_ui.limits import faults_of

TEXTS = load_texts("en")
NOW = datetime(2026, 11, 24, 14, 5, tzinfo=UTC)
OWN, PUBLIC = Audience(can_share=True), Audience(is_public=True, shared_by="Mia")
NO_STREAK = Streak(0, None, (), is_open=False)


def profile(
    zone: str | None = None,
    minutes: int | None = None,
    visibility: Visibility = Visibility.GROUPS,
    announcing: Announcing | None = None,
) -> Profile:
    return Profile(zone, minutes, None, visibility, announcing, NOW.date(), NOW)


def line(title: str, done: int = 1, *statuses: EnrolmentStatus, tasks: int = 3) -> EnrolmentLine:
    enrolled = tuple(EnrolledTask(f"sql.{at}", f"Task {at}", None, None, None) for at in range(tasks))
    history = tuple(
        StatusChange(each, NOW, at) for at, each in enumerate((EnrolmentStatus.ACTIVE, *statuses))
    )
    outline = Outline(title, "Example", enrolled, None, None, "hash")
    return EnrolmentLine(
        Enrolment("e" * 12, 1, 1, "sql", outline, None, date(2026, 11, 2), history), done, NOW
    )


def overview(
    *underway: EnrolmentLine,
    completed: tuple[EnrolmentLine, ...] = (),
    visibility: Visibility = Visibility.SERVER,
    minutes: int = 0,
    tasks_done: int = 0,
) -> Overview:
    return Overview(1, visibility, underway, completed, minutes, tasks_done, NO_STREAK)


def test_settings_say_what_is_kept_and_what_is_not():
    said = words_of(settings_card(TEXTS, profile(), is_in_server=True))
    for words in (
        "**Where you are** Not said yet; until then I count in UTC, where it is Tuesday, 14:05",
        "**Time for learning** Not said; I ask when it matters",
        "**Who sees your progress here** Your study groups",
        "**When you finish something** I tell nobody",
    ):
        assert words in said
    said = words_of(settings_card(TEXTS, profile("America/Argentina/Buenos_Aires", 150), is_in_server=True))
    assert "Buenos Aires (America, Argentina), where it is" in said
    assert "**Time for learning** 2 h 30 min a week" in said
    assert "2 h 30 min a week | 3 hours a week" in said


@pytest.mark.parametrize("is_in_server", [True, False])
@pytest.mark.parametrize("visibility", Visibility)
@pytest.mark.parametrize("announcing", [None, *Announcing])
def test_every_combination_of_settings_is_within_the_limits(
    is_in_server: bool, visibility: Visibility, announcing: Announcing | None
):
    kept = profile("Europe/Berlin", 90, visibility, announcing)
    card = settings_card(TEXTS, kept, is_in_server=is_in_server, said="Kept. <@1> _x_")
    assert faults_of(card) == []
    assert ("Everybody here" in words_of(card)) == is_in_server


def test_a_profile_reads_like_this():
    finished = line("Excel", 3, EnrolmentStatus.COMPLETED)
    shown = overview(
        line("SQL"), line("R", 0, EnrolmentStatus.PAUSED), completed=(finished,), minutes=90, tasks_done=2
    )
    assert words_of(profile_card(TEXTS, shown, "Mia", OWN)).splitlines() == [
        "### Mia",
        "This week: 1 h 30 min, 2 tasks ticked",
        "---",
        "**Working on**",
        "SQL",
        "-# ▰▰▰▰▱▱▱▱▱▱▱▱ 1 of 3 tasks",
        "R",
        "-# ▱▱▱▱▱▱▱▱▱▱▱▱ 0 of 3 tasks, paused",
        "---",
        "**Finished**",
        "Excel",
        "-# On 24 November 2026",
        "---",
        "-# Everybody in this server can see what you work on and what you finished. Never your notes.",
        "(Progress)",
        "(Share)",
        "(Settings)",
    ]
    public = words_of(profile_card(TEXTS, shown, "Mia", PUBLIC))
    assert public.startswith("-# Shared by Mia")
    assert "(" not in public.replace("(3)", "")


@pytest.mark.parametrize("visibility", [Visibility.PRIVATE, Visibility.GROUPS])
def test_what_not_everybody_may_see_has_no_button_that_shares_it(visibility: Visibility):
    assert "(Share)" not in words_of(
        profile_card(TEXTS, overview(line("SQL"), visibility=visibility), "M", OWN)
    )


def test_a_profile_without_anything_says_how_to_begin():
    said = words_of(profile_card(TEXTS, overview(), "Mia", OWN))
    assert "/find" in said
    assert "(Look around)" in said
    assert "(Share)" not in said


@given(nasty_texts(400), nasty_texts(400), st.integers(1, 30))
def test_no_name_and_no_title_can_break_a_profile(name: str, title: str, count: int):
    lines = tuple(line(title) for _ in range(count))
    done = tuple(line(title, 3, EnrolmentStatus.COMPLETED) for _ in range(count))
    for audience in (OWN, PUBLIC):
        assert faults_of(profile_card(TEXTS, overview(*lines, completed=done), name, audience)) == []


@pytest.mark.parametrize("scope", ErasureScope)
@given(
    server=nasty_texts(200),
    enrolments=st.integers(0, 9),
    entries=st.integers(0, 9),
    servers=st.integers(0, 3),
)
def test_the_questions_before_an_erasure_are_within_the_limits(
    scope: ErasureScope, server: str, enrolments: int, entries: int, servers: int
):
    footprint = Footprint(enrolments, entries, servers, entries)
    assert faults_of(erase_card(TEXTS, footprint, scope, server)) == []
    assert faults_of(erase_sure_card(TEXTS, scope, server, 10**11)) == []
    assert faults_of(erased_card(TEXTS, Erased(scope, is_all=servers < 2), server)) == []


def test_what_is_erased_here_only_stays_elsewhere_and_says_so():
    here = words_of(erase_card(TEXTS, Footprint(2, 5, 2), ErasureScope.HERE, "Club"))
    assert "study group" not in here
    grouped = words_of(erase_card(TEXTS, Footprint(2, 5, 2, 3), ErasureScope.HERE, "Club"))
    assert "Your place in 3 study groups, with your answers at check-ins and all kudos." in grouped
    assert "What your study groups counted of you, in their sums by the week, without your name" in grouped
    assert "The 2 credentials that you started, with the 5 entries in your log" in here
    assert "What I keep of you in other servers" in here
    everywhere = words_of(erase_card(TEXTS, Footprint(0, 0, 2), ErasureScope.EVERYWHERE, "Club"))
    assert "What I keep of you in other servers" not in everywhere
    assert "- What you start and log\n" in everywhere


def test_files_that_one_message_does_not_hold_come_in_several():
    documents = [Document(f"part-{number}.json", b"x" * 1000) for number in range(12)]
    cards = own_data_cards(TEXTS, documents)
    assert [len(card.files) for card in cards] == [10, 2]
    assert "Message 1 of 2" in words_of(cards[0])
    assert all(faults_of(card) == [] for card in cards)
    large = [Document(f"part-{number}.json", b"x" * 6 * 2**20) for number in range(2)]
    assert [len(card.files) for card in own_data_cards(TEXTS, large)] == [1, 1]


@given(st.text("abc:é <@1>", max_size=60))
def test_what_was_typed_comes_back_in_the_forms(typed: str):
    for form in (hours_kept_form(TEXTS, typed[:40]), zone_form(TEXTS, typed[:40])):
        body = form.to_dict()
        assert list(interaction_response_faults({"type": 9, "data": body}, interaction_type=3)) == []
        assert body["components"][0]["component"].get("value", "") == typed[:40]
    for card in (
        unread_hours_card(TEXTS, "No.", typed),
        unread_zone_card(TEXTS, "No.", typed),
        unread_zone_card(TEXTS, "No.", typed, enrolment_id="e" * 12),
    ):
        assert faults_of(card) == []


def test_a_zone_is_said_with_the_time_there():
    said = words_of(zone_set_card(TEXTS, profile("Europe/Berlin")))
    assert said.startswith("You are in Berlin (Europe). It is Tuesday, 14:05 there now.")


@pytest.mark.parametrize(
    ("marks", "said"),
    [
        (Marks(), ""),
        (Marks(frozenset({"sql"})), "✓ You have this"),
        (Marks(started={"sql": Position(4, 12)}), "You are on it: 4 of 12"),
        (Marks(started={"sql": Position(4, 12, is_paused=True)}), "You have paused it: 4 of 12"),
        (Marks(started={"sql": Position(0, 0)}), "You are on it"),
        (
            Marks(frozenset({"sql"}), {"sql": Position(1, 12)}),
            "You have this, and are on it again: 1 of 12",
        ),
    ],
)
def test_a_mark_is_in_words(marks: Marks, said: str):
    assert mark_text(TEXTS, marks, "sql") == said

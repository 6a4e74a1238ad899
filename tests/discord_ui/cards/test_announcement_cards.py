"""The cards of announcements and of a server's set-up: within Discord's limits, whatever is typed."""

from dataclasses import replace
from datetime import UTC, datetime, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.discord_ui.cards.announcement import Achiever, Marks, announcement_card, withdrawn_card
from bot.discord_ui.cards.card import CardFile, picture
from bot.discord_ui.cards.doctor import doctor_card, fault_card, fault_notice
from bot.discord_ui.cards.server_setup import setup_card, show_card
from bot.domain.announcement import Announcement, announcement_of
from bot.domain.schedule import FOREVER, Schedule, WeeklyTime, server_digest
from bot.domain.server_checks import ChannelAccess, Permission, ServerFacts, checks_of
from bot.domain.server_settings import (
    AnnouncementStyle,
    AnnouncementTone,
    ChannelFault,
    FaultReason,
    ServerSettings,
)
from bot.services.server_setup import ServerState
from bot.wording.texts import load_texts
from tests.discord_ui.credentials import nasty_texts
from tests.discord_ui.fakes import words_of
from tests.discord_ui.limits import faults_of

TEXTS = load_texts("en")
NOW = datetime(2026, 11, 24, 14, 5, tzinfo=UTC)
MARKS = Marks(7, "a" * 24)
PNG = CardFile("achievement.png", b"png")


def state(
    *, channel: int | None = 5, paused_until: datetime | None = None, has_digest: bool = True
) -> ServerState:
    when = WeeklyTime("Europe/Berlin", 4, time(18, 30))
    digest = Schedule(server_digest(1), when, 5, None, NOW) if has_digest else None
    settings = ServerSettings(
        1, "Europe/Berlin", channel, AnnouncementStyle.TEXT, paused_until, changed_by=3, changed_at=NOW
    )
    return ServerState(settings, digest, (ChannelFault(6, FaultReason.GONE, NOW),), NOW)


@given(nasty_texts(500), nasty_texts(500), nasty_texts(80), st.sampled_from(AnnouncementTone))
def test_nothing_that_is_typed_breaks_an_announcement(
    title: str, issuer: str, name: str, tone: AnnouncementTone
):
    told = Announcement("sql", title, issuer, 12, 840, 40)
    shown = picture(PNG, "what it shows")
    who = Achiever(name)
    card = announcement_card(TEXTS, told, who, tone=tone, marks=MARKS, shown=shown, congratulations=1000)
    assert faults_of(card) == []
    assert faults_of(announcement_card(TEXTS, told, who, tone=tone, marks=None)) == []
    assert faults_of(withdrawn_card(TEXTS, told, who, MARKS)) == []


def test_an_announcement_says_all_that_its_picture_shows():
    told = Announcement("sql", "Learn SQL", "Example", 12, 840, 40)
    card = announcement_card(TEXTS, told, Achiever("Mia"), tone=AnnouncementTone.PLAIN, marks=MARKS)
    for words in ("Mia has finished Learn SQL.", "From Example", "12 tasks", "14 h", "40 days"):
        assert words in words_of(card)


def test_one_day_of_work_is_a_day():
    payload: dict[str, str | int | None] = {
        "credential_id": "sql",
        "title": "SQL",
        "issuer_line": "Example",
        "tasks": 0,
        "minutes": None,
        "started_on": "2026-11-24",
        "completed_on": "2026-11-24",
    }
    assert announcement_of(payload) == Announcement("sql", "SQL", "Example", 0, 0, 1)
    assert announcement_of(payload | {"completed_on": "2026-11-01"}).days == 1


@pytest.mark.parametrize("paused_until", [None, NOW, datetime(2026, 12, 24, tzinfo=UTC), FOREVER])
@pytest.mark.parametrize("channel", [None, 5])
@pytest.mark.parametrize("has_digest", [True, False])
def test_every_set_up_is_within_discords_limits(
    paused_until: datetime | None, channel: int | None, has_digest: bool
):
    shown = state(channel=channel, paused_until=paused_until, has_digest=has_digest)
    assert faults_of(setup_card(TEXTS, shown, "said " * 400)) == []
    assert faults_of(setup_card(TEXTS, shown)) == []
    assert faults_of(show_card(TEXTS, shown, "**Mia**" * 20)) == []


def test_the_doctor_names_what_is_wrong_first_and_what_to_click():
    channels = (
        ChannelAccess(1, is_there=True),
        ChannelAccess(2, is_there=True, missing=(Permission.SEND,)),
        ChannelAccess(3, is_there=False),
        ChannelAccess(4, is_there=True, missing=(Permission.ATTACH, Permission.HISTORY)),
    )
    facts = ServerFacts(
        channels, None, has_channel=False, may_use_commands=False, hidden=("/find",), has_own_place=False
    )
    card = doctor_card(TEXTS, checks_of(facts), state(), "Badger")
    assert faults_of(card) == []
    words = words_of(card)
    assert "3 things have to be mended" in words
    assert words.index("<#2>") < words.index("<#4>") < words.index("<#1>")
    for click in ("Send Messages", "Attach Files, Read Message History", "Integrations", "/find"):
        assert click in words


@pytest.mark.parametrize("has_digest", [True, False])
def test_a_channel_that_was_deleted_is_never_called_by_its_number(has_digest: bool):
    lost = state(channel=5, has_digest=has_digest)
    digest = replace(lost.digest, channel_id=5) if lost.digest else None
    lost = replace(lost, digest=digest, faults=(ChannelFault(5, FaultReason.GONE, NOW),))
    facts = ServerFacts(
        (ChannelAccess(5, is_there=False),),
        None,
        has_channel=True,
        may_use_commands=True,
        hidden=(),
        has_own_place=True,
    )
    cards = (
        setup_card(TEXTS, lost),
        show_card(TEXTS, lost, "Mia"),
        doctor_card(TEXTS, checks_of(facts), lost, "Badger"),
        fault_card(TEXTS, 5, FaultReason.GONE.value, "a" * 24),
    )
    assert all("<#5>" not in words_of(card) for card in cards)
    use = "announcements and the digest" if has_digest else "announcements"
    assert f"The channel for {use} is not there any more" in words_of(cards[2])


def test_a_fault_is_told_in_a_place_of_its_own_and_at_a_command():
    for reason in FaultReason:
        assert faults_of(fault_card(TEXTS, 9, reason.value, "a" * 24)) == []
    assert faults_of(fault_notice(TEXTS)) == []

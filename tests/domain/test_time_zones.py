"""Zones by name and city, and the local day in them."""

from datetime import UTC, date, datetime

import pytest

from bot.domain.errors import UserError
from bot.domain.local_days import iso_week, local_day, week_of
from bot.domain.time_zones import zone_named, zones_suggested


@pytest.mark.parametrize(
    ("typed", "zone"),
    [
        ("Europe/Berlin", "Europe/Berlin"),
        ("europe/brlin", "Europe/Berlin"),
        ("Berlin", "Europe/Berlin"),
        ("new york", "America/New_York"),
        ("Kolkata", "Asia/Kolkata"),
        ("utc", "UTC"),
    ],
)
def test_a_zone_is_known_by_its_name_or_city(typed: str, zone: str):
    assert zone_named(typed) == zone


@pytest.mark.parametrize("typed", ["", "Atlantis", "Europe", "x" * 500])
def test_an_unknown_zone_is_refused(typed: str):
    with pytest.raises(UserError) as refused:
        zone_named(typed)
    assert refused.value.message_id == "zone-unknown"
    assert len(str(refused.value.arguments["zone"])) <= 40


@pytest.mark.parametrize(
    ("typed", "nearest"),
    [("berlni", "Berlin"), ("new yrok", "New York"), ("tokio", "Tokyo"), ("Gondor", "none"), ("", "none")],
)
def test_the_city_that_may_be_meant_is_named(typed: str, nearest: str):
    with pytest.raises(UserError) as refused:
        zone_named(typed)
    assert refused.value.arguments["nearest"] == nearest


def test_zones_are_suggested_by_what_is_typed():
    assert zones_suggested("madrid", 5) == ["Europe/Madrid"]
    assert "America/New_York" in zones_suggested("new yo", 25)
    assert len(zones_suggested("a", 25)) == 25
    assert "Europe/London" in zones_suggested("", 25)


@pytest.mark.parametrize(
    ("zone", "day"),
    [(None, 24), ("UTC", 24), ("Pacific/Kiritimati", 25), ("America/Los_Angeles", 24), ("Asia/Tokyo", 25)],
)
def test_the_day_is_where_the_person_is(zone: str | None, day: int):
    assert local_day(datetime(2026, 11, 24, 18, 30, tzinfo=UTC), zone) == date(2026, 11, day)


def test_weeks_are_those_of_the_iso_calendar():
    assert iso_week(date(2027, 1, 1)) == "2026-W53"
    assert week_of(date(2027, 1, 1)) == date(2026, 12, 28)

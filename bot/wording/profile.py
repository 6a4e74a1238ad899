"""What a member told of themselves, and what it means, in words."""

from datetime import datetime

from bot.domain.budget import MINUTES_PER_HOUR
from bot.domain.marks import Marks
from bot.domain.visibility import Announcing, Visibility
from bot.wording.budget import minutes_text
from bot.wording.texts import Texts


def place_text(texts: Texts, zone: str | None) -> str:
    """A zone as people say it: "Buenos Aires (America)"; UTC where they named none."""
    region, _, city = (zone or "UTC").replace("_", " ").rpartition("/")
    return texts("zone-place", city=city, region=region.replace("/", ", ")) if region else city


def clock_text(texts: Texts, local_time: datetime) -> str:
    """What a clock there shows: "Tuesday, 14:05"."""
    time = f"{local_time.hour:02d}:{local_time.minute:02d}"
    return texts("clock-time", weekday=local_time.isoweekday(), time=time)


def zone_text(texts: Texts, zone: str | None, local_time: datetime) -> str:
    """Where the member is, with the local time as a check; that they never said."""
    now = clock_text(texts, local_time)
    if zone is None:
        return texts("settings-zone-none", now=now)
    return texts("settings-zone", place=place_text(texts, zone), now=now)


def hours_text(texts: Texts, weekly_minutes: int | None) -> str:
    """The hours a week that are remembered, or that there are none."""
    if weekly_minutes is None:
        return texts("settings-hours-none")
    return texts("settings-hours", time=minutes_text(texts, weekly_minutes))


def hours_choice_text(texts: Texts, weekly_minutes: int) -> str:
    """A number of minutes a week to choose: "4 hours a week", "2 h 30 min a week"."""
    hours, rest = divmod(weekly_minutes, MINUTES_PER_HOUR)
    if not rest:
        return texts("hours-choice", hours=hours)
    return texts("hours-choice-other", time=minutes_text(texts, weekly_minutes))


def visibility_text(texts: Texts, visibility: Visibility) -> str:
    """Who sees the member's progress in a server."""
    return texts(f"visibility-{visibility.value}")


def visibility_meaning(texts: Texts, visibility: Visibility) -> str:
    """What that means, in a sentence."""
    return texts(f"visibility-{visibility.value}-means")


def announcing_text(texts: Texts, announcing: Announcing | None) -> str:
    """Whether the server is told of completions; nobody is until the member says so."""
    return texts(f"announcing-{(announcing or Announcing.OFF).value}")


def announcing_meaning(texts: Texts, announcing: Announcing | None) -> str:
    """What that means, in a sentence."""
    return texts(f"announcing-{(announcing or Announcing.OFF).value}-means")


def mark_text(texts: Texts, marks: Marks, credential_id: str) -> str:
    """What the member has to do with the credential already; empty for nothing."""
    position = marks.started.get(credential_id)
    has_it = credential_id in marks.earned
    if position is None:
        return texts("mark-earned") if has_it else ""
    state = "paused" if position.is_paused else "again" if has_it else "open"
    if not position.tasks:
        return texts("mark-started-untold", state=state)
    return texts("mark-started", state=state, done=position.tasks_done, total=position.tasks)

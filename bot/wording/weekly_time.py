"""Weekly times and where they lead to, in words."""

from datetime import date, time

from bot.domain.schedule import WeeklyTime
from bot.wording.budget import date_text
from bot.wording.profile import place_text
from bot.wording.texts import Texts


def wall_time_text(at: time) -> str:
    """A time of day as a clock shows it: "18:30"."""
    return f"{at.hour:02d}:{at.minute:02d}"


def weekday_text(texts: Texts, weekday: int) -> str:
    """A weekday, from Monday, 0, by its name."""
    return texts("weekday", weekday=weekday + 1)


def weekly_text(texts: Texts, when: WeeklyTime) -> str:
    """A weekly time with its place: "every Monday at 18:30, as the clocks go in Berlin (Europe)"."""
    return texts(
        "weekly-time",
        weekday=weekday_text(texts, when.weekday),
        time=wall_time_text(when.at),
        place=place_text(texts, when.zone),
    )


def week_beginning_text(texts: Texts, week: str) -> str:
    """A local ISO week ("2026-W48") by its Monday: "23 November 2026"."""
    year, _, number = week.partition("-W")
    return date_text(texts, date.fromisocalendar(int(year), int(number), 1))

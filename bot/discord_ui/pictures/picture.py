"""What the pictures show. Every word on them comes in with them, in whatever language."""

from dataclasses import dataclass
from datetime import date

CALENDAR_WEEKS = 12
"""As many weeks of active days as a picture has room for."""
BOARD_ROWS = 16
"""As many members of a group; a longer picture would be small on a phone."""


@dataclass(frozen=True, slots=True)
class ProgressPicture:
    """How far a member is: tasks and hours as they grew, and the days on which they were active.

    `points` are (day, tasks done, minutes) in all up to that day, one a day on which something changed, the
    first on the day of the start. `effort_minutes` is what the whole takes, as a range. `active_days` are
    (day, minutes), in order.
    """

    title: str
    points: tuple[tuple[date, int, int], ...]
    total_tasks: int
    today: date
    target: date | None
    effort_minutes: tuple[int, int] | None
    active_days: tuple[tuple[date, int], ...]
    captions: "ProgressCaptions"


@dataclass(frozen=True, slots=True)
class ProgressCaptions:
    """The words of a progress picture: short names of the weekdays, Monday first, and of the months."""

    tasks: str
    hours: str
    active_days: str
    target: str
    weekdays: tuple[str, ...]
    months: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class AchievementPicture:
    """What a member has finished: a headline, the credential, who awards it, and up to three facts.

    A fact is (figure, words): ("12", "tasks").
    """

    headline: str
    title: str
    issuer: str
    facts: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class BarsPicture:
    """Bars side by side: (name, minutes, what stands at its end), the first at the top."""

    title: str
    bars: tuple[tuple[str, int, str], ...]


@dataclass(frozen=True, slots=True)
class BoardPicture:
    """The week of a group: (name, minutes, in words) of each member, the first at the top.

    `goal` is the share that is done of what the group wants to do, and the same in words; None where it has
    no such goal. `more` tells of the members who are not shown; empty where all are.
    """

    title: str
    goal: tuple[float, str] | None
    rows: tuple[tuple[str, int, str], ...]
    more: str = ""


Picture = ProgressPicture | AchievementPicture | BarsPicture | BoardPicture

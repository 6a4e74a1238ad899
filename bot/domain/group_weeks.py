"""The week of a study group in one line: in its members' reminders, and in the server's digest."""

from collections.abc import Iterable
from dataclasses import dataclass

from bot.domain.study_group import OUTSIDERS_NEED

MOST_OWN = 3
MOST_TOLD = 5


@dataclass(frozen=True, slots=True)
class OwnGroupWeek:
    """What a member's group did together this week; `is_last_week`: nothing yet, so the last one is told."""

    name: str
    minutes: int
    tasks_done: int
    is_last_week: bool


@dataclass(frozen=True, slots=True)
class OwnGroupWeeks:
    """Those of a member's groups, the one joined first first; `more` groups are not told of."""

    weeks: tuple[OwnGroupWeek, ...] = ()
    more: int = 0


NO_OWN_GROUPS = OwnGroupWeeks()


@dataclass(frozen=True, slots=True)
class OpenWork:
    """What a member who lets the server see it did in a group's time, in a group of theirs."""

    group_id: int
    name: str
    user_id: int
    minutes: int
    tasks_done: int


@dataclass(frozen=True, slots=True)
class ToldGroup:
    """What the members of a group did together who let the server see it."""

    name: str
    members: int
    minutes: int
    tasks_done: int


@dataclass(frozen=True, slots=True)
class ToldGroups:
    """The groups that a digest names, those who did most first; `more` could be named besides."""

    groups: tuple[ToldGroup, ...] = ()
    more: int = 0


NO_TOLD_GROUPS = ToldGroups()


def told_groups(work: Iterable[OpenWork]) -> ToldGroups:
    """The groups in which enough members worked for their sum to tell of nobody alone."""
    by_group: dict[int, list[OpenWork]] = {}
    for each in work:
        by_group.setdefault(each.group_id, []).append(each)
    found = [(group_id, _told(some)) for group_id, some in by_group.items()]
    told = [(group_id, group) for group_id, group in found if group.members >= OUTSIDERS_NEED]
    told.sort(key=lambda one: (-one[1].minutes, -one[1].tasks_done, one[0]))
    return ToldGroups(tuple(group for _, group in told[:MOST_TOLD]), max(0, len(told) - MOST_TOLD))


def _told(some: list[OpenWork]) -> ToldGroup:
    return ToldGroup(
        some[0].name,
        len({each.user_id for each in some}),
        sum(each.minutes for each in some),
        sum(each.tasks_done for each in some),
    )

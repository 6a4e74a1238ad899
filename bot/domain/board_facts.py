"""What the board of a study group is made of, as the ledger and the group have it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from bot.domain.study_group import Membership, StudyGroup
from bot.domain.visibility import Visibility


class DayWork(NamedTuple):
    """What a member did on a local day of theirs that the group could count: standing entries, summed.

    A board is made of thousands of them.
    """

    user_id: int
    day: date
    minutes: int
    tasks_done: int


@dataclass(frozen=True, slots=True)
class WeekWork:
    """What an erased member did in the group in a week (its Monday)."""

    worker_id: str
    week: date
    minutes: int
    tasks_done: int


@dataclass(frozen=True, slots=True)
class BoardFacts:
    """What a board is made of. `work` is of all who were ever in the group, in it and outside of it.

    `done_of`: the tasks done of all tasks, where the group follows a credential. `kudos` are those of the
    window, by who got them.
    """

    group: StudyGroup
    credential_title: str | None
    stays: tuple[Membership, ...]
    visibilities: Mapping[int, Visibility]
    work: tuple[DayWork, ...] = ()
    erased: tuple[WeekWork, ...] = ()
    kudos: Mapping[int, int] = field(default_factory=dict)
    done_of: Mapping[int, tuple[int, int]] = field(default_factory=dict)

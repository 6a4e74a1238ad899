"""What a member has to do with the credentials of an answer: earned, or underway."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Position:
    """How far the member is: tasks that are done, and all that there are (0 where none are listed)."""

    tasks_done: int
    tasks: int
    is_paused: bool = False


@dataclass(frozen=True, slots=True)
class Marks:
    """The member's credentials in a server, by id. One that is begun anew is in both."""

    earned: frozenset[str] = frozenset()
    started: Mapping[str, Position] = field(default_factory=dict)


NO_MARKS = Marks()
"""Of who has none, and of what is for everybody."""

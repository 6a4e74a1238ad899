"""What a member has to do with the credentials of an answer: earned, or underway."""

from collections.abc import Callable, Mapping
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

    def under(self, same: Callable[[str], str]) -> "Marks":
        """The same by the ids of what is kept; of two that are underway the one that is further.

        `same` is the id of what a credential was merged into, else its own.
        """
        started: dict[str, Position] = {}
        for each, position in sorted(self.started.items(), key=_furthest_first):
            started.setdefault(same(each), position)
        return Marks(frozenset(map(same, self.earned)), started)


def _furthest_first(mark: tuple[str, Position]) -> tuple[bool, int, str]:
    credential_id, position = mark
    return position.is_paused, -position.tasks_done, credential_id


NO_MARKS = Marks()
"""Of who has none, and of what is for everybody."""

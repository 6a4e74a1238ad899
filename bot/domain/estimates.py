"""How long the tasks of an enrolment take, as ranges of minutes."""

from collections.abc import Iterable
from dataclasses import dataclass

from bot.domain.enrolment import EnrolledTask, Outline


@dataclass(frozen=True, slots=True)
class MinutesRange:
    """From `low` to `high` minutes; an end that nobody knows is None."""

    low: int | None
    high: int | None

    @property
    def is_known(self) -> bool:
        """Whether both ends are known."""
        return self.low is not None and self.high is not None


UNKNOWN = MinutesRange(None, None)


def estimates_of(outline: Outline) -> dict[str, MinutesRange]:
    """The minutes of every task, by id: its own, else an equal share of what the whole leaves for such tasks.

    A task with one end known takes that for both. The member's own tasks take nothing of the whole's time,
    and have a share of it only where they are all there is.
    """
    own = {task.id: _own(task) for task in outline.tasks}
    of_whole = [task.id for task in outline.tasks if not task.is_personal] or list(own)
    unknown = [task_id for task_id in of_whole if own[task_id] == UNKNOWN]
    if not unknown or (outline.min_minutes is None and outline.max_minutes is None):
        return own
    whole = _both_ends(outline.min_minutes, outline.max_minutes)
    known = [own[task_id] for task_id in of_whole if own[task_id] != UNKNOWN]
    low = _share(whole.low, (each.low for each in known), len(unknown))
    high = _share(whole.high, (each.high for each in known), len(unknown))
    return own | dict.fromkeys(unknown, MinutesRange(min(low, high), high))


def _own(task: EnrolledTask) -> MinutesRange:
    return _both_ends(task.min_minutes, task.max_minutes)


def _both_ends(low: int | None, high: int | None) -> MinutesRange:
    return MinutesRange(high if low is None else low, low if high is None else high)


def _share(whole: int | None, known: Iterable[int | None], among: int) -> int:
    return max(0, (whole or 0) - sum(each or 0 for each in known)) // among

"""What a member typed and has not logged yet, while they mend it or are asked about it."""

from dataclasses import dataclass
from datetime import timedelta

KEPT_FOR = timedelta(days=1)
"""Who mends what they typed does so within minutes."""


@dataclass(frozen=True, slots=True)
class LogWords:
    """What was typed, field by field; empty where nothing was. `task` is a reference or a title."""

    task: str = ""
    minutes: str = ""
    day: str = ""
    note: str = ""
    own_tasks: str = ""

"""A server whose catalogue holds one course with a few tasks."""

from dataclasses import replace
from types import SimpleNamespace
from typing import Any

from bot.domain.credential import Requirement, RequirementKind, Task
from bot.services.seen_catalogue import SeenCatalogue
from tests.small_catalogue import credential

GUILD = 10
TASKS = tuple(f"course.{number}" for number in range(1, 7))

_REQUIREMENT = Requirement(RequirementKind.LESSONS, tuple(Task(each, each) for each in TASKS))
_SEEN = SimpleNamespace(
    seen=SeenCatalogue([replace(credential("course", "course"), requirements=(_REQUIREMENT,))])
)


def catalogue_of(_guild_id: int | None) -> Any:  # noqa: ANN401 - only a part of it is needed
    """What the server sees."""
    return _SEEN

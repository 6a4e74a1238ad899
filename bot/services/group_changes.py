"""What the use cases of a study group's life are asked for, and what they answer with."""

from dataclasses import dataclass

from bot.domain.study_group import DEFAULT_MEMBERS, Membership, StudyGroup
from bot.services.group_rooms import GroupView


@dataclass(frozen=True, slots=True)
class NewGroup:
    """What a group is to be; `credential` is an id or a title, `channel_id` where it was asked for."""

    name: str
    channel_id: int
    credential: str | None = None
    most_members: int = DEFAULT_MEMBERS
    is_open: bool = True


@dataclass(frozen=True, slots=True)
class Joined:
    """What came of joining; `is_new` is False for who was in it already."""

    view: GroupView
    membership: Membership
    is_new: bool


@dataclass(frozen=True, slots=True)
class Left:
    """What came of leaving; `is_changed` is False for who was not in it. `new_owner_id` owns it since."""

    view: GroupView
    is_changed: bool
    new_owner_id: int | None = None


@dataclass(frozen=True, slots=True)
class Edited:
    """What came of a change, with the group as it was `before`."""

    view: GroupView
    before: StudyGroup
    is_changed: bool

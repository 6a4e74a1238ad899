"""Where a study group meets: its thread, the board in it, and what is wrong with them."""

from dataclasses import dataclass, replace
from enum import StrEnum

from bot.domain.errors import UserError

BOARD_SUBJECT = "board"
"""Of the board's first posting; its period is the generation of the place."""


class PlaceTrouble(StrEnum):
    """Why the board cannot be shown where it should be."""

    NO_THREAD_YET = "no_thread_yet"
    MESSAGE_GONE = "message_gone"
    THREAD_GONE = "thread_gone"
    CHANNEL_GONE = "channel_gone"
    FORBIDDEN = "forbidden"


@dataclass(frozen=True, slots=True)
class GroupPlace:
    """The place of a group. `channel_id` is the channel in which its thread is, or is to be.

    `is_private`: only members see the thread. `generation` counts the threads and boards that it had, from 1.
    """

    group_id: int
    guild_id: int
    channel_id: int
    thread_id: int | None = None
    is_private: bool = True
    board_message_id: int | None = None
    generation: int = 1
    trouble: PlaceTrouble | None = PlaceTrouble.NO_THREAD_YET


def repaired(place: GroupPlace, *, move_to: int | None = None) -> GroupPlace:
    """The place when it is taken up again; a new generation has its board posted anew.

    `move_to` is a channel in which it shall be from now on, with a thread of its own there. Raises UserError
    `group-channel-gone` where there is no other way.
    """
    if move_to is not None:
        return _renewed(place, channel_id=move_to)
    match place.trouble:
        case None:
            return place
        case PlaceTrouble.CHANNEL_GONE:
            raise UserError("group-channel-gone")
        case PlaceTrouble.FORBIDDEN if place.board_message_id is not None:
            # What is there may be allowed again; if not, that is found out at once.
            return replace(place, trouble=None)
        case PlaceTrouble.MESSAGE_GONE | PlaceTrouble.FORBIDDEN if place.thread_id is not None:
            return replace(place, board_message_id=None, generation=place.generation + 1, trouble=None)
        case _:
            return _renewed(place, channel_id=place.channel_id)


def _renewed(place: GroupPlace, *, channel_id: int) -> GroupPlace:
    return GroupPlace(place.group_id, place.guild_id, channel_id, generation=place.generation + 1)

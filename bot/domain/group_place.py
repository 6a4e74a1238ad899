"""Where a study group meets: its thread, the board in it, and what is wrong with them."""

from dataclasses import dataclass
from enum import StrEnum

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

"""The board as a card, with its picture where that can be drawn and is not too much to draw."""

import asyncio
import time
from collections import deque
from collections.abc import Callable
from typing import TYPE_CHECKING

from bot.discord_ui.cards.card import Card, CardFile
from bot.discord_ui.cards.posted_board import PICTURE_NAME, board_picture, posted_board_card
from bot.discord_ui.pictures.picture import BOARD_ROWS
from bot.discord_ui.server_look import access_to
from bot.domain.group_board import Board
from bot.domain.group_place import GroupPlace
from bot.domain.occurrence import nonce_of
from bot.domain.server_checks import Permission
from bot.services.group_places import board_key

if TYPE_CHECKING:
    from bot.discord_ui.client import BadgerClient

PICTURES_A_MINUTE = 60
"""All boards together: drawing one takes an eighth of a second of a processor; more go out as text alone."""
PATIENCE_SECONDS = 8.0
"""For a picture: an edit has a third of a minute in all."""
_MINUTE_SECONDS = 60.0


class BoardShowing:
    """Reads boards and makes cards of them."""

    def __init__(self, client: "BadgerClient", seconds: Callable[[], float] = time.monotonic) -> None:
        self._client = client
        self._seconds = seconds
        self._drawn_at: deque[float] = deque(maxlen=PICTURES_A_MINUTE)

    async def card(self, place: GroupPlace) -> Card:
        """The board of a place as it stands in its thread. Raises UserError `group-unknown`."""
        desk = self._client.desk
        board = await desk.use_cases.groups.boards.posted_board(place.guild_id, place.group_id)
        mark = nonce_of(board_key(place))
        return posted_board_card(desk.texts, board, mark, await self._drawn(board, place))

    async def _drawn(self, board: Board, place: GroupPlace) -> CardFile | None:
        """The picture; None where there is none: all that it shows stands in the text."""
        if not board.group.is_living or not self._may_attach(place):
            return None
        desk = self._client.desk
        names = await self._client.names.of(
            place.guild_id, [line.user_id for line in board.lines[:BOARD_ROWS]]
        )
        wished = board_picture(desk.texts, board, names)
        if wished is None or not self._has_room():
            return None
        drawing = asyncio.ensure_future(desk.drawing.png(wished))
        # A drawing that is cut off takes its process with it: who waits too long goes without, and it ends.
        drawing.add_done_callback(lambda done: done.cancelled() or done.exception())
        done, _ = await asyncio.wait({drawing}, timeout=PATIENCE_SECONDS)
        if not done or drawing.exception() is not None:
            return None
        return CardFile(PICTURE_NAME, drawing.result())

    def _may_attach(self, place: GroupPlace) -> bool:
        guild = self._client.get_guild(place.guild_id)
        return guild is None or Permission.ATTACH not in access_to(guild, place.channel_id).missing

    def _has_room(self) -> bool:
        """Whether one more may be drawn in this minute."""
        now = self._seconds()
        if len(self._drawn_at) == PICTURES_A_MINUTE and now - self._drawn_at[0] < _MINUTE_SECONDS:
            return False
        self._drawn_at.append(now)
        return True

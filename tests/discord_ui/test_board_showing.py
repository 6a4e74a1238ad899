"""A board comes with its picture, until so many were drawn in a minute that text alone has to do."""

import asyncio
from datetime import UTC, date, datetime
from unittest.mock import AsyncMock, Mock, create_autospec

import pytest

from bot.discord_ui.board_showing import PICTURES_A_MINUTE, BoardShowing
from bot.discord_ui.client import BadgerClient
from bot.discord_ui.pictures.drawing import Drawing, PictureFailedError
from bot.domain.group_board import Board, BoardLine, Window
from bot.domain.group_place import GroupPlace
from bot.domain.study_group import StudyGroup
from bot.wording.texts import load_texts

PLACE = GroupPlace(7, 10, 30, 31)
GROUP = StudyGroup(
    7, 10, "Night Owls", 1, None, 10, True, None, None, "UTC", datetime(2026, 11, 24, tzinfo=UTC)
)


class Stage:
    """Boards of a group in which somebody worked, and a drawing that counts."""

    def __init__(self) -> None:
        lines = (BoardLine(1, 45, 1, 0, False),)
        board = Board(
            GROUP,
            None,
            Window.WEEK,
            date(2026, 11, 23),
            date(2026, 11, 30),
            lines,
            (),
            0,
            0,
            0,
            45,
            1,
            None,
            "",
        )
        self.seconds = 0.0
        self.drawing: Mock = create_autospec(Drawing, instance=True)
        self.drawing.png.return_value = b"png"
        client: Mock = create_autospec(BadgerClient, instance=True)
        client.get_guild.return_value = None
        client.names = Mock(spec=["of"], of=AsyncMock(return_value={1: "Mira"}))
        client.desk = Mock(
            spec=["texts", "drawing", "use_cases"], texts=load_texts("en"), drawing=self.drawing
        )
        client.desk.use_cases.groups.boards.posted_board = AsyncMock(return_value=board)
        self.boards = BoardShowing(client, lambda: self.seconds)

    async def pictures(self) -> int:
        return len((await self.boards.card(PLACE)).files)


async def test_so_many_pictures_are_drawn_in_a_minute_and_no_more():
    stage = Stage()
    drawn = [await stage.pictures() for _ in range(PICTURES_A_MINUTE + 2)]
    assert drawn == [1] * PICTURES_A_MINUTE + [0, 0]
    stage.seconds += 60
    assert await stage.pictures() == 1


async def test_a_board_whose_picture_fails_goes_out_without():
    stage = Stage()
    stage.drawing.png.side_effect = PictureFailedError
    assert await stage.pictures() == 0


async def test_a_picture_that_takes_long_is_not_waited_for_and_not_cut_off(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("bot.discord_ui.board_showing.PATIENCE_SECONDS", 0.0)
    stage, may_end = Stage(), asyncio.Event()

    async def draw(_: object) -> bytes:
        await may_end.wait()
        return b"png"

    stage.drawing.png.side_effect = draw
    assert await stage.pictures() == 0
    may_end.set()

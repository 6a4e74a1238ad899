"""The process that draws: `python -m bot.discord_ui.pictures.process`, started by `drawing`.

It reads what to draw from standard input, one JSON text a line, and answers each with one: the file in
base64, or what went wrong.
"""

import json
import sys
import traceback
from base64 import b64encode
from typing import BinaryIO

from pydantic import TypeAdapter

from bot.discord_ui.pictures.achievement_drawing import draw_achievement
from bot.discord_ui.pictures.bars_drawing import draw_bars
from bot.discord_ui.pictures.board_drawing import draw_board
from bot.discord_ui.pictures.picture import (
    AchievementPicture,
    BarsPicture,
    BoardPicture,
    Picture,
    ProgressPicture,
)
from bot.discord_ui.pictures.progress_drawing import draw_progress

_PICTURES: dict[str, TypeAdapter[Picture]] = {
    kind.__name__: TypeAdapter(kind)
    for kind in (ProgressPicture, AchievementPicture, BarsPicture, BoardPicture)
}


def serve(wishes: BinaryIO, answers: BinaryIO) -> None:
    """Draws what is wished for, one after the other, until there is no further wish."""
    while line := wishes.readline():
        answers.write(_answer(line))
        answers.flush()


def _answer(line: bytes) -> bytes:
    try:
        kind, wished = json.loads(line)
        answer = {"png": b64encode(drawn(_PICTURES[kind].validate_python(wished))).decode()}
    except Exception:  # noqa: BLE001 - the parent raises it again
        answer = {"failed": traceback.format_exc()}
    return json.dumps(answer).encode() + b"\n"


def drawn(picture: Picture) -> bytes:
    """The picture as a PNG file."""
    match picture:
        case ProgressPicture():
            return draw_progress(picture)
        case AchievementPicture():
            return draw_achievement(picture)
        case BarsPicture():
            return draw_bars(picture)
        case BoardPicture():
            return draw_board(picture)


if __name__ == "__main__":
    serve(sys.stdin.buffer, sys.stdout.buffer)

"""Pictures are drawn in a process of their own, which comes with the first and goes after the last."""

import asyncio
import logging
from collections.abc import AsyncIterator
from datetime import date, timedelta
from io import BytesIO

import pytest
from PIL import Image

from bot.discord_ui.pictures.drawing import Drawing, PictureFailedError
from bot.discord_ui.pictures.picture import (
    AchievementPicture,
    BarsPicture,
    BoardPicture,
    Picture,
    ProgressCaptions,
    ProgressPicture,
)
from bot.discord_ui.pictures.process import drawn

TODAY = date(2026, 11, 24)
WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
CAPTIONS = ProgressCaptions("Tasks", "Hours", "Active days", "target", WEEKDAYS, MONTHS)
FINISHED = AchievementPicture("Finished!", "Learn SQL", "Google (Coursera)", (("12", "tasks"),))


def progress(
    *days: tuple[int, int, int], target: date | None = None, effort: tuple[int, int] | None = None
) -> ProgressPicture:
    points = tuple((TODAY - timedelta(days=ago), done, minutes) for ago, done, minutes in days)
    active = tuple((day, minutes) for day, _, minutes in points[1:])
    return ProgressPicture("Learn SQL", points, 12, TODAY, target, effort, active, CAPTIONS)


@pytest.fixture
async def drawing() -> AsyncIterator[Drawing]:
    opened = Drawing()
    yield opened
    await opened.close()


def size_of(png: bytes) -> tuple[int, int]:
    with Image.open(BytesIO(png)) as image:
        image.verify()
        return image.size


@pytest.mark.parametrize(
    "picture",
    [
        progress((0, 0, 0)),
        progress((90, 0, 0), (60, 3, 0), (2, 12, 2000), target=TODAY - timedelta(days=10), effort=(600, 600)),
        progress((400, 0, 0), (30, 1, 45), target=TODAY + timedelta(days=400), effort=(30, 90_000)),
        FINISHED,
        AchievementPicture("¡Listo! 🎉", "学习数据库" * 40, "x" * 300, (("1", "a"), ("2", "b"), ("3", "c"))),
        BarsPicture("This week", (("Amara", 300, "5 h"), ("$x^2$ & <b>", 0, "resting"))),
        BarsPicture("Nobody", ()),
        BoardPicture("SQL", (1.7, "5 h of 3 h"), (("Amara", 300, "5 h"), ("学习", 0, "resting"))),
        BoardPicture("x" * 300, None, ()),
        BoardPicture("$x$", None, tuple((f"M{number}", number, "…" * 99) for number in range(60)), "more"),
        BarsPicture("Many", tuple((f"Member {number}", number, "…") for number in range(60))),
    ],
)
def test_every_picture_fits_a_phone(picture: Picture):
    width, height = size_of(drawn(picture))
    assert 1200 <= width <= 1600
    assert height <= 2100


def test_the_same_picture_is_the_same_file():
    assert drawn(FINISHED) == drawn(FINISHED)


async def test_one_process_draws_one_after_the_other(drawing: Drawing):
    running = [drawing.is_running]
    first, second = await asyncio.gather(drawing.png(FINISHED), drawing.png(progress((3, 0, 0), (1, 1, 60))))
    assert size_of(first) == (1440, 990)
    assert size_of(second) == (1260, 1440)
    running.append(drawing.is_running)
    await drawing.close()
    assert [*running, drawing.is_running] == [False, True, False]
    assert size_of(await drawing.png(FINISHED)) == (1440, 990)


async def test_the_process_is_let_go_when_nobody_wants_a_picture():
    drawing = Drawing(idle_seconds=0)
    await drawing.png(FINISHED)
    while drawing.is_running:  # noqa: ASYNC110 - the process says to nobody that it is gone
        await asyncio.sleep(0)
    await drawing.close()


async def test_who_stops_waiting_leaves_no_answer_for_the_next(drawing: Drawing):
    await drawing.png(FINISHED)
    given_up = asyncio.ensure_future(drawing.png(progress((3, 0, 0), (1, 1, 60))))
    await asyncio.sleep(0)
    given_up.cancel()
    assert size_of(await drawing.png(FINISHED)) == (1440, 990)


async def test_what_cannot_be_drawn_is_told_and_logged(drawing: Drawing, caplog: pytest.LogCaptureFixture):
    with caplog.at_level(logging.ERROR), pytest.raises(PictureFailedError):
        await drawing.png(ProgressPicture("x", (), 1, TODAY, None, None, (), CAPTIONS))
    assert "could not be drawn" in caplog.text
    assert size_of(await drawing.png(FINISHED)) == (1440, 990)


async def test_a_picture_that_takes_too_long_is_given_up():
    drawing = Drawing(seconds=0)
    with pytest.raises(PictureFailedError):
        await drawing.png(FINISHED)
    assert not drawing.is_running
    await drawing.close()

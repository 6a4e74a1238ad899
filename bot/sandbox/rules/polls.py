"""Polls."""

from bot.sandbox.rules.emoji import emoji
from bot.sandbox.rules.faults import Faults, Path
from bot.sandbox.rules.shapes import array, boolean, one_of, shape, text, whole

_ANSWER = shape({"poll_media": shape({"text": text(1, 55), "emoji": emoji}, "text")}, "poll_media")
_HOURS = whole(1, 32 * 24)


def _duration(value: object, path: Path) -> Faults:
    """Whole hours, however they are written: libraries divide seconds."""
    yield from _HOURS(int(value) if isinstance(value, float) and value.is_integer() else value, path)


poll = shape(
    {
        "question": shape({"text": text(1, 300)}, "text"),
        "answers": array(_ANSWER, 1, 10),
        "duration": _duration,
        "allow_multiselect": boolean,
        "layout_type": one_of(1),
    },
    "question",
    "answers",
)

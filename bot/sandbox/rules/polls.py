"""Polls."""

from bot.sandbox.rules.emoji import emoji
from bot.sandbox.rules.shapes import array, boolean, one_of, shape, text, whole

_ANSWER = shape({"poll_media": shape({"text": text(1, 55), "emoji": emoji}, "text")}, "poll_media")
_A_MONTH_HOURS = 32 * 24

poll = shape(
    {
        "question": shape({"text": text(1, 300)}, "text"),
        "answers": array(_ANSWER, 1, 10),
        "duration": whole(1, _A_MONTH_HOURS),
        "allow_multiselect": boolean,
        "layout_type": one_of(1),
    },
    "question",
    "answers",
)

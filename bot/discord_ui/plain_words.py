"""Plain words out of a message: what is left when Discord's own marks are taken away."""

import re

from bot.domain.budget_text import MAX_GOAL_LENGTH
from bot.domain.errors import UserError
from bot.domain.plain_text import printable

_MARKS = re.compile(
    r"<(?:@[!&]?|\#)\d+>"  # a person, a role, a channel
    r"|</[^<>:]{1,100}:\d+>"  # a command
    r"|<t:-?\d+(?::[a-zA-Z])?>"  # a time
    r"|<id:\w+>"
    r"|@(?:everyone|here)\b"
    r"|https?://\S+"
)
_EMOJI = re.compile(r"<a?:(\w+):\d+>")
_STYLE = re.compile(
    r"^\s*(?:(?:>{1,3}|#{1,3}|-#|[-*+])\s+)+|[*`~|]{1,3}|(?<!\w)_{1,2}|_{1,2}(?!\w)", re.MULTILINE
)


def words_in(content: str) -> str:
    """The words of a message without mentions, links and styles, on one line; they may be none.

    Signs alone ("👍", "…?") are no words.
    """
    text = printable(_STYLE.sub(" ", _EMOJI.sub(r"\1", _MARKS.sub(" ", content))))
    return text if any(map(str.isalnum, text)) else ""


def goal_in(content: str) -> str:
    """The words of a message as a goal, its beginning where it is long.

    Raises UserError `message-without-words`.
    """
    words = words_in(content)
    if not words:
        raise UserError("message-without-words")
    return words[:MAX_GOAL_LENGTH].strip()

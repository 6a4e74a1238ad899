"""The log on standard error: structured, one line an event, with no secret and no id of a person in it."""

import hmac
import logging
import re
import sys
from collections.abc import Callable
from hashlib import sha256

import structlog
from structlog.typing import EventDict, Processor, WrappedLogger

_SNOWFLAKE = re.compile(r"(?<!\d)(?<!\d\.)\d{17,20}(?!\d|\.\d)")
"""Wherever one stands, in an address or before a full stop; but not the digits of a fraction."""
_ANSWER_ADDRESS = re.compile(r"(?<=/)((?:webhooks|interactions)/\d+)/[^/?\s]+")
"""Who knows the address at which an interaction is answered could answer it: discord.py logs some."""
_HASH_LETTERS = 10
_REPLACED = "[token]"
_CHATTY = ("alembic", "apscheduler")
"""They tell of every step at info; what goes wrong is a warning."""


def hashed_id(snowflake: int | str, key: bytes) -> str:
    """A snowflake as it may stand in a log: the start of its keyed hash (HMAC-SHA-256), never itself."""
    return f"id-{hmac.new(key, str(snowflake).encode(), sha256).hexdigest()[:_HASH_LETTERS]}"


def redactor(secrets: tuple[str, ...], key: bytes) -> Callable[[str], str]:
    """What takes secrets out of a text and puts the keyed hash in the place of every snowflake."""
    hidden = [secret for secret in secrets if secret]

    def redact(text: str) -> str:
        for secret in hidden:
            text = text.replace(secret, _REPLACED)
        text = _ANSWER_ADDRESS.sub(rf"\1/{_REPLACED}", text)
        return _SNOWFLAKE.sub(lambda found: hashed_id(found.group(), key), text)

    return redact


def configure_logs(*, level: str, as_json: bool, secrets: tuple[str, ...], key: bytes) -> None:
    """Sends every logger of the process to standard error, redacted.

    `level` is debug, info, warning or error; libraries stay at info or above, since at debug they log
    the bodies of requests. `key` is the key of the hash.
    """
    shared: list[Processor] = [
        structlog.stdlib.add_log_level,
        structlog.stdlib.add_logger_name,
        structlog.stdlib.ExtraAdder(),
        structlog.stdlib.PositionalArgumentsFormatter(),
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        structlog.processors.format_exc_info,
    ]
    renderer: Processor = (
        structlog.processors.JSONRenderer(ensure_ascii=False)
        if as_json
        else structlog.dev.ConsoleRenderer(
            colors=sys.stderr.isatty(), exception_formatter=structlog.dev.plain_traceback
        )
    )
    handler = logging.StreamHandler()
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            foreign_pre_chain=shared,
            processors=[
                structlog.stdlib.ProcessorFormatter.remove_processors_meta,
                _Redaction(redactor(secrets, key)),
                renderer,
            ],
        )
    )
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(max(logging.INFO, logging.getLevelNamesMapping()[level.upper()]))
    for chatty in _CHATTY:
        logging.getLogger(chatty).setLevel(logging.WARNING)
    logging.getLogger("bot").setLevel(level.upper())
    logging.getLogger("badger").setLevel(level.upper())


class _Redaction:
    """Redacts every text of an event, and every value that would become one."""

    def __init__(self, redact: Callable[[str], str]) -> None:
        self._redact = redact

    def __call__(self, _logger: WrappedLogger, _name: str, event: EventDict) -> EventDict:
        """The event with its texts redacted."""
        return {name: self._clean(value) for name, value in event.items()}

    def _clean(self, value: object) -> object:
        if value is None or isinstance(value, bool | float):
            return value
        if isinstance(value, int):
            text = str(value)
            redacted = self._redact(text)
            return value if redacted == text else redacted
        return self._redact(value if isinstance(value, str) else repr(value))

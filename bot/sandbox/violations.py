"""What the bot did and Discord would have refused, or silently spoilt."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime

from bot.sandbox.wire import Json

_MOST_KEPT = 1000


@dataclass(frozen=True, slots=True)
class Violation:
    """One thing that the bot got wrong: Discord's code and sentence, the request, and its body."""

    number: int
    at: str
    code: int
    message: str
    where: str
    details: Json
    body: object

    def payload(self) -> Json:
        """The violation as the people's door shows it."""
        return {name: getattr(self, name) for name in self.__slots__}


class Violations:
    """The violations so far, oldest first; the numbers go on after they were cleared."""

    def __init__(self, tell: Callable[[Violation], None]) -> None:
        self.entries: list[Violation] = []
        self._tell = tell
        self._count = 0

    def add(
        self, code: int, message: str, where: str, details: Json | None = None, body: object = None
    ) -> None:
        """Writes down a violation and tells of it."""
        self._count += 1
        now = datetime.now(UTC).isoformat()
        violation = Violation(self._count, now, code, message, where, details or {}, body)
        self.entries.append(violation)
        del self.entries[:-_MOST_KEPT]
        self._tell(violation)

    def after(self, number: int) -> list[Violation]:
        """Those with a greater number."""
        return [violation for violation in self.entries if violation.number > number]

"""What is wrong with a catalogue: one row of a report, as a message id and its arguments."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from bot.domain.errors import MessageArgument


class Severity(StrEnum):
    """An `error` refuses the file; a `note` is for a person to look at."""

    ERROR = "error"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong, and where.

    `file` is a file's name, "" where no file is meant; `line` counts from 1; `credential_id` is None
    where the row could not be read so far.
    """

    message_id: str
    arguments: Mapping[str, MessageArgument] = field(default_factory=dict)
    severity: Severity = Severity.ERROR
    file: str = ""
    line: int | None = None
    credential_id: str | None = None

    @property
    def sort_key(self) -> tuple[str, int, str, str, str]:
        """Puts a report in the order of the files, the same each time."""
        arguments = repr(sorted(self.arguments.items()))
        return (self.file, self.line or 0, self.credential_id or "", self.message_id, arguments)

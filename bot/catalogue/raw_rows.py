"""What the formats have in common: a row on its way to the schema."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from bot.catalogue.problems import Problem


@dataclass(frozen=True, slots=True)
class RawRow:
    """One credential of a file, as a row of the schema that may lack fields.

    `line` is where it begins. `problems` refuse it; `notes` say what was read into it.
    """

    line: int
    row: Mapping[str, Any]
    problems: tuple[Problem, ...] = ()
    notes: tuple[Problem, ...] = ()

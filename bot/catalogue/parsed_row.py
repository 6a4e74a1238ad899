"""A row of a file after it was parsed: sound by itself, or refused."""

from dataclasses import dataclass

from bot.catalogue.problems import Problem


@dataclass(frozen=True, slots=True)
class ParsedRow:
    """One credential of a file. `record` is its text in the catalogue; None where `problems` refuse it.

    `line` is where it begins. `task_ids`, `prior_ids` and `twins` are what other rows are held against.
    `numbered` and `has_own_check` are those of `CompletedRow`.
    """

    line: int
    credential_id: str | None
    title: str
    record: str | None = None
    task_ids: tuple[str, ...] = ()
    prior_ids: tuple[str, ...] = ()
    twins: tuple[str, ...] = ()
    numbered: tuple[str, ...] = ()
    has_own_check: bool = True
    problems: tuple[Problem, ...] = ()
    notes: tuple[Problem, ...] = ()

"""The judgement of a catalogue on a terminal."""

from typing import TYPE_CHECKING

from bot.catalogue.check import CatalogueCheck
from bot.catalogue.problems import Problem
from bot.wording.texts import Texts

if TYPE_CHECKING:
    from rich.console import Console


def show_check(console: "Console", texts: Texts, check: CatalogueCheck) -> None:
    """Prints every problem, then the sum."""
    for problem in check.problems:
        console.print(problem_line(texts, problem), soft_wrap=True)
    counts = {"errors": len(check.errors), "notes": len(check.notes)}
    console.print(texts("catalogue-check-done", credentials=check.credentials, **counts))


def problem_line(texts: Texts, problem: Problem) -> str:
    """One problem: where, how grave, what."""
    place = ""
    if problem.credential_id and problem.line:
        place = texts(
            "catalogue-place-credential", file=problem.file, line=problem.line, id=problem.credential_id
        )
    elif problem.line:
        place = texts("catalogue-place", file=problem.file, line=problem.line)
    elif problem.file:
        place = f"{problem.file}:"
    severity = texts(f"catalogue-severity-{problem.severity.value}")
    return " ".join(filter(None, (place, f"{severity}:", texts(problem.message_id, **problem.arguments))))

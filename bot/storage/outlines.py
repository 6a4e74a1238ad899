"""An outline as the JSON text that an enrolment's row holds, and back."""

import json
from typing import Any

from bot.domain.credential import RequirementKind
from bot.domain.enrolment import EnrolledTask, Outline


def text_of(outline: Outline) -> str:
    """The outline as one JSON text."""
    plain: dict[str, Any] = {
        "title": outline.title,
        "issuer_line": outline.issuer_line,
        "minutes": [outline.min_minutes, outline.max_minutes],
        "content_hash": outline.content_hash,
        "tasks": [_task_row(task) for task in outline.tasks],
    }
    if outline.valid_months is not None:
        plain["valid_months"] = outline.valid_months
    return json.dumps(plain, ensure_ascii=False, separators=(",", ":"))


def outline_in(text: str) -> Outline:
    """The outline of a text of `text_of`."""
    plain = json.loads(text)
    tasks = tuple(_task(*row) for row in plain["tasks"])
    low, high = plain["minutes"]
    names = plain["title"], plain["issuer_line"]
    return Outline(*names, tasks, low, high, plain["content_hash"], plain.get("valid_months"))


def _task_row(task: EnrolledTask) -> list[Any]:
    return [task.id, task.title, task.kind and task.kind.value, task.min_minutes, task.max_minutes]


def _task(task_id: str, title: str, kind: str | None, low: int | None, high: int | None) -> EnrolledTask:
    return EnrolledTask(task_id, title, RequirementKind(kind) if kind else None, low, high)

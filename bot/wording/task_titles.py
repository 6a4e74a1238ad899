"""What a task is called of which no more is known than its kind of proof."""

from bot.domain.credential import RequirementKind
from bot.wording.texts import Texts


def task_titles(texts: Texts) -> dict[RequirementKind, str]:
    """The title by the kind of proof."""
    return {kind: texts(f"task-of-{kind.value}") for kind in RequirementKind}

"""One credential in full on a terminal: what it takes, asks for, costs, claims, and where that is from."""

from collections.abc import Iterable, Mapping

from rich.console import Console
from rich.text import Text

from bot.domain.credential import Credential, Requirement
from bot.wording.credential import (
    checked_text,
    cost_text,
    credit_text,
    effort_text,
    elapsed_text,
    language_text,
    shown_by_text,
    task_text,
    validity_text,
)
from bot.wording.texts import Texts

_MOST_TASKS = 12


def show_credential(
    console: Console, texts: Texts, credential: Credential, catalogue: Mapping[str, Credential]
) -> None:
    """Prints the facts; `catalogue` names prior credentials and twins."""
    console.print()
    console.print(Text(credential.title, style="bold"))
    for line in _facts(texts, credential, catalogue):
        console.print(Text(line))
    console.print(Text(texts("label-tasks"), style="bold"))
    tasks = credential.tasks
    for number, task in enumerate(tasks[:_MOST_TASKS], start=1):
        console.print(Text(f"  {number}. {task_text(texts, task)}"))
    if len(tasks) > _MOST_TASKS:
        console.print(Text(f"  {texts('label-tasks-more', count=len(tasks) - _MOST_TASKS)}"))


def _facts(texts: Texts, credential: Credential, catalogue: Mapping[str, Credential]) -> Iterable[str]:
    yield texts("label-issuer", issuer=credential.issuer_line)
    yield credential.summary
    level = texts(f"level-{credential.level.value}")
    yield texts("label-level", level=level, language=language_text(texts, credential.language))
    effort = effort_text(texts, credential.effort)
    yield texts("label-effort", text=effort)
    if credential.effort.note and credential.effort.note != effort:
        yield texts("label-effort-basis", note=credential.effort.note)
    yield texts("label-elapsed", text=elapsed_text(texts, credential))
    yield texts("label-cost", text=cost_text(texts, credential.cost))
    yield texts("label-shown-by", kinds=shown_by_text(texts, credential))
    if credential.valid_months:
        yield texts("label-validity", text=validity_text(texts, credential))
    yield from (
        texts("label-prior", title=title) for title in _prior_titles(credential.requirements, catalogue)
    )
    if credential.credit:
        yield credit_text(texts, credential.credit, credential.source)
    yield texts("label-link", url=credential.url)
    for twin in (catalogue[twin] for twin in credential.twins if twin in catalogue):
        yield texts("label-twin", issuer=twin.issuer_line, url=twin.url)
    checked = checked_text(texts, credential.source)
    yield texts("label-source", source=credential.source.reference, checked=checked)


def _prior_titles(requirements: Iterable[Requirement], catalogue: Mapping[str, Credential]) -> Iterable[str]:
    for requirement in requirements:
        prior = catalogue.get(requirement.credential_id or "")
        if prior is not None:
            yield prior.title

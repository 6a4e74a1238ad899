"""What a credential of CTDL asks for: its condition profiles become requirements with tasks."""

from collections.abc import Iterator, Mapping
from typing import Any

from bot.catalogue.completion import note
from bot.catalogue.ctdl_effort import task_hours
from bot.catalogue.ctdl_nodes import Graph, Node, first_of, link_of
from bot.catalogue.problems import Problem

_TARGETS = {
    "targetLearningOpportunity": "lessons",
    "targetAssessment": "exam",
    "targetCredential": "prior_credential",
}
_MAX_TITLE = 200
_MAX_TASKS = 100
_MAX_REQUIREMENTS = 50


def requirements_of(
    node: Node, graph: Graph, ids: Mapping[str, str], language: str
) -> tuple[list[dict[str, Any]], list[Problem]]:
    """The requirements, as in a row of the schema but where ids are left out, and notes."""
    profiles = node.nodes("requires")
    own = [_own_requirement(profile, language) for profile in profiles if profile.has("kind")]
    if own:
        return own, []
    reading = _Foreign(graph, ids, language)
    found = [requirement for profile in profiles for requirement in reading.requirements(profile)]
    notes = [note("import-requirement-kind-assumed")] if reading.has_assumed else []
    return found[:_MAX_REQUIREMENTS], notes


def _own_requirement(profile: Node, language: str) -> dict[str, Any]:
    """A requirement that Badger wrote itself."""
    steps = [*profile.nodes("targetLearningOpportunity"), *profile.nodes("targetAssessment")]
    tasks = [
        {"id": step.phrase("taskId"), "title": step.phrase("name", language)} | task_hours(step)
        for step in steps
    ]
    requirement: dict[str, Any] = {
        "kind": profile.phrase("kind"),
        "tasks": [{name: value for name, value in task.items() if value != ""} for task in tasks],
    }
    prior = profile.phrase("priorCredential")
    return requirement | ({"credential": prior} if prior else {})


class _Foreign:
    """Reads the condition profiles of others."""

    def __init__(self, graph: Graph, ids: Mapping[str, str], language: str) -> None:
        self._graph = graph
        self._ids = ids
        self._language = language
        self.has_assumed = False

    def requirements(self, profile: Node) -> Iterator[dict[str, Any]]:
        """What is aimed at; else the conditions in words; else what the profile says of itself."""
        is_told = False
        for target, kind in _TARGETS.items():
            for each in profile.all(target):
                title = self._title(each)
                if title:
                    is_told = True
                    yield self._requirement(each, kind, title)
        words = profile.phrases("condition", self._language)
        if not is_told and not words:
            said = first_of(
                [profile.phrase("description", self._language), profile.phrase("name", self._language)]
            )
            words = [said] if said else []
        if words and not is_told:
            self.has_assumed = True
            tasks = [{"title": _cut(text)} for text in words[:_MAX_TASKS]]
            yield {"kind": "lessons", "tasks": tasks}

    def _requirement(self, target: object, kind: str, title: str) -> dict[str, Any]:
        hours = task_hours(Node(target)) if isinstance(target, dict) else {}
        requirement: dict[str, Any] = {"kind": kind, "tasks": [{"title": _cut(title)} | hours]}
        prior = self._ids.get(link_of(target)) if kind == "prior_credential" else None
        return requirement | ({"credential": prior} if prior else {})

    def _title(self, target: object) -> str:
        """What a target is called: by itself, or where its link leads in the file."""
        inline = Node(target).phrase("name", self._language) if isinstance(target, dict) else ""
        linked = self._graph.find(link_of(target))
        return inline or (linked.phrase("name", self._language) if linked else "")


def _cut(text: str) -> str:
    return text if len(text) <= _MAX_TITLE else f"{text[: _MAX_TITLE - 1].rstrip()}…"

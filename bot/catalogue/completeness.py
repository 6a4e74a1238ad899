"""How complete an entry is, by two public standards, as far as they apply to an entry of a catalogue.

CTDL, the Credential Transparency Description Language of Credential Engine: of a credential it requires its
name, description, subject webpage, type, language and owner; it recommends the subject, keywords or
competencies, the audience level, the estimated duration, the estimated cost, and the conditions to earn it.

The European approach to micro-credentials, Council Recommendation of 16 June 2022 (2022/C 243/02), annex I.
Of its mandatory elements these describe what one can earn and so belong in a catalogue: the title, the
awarding body, the learning outcomes, the notional workload, the level of the learning experience, the type of
assessment, and the form of participation. The identity of the learner, the date of issue, the country of the
issuer and the quality assurance behind one award are said of a certificate once it is awarded, and the
catalogue has no place for them.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from bot.catalogue.completion import UNSORTED

Row = Mapping[str, Any]


class Element(StrEnum):
    """What a complete entry says, the most basic first."""

    TITLE = "title"
    ISSUER = "issuer"
    LINK = "link"
    WORKLOAD = "workload"
    ASSESSMENT = "assessment"
    TASKS = "tasks"
    LEVEL = "level"
    LANGUAGE = "language"
    TOPICS = "topics"
    COST = "cost"
    TYPE = "type"
    SUMMARY = "summary"
    PARTICIPATION = "participation"
    OUTCOMES = "outcomes"


@dataclass(frozen=True, slots=True)
class Completeness:
    """Which elements an entry has, and which it lacks, each in the order of `Element`."""

    there: tuple[Element, ...]
    missing: tuple[Element, ...]

    @property
    def total(self) -> int:
        """How many elements there could be."""
        return len(self.there) + len(self.missing)


def _states(name: str) -> Callable[[Row], bool]:
    return lambda row: bool(row.get(name))


_STATED: Mapping[Element, Callable[[Row], bool]] = {
    Element.TITLE: _states("title"),
    Element.ISSUER: _states("issuer"),
    Element.LINK: _states("url"),
    Element.WORKLOAD: lambda row: (
        row.get("effort_min_hours") is not None or row.get("effort_max_hours") is not None
    ),
    Element.ASSESSMENT: lambda row: any(each.get("kind") for each in row.get("requirements", ())),
    Element.TASKS: lambda row: bool(row.get("requirements")) and row.get("tasks_basis") != "generic",
    Element.LEVEL: _states("level"),
    Element.LANGUAGE: _states("language"),
    Element.TOPICS: lambda row: row.get("topics") not in (None, [], [UNSORTED]),
    Element.COST: lambda row: row.get("cost_class") not in {None, "not_stated"},
    Element.TYPE: _states("credential_type"),
    Element.SUMMARY: lambda row: bool(row.get("summary")) and row.get("summary") != row.get("title"),
    Element.PARTICIPATION: _states("study_forms"),
    Element.OUTCOMES: _states("skills"),
}


def completeness_of(row: Row) -> Completeness:
    """What a row says by itself; what was taken for granted must not stand in it."""
    there = tuple(element for element in Element if _STATED[element](row))
    return Completeness(there, tuple(element for element in Element if element not in there))

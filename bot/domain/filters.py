"""The conditions beside the goal: level, kind of proof, cost, language, topic, credit."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeVar

from bot.domain.credential import CostClass, Credential, Level, RequirementKind
from bot.domain.errors import UserError


class CostFilter(StrEnum):
    """`free` includes free to audit and free for members."""

    FREE = "free"
    PAID = "paid"
    SUBSCRIPTION = "subscription"


@dataclass(frozen=True, slots=True)
class Filters:
    """What a credential must be; None or False lets everything pass.

    `level` lets `mixed` pass too. `credit` asks for somebody's claim of college credit.
    """

    level: Level | None = None
    shown_by: RequirementKind | None = None
    cost: CostFilter | None = None
    language: str | None = None
    topic: str | None = None
    credit: bool = False

    @property
    def are_set(self) -> bool:
        """Whether any filter asks for something."""
        return self != Filters()

    def admits(self, credential: Credential) -> bool:
        """Whether every filter lets `credential` pass."""
        return (
            self.level in {None, credential.level}
            or (self.level is not None and credential.level is Level.MIXED)
        ) and all(
            (
                self.shown_by is None or self.shown_by in credential.shown_by,
                self.cost is None or _costs(credential.cost.cost_class, self.cost),
                self.language is None or self.language == credential.language,
                self.topic is None or self.topic in credential.topics,
                not self.credit
                or (credential.credit is not None and credential.credit.status.counts_as_credit),
            )
        )


def _costs(cost_class: CostClass, wanted: CostFilter) -> bool:
    if wanted is CostFilter.FREE:
        return cost_class.counts_as_free
    return cost_class.value == wanted.value


SHOWN_BY = tuple(kind for kind in RequirementKind if kind is not RequirementKind.FORMALITY)
"""The kinds of requirement that one can ask for."""


def filters_of(options: Mapping[str, object]) -> Filters:
    """The filters that `options` name; None and empty values ask for nothing.

    Keys: level, shown_by, cost, language, topic (texts) and credit (a truth value). Raises
    UserError `filter-unknown` for another key, `filter-value-unknown` for a value out of its words.
    """
    asked = {name: value for name, value in options.items() if value not in {None, "", False}}
    for name in asked:
        if name not in _OPTIONS:
            raise UserError("filter-unknown", name=name, names=", ".join(_OPTIONS))
    return Filters(
        level=_one_of(Level, "level", asked),
        shown_by=_one_of(RequirementKind, "shown_by", asked),
        cost=_one_of(CostFilter, "cost", asked),
        language=_language(asked),
        topic=str(asked["topic"]) if "topic" in asked else None,
        credit="credit" in asked,
    )


_OPTIONS = ("level", "shown_by", "cost", "language", "topic", "credit")
_Word = TypeVar("_Word", bound=StrEnum)


def _one_of(words: type[_Word], name: str, asked: Mapping[str, object]) -> _Word | None:
    if name not in asked:
        return None
    wanted = str(asked[name]).strip().casefold().replace(" ", "_")
    choices = SHOWN_BY if words is RequirementKind else tuple(words)
    for word in choices:
        if wanted in {word.value, word.value.replace("_", "-")}:
            return words(word)
    listed = ", ".join(word.value.replace("_", "-") for word in choices)
    raise UserError(
        "filter-value-unknown", name=name.replace("_", "-"), value=str(asked[name]), values=listed
    )


def _language(asked: Mapping[str, object]) -> str | None:
    if "language" not in asked:
        return None
    code = str(asked["language"]).strip().casefold()
    if not re.fullmatch("[a-z]{2}", code):
        raise UserError("filter-language-unreadable", value=str(asked["language"]))
    return code

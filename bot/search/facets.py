"""What a large catalogue knows of its credentials besides words: hours, level, cost and the like."""

from array import array
from collections.abc import Mapping
from enum import StrEnum
from typing import Any

import numpy as np
from numpy.typing import NDArray

from bot.domain.credential import (
    Confidence,
    Cost,
    CostClass,
    Credential,
    CredentialType,
    CreditClaim,
    CreditStatus,
    Effort,
    EffortBasis,
    Level,
    RequirementKind,
)
from bot.domain.filters import CostFilter, Filters

_KINDS = tuple(RequirementKind)
_STATUSES = tuple(CreditStatus)
_COSTS = tuple(CostClass)
_UNKNOWN = -1
_LETTERS = 256
_TYPECODES = {
    "min_minutes": "i",
    "max_minutes": "i",
    "levels": "B",
    "costs": "B",
    "types": "B",
    "bases": "B",
    "confidences": "B",
    "credits": "B",
    "languages": "H",
    "proofs": "H",
}


class FacetColumns:
    """One column a facet, one row a credential."""

    def __init__(self) -> None:
        self._columns = {name: array(code) for name, code in _TYPECODES.items()}

    def add(self, credential: Credential) -> None:
        """Takes the facets of a credential in."""
        effort = credential.effort
        values = {
            "min_minutes": _UNKNOWN if effort.min_minutes is None else effort.min_minutes,
            "max_minutes": _UNKNOWN if effort.max_minutes is None else effort.max_minutes,
            "levels": _place(credential.level),
            "costs": _place(credential.cost.cost_class),
            "types": _place(credential.credential_type),
            "bases": _place(effort.basis),
            "confidences": _place(effort.confidence),
            "credits": 0 if credential.credit is None else 1 + _place(credential.credit.status),
            "languages": _language_code(credential.language),
            "proofs": sum(1 << _place(kind) for kind in {part.kind for part in credential.requirements}),
        }
        for name, value in values.items():
            self._columns[name].append(value)

    def finish(self, rank: NDArray[np.int64]) -> dict[str, NDArray[np.generic]]:
        """The columns in the new order of the credentials."""
        return {
            f"facet_{name}": np.array(column, dtype=np.dtype(column.typecode))[rank]
            for name, column in self._columns.items()
        }


class Facets:
    """The columns of a large catalogue, to be asked who passes."""

    def __init__(self, arrays: Mapping[str, NDArray[Any]]) -> None:
        self._columns = {name: arrays[f"facet_{name}"] for name in _TYPECODES}

    def passing(self, filters: Filters, within_minutes: int | None) -> NDArray[np.bool_] | None:
        """Who passes all but the topic, as one truth value a credential; None where everybody does."""
        found: NDArray[np.bool_] | None = None
        for wanted in self._conditions(filters, within_minutes):
            found = wanted if found is None else found & wanted
        return found

    def _conditions(self, filters: Filters, within_minutes: int | None) -> list[NDArray[np.bool_]]:
        columns = self._columns
        found = []
        if within_minutes is not None:
            found.append(columns["min_minutes"] <= within_minutes)
        if filters.level is not None:
            levels = columns["levels"]
            found.append((levels == _place(filters.level)) | (levels == _place(Level.MIXED)))
        if filters.cost is not None:
            found.append(np.isin(columns["costs"], _costs_of(filters.cost)))
        if filters.language is not None:
            found.append(columns["languages"] == _language_code(filters.language))
        if filters.shown_by is not None:
            found.append((columns["proofs"] & (1 << _place(filters.shown_by))) != 0)
        if filters.credit:
            counting = [1 + _place(status) for status in _STATUSES if status.counts_as_credit]
            found.append(np.isin(columns["credits"], counting))
        return found

    def language(self, number: int) -> str:
        """The language of a credential."""
        code = int(self._columns["languages"][number])
        return bytes(divmod(code, _LETTERS)).decode() if code else ""

    def of(self, number: int) -> dict[str, Any]:
        """The facets of one credential as arguments of `Credential`, but for its requirements."""
        row = {name: int(column[number]) for name, column in self._columns.items()}
        credit = row["credits"]
        return {
            "credential_type": tuple(CredentialType)[row["types"]],
            "level": tuple(Level)[row["levels"]],
            "language": self.language(number),
            "cost": Cost(_COSTS[row["costs"]]),
            "credit": CreditClaim(_STATUSES[credit - 1], "") if credit else None,
            "effort": Effort(
                None if row["min_minutes"] == _UNKNOWN else row["min_minutes"],
                None if row["max_minutes"] == _UNKNOWN else row["max_minutes"],
                tuple(EffortBasis)[row["bases"]],
                tuple(Confidence)[row["confidences"]],
            ),
        }

    def proofs(self, number: int) -> tuple[RequirementKind, ...]:
        """The kinds of requirements of a credential."""
        bits = int(self._columns["proofs"][number])
        return tuple(kind for place, kind in enumerate(_KINDS) if bits >> place & 1)


def _place(word: StrEnum) -> int:
    return _PLACES[type(word), word]


_PLACES: dict[tuple[type[StrEnum], StrEnum], int] = {
    (words, word): place
    for words in (Level, CostClass, CredentialType, EffortBasis, Confidence, CreditStatus, RequirementKind)
    for place, word in enumerate(words)
}


def _costs_of(wanted: CostFilter) -> list[int]:
    if wanted is CostFilter.FREE:
        return [_place(cost) for cost in _COSTS if cost.counts_as_free]
    return [_place(cost) for cost in _COSTS if cost.value == wanted.value]


def _language_code(language: str) -> int:
    letters = language.encode()[:2].ljust(2, b"\0")
    return letters[0] * _LETTERS + letters[1]

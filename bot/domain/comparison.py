"""The comparison: two to four credentials side by side, differences first."""

from dataclasses import dataclass
from enum import StrEnum

from bot.domain.credential import Credential


class Aspect(StrEnum):
    """What is compared, in the order in which a person asks."""

    EFFORT = "effort"
    ELAPSED = "elapsed"
    PROOF = "proof"
    REQUIREMENTS = "requirements"
    COST = "cost"
    CREDIT = "credit"
    LEVEL = "level"
    LANGUAGE = "language"
    CREDENTIAL_TYPE = "credential_type"


@dataclass(frozen=True, slots=True)
class Comparison:
    """The credentials in the order in which they were named; every aspect is in one of the two."""

    credentials: tuple[Credential, ...]
    differing: tuple[Aspect, ...]
    same: tuple[Aspect, ...]

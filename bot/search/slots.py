"""The words of a goal while it is matched: what each is worth, and what it met where."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from bot.domain.hits import Match, Reason


@dataclass(slots=True)
class Evidence:
    """The best that was met for a slot in one credential."""

    value: float
    reason: Reason


@dataclass(slots=True)
class Slot:
    """One word of the goal, or the words of one phrase, and what they met."""

    said: str
    weight: float
    is_phrase: bool = False
    is_outside: bool = False
    evidence: dict[int, Evidence] = field(default_factory=dict)

    def offer(self, number: int, value: float, reason: Reason) -> None:
        """Keeps the evidence if it is the best of this slot for the credential `number`.

        Where the very word was met, it stays the reason: nobody needs a concept to see why.
        """
        known = self.evidence.get(number)
        if known is None or known.value < value:
            is_plain = known is not None and known.reason.match is Match.SAME
            self.evidence[number] = Evidence(value, known.reason if known and is_plain else reason)


def reason_of_parts(parts: Sequence[Slot], number: int) -> Reason:
    """The reason of the best part; words that were met in one text are quoted together."""
    reasons = [part.evidence[number].reason for part in parts if number in part.evidence]
    best = max(
        (part.evidence[number] for part in parts if number in part.evidence), key=lambda met: met.value
    ).reason
    together = [
        reason.said for reason in reasons if reason.found == best.found and reason.match == best.match
    ]
    return replace(best, said=" ".join(together))

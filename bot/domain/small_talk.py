"""What people write to Badger that is no goal: a greeting, thanks, a question about Badger itself."""

from collections.abc import Iterable, Mapping

from bot.domain.names import folded

_REST = "*"


def meant_by(words: str, phrases: Mapping[str, Iterable[str]]) -> str | None:
    """The key whose phrases hold all that was written; None where none does, as with a goal.

    A phrase that ends in "*" holds whatever begins so. Case and marks count for nothing.
    """
    said = folded(words)
    for key, known in phrases.items():
        if any(_holds(phrase, said) for phrase in known):
            return key
    return None


def _holds(phrase: str, said: str) -> bool:
    wanted = folded(phrase.removesuffix(_REST))
    return said.startswith(wanted) if phrase.endswith(_REST) else said == wanted

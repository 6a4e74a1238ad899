"""The concept vocabulary: what people say, and what of the catalogue they mean by it.

The file is made of lines: `k8s, kube = kubernetes` (another name), `meetings run over ->
facilitation` (points to), `outside: gunsmith` (nothing here), `first: ai = @google-ai` (of all
that holds the word, these come first), `# comment` and `## heading`. A right-hand term is words of
a title, skill or topic, or `@id` of one credential; `not welding` names what the phrase never
means, though the word stands there too.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from bot.domain.hits import Match
from bot.search.fillers import Fillers
from bot.search.words import words_of

_OUTSIDE = "outside:"
_FIRST = "first:"
_NEVER = "not "


@dataclass(frozen=True, slots=True)
class Concept:
    """A phrase as people say it, its content words, and the terms it leads to, best first.

    `never` are terms that it does not mean: what they lead to is not found by it. `is_order`: where
    nothing else is said, its terms come before whatever holds the very words. `word_for_word` is
    filled where the words say nothing one by one ("it job"): then they must be said in this order,
    one after the other.
    """

    said: str
    words: frozenset[str]
    match: Match
    terms: tuple[str, ...]
    word_for_word: tuple[str, ...] = ()
    never: tuple[str, ...] = ()
    is_order: bool = False


@dataclass(frozen=True, slots=True)
class Concepts:
    """All concepts in the order of the file, and the same reachable by any one of their words."""

    by_word: dict[str, list[Concept]] = field(default_factory=dict)
    all: tuple[Concept, ...] = ()
    by_rarest_word: dict[str, list[Concept]] = field(default_factory=dict)
    """Each concept once, under the word that the fewest phrases hold: to find phrases said whole."""

    @property
    def words(self) -> set[str]:
        """Every word that some phrase uses: such a word is never spell-corrected."""
        return set(self.by_word)


def read_concepts(lines: Iterable[str], fillers: Fillers) -> tuple[Concepts, list[str]]:
    """The concepts of vocabulary lines, and every line that is none.

    Linking words ("my", "the", "to") are dropped from phrases: they may or may not be said.
    """
    concepts: list[Concept] = []
    unreadable: list[str] = []
    for line in lines:
        text = line.strip()
        if not text or text.startswith("#"):
            continue
        read = _concepts_of_line(text, fillers)
        concepts.extend(read)
        if not read:
            unreadable.append(text)
    return arranged(concepts), unreadable


def _concepts_of_line(text: str, fillers: Fillers) -> list[Concept]:
    is_order = text.lower().startswith(_FIRST)
    said, match, meant = _cut(text[len(_FIRST) :] if is_order else text)
    parts = _parts(meant)
    terms = tuple(part for part in parts if not part.startswith(_NEVER))
    if not terms and match is not None:
        return []
    never = tuple(part.removeprefix(_NEVER).strip() for part in parts if part.startswith(_NEVER))
    phrases = (_concept(phrase, match or Match.CONCEPT, terms, fillers) for phrase in _parts(said))
    return [replace(concept, never=never, is_order=is_order) for concept in phrases if concept.words]


def _cut(text: str) -> tuple[str, Match | None, str]:
    """What is said, how it means, and what is meant; a phrase from outside means nothing."""
    if text.lower().startswith(_OUTSIDE):
        return text[len(_OUTSIDE) :], None, ""
    if " -> " in text:
        said, _, meant = text.partition(" -> ")
        return said, Match.CONCEPT, meant
    said, _, meant = text.partition(" = ")
    return said, Match.ANOTHER_NAME, meant


def _parts(text: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in text.split(",") if part.strip())


def _concept(phrase: str, match: Match, terms: tuple[str, ...], fillers: Fillers) -> Concept:
    spoken = words_of(phrase)
    words = frozenset(spoken)
    content = words - fillers.linking
    # "to do list" must not become "list", which anybody may say of anything.
    says_nothing = len(content) == 1 and (content <= fillers.ignored or content <= fillers.light)
    if content and not (says_nothing and len(words) > 1):
        words = content
    return Concept(phrase, words, match, terms, tuple(spoken) if words <= fillers.ignored else ())


def arranged(concepts: Sequence[Concept]) -> Concepts:
    """The concepts in this order, reachable by their words."""
    by_word: dict[str, list[Concept]] = {}
    for concept in concepts:
        for word in concept.words:
            by_word.setdefault(word, []).append(concept)
    by_rarest: dict[str, list[Concept]] = {}
    for concept in concepts:
        rarest = min(concept.words, key=lambda word: (len(by_word[word]), word))
        by_rarest.setdefault(rarest, []).append(concept)
    return Concepts(by_word, tuple(concepts), by_rarest)

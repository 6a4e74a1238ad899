"""Other ways to search the catalogue, each behind the interface that Badger's own search has.

None of them knows the vocabulary: each is given the texts of a credential and the goal. Scores of
different kinds mean nothing to one another, so that each only says an order, and is never unsure.
"""

import sqlite3
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from math import log, sqrt

import tantivy
from rapidfuzz import fuzz, process
from rapidfuzz.utils import default_process

from bot.domain.credential import Credential
from bot.domain.hits import Certainty, Hit, SearchAnswer
from bot.search.fillers import Fillers
from bot.search.postings import fields_of
from bot.search.words import tokens_of

Scores = Callable[[str], Iterable[tuple[int, float]]]
"""A goal to (number of the credential, score); higher is better."""
_SLIGHTLY_LESS = 0.001
_GRAM = 3


class Peer:
    """A search that orders credentials by somebody else's score."""

    def __init__(self, credentials: Sequence[Credential], scores: Scores) -> None:
        self._credentials = credentials
        self._scores = scores

    def search(
        self, goal: str, *, admits: Callable[[Credential], bool] | None = None, limit: int = 10
    ) -> SearchAnswer:
        found = [
            (-score, self._credentials[number].id)
            for number, score in self._scores(goal)
            if score > 0 and (admits is None or admits(self._credentials[number]))
        ]
        hits = tuple(
            Hit(identity, 1 - place * _SLIGHTLY_LESS, ()) for place, (_, identity) in enumerate(sorted(found))
        )
        return SearchAnswer(Certainty.STRONG if hits else Certainty.NONE, hits[:limit])


def peers_of(credentials: Sequence[Credential], fillers: Fillers) -> dict[str, Peer]:
    """All peers over these credentials, by name. Those that match words are spared the filler words."""
    scores = {
        "rapidfuzz WRatio": _by_title(credentials, fuzz.WRatio),
        "rapidfuzz token_set_ratio": _by_title(credentials, fuzz.token_set_ratio),
        "SQLite FTS5 bm25": _fts5(credentials, fillers, "porter unicode61"),
        "SQLite FTS5 trigram": _fts5(credentials, fillers, "trigram"),
        "tantivy, stemmed and fuzzy": _tantivy(credentials, fillers),
        "character n-grams, TF-IDF": _character_grams(credentials),
    }
    return {name: Peer(credentials, of_goal) for name, of_goal in scores.items()}


def _text(credential: Credential) -> str:
    """All searchable text, the title twice, since it says more."""
    return " \n".join([credential.title, *(text for _, text in fields_of(credential))])


def _content(goal: str, fillers: Fillers) -> list[str]:
    words = [word for word in tokens_of(goal) if word.isalnum()]
    return [word for word in words if word not in fillers.ignored] or words


def _by_title(credentials: Sequence[Credential], scorer: Callable[..., float]) -> Scores:
    titles = [default_process(credential.title) for credential in credentials]

    def scores(goal: str) -> Iterable[tuple[int, float]]:
        for _, score, number in process.extract(default_process(goal), titles, scorer=scorer, limit=60):
            yield int(number), float(score)

    return scores


def _fts5(credentials: Sequence[Credential], fillers: Fillers, tokenizer: str) -> Scores:
    database = sqlite3.connect(":memory:")
    database.execute(f"CREATE VIRTUAL TABLE texts USING fts5(text, tokenize='{tokenizer}')")
    rows = enumerate(map(_text, credentials))
    database.executemany("INSERT INTO texts(rowid, text) VALUES (?, ?)", rows)
    grams = tokenizer == "trigram"

    def scores(goal: str) -> Iterable[tuple[int, float]]:
        words = _content(goal, fillers)
        terms = [gram for word in words for gram in _grams(word, _GRAM)] if grams else words
        query = " OR ".join(f'"{term}"' for term in terms)
        if query:
            found = database.execute("SELECT rowid, -bm25(texts) FROM texts WHERE texts MATCH ?", [query])
            yield from ((int(number), float(score)) for number, score in found)

    return scores


def _tantivy(credentials: Sequence[Credential], fillers: Fillers) -> Scores:
    builder = tantivy.SchemaBuilder()
    builder.add_text_field("title", tokenizer_name="en_stem")
    builder.add_text_field("text", tokenizer_name="en_stem")
    builder.add_text_field("plain")
    builder.add_unsigned_field("number", stored=True)
    schema = builder.build()
    index = tantivy.Index(schema)
    writer = index.writer()
    for number, credential in enumerate(credentials):
        text = _text(credential)
        writer.add_document(tantivy.Document(title=credential.title, text=text, plain=text, number=number))
    writer.commit()
    index.reload()
    searcher = index.searcher()

    def scores(goal: str) -> Iterable[tuple[int, float]]:
        words = _content(goal, fillers)
        if words:
            stemmed = index.parse_query(" ".join(words), ["title", "text"], {"title": 2.0})
            fuzzy = [
                (tantivy.Occur.Should, tantivy.Query.fuzzy_term_query(schema, "plain", word, 1))
                for word in words
            ]
            query = tantivy.Query.boolean_query([(tantivy.Occur.Should, stemmed), *fuzzy])
            for score, address in searcher.search(query, limit=60).hits:
                yield int(searcher.doc(address)["number"][0]), float(score)

    return scores


def _character_grams(credentials: Sequence[Credential]) -> Scores:
    counts = [Counter(_grams_of(_text(credential))) for credential in credentials]
    held = Counter(gram for count in counts for gram in count)
    rarity = {gram: log(len(credentials) / number) + 1 for gram, number in held.items()}
    by_gram: dict[str, list[tuple[int, float]]] = {}
    for number, count in enumerate(counts):
        weights = {gram: (1 + log(times)) * rarity[gram] for gram, times in count.items()}
        length = sqrt(sum(weight**2 for weight in weights.values()))
        for gram, weight in weights.items():
            by_gram.setdefault(gram, []).append((number, weight / length))

    def scores(goal: str) -> Iterable[tuple[int, float]]:
        found: dict[int, float] = {}
        for gram, times in Counter(_grams_of(goal)).items():
            for number, weight in by_gram.get(gram, ()):
                value = (1 + log(times)) * rarity[gram] * weight
                found[number] = found.get(number, 0.0) + value
        return found.items()

    return scores


def _grams_of(text: str) -> Iterable[str]:
    """Grams of three to five characters within words, with their borders."""
    for word in tokens_of(text):
        for size in (3, 4, 5):
            yield from _grams(f" {word} ", size)


def _grams(word: str, size: int) -> list[str]:
    return [word[start : start + size] for start in range(max(1, len(word) - size + 1))]

"""The peers of the search benchmark: tantivy with fuzzy terms and a second ranking, and SQLite's FTS5.

Both index the title alone, which is the quicker and, for these queries, the better way for them.
"""

import sqlite3
from collections.abc import Iterable
from pathlib import Path

import tantivy
from rapidfuzz import fuzz

from bot.catalogue.seed import seed_folder
from bot.search.vocabulary import read_vocabulary
from bot.search.words import tokens_of, words_of

_STOP_WORDS = read_vocabulary(seed_folder()).fillers.ignored
_BEST = 200
"""So many of tantivy's hits are ranked again, as the measurements before this project did."""
_TWO_SLIPS_FROM = 6
_ONE_SLIP_FROM = 3
_HEAP = 256_000_000


def build_tantivy(titles: Iterable[tuple[int, str]], folder: Path) -> None:
    """Writes a tantivy index of titles and the numbers of their rows."""
    folder.mkdir(parents=True, exist_ok=True)
    writer = tantivy.Index(_schema(), path=str(folder)).writer(heap_size=_HEAP, num_threads=2)
    for number, title in titles:
        writer.add_document(tantivy.Document(title=title, row=number))
    writer.commit()
    writer.wait_merging_threads()


def _schema() -> tantivy.Schema:
    builder = tantivy.SchemaBuilder()
    builder.add_text_field("title", stored=True)
    builder.add_unsigned_field("row", stored=True)
    return builder.build()


class Tantivy:
    """Fuzzy terms, any of them; the best 200 are ranked again by how alike query and title are."""

    def __init__(self, folder: Path) -> None:
        self._schema = _schema()
        self._searcher = tantivy.Index(self._schema, path=str(folder)).searcher()

    def search(self, query: str, limit: int) -> list[str]:
        """The titles found, best first."""
        tokens = tokens_of(query)
        content = [token for token in tokens if token not in _STOP_WORDS] or tokens
        if not content:
            return []
        clauses = [
            (tantivy.Occur.Should, self._term(token, is_last=token is content[-1])) for token in content
        ]
        hits = self._searcher.search(tantivy.Query.boolean_query(clauses), _BEST).hits
        best = max((score for score, _ in hits), default=1.0)
        titles = [(score / best, str(self._searcher.doc(place)["title"][0])) for score, place in hits]
        plain, asked = " ".join(content), " ".join(tokens)
        ranked = [(score + 0.8 * _alike(plain, asked, title.lower()), title) for score, title in titles]
        ranked.sort(key=lambda pair: (-pair[0], pair[1]))
        return [title for _, title in ranked[:limit]]

    def _term(self, token: str, *, is_last: bool) -> tantivy.Query:
        slips = 0 if len(token) < _ONE_SLIP_FROM else 1 if len(token) < _TWO_SLIPS_FROM else 2
        return tantivy.Query.fuzzy_term_query(
            self._schema, "title", token, distance=slips, transposition_cost_one=True, prefix=is_last
        )


def _alike(content: str, asked: str, title: str) -> float:
    return max(fuzz.token_sort_ratio(content, title), fuzz.ratio(asked, title[: len(asked) + 1])) / 100


def build_fts5(titles: Iterable[tuple[int, str]], file: Path) -> None:
    """Writes an SQLite database with the titles in a full text table."""
    with sqlite3.connect(file) as database:
        database.execute("CREATE VIRTUAL TABLE titles USING fts5(title, tokenize='porter unicode61')")
        database.executemany("INSERT INTO titles (rowid, title) VALUES (?, ?)", titles)
    database.close()


class Fts5:
    """Any of the words, by bm25."""

    def __init__(self, file: Path) -> None:
        self._database = sqlite3.connect(file)

    def search(self, query: str, limit: int) -> list[str]:
        """The titles found, best first."""
        content = [word for word in words_of(query) if word not in _STOP_WORDS] or words_of(query)
        if not content:
            return []
        asked = " OR ".join(f'"{word}"' for word in content) + "*"
        rows = self._database.execute(
            "SELECT title FROM titles WHERE titles MATCH ? ORDER BY bm25(titles), rowid LIMIT ?",
            (asked, limit),
        )
        return [str(title) for (title,) in rows]

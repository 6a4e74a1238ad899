"""A server's own words: "k8s" means Kubernetes there, and nowhere else."""

import re
from dataclasses import dataclass
from datetime import datetime
from unicodedata import normalize

from bot.domain.errors import UserError
from bot.domain.plain_text import printable

MAX_WORD_LENGTH = 60
MAX_MEANING_LENGTH = 100
MOST_WORDS = 500
"""A server's own words at most: every search looks through them."""
_LETTERS = re.compile(r"[^\W_]")
_LEAST_LETTERS = 2


@dataclass(frozen=True, slots=True)
class ServerWord:
    """A word, and the credential or the other words that it means in a server; never both."""

    word: str
    credential_id: str | None = None
    words: str | None = None


@dataclass(frozen=True, slots=True)
class AddedWord:
    """A server's word with who added it (None: an erased member), and when."""

    word: ServerWord
    added_by: int | None
    added_at: datetime


def normalised_word(typed: str) -> str:
    """The word in the form in which it is kept: on one line, one case, one way of writing."""
    return normalize("NFKC", printable(normalize("NFKC", typed)).casefold())


def checked_word(typed: str) -> str:
    """The same, if people may say it. Raises UserError `word-too-short` or `word-too-long`."""
    word = normalised_word(typed)
    if len(word) > MAX_WORD_LENGTH:
        raise UserError("word-too-long", limit=MAX_WORD_LENGTH)
    if len(_LETTERS.findall(word)) < _LEAST_LETTERS:
        raise UserError("word-too-short")
    return word


def checked_meaning(typed: str, word: str) -> str:
    """The words that are meant, on one line.

    Raises UserError `meaning-missing`, `meaning-too-long`, `meaning-same`.
    """
    meant = printable(normalize("NFKC", typed))
    if not _LETTERS.search(meant):
        raise UserError("meaning-missing")
    if len(meant) > MAX_MEANING_LENGTH:
        raise UserError("meaning-too-long", limit=MAX_MEANING_LENGTH)
    if normalised_word(meant) == word:
        raise UserError("meaning-same", word=word)
    return meant

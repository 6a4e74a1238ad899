"""The use cases of a server's own words: add one, take it away, list them."""

import asyncio
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from bot.domain.credential import Credential
from bot.domain.errors import UserError
from bot.domain.moderation import AuditAction, Deed
from bot.domain.names import Name, Names
from bot.domain.paging import page_count, page_within
from bot.domain.plain_text import printable
from bot.domain.ports import Clock
from bot.domain.server_words import (
    MAX_WORD_LENGTH,
    MOST_WORDS,
    AddedWord,
    ServerWord,
    checked_meaning,
    checked_word,
    normalised_word,
)
from bot.search.server_words import concepts_of, frequent_among, holders_of, is_hijacking, says_nothing
from bot.services.asker import Asker
from bot.services.live_catalogue import LiveCatalogue
from bot.storage import aliases, audit, catalogue_entries
from bot.storage.database import Database, Session

WORDS_ON_A_PAGE = 10
CREDENTIAL_SIGN = "@"
"""Before the id of a credential that is meant; without it, words are."""
_MOST_SUGGESTIONS = 25
_MOST_SPOKEN = 3
"""Words of a phrase that is offered as a meaning; longer ones are whole sentences."""


@dataclass(frozen=True, slots=True)
class WordPage:
    """A page of a server's own words; `page` counts from 0, `titles` are those of the credentials meant."""

    words: tuple[AddedWord, ...]
    page: int
    pages: int
    total: int
    titles: dict[str, str]


@dataclass(frozen=True, slots=True)
class WordAdded:
    """A word as it was added; `leads_nowhere`: nothing in the catalogue holds what it means yet."""

    word: ServerWord
    title: str | None
    leads_nowhere: bool = False


@dataclass(frozen=True, slots=True)
class Meaning:
    """Something that a word may mean: how it is shown, and what stands for it."""

    shown: str
    value: str


class Aliases:
    """Keeps the own words of servers. A change is noticed by every process as a change of the catalogue."""

    def __init__(self, database: Database, live: LiveCatalogue, clock: Clock) -> None:
        self._database = database
        self._live = live
        self._clock = clock

    async def add(self, asker: Asker, guild_id: int, word: str, means: str) -> WordAdded:
        """Lets a word mean a credential (`@` and its id) or other words, in the server.

        Raises UserError `word-…` and `meaning-…` where it cannot be, CredentialGoneError for a credential
        that is retired or hidden.
        """
        checked = checked_word(word)
        if means.strip().startswith(CREDENTIAL_SIGN):
            credential = self._live.of(guild_id).seen.named(means.strip()[1:])
            meant = ServerWord(checked, credential_id=credential.id)
            title: str | None = credential.title
        else:
            meant, title = ServerWord(checked, words=checked_meaning(means, checked)), None
        leads_nowhere = await asyncio.to_thread(self._checked_against_catalogue, guild_id, meant)
        await self._database.write(_add, guild_id, meant, asker.user_id, title, self._clock.now())
        return WordAdded(meant, title, leads_nowhere)

    def _checked_against_catalogue(self, guild_id: int, word: ServerWord) -> bool:
        """Whether it leads to nothing yet. Raises UserError `word-says-nothing` or `word-frequent`."""
        catalogue, index = self._live.of(guild_id), self._live.index(guild_id)
        if says_nothing(word.word, index.fillers):
            raise UserError("word-says-nothing", word=word.word)
        credentials = catalogue.seen.credentials.values()
        holders = holders_of(credentials)
        (concept, *_) = concepts_of([word], index.vocabulary, index.fillers).all
        if is_hijacking(concept, holders, frequent_among(len(credentials))):
            raise UserError("word-frequent", word=word.word)
        return not any(index.leads_to_something(term) for term in concept.terms)

    async def remove(self, asker: Asker, guild_id: int, word: str) -> ServerWord:
        """Takes a word away and returns what it meant. Raises UserError `word-unknown`."""
        return await self._database.write(_remove, guild_id, word, asker.user_id, self._clock.now())

    async def page(self, guild_id: int, page: int = 0) -> WordPage:
        """A page of the server's words; `page` is cut to the pages that there are."""
        total, pages, page, words = await self._database.read(_page, guild_id, page)
        seen = self._live.of(guild_id).seen
        titles = {
            word.word.credential_id: _title(seen.credentials.get(word.word.credential_id), word.word)
            for word in words
            if word.word.credential_id is not None
        }
        return WordPage(tuple(words), page, pages, total, titles)

    @cached_property
    def _phrases(self) -> Names:
        """The short phrases of the vocabulary, which are the same for all servers."""
        concepts = self._live.index(None).vocabulary.all
        short = {each.said for each in concepts if each.terms and len(each.said.split()) <= _MOST_SPOKEN}
        return Names(Name(said, said) for said in sorted(short))

    def suggest_words(self, guild_id: int, typed: str) -> list[str]:
        """The server's words that hold what is typed, those that begin with it first."""
        wanted = normalised_word(typed)
        words = sorted(self._live.of(guild_id).seen.words)
        found = sorted((not word.startswith(wanted), word) for word in words if wanted in word)
        return [word for _, word in found[:_MOST_SUGGESTIONS]]

    async def suggest_meanings(self, guild_id: int, typed: str) -> list[Meaning]:
        """What the letters may mean: themselves, credentials, topics, skills, phrases of the vocabulary."""
        return await asyncio.to_thread(self._meanings, guild_id, typed)

    def _meanings(self, guild_id: int, typed: str) -> list[Meaning]:
        words = printable(typed)[: MAX_WORD_LENGTH + 1]
        own = [Meaning(words, words)] if words and not words.startswith(CREDENTIAL_SIGN) else []
        seen = self._live.of(guild_id).seen
        credentials = [
            Meaning(f"{each.title} – {each.issuer_line}", f"{CREDENTIAL_SIGN}{each.id}")
            for each in seen.suggested(typed.removeprefix(CREDENTIAL_SIGN))[:10]
        ]
        named = (*seen.topics.suggested(typed), *seen.skills.suggested(typed)) if words else ()
        phrases = self._phrases.suggest(typed, _MOST_SUGGESTIONS)
        names = [Meaning(each, each) for each in (*named, *phrases)]
        every = {each.value.casefold(): each for each in reversed([*own, *credentials, *names])}
        return list(reversed(every.values()))[:_MOST_SUGGESTIONS]


def _title(credential: Credential | None, word: ServerWord) -> str:
    return credential.title if credential else word.credential_id or ""


def _add(
    session: Session, guild_id: int, word: ServerWord, actor_id: int, title: str | None, now: datetime
) -> None:
    before = aliases.word_of(session, guild_id, word.word)
    if before is not None:
        raise UserError("word-taken", word=word.word, meaning=before.words or before.credential_id or "")
    if aliases.count_of(session, guild_id) >= MOST_WORDS:
        raise UserError("words-too-many", limit=MOST_WORDS)
    aliases.add(session, guild_id, word, actor_id, now)
    catalogue_entries.count_layer_up(session, guild_id)
    means = title or word.words or ""
    audit.record(
        session, [Deed(AuditAction.ALIAS_ADDED, guild_id, actor_id, now, word.word, {"means": means})]
    )


def _remove(session: Session, guild_id: int, typed: str, actor_id: int, now: datetime) -> ServerWord:
    word = aliases.word_of(session, guild_id, normalised_word(typed))
    if word is None:
        raise UserError("word-unknown", word=normalised_word(typed)[:MAX_WORD_LENGTH])
    aliases.remove(session, guild_id, word.word)
    catalogue_entries.count_layer_up(session, guild_id)
    means = word.words or word.credential_id or ""
    deed = Deed(AuditAction.ALIAS_REMOVED, guild_id, actor_id, now, word.word, {"means": means})
    audit.record(session, [deed])
    return word


def _page(session: Session, guild_id: int, page: int) -> tuple[int, int, int, list[AddedWord]]:
    total = aliases.count_of(session, guild_id)
    pages = page_count(total, WORDS_ON_A_PAGE)
    page = page_within(page, pages)
    words = aliases.page_of(session, guild_id, limit=WORDS_ON_A_PAGE, offset=page * WORDS_ON_A_PAGE)
    return total, pages, page, words

"""The use cases that look into the catalogue: one credential, a comparison, browsing, suggestions.

All of it is answered from memory, so that autocomplete never waits.
"""

import asyncio
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from bot.domain.comparison import Comparison, compare
from bot.domain.credential import Credential
from bot.domain.enrolment import Enrolment
from bot.domain.errors import UserError
from bot.domain.paging import page_count, page_within
from bot.domain.ports import CredentialSuggestions
from bot.services.seen_catalogue import MOST_SUGGESTIONS, SeenCatalogue

__all__ = [
    "BROWSE_PAGE_SIZE",
    "MOST_COMPARED",
    "MOST_SUGGESTIONS",
    "BrowsePage",
    "CatalogueView",
    "CredentialView",
]

BROWSE_PAGE_SIZE = 10
LEAST_COMPARED = 2
MOST_COMPARED = 4
"""More do not fit side by side on a phone."""


@dataclass(frozen=True, slots=True)
class CredentialView:
    """One credential with what it names: prior credentials and the same course elsewhere."""

    credential: Credential
    prior: tuple[Credential, ...]
    twins: tuple[Credential, ...]


@dataclass(frozen=True, slots=True)
class BrowsePage:
    """One page of the credentials of a topic and an issuer (all, where None), by title.

    `page` counts from 0. Without topic and issuer `topics` says what there is: (topic, how many), the
    largest first.
    """

    topic: str | None
    issuer: str | None
    credentials: tuple[Credential, ...]
    page: int
    pages: int
    total: int
    topics: tuple[tuple[str, int], ...] = ()


@dataclass(frozen=True, slots=True)
class CatalogueInMemory:
    """What a server sees, ready to be looked into and completed."""

    seen: SeenCatalogue
    index: CredentialSuggestions


class CatalogueView:
    """Looks things up for a server (None: a direct message without one)."""

    def __init__(self, catalogue_of: Callable[[int | None], CatalogueInMemory]) -> None:
        """`catalogue_of` is what a server sees at this moment."""
        self._catalogue_of = catalogue_of

    @classmethod
    def of(cls, credentials: Iterable[Credential], index: CredentialSuggestions) -> "CatalogueView":
        """A view of these credentials, the same for all servers."""
        always = CatalogueInMemory(SeenCatalogue(credentials), index)
        return cls(lambda _: always)

    def credential(self, guild_id: int | None, named: str) -> CredentialView:
        """The credential with this id, or whose title a person typed, small slips allowed.

        Raises UserError `credential-unknown` with the nearest titles, `credential-ambiguous` where the
        title stands twice.
        """
        seen = self._seen_in(guild_id)
        credential = seen.named(named)
        prior = seen.known(requirement.credential_id for requirement in credential.requirements)
        return CredentialView(credential, prior, seen.known(credential.twins))

    def kept_of(self, enrolment: Enrolment) -> Credential | None:
        """What the catalogue says now of what somebody works on; None where the server does not see it."""
        seen = self._seen_in(enrolment.guild_id)
        return seen.credentials.get(seen.same(enrolment.credential_id))

    def compare(self, guild_id: int | None, named: tuple[str, ...]) -> Comparison:
        """Two to four credentials side by side.

        Raises UserError as `credential` does, `compare-named-twice` (one is named twice), `compare-too-few`,
        `compare-too-many`.
        """
        if len(named) < LEAST_COMPARED:
            raise UserError("compare-too-few")
        if len(named) > MOST_COMPARED:
            raise UserError("compare-too-many", limit=MOST_COMPARED)
        credentials = [self._seen_in(guild_id).named(each) for each in named]
        for at, credential in enumerate(credentials):
            if any(credential.id == before.id for before in credentials[:at]):
                raise UserError("compare-named-twice", title=credential.title)
        return compare(credentials)

    def browse(
        self, guild_id: int | None, topic: str | None, issuer: str | None, page: int = 0
    ) -> BrowsePage:
        """A page; `page` is cut to the pages that there are.

        `issuer` is an issuer line, or an issuer or a platform alone. Raises UserError `topic-unknown` or
        `issuer-unknown` with the nearest ones.
        """
        seen = self._seen_in(guild_id)
        topic = seen.topic(topic) if topic and topic.strip() else None
        lines = seen.issuer_lines(issuer) if issuer and issuer.strip() else None
        matching = tuple(
            credential
            for credential in seen.credentials.values()
            if (topic is None or topic in credential.topics)
            and (lines is None or credential.issuer_line in lines)
        )
        pages = page_count(len(matching), BROWSE_PAGE_SIZE)
        page = page_within(page, pages)
        return BrowsePage(
            topic,
            _one_name(issuer, lines),
            matching[page * BROWSE_PAGE_SIZE : (page + 1) * BROWSE_PAGE_SIZE],
            page,
            pages,
            len(matching),
            tuple(seen.topics.counts.items()) if topic is None and lines is None else (),
        )

    def ids(self, guild_id: int | None) -> Iterable[str]:
        """The ids of all credentials, by title."""
        return self._seen_in(guild_id).credentials.keys()

    def suggest_credentials(self, guild_id: int | None, typed: str) -> list[Credential]:
        """The credentials that the typed letters may mean, best first; popular beginnings where empty."""
        return self._seen_in(guild_id).suggested(typed)

    async def complete_credentials(self, guild_id: int | None, typed: str) -> list[Credential]:
        """The same, and after the titles what the letters mean ("k8s"), off the event loop."""
        catalogue = self._catalogue_of(guild_id)
        meant_here = catalogue.seen.meant_by(typed)
        by_title = _first(meant_here, catalogue.seen.suggested(typed))
        if not typed.strip() or len(by_title) >= MOST_SUGGESTIONS:
            return by_title
        meant = await asyncio.to_thread(catalogue.index.suggest_credentials, typed, MOST_SUGGESTIONS)
        known = {credential.id for credential in by_title}
        more = catalogue.seen.known(
            found.credential_id for found in meant if found.credential_id not in known
        )
        return [*by_title, *more][:MOST_SUGGESTIONS]

    def suggest_topics(self, guild_id: int | None, typed: str) -> list[str]:
        """The topics that the typed letters may mean, best first."""
        return self._seen_in(guild_id).topics.suggested(typed)

    def suggest_issuers(self, guild_id: int | None, typed: str) -> list[str]:
        """The issuer lines that the typed letters may mean, best first."""
        return self._seen_in(guild_id).issuers.suggested(typed)

    def _seen_in(self, guild_id: int | None) -> SeenCatalogue:
        return self._catalogue_of(guild_id).seen


def _first(first: Credential | None, others: list[Credential]) -> list[Credential]:
    if first is None:
        return others
    return [first, *(each for each in others if each.id != first.id)][:MOST_SUGGESTIONS]


def _one_name(issuer: str | None, lines: list[str] | None) -> str | None:
    """The issuer as it is shown: the one line, or what was asked where several lines bear that name."""
    if lines is None or issuer is None:
        return None
    return lines[0] if len(lines) == 1 else issuer.strip()

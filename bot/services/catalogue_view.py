"""The use cases that look into the catalogue: one credential, a comparison, browsing, suggestions while typing.

All of it is answered from memory, so that autocomplete never waits.
"""

from dataclasses import dataclass

from bot.domain.comparison import Comparison
from bot.domain.credential import Credential

BROWSE_PAGE_SIZE = 10
MOST_SUGGESTIONS = 25
"""Discord shows at most 25 choices."""


@dataclass(frozen=True, slots=True)
class CredentialView:
    """One credential with what it names: prior credentials and the same course elsewhere."""

    credential: Credential
    prior: tuple[Credential, ...]
    twins: tuple[Credential, ...]


@dataclass(frozen=True, slots=True)
class BrowsePage:
    """One page of the credentials of a topic and an issuer (all, where None), by title.

    `page` counts from 0. Without topic and issuer `topics` says what there is: (topic, how many).
    """

    topic: str | None
    issuer: str | None
    credentials: tuple[Credential, ...]
    page: int
    pages: int
    total: int
    topics: tuple[tuple[str, int], ...] = ()


class CatalogueView:
    """Looks things up for a server (None: a direct message without one)."""

    def credential(self, guild_id: int | None, named: str) -> CredentialView:
        """The credential with this id, or whose title a person typed, small slips allowed.

        Raises UserError `credential-unknown` with the nearest titles.
        """
        raise NotImplementedError

    def compare(self, guild_id: int | None, named: tuple[str, ...]) -> Comparison:
        """Two to four credentials side by side.

        Raises UserError `credential-unknown`, `compare-same` (one is named twice), `compare-too-few`.
        """
        raise NotImplementedError

    def browse(
        self, guild_id: int | None, topic: str | None, issuer: str | None, page: int = 0
    ) -> BrowsePage:
        """A page; `page` is cut to the pages that there are.

        Raises UserError `topic-unknown` or `issuer-unknown` with the nearest ones.
        """
        raise NotImplementedError

    def suggest_credentials(self, guild_id: int | None, typed: str) -> list[Credential]:
        """The credentials that the typed letters may mean, best first; popular beginnings where empty."""
        raise NotImplementedError

    def suggest_topics(self, guild_id: int | None, typed: str) -> list[str]:
        """The topics that the typed letters may mean, best first."""
        raise NotImplementedError

    def suggest_issuers(self, guild_id: int | None, typed: str) -> list[str]:
        """The issuer lines that the typed letters may mean, best first."""
        raise NotImplementedError

"""What a layer itself ever said something of, found by name while a moderator types."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from bot.catalogue.rows import credential_in
from bot.domain.catalogue_layers import Entry, EntryStatus
from bot.domain.credential import Credential
from bot.domain.errors import UserError
from bot.domain.gone import GoneCredential
from bot.domain.names import Name, Names, folded
from bot.domain.plain_text import printable

_MOST_SUGGESTIONS = 25
_MAX_QUOTED_LENGTH = 80
GONE = frozenset({EntryStatus.RETIRED, EntryStatus.HIDDEN})


@dataclass(frozen=True, slots=True)
class OwnEntry:
    """An entry of a layer by name. `version` counts its changes."""

    credential_id: str
    title: str
    issuer_line: str
    status: EntryStatus
    version: int

    @property
    def is_gone(self) -> bool:
        """Whether it is retired or hidden in its layer."""
        return self.status in GONE


class OwnEntries:
    """The entries of one layer; those retired or hidden can be looked for alone."""

    def __init__(self, entries: Iterable[OwnEntry] = ()) -> None:
        by_title = sorted(entries, key=lambda each: (folded(each.title), each.credential_id))
        self._by_id = {each.credential_id: each for each in by_title}

    @classmethod
    def of(cls, entries: Iterable[Entry], known: Mapping[str, tuple[str, str]]) -> "OwnEntries":
        """Those of a layer; `known` are titles and issuer lines by id, as far as they are seen or gone."""
        return cls(_own(entry, known) for entry in entries)

    def get(self, credential_id: str) -> OwnEntry | None:
        """The entry of a credential; None where the layer never said anything of it."""
        return self._by_id.get(credential_id)

    def named(self, typed: str, *, gone_only: bool) -> OwnEntry:
        """The entry with this id or title.

        Raises UserError `entry-not-gone` or `entry-not-own`, `credential-ambiguous` where two are named so.
        """
        known = self._by_id.get(typed.strip().casefold())
        if known is not None and (known.is_gone or not gone_only):
            return known
        keys = self._names(gone_only=gone_only).exactly(typed)
        if len(keys) > 1:
            same = [self._by_id[key] for key in keys]
            issuers = ", ".join(each.issuer_line for each in same)
            raise UserError("credential-ambiguous", title=same[0].title, issuers=issuers)
        if not keys:
            quoted = printable(typed)[:_MAX_QUOTED_LENGTH]
            raise UserError("entry-not-gone" if gone_only else "entry-not-own", id=quoted)
        return self._by_id[keys[0]]

    def suggested(self, typed: str, *, gone_only: bool) -> list[OwnEntry]:
        """The entries that the typed letters may mean, best first; by title where nothing is typed."""
        if not folded(typed):
            every = (each for each in self._by_id.values() if each.is_gone or not gone_only)
            return list(every)[:_MOST_SUGGESTIONS]
        keys = self._names(gone_only=gone_only).suggest(typed, _MOST_SUGGESTIONS)
        return [self._by_id[key] for key in keys]

    def _names(self, *, gone_only: bool) -> Names:
        return self._names_of_gone if gone_only else self._names_of_all

    @cached_property
    def _names_of_all(self) -> Names:
        return Names(_name(each) for each in self._by_id.values())

    @cached_property
    def _names_of_gone(self) -> Names:
        return Names(_name(each) for each in self._by_id.values() if each.is_gone)


def _name(entry: OwnEntry) -> Name:
    return Name(entry.credential_id, entry.title, (entry.issuer_line,))


def _own(entry: Entry, known: Mapping[str, tuple[str, str]]) -> OwnEntry:
    title, issuer = known.get(entry.credential_id) or _named(entry) or (entry.credential_id, "")
    return OwnEntry(entry.credential_id, title, issuer, entry.status, entry.version)


def _named(entry: Entry) -> tuple[str, str] | None:
    if entry.record is None:
        return None
    credential = credential_in(entry.record)
    return credential.title, credential.issuer_line


def gone_through(
    below: Mapping[str, GoneCredential], entries: Iterable[Entry], seen_below: Mapping[str, Credential]
) -> dict[str, GoneCredential]:
    """What is retired or hidden as it is seen through a layer, by id; `below` is what was so under it."""
    gone = dict(below)
    for entry in entries:
        if entry.status is EntryStatus.PUBLISHED:
            gone.pop(entry.credential_id, None)
        elif entry.status in GONE:
            title, issuer = _named(entry) or _named_below(entry.credential_id, below, seen_below)
            gone[entry.credential_id] = GoneCredential(
                entry.credential_id, title, issuer, entry.reason, entry.successor_id, entry.is_merged
            )
    return gone


def _named_below(
    credential_id: str, below: Mapping[str, GoneCredential], seen_below: Mapping[str, Credential]
) -> tuple[str, str]:
    if credential_id in seen_below:
        return seen_below[credential_id].title, seen_below[credential_id].issuer_line
    if credential_id in below:
        return below[credential_id].title, below[credential_id].issuer_line
    return credential_id, ""

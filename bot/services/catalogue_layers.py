"""The catalogue as a server sees it: what comes with Badger, the installation's layer, the server's own."""

from collections.abc import Iterable

from bot.catalogue.rows import credential_in
from bot.domain.catalogue_layers import INSTALLATION, Entry, EntryStatus, seen_over
from bot.domain.credential import Credential
from bot.storage import catalogue_entries
from bot.storage.database import Session


def seen_catalogue(session: Session, base: Iterable[Credential], guild_id: int) -> list[Credential]:
    """The credentials that a server sees, or (`INSTALLATION`) each without entries of its own; by id."""
    seen = {credential.id: credential for credential in base}
    for layer in dict.fromkeys((INSTALLATION, guild_id)):
        seen = with_layer(seen, catalogue_entries.entries_of(session, layer))
    return [seen[credential_id] for credential_id in sorted(seen)]


def with_layer(below: dict[str, Credential], entries: Iterable[Entry]) -> dict[str, Credential]:
    """What is seen through a layer, by id."""
    own = list(entries)
    published = {
        entry.credential_id: credential_in(entry.record)
        for entry in own
        if entry.status is EntryStatus.PUBLISHED and entry.record is not None
    }
    return seen_over(below, own, published)

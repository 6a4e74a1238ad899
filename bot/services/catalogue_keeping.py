"""The use cases that keep a layer without a file: retire, hide, restore, and go back to any version."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime

from bot.catalogue.import_plan import SeenLayer
from bot.domain.catalogue_changes import as_in_version, dropped, hidden, restored, retired, undone
from bot.domain.catalogue_layers import Authorship, Entry, EntryChange, EntryVersion, Origin
from bot.domain.errors import UserError
from bot.domain.ports import Clock
from bot.services.catalogue_import import layer_of
from bot.services.entry_changes import save_entry_changes
from bot.storage import catalogue_entries
from bot.storage.database import Database, Session


@dataclass(frozen=True, slots=True)
class Keeper:
    """Which layer is kept, and by whom: a member, or (None) somebody at the command line."""

    guild_id: int
    actor_id: int | None = None

    def authorship(self, at: datetime, reason: str | None = None) -> Authorship:
        """By whom, when and why a version comes about."""
        origin = Origin.COMMAND_LINE if self.actor_id is None else Origin.MEMBER
        return Authorship(origin, at, self.actor_id, reason)


_Decide = Callable[[Session, SeenLayer, Entry | None], EntryChange]


class CatalogueKeeping:
    """Changes entries of layers over `base`, what comes with Badger. Each change is a version."""

    def __init__(self, database: Database, base: Mapping[str, str], clock: Clock) -> None:
        self._database = database
        self._base = base
        self._clock = clock

    async def retire(
        self, keeper: Keeper, credential_id: str, reason: str, successor_id: str | None = None
    ) -> EntryChange:
        """Takes a credential out of the layer, with a reason and, where there is one, what takes its place.

        Raises UserError `entry-unknown`, `reason-missing`, `reason-too-long`, `successor-unknown`.
        """

        def decide(_: Session, layer: SeenLayer, before: Entry | None) -> EntryChange:
            check_seen(layer, credential_id, "entry-unknown")
            if successor_id is not None:
                if successor_id == credential_id:
                    raise UserError("successor-unknown", id=successor_id)
                check_seen(layer, successor_id, "successor-unknown")
            return retired(before, credential_id, reason, successor_id)

        return await self._change(keeper, credential_id, decide)

    async def hide(self, keeper: Keeper, credential_id: str) -> EntryChange:
        """Takes a credential out of sight, in this layer alone. Raises UserError `entry-unknown`."""

        def decide(_: Session, layer: SeenLayer, before: Entry | None) -> EntryChange:
            check_seen(layer, credential_id, "entry-unknown")
            return hidden(before, credential_id)

        return await self._change(keeper, credential_id, decide)

    async def restore(self, keeper: Keeper, credential_id: str) -> EntryChange:
        """Brings back what was retired or hidden in the layer. Raises UserError `entry-not-gone`."""
        return await self._change(
            keeper, credential_id, lambda _, __, before: restored(before, credential_id)
        )

    async def drop(self, keeper: Keeper, credential_id: str) -> EntryChange:
        """Lets what lies below be seen in place of the layer's own. Raises UserError `entry-not-own`."""
        return await self._change(keeper, credential_id, lambda _, __, before: dropped(before, credential_id))

    async def go_back(self, keeper: Keeper, credential_id: str, number: int) -> EntryChange:
        """Lets the layer say again what it said in a version. Raises UserError `version-unknown`."""

        def decide(session: Session, _: SeenLayer, before: Entry | None) -> EntryChange:
            version = catalogue_entries.version_of(session, keeper.guild_id, credential_id, number)
            if version is None:
                raise UserError("version-unknown", id=credential_id, number=number)
            return as_in_version(before, version)

        return await self._change(keeper, credential_id, decide)

    async def undo(self, keeper: Keeper, credential_id: str, number: int) -> EntryChange:
        """Takes a version back, if it is still the newest.

        Raises UserError `version-unknown` or `undo-too-late`.
        """

        def decide(session: Session, _: SeenLayer, before: Entry | None) -> EntryChange:
            version = catalogue_entries.version_of(session, keeper.guild_id, credential_id, number)
            if version is None:
                raise UserError("version-unknown", id=credential_id, number=number)
            return undone(before, version)

        return await self._change(keeper, credential_id, decide)

    async def history(self, keeper: Keeper, credential_id: str, *, limit: int) -> list[EntryVersion]:
        """The newest changes of an entry of the layer, the newest first."""
        return await self._database.read(
            catalogue_entries.history_of, keeper.guild_id, credential_id, limit=limit
        )

    async def _change(self, keeper: Keeper, credential_id: str, decide: _Decide) -> EntryChange:
        now = self._clock.now()

        def decide_and_save(session: Session) -> EntryChange:
            layer = layer_of(session, keeper.guild_id, self._base)
            change = decide(session, layer, layer.entries.get(credential_id))
            by = keeper.authorship(now, change.after.reason)
            save_entry_changes(session, keeper.guild_id, [change], by, layer.below)
            return change

        return await self._database.write(decide_and_save)


def check_seen(layer: SeenLayer, credential_id: str, message_id: str) -> None:
    """Raises UserError `message_id` where the layer does not see the credential."""
    if credential_id not in layer.seen:
        raise UserError(message_id, id=credential_id)

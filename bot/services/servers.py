"""Which server's catalogue and rows a direct message is about."""

from dataclasses import dataclass
from datetime import datetime

from bot.domain.errors import UserError
from bot.domain.ports import Clock
from bot.services.asker import Asker
from bot.storage import enrolments, stored_searches, user_settings
from bot.storage.database import Database, Session

MOST_CHOICES = 25
"""Discord shows at most 25 options; who is active in more servers sees the latest."""


@dataclass(frozen=True, slots=True)
class DirectMessageServer:
    """The server that a direct message acts in; None means the seed pack alone.

    `choices` are the servers to ask about where it is not settled yet: two or more hold rows of the
    member and none was chosen. The one used last comes first.
    """

    guild_id: int | None
    choices: tuple[int, ...] = ()


class Servers:
    """Settles the server of a direct message, and remembers the member's choice."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock

    async def of_direct_message(self, user_id: int) -> DirectMessageServer:
        """The one server in which the member has rows, the chosen one, none, or the choices to ask about.

        A chosen server in which nothing of the member is left is forgotten.
        """
        now = self._clock.now()
        chosen, has_rows = await self._database.read(_chosen, user_id, now)
        if chosen is not None and has_rows:
            return DirectMessageServer(chosen)
        if chosen is not None:
            await self._database.write(_forget_if_gone, user_id, now)
        servers = await self._database.read(_servers, user_id, now)
        if len(servers) > 1:
            return DirectMessageServer(None, tuple(servers))
        return DirectMessageServer(servers[0] if servers else None)

    async def choose(self, asker: Asker, guild_id: int) -> None:
        """Remembers the server for the member's direct messages.

        Raises UserError `server-not-yours` where the member has no rows there.
        """
        await self._database.write(_choose, asker.user_id, guild_id, self._clock.now())


def _chosen(session: Session, user_id: int, now: datetime) -> tuple[int | None, bool]:
    """The chosen server, and whether anything of the member is still there."""
    chosen = user_settings.direct_message_server_of(session, user_id)
    if chosen is None:
        return None, False
    return chosen, _has_rows(session, user_id, chosen, now)


def _servers(session: Session, user_id: int, now: datetime) -> list[int]:
    """Where the member has rows: where they asked last first, then where they only work on something."""
    asked = stored_searches.servers_of(session, user_id, now=now, limit=MOST_CHOICES)
    return list(dict.fromkeys([*asked, *enrolments.servers_of(session, user_id)]))[:MOST_CHOICES]


def _has_rows(session: Session, user_id: int, guild_id: int, now: datetime) -> bool:
    return stored_searches.has_searches_in(session, user_id, guild_id, now=now) or bool(
        enrolments.standing_of(session, guild_id, user_id)
    )


def _forget_if_gone(session: Session, user_id: int, now: datetime) -> None:
    chosen, has_rows = _chosen(session, user_id, now)
    if chosen is not None and not has_rows:
        user_settings.forget_direct_message_server(session, user_id, chosen, now=now)


def _choose(session: Session, user_id: int, guild_id: int, now: datetime) -> None:
    if not _has_rows(session, user_id, guild_id, now):
        raise UserError("server-not-yours")
    user_settings.choose_direct_message_server(session, user_id, guild_id, now=now)

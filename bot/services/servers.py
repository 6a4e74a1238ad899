"""Which server's catalogue and rows a direct message is about."""

from dataclasses import dataclass

from bot.services.asker import Asker


@dataclass(frozen=True, slots=True)
class DirectMessageServer:
    """The server that a direct message acts in; None means the seed pack alone.

    `choices` are the servers to ask about where it is not settled yet: two or more hold rows of the
    member and none was chosen.
    """

    guild_id: int | None
    choices: tuple[int, ...] = ()


class Servers:
    """Settles the server of a direct message, and remembers the member's choice."""

    async def of_direct_message(self, user_id: int) -> DirectMessageServer:
        """The one server in which the member has rows, the chosen one, none, or the choices to ask about."""
        raise NotImplementedError

    async def choose(self, asker: Asker, guild_id: int) -> None:
        """Remembers the server for the member's direct messages.

        Raises UserError `server-not-yours` where the member has no rows there.
        """
        raise NotImplementedError

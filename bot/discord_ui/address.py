"""Where Discord is: the real one, or a stand-in."""

from dataclasses import dataclass

from discord.gateway import DiscordWebSocket
from discord.http import Route
from yarl import URL


@dataclass(frozen=True, slots=True)
class DiscordAddress:
    """The base of the REST routes ("http://127.0.0.1:8350/api/v10") and the gateway ("ws://…/gateway")."""

    api_base: str
    gateway_url: str

    def point_there(self) -> None:
        """Points discord.py of this process to the address; it keeps both as attributes of its classes."""
        Route.BASE = self.api_base
        DiscordWebSocket.DEFAULT_GATEWAY = URL(self.gateway_url)

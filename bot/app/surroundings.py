"""What a running Badger is given."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from bot.domain.ports import Clock

if TYPE_CHECKING:
    from bot.discord_ui.address import DiscordAddress
    from bot.settings import Settings

_DATABASE_URL = "sqlite:///badger.sqlite3"


def database_url(settings: "Settings | None") -> str:
    """Where members' work is kept, as the settings say."""
    return (settings.database_url if settings else None) or _DATABASE_URL


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What a running Badger is given; without an address it connects to Discord itself."""

    token: str
    database_url: str
    clock: Clock
    address: "DiscordAddress | None" = None
    catalogue: Path | None = None
    health_port: int | None = None
    may_upgrade: bool = False

    def today(self) -> date:
        """The calendar's day, in UTC."""
        return self.clock.now().date()

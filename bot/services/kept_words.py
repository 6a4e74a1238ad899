"""The use case of mending: what a member typed waits for them, through restarts, for a day."""

from bot.domain.errors import UserError
from bot.domain.log_words import LogWords
from bot.domain.ports import Clock
from bot.services.asker import Asker
from bot.storage import kept_words
from bot.storage.database import Database


class KeptWords:
    """Keeps what was typed for whoever typed it, in the server where they did."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock

    async def keep(self, asker: Asker, words: LogWords) -> str:
        """The id under which the words wait for the member, 12 characters that nobody guesses."""
        return await self._database.write(
            kept_words.keep, asker.user_id, asker.guild_id, words, self._clock.now()
        )

    async def kept(self, asker: Asker, words_id: str) -> LogWords:
        """What waits under the id. Raises UserError `kept-gone`, also where it is another's."""
        found = await self._database.read(
            kept_words.kept, asker.user_id, asker.guild_id, words_id, self._clock.now()
        )
        if found is None:
            raise UserError("kept-gone")
        return found

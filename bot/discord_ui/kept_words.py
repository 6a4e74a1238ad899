"""What members typed and have not logged yet: kept while they mend it, or are asked about it."""

import secrets
from collections import OrderedDict
from dataclasses import dataclass

from bot.domain.errors import UserError
from bot.services.asker import Asker

_MOST = 1000
"""A member mends what they typed within minutes; each holds a few hundred letters."""
_ID_BYTES = 9


@dataclass(frozen=True, slots=True)
class LogWords:
    """What was typed, field by field; empty where nothing was. `task` is a reference or a title."""

    task: str = ""
    minutes: str = ""
    day: str = ""
    note: str = ""
    own_tasks: str = ""


class KeptWords:
    """The latest of them, in memory: after a restart the member types them again."""

    def __init__(self) -> None:
        self._kept: OrderedDict[str, tuple[int, int | None, LogWords]] = OrderedDict()

    def keep(self, asker: Asker, words: LogWords) -> str:
        """The id under which the words wait for the member, 12 characters that nobody guesses."""
        key = secrets.token_urlsafe(_ID_BYTES)
        self._kept[key] = asker.user_id, asker.guild_id, words
        if len(self._kept) > _MOST:
            self._kept.popitem(last=False)
        return key

    def kept(self, asker: Asker, key: str) -> LogWords:
        """What waits under the id. Raises UserError `kept-gone`, also where it is another's."""
        user_id, guild_id, words = self._kept.get(key, (0, None, LogWords()))
        if (user_id, guild_id) != (asker.user_id, asker.guild_id):
            raise UserError("kept-gone")
        return words

    def forget_member(self, user_id: int) -> None:
        """Forgets all that waits for the member."""
        for key in [key for key, (owner_id, _, _) in self._kept.items() if owner_id == user_id]:
            del self._kept[key]

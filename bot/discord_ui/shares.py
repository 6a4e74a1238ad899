"""Which private answers were shared lately, so that two quick clicks share once."""

from collections import OrderedDict

_MOST = 1000
"""The button is off once the first click is through: only clicks at the same moment come here."""


class Shares:
    """The messages of the latest shares."""

    def __init__(self) -> None:
        self._claimed: OrderedDict[int, None] = OrderedDict()

    def claim(self, message_id: int) -> bool:
        """Whether nobody has shared the message yet; from now on somebody has."""
        if message_id in self._claimed:
            return False
        self._claimed[message_id] = None
        if len(self._claimed) > _MOST:
            self._claimed.popitem(last=False)
        return True

    def release(self, message_id: int) -> None:
        """Lets the message be shared after all: it came to nothing."""
        self._claimed.pop(message_id, None)

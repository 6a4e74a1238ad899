"""How often a connection sends, and whether it still beats."""

from collections import deque

HEARTBEAT_MS = 41_250
_PATIENCE = 1.5  # intervals without a heartbeat
_MOST_SENT, _WINDOW_SECONDS = 120, 60.0


class Pulse:
    """Judges one connection; every time is real and monotonic, in seconds."""

    def __init__(self, now: float) -> None:
        self._last_beat = now
        self._sent: deque[float] = deque(maxlen=_MOST_SENT)

    def seconds_left(self, now: float) -> float:
        """How long the connection may stay without a heartbeat; 0 or less where its time is over."""
        return self._last_beat + _PATIENCE * HEARTBEAT_MS / 1000 - now

    def beat(self, now: float) -> None:
        """A heartbeat came."""
        self._last_beat = now

    def sends_too_much(self, now: float) -> bool:
        """Counts something sent; whether it is more than Discord takes in a minute."""
        is_full = len(self._sent) == _MOST_SENT and now - self._sent[0] < _WINDOW_SECONDS
        self._sent.append(now)
        return is_full

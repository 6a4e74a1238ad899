"""One interaction, and all that are open."""

import asyncio
import secrets
import time
from dataclasses import dataclass, field
from enum import IntEnum

from bot.sandbox.events import Events
from bot.sandbox.refusals import RefusedError
from bot.sandbox.violations import Violations
from bot.sandbox.wire import Json
from bot.sandbox.world import Channel, Guild, Message, World

_MOST_OPEN = 10_000
DID_NOT_RESPOND = "The application did not respond"


class Kind(IntEnum):
    """What was used."""

    COMMAND = 2
    COMPONENT = 3
    AUTOCOMPLETE = 4
    MODAL_SUBMIT = 5


@dataclass(frozen=True, slots=True)
class Deadlines:
    """How long the bot may take for its first answer, and for all others; real seconds."""

    first_answer_seconds: float = 3.0
    token_seconds: float = 900.0


@dataclass(slots=True)
class Interaction:
    """What a person used, and how far the bot has come with its answer."""

    id: int
    token: str
    kind: Kind
    person_id: int
    channel: Channel
    guild: Guild | None
    metadata: Json
    message_type: int = 0
    source: Message | None = None
    focused_type: int | None = None
    is_acknowledged: bool = False
    is_answered: bool = False
    is_expired: bool = False
    was_heard: bool = False
    original_id: int | None = None
    written_ids: set[int] = field(default_factory=set)
    modal: Json | None = None
    submitted: "Interaction | None" = None
    choices: "asyncio.Future[list[Json] | None] | None" = None
    started: float = field(default_factory=time.monotonic)
    timer: asyncio.TimerHandle | None = None

    def original(self) -> Message | None:
        """The first answer's message, or the one that it changed."""
        return None if self.original_id is None else self.channel.messages.get(self.original_id)


class Interactions:
    """Those of the last quarter of an hour."""

    def __init__(self, world: World, events: Events, violations: Violations, deadlines: Deadlines) -> None:
        self._world = world
        self._events = events
        self._violations = violations
        self._deadlines = deadlines
        self._open: dict[str, Interaction] = {}
        self._by_id: dict[int, Interaction] = {}

    def start(self, interaction: Interaction, payload: Json) -> None:
        """Tells the bot of an interaction and waits for its first answer, for three seconds."""
        self._forget_old()
        self._open[interaction.token] = interaction
        self._by_id[interaction.id] = interaction
        loop = asyncio.get_running_loop()
        interaction.timer = loop.call_later(
            self._deadlines.first_answer_seconds, self._miss_first, interaction
        )
        interaction.was_heard = self._events.interaction(payload, interaction.channel.guild_id)

    def new_ids(self) -> tuple[int, str]:
        """An id and a token for an interaction."""
        return self._world.snowflakes.next(), secrets.token_urlsafe(48)

    def with_id(self, interaction_id: int) -> Interaction | None:
        """The interaction with this id."""
        return self._by_id.get(interaction_id)

    def with_token(self, token: str) -> Interaction | None:
        """The interaction with this token."""
        return self._open.get(token)

    def has_expired(self, interaction: Interaction) -> bool:
        """Whether its token is too old to answer with."""
        return time.monotonic() - interaction.started > self._deadlines.token_seconds

    def acknowledge(self, interaction: Interaction) -> None:
        """The bot has reacted; what it answers comes later."""
        self._end_timer(interaction)
        interaction.is_acknowledged = True
        self._tell(interaction, "acknowledged")

    def await_content(self, interaction: Interaction) -> None:
        """The bot promised an answer: it fails where none comes while the token holds."""
        loop = asyncio.get_running_loop()
        interaction.timer = loop.call_later(self._deadlines.token_seconds, self._miss_content, interaction)

    def answer(self, interaction: Interaction) -> None:
        """The bot has answered; told once."""
        self._end_timer(interaction)
        interaction.is_acknowledged = True
        if not interaction.is_answered:
            interaction.is_answered = True
            self._tell(interaction, "answered")

    def fail(self, interaction: Interaction, reason: str) -> None:
        """The person sees that it failed, where they have no answer yet."""
        if not interaction.is_answered:
            self._tell(interaction, "failed", reason)

    def refuse(self, interaction: Interaction, refused: RefusedError) -> None:
        """The bot answered, and Discord refused the answer; it may still send a better one."""
        self.fail(interaction, f"Discord refused the answer: {refused.message} ({refused.code})")

    def close(self) -> None:
        """Nobody waits any more."""
        for interaction in self._open.values():
            self._end_timer(interaction)
            if interaction.choices is not None and not interaction.choices.done():
                interaction.choices.set_result(None)

    def _tell(self, interaction: Interaction, state: str, reason: str | None = None) -> None:
        # Whoever types sees choices or none; that is all.
        if interaction.kind is not Kind.AUTOCOMPLETE:
            self._events.interaction_state(interaction.person_id, interaction.id, state, reason)

    def _end_timer(self, interaction: Interaction) -> None:
        if interaction.timer is not None:
            interaction.timer.cancel()
            interaction.timer = None

    def _miss_first(self, interaction: Interaction) -> None:
        interaction.is_expired = True
        interaction.timer = None
        if interaction.was_heard:
            where = f"INTERACTION {interaction.kind.name}"
            details = {"interaction_id": str(interaction.id), "name": interaction.metadata.get("name")}
            self._violations.add(0, DID_NOT_RESPOND, where, details)
        if interaction.choices is not None and not interaction.choices.done():
            interaction.choices.set_result(None)
        self.fail(interaction, DID_NOT_RESPOND)

    def _miss_content(self, interaction: Interaction) -> None:
        interaction.timer = None
        self.fail(interaction, DID_NOT_RESPOND)

    def _forget_old(self) -> None:
        while self._open:
            oldest = next(iter(self._open.values()))
            if not self.has_expired(oldest) and len(self._open) < _MOST_OPEN:
                return
            self._end_timer(oldest)
            del self._open[oldest.token]
            del self._by_id[oldest.id]

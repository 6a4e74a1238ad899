"""What tells one due thing from all others, and what follows from it for its message."""

import hashlib
import re
from dataclasses import replace

from bot.domain.outbox import OutboxKey, OutboxKind, OutboxScope

WEEKLY = "weekly"
"""The subject of what a weekly rule makes due."""
_NONCE_LETTERS = 24
"""Discord takes 25."""
_SNOOZE = re.compile(r"(?P<week>\d{4}-W\d{2})(?:#s(?P<number>\d+))?")


def weekly_key(
    guild_id: int, scope: OutboxScope, scope_id: int, kind: OutboxKind, week: str, subject: str = WEEKLY
) -> OutboxKey:
    """The key of what a rule makes due in a local ISO week ("2026-W48")."""
    return OutboxKey(guild_id, scope, scope_id, kind, subject, week)


def snoozed(key: OutboxKey) -> OutboxKey:
    """The key of its next snooze: one each, 2026-W48, 2026-W48#s1, 2026-W48#s2; the week is not used up.

    Raises ValueError for what is not due weekly.
    """
    found = _SNOOZE.fullmatch(key.period)
    if found is None:
        raise ValueError(key.period)
    return replace(key, period=f"{found['week']}#s{int(found['number'] or 0) + 1}")


def trial_of(key: OutboxKey, interaction_id: int) -> OutboxKey:
    """The key of a trial that somebody asked for: the interaction is its subject; no week is used up."""
    return replace(key, subject=str(interaction_id))


def is_trial(key: OutboxKey) -> bool:
    """Whether it is one that somebody asked for."""
    return key.kind in {OutboxKind.REMINDER, OutboxKind.DIGEST} and key.subject != WEEKLY


def text_of(key: OutboxKey) -> str:
    """The key in a line. No two keys have the same: only the subject, at the end, can hold a colon."""
    parts = (key.guild_id, key.scope.value, key.scope_id, key.kind.value, key.period, key.subject)
    return ":".join(map(str, parts))


def nonce_of(key: OutboxKey) -> str:
    """24 hexadecimal letters, the same at every try: the message's nonce, and the mark in its buttons.

    Discord gives no second message for a nonce of the last few minutes; later the mark in a `custom_id` of
    the channel's history says that it was sent.
    """
    return hashlib.sha256(text_of(key).encode()).hexdigest()[:_NONCE_LETTERS]

"""The tables of what a member takes along, with names of servers, credentials and tasks."""

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any

from bot.domain.enrolment import Enrolment
from bot.domain.ledger import EntryKind, LogEntry
from bot.services.member_export import Row, cells_of

_LEDGER = (
    "entry",
    "server",
    "day",
    "credential",
    "task",
    "kind",
    "minutes",
    "note",
    "logged_at",
    "replaces",
    "voids",
    "voided_by",
)
_ENROLMENTS = (
    "server",
    "credential",
    "issuer",
    "status",
    "started_on",
    "target",
    "tasks",
    "tasks_ticked",
    "minutes",
)
_SEARCHES = ("goal", "weekly_minutes", "weeks", "deadline", "total_minutes", "created_at")
_Servers = Mapping[int, str]
_Entries = Iterable[tuple[int, LogEntry]]


def ledger_table(mine: Mapping[str, Enrolment], entries: _Entries, servers: _Servers) -> tuple[Row, ...]:
    """Every row of the log under its header; `mine` are the enrolments by id."""
    rows = (_ledger_row(mine[entry.enrolment_id], entry, guild_id, servers) for guild_id, entry in entries)
    return (_LEDGER, *rows)


def _ledger_row(enrolment: Enrolment, entry: LogEntry, guild_id: int, servers: _Servers) -> Row:
    task = enrolment.outline.task(entry.task_id) if entry.task_id else None
    return cells_of(
        (
            entry.id,
            _server(servers, guild_id),
            entry.local_day.isoformat(),
            enrolment.outline.title,
            task.title if task else entry.task_id,
            entry.kind.value,
            entry.minutes,
            entry.note,
            entry.logged_at.isoformat(),
            entry.replaces,
            entry.voids,
            entry.voided_by,
        )
    )


def enrolments_table(mine: Iterable[Enrolment], entries: _Entries, servers: _Servers) -> tuple[Row, ...]:
    """Every enrolment under its header, with what counts of its log: the earliest start first."""
    ticked, minutes = Counter[str](), Counter[str]()
    for _, entry in entries:
        if entry.counts:
            ticked[entry.enrolment_id] += entry.kind is EntryKind.DONE
            minutes[entry.enrolment_id] += entry.minutes or 0
    in_order = sorted(mine, key=lambda each: (each.started_at, each.id))
    rows = (
        cells_of(
            (
                _server(servers, each.guild_id),
                each.outline.title,
                each.outline.issuer_line,
                each.status.value,
                each.started_on.isoformat(),
                each.target and each.target.isoformat(),
                len(each.tasks),
                ticked[each.id],
                minutes[each.id],
            )
        )
        for each in in_order
    )
    return (_ENROLMENTS, *rows)


def searches_table(searches: Iterable[Mapping[str, Any]], servers: _Servers) -> tuple[Row, ...]:
    """Every stored search under its header."""
    rows = (
        cells_of((_server(servers, each.get("guild_id")), *(each.get(name) for name in _SEARCHES)))
        for each in searches
    )
    return (("server", *_SEARCHES), *rows)


def _server(servers: _Servers, guild_id: int | str | None) -> str | None:
    """The name of a server; its id where it has none any more."""
    return None if guild_id is None else servers.get(int(guild_id), str(guild_id))

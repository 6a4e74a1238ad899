"""The matrix: every entry point against every kind of member, through the real client."""

import asyncio
import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from bot.discord_ui.gate import Needs
from tests.permissions.acting import PASSED, REFUSED, Actor
from tests.permissions.declared import needs_declared, unheard_of
from tests.permissions.entries import Entry, entries_of
from tests.permissions.members import KINDS, Kind
from tests.permissions.stage import staged

UNDECLARED = "not declared"
GONE = "declared, not there"


@dataclass(slots=True)
class Matrix:
    """What came of each entry point for each kind of member, and all that is wrong."""

    cells: dict[str, dict[str, str]] = field(default_factory=dict)
    needs: dict[str, str] = field(default_factory=dict)
    wrong: list[str] = field(default_factory=list)
    unexpected: list[str] = field(default_factory=list)

    def note(self, entry: str, kind: str, outcome: str, problem: str | None) -> None:
        """Puts down what came of one use, with what is wrong about it."""
        self.cells.setdefault(entry, {})[kind] = outcome if problem is None else f"{outcome} (!)"
        if problem is not None:
            self.wrong.append(f"{entry} for {kind}: {problem}")

    def summary(self) -> dict[str, Any]:
        """The figures, for who reads JSON."""
        return {
            "entry_points": len(self.cells),
            "kinds_of_members": len(KINDS),
            "checks": sum(len(row) for row in self.cells.values()),
            "wrong": len(self.wrong),
            "problems": self.wrong,
            "unexpected_errors": self.unexpected,
        }


async def matrix_in(folder: Path, kinds: Sequence[Kind] = KINDS) -> Matrix:
    """Tries everything out as these kinds of members, in a sandbox whose database is in `folder`."""
    matrix = Matrix()
    async with staged(folder, kinds) as (club, actors):
        commands = await club.amara.commands(club.channel, every=True)
        credentials = await club.amara.completes(club.channel, "credential show", "credential", "")
        sample: dict[str, object] = {"credential": credentials[0]["value"]}
        entries = entries_of(commands, sample)
        _judge_declarations(matrix, entries)
        known = [entry for entry in entries if needs_declared(entry.name) is not None]
        before = _rows(folder)
        await asyncio.gather(*(_refusals(matrix, actor, known) for actor in actors))
        if _rows(folder) != before:
            matrix.wrong.append("somebody who was refused changed what is kept")
        await asyncio.gather(*(_passages(matrix, actor, known) for actor in actors))
        matrix.unexpected = sorted({name for actor in actors for name in actor.unexpected})
    return matrix


def _judge_declarations(matrix: Matrix, entries: list[Entry]) -> None:
    names = [entry.name for entry in entries]
    for name in names:
        needs = needs_declared(name)
        matrix.needs[name] = UNDECLARED if needs is None else needs.name
        matrix.cells.setdefault(name, {})
        if needs is None:
            matrix.wrong.append(f"{name}: {UNDECLARED}")
    matrix.wrong += [f"{name}: {GONE}" for name in unheard_of(names)]
    matrix.wrong += [f"{name}: no example of its id" for name in _without_id(entries)]


def _without_id(entries: list[Entry]) -> list[str]:
    return [entry.name for entry in entries if not entry.is_command and entry.body["custom_id"] is None]


def _needs(entry: Entry) -> Needs:
    needs = needs_declared(entry.name)
    assert needs is not None
    return needs


async def _refusals(matrix: Matrix, actor: Actor, entries: list[Entry]) -> None:
    """All that is not for this kind of member: hidden, refused, and without suggestions."""
    offered = await actor.offered()
    for entry in entries:
        if actor.kind.may(_needs(entry)) or entry in _broken(entries):
            continue
        outcome = await actor.uses(entry)
        problem = None if outcome == REFUSED else "not refused"
        if entry.is_command and entry.body["command_id"] in offered:
            problem = problem or "offered all the same"
        if await actor.is_told_anything(entry):
            problem = problem or "suggestions give something away"
        matrix.note(entry.name, actor.kind.name, outcome, problem)


async def _passages(matrix: Matrix, actor: Actor, entries: list[Entry]) -> None:
    """All that is for this kind of member is offered, and is not refused."""
    offered = await actor.offered()
    for entry in entries:
        needs = _needs(entry)
        if not actor.kind.may(needs) or entry in _broken(entries):
            continue
        outcome = await actor.uses(entry)
        problem = None if outcome == PASSED else f"{outcome}, though it is for them"
        is_hidden = entry.is_command and entry.body["command_id"] not in offered
        if is_hidden and needs is not Needs.NOTHING:
            problem = problem or "hidden, though it is for them"
        matrix.note(entry.name, actor.kind.name, outcome, problem)


def _broken(entries: list[Entry]) -> list[Entry]:
    """Those that cannot be used at all, which is wrong already."""
    return [entry for entry in entries if not entry.is_command and entry.body["custom_id"] is None]


def _rows(folder: Path) -> dict[str, list[tuple[Any, ...]]]:
    """Everything that the database keeps."""
    connection = sqlite3.connect(folder / "badger.sqlite3")
    try:
        tables = [name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type='table'")]
        # The names are the database's own.
        return {name: connection.execute(f'SELECT * FROM "{name}"').fetchall() for name in tables}  # noqa: S608
    finally:
        connection.close()

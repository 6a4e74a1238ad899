"""Somebody sends ids of another server, or of another member: nothing changes there, nothing is shown."""

import re
import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from bot.discord_ui.components.routing import COMPONENTS, FORMS
from bot.discord_ui.custom_ids import IdShape
from bot.discord_ui.gate import Needs
from bot.sandbox.world import Guild
from tests.e2e.club import Club
from tests.e2e.person import Json, parts_of
from tests.permissions.entries import Entry, entries_of
from tests.permissions.members import DIRECT, Kind
from tests.permissions.stage import staged

pytestmark = pytest.mark.timeout(300)

MARK = "Quetzal"
"""Stands in all that is the club's own, and nowhere else."""
THERE = Kind("moderator of the school", "elias", "school", frozenset({Needs.MANAGE_GUILD}))
HERE = Kind("moderator of the club", "tomas", "club", frozenset({Needs.MANAGE_GUILD}))
NEIGHBOUR = Kind("another member of the club", "jonas", "club")
STRANGER = Kind("of another server, direct", "otto", DIRECT)
_OF_ONE_MEMBER = ("b1:suggest-", "b1:outcome")
"""What only who proposed something uses; the rest of a club is for all its members to see."""
_BUTTON, _SELECT = 2, 3
_MOST_VALUES = 4
"""Of one part of an id: there are many credentials."""
_OWN, _WORD = "own-of-the-club", "clubword"
"""Ids of what is the club's own; a refusal may repeat them."""


def _file(credential_id: str) -> tuple[str, bytes]:
    """A file with one credential of the club's own."""
    heading = "id,title,issuer,url,language,topics,requirements"
    row = f'{credential_id},{MARK} Badge,{MARK}s,https://example.org/q,en,outdoors,"lessons | Six | 1 | 2"'
    return "badges.csv", f"{heading}\n{row}\n".encode()


async def _keeps_the_club(club: Club) -> None:
    """The club's moderator and a member leave one of everything behind, and every card that there is."""
    tomas, channel = club.staff["organiser"], club.channel
    choices = await tomas.completes(channel, "credential show", "credential", "sql")
    first, second, third, fourth = (str(choice["value"]) for choice in choices[:4])
    opened = await club.amara.uses_for_modal(channel, "credential suggest")
    await club.amara.submits(opened, f"{MARK} Watching", "https://q.example.org/", "", "2 h", [])
    opened = await club.amara.uses_for_modal(channel, "credential suggest")
    await club.amara.submits(opened, f"{MARK} Feeding", "https://q.example.org/", "", "ages", [])
    await club.amara.uses(
        channel, "credential report", credential=first, reason="outdated", note=f"{MARK} says so"
    )
    drafting = await tomas.uses_for_modal(channel, "catalog add")
    parts = (f"{MARK} Keeping", f"{MARK}s of Example", "https://q.example.org/keep", "2 h", ["practice"])
    await tomas.submits(drafting, *parts)
    imported = await tomas.uses(channel, "catalog import", file=_file(_OWN))
    await tomas.clicks(imported, "Import this row")
    await tomas.uses(channel, "catalog import", file=_file("waiting"))
    await tomas.uses(channel, "catalog-task add", credential=first, title=f"Feed the {MARK}")
    await tomas.uses(channel, "catalog-alias add", word=_WORD, means=MARK)
    await tomas.uses(
        channel, "server block", member=club.jonas.id, what="suggesting", reason=f"{MARK} hunter"
    )
    await tomas.uses(channel, "catalog retire", credential=second, reason=f"{MARK}s left")
    merging = await tomas.uses(channel, "catalog merge", keep=first, drop=fourth)
    await tomas.clicks(merging, "Merge")
    await tomas.uses(channel, "catalog merge", keep=first, drop=third)
    for command in ("catalog queue", "catalog stale", "catalog check", "catalog-alias list", "server audit"):
        await tomas.uses(channel, command)
    await tomas.uses(channel, "server unblock")
    history = await tomas.uses(channel, "catalog history", credential=first)
    assert MARK in str(history)
    queue = await tomas.uses(channel, "catalog queue")
    await tomas.chooses(queue, "Look at", "1. ")


def _used(club: Club) -> Iterator[Json]:
    """Every component in a message of Badger's in the club, with all that can be chosen in it."""
    for channel in club.sandbox.world.guild.channels.values():
        for message in channel.messages.values():
            for part in parts_of({"components": message.components}):
                if part.get("custom_id"):
                    yield part


def _forged(club: Club) -> list[Entry]:
    """All of them again, each select once for each choice, and forms with every id that fits."""
    found: dict[tuple[str, str], Entry] = {}
    named: dict[str, set[str]] = {}
    for part in _used(club):
        identity = str(part["custom_id"])
        for value in [option["value"] for option in part.get("options") or ()] or [None]:
            found.setdefault((identity, str(value)), _entry(identity, value))
            named.setdefault("credential", set()).update([value] if value else ())
        for component in COMPONENTS:
            match = component.shape.pattern.fullmatch(identity)
            for name, value in (match.groupdict() if match else {}).items():
                named.setdefault(name, set()).add(value or "")
    named |= {"server": {str(club.sandbox.world.guild.id)}, "kept": {"", *named.get("entry_draft", ())}}
    unseen = [
        component.shape
        for component in COMPONENTS
        if not any(component.shape.pattern.fullmatch(identity) for identity, _ in found)
    ]
    buttons = [_entry(identity, None) for shape in unseen for identity in _identities(shape, named)]
    forms = [_form(identity) for form in FORMS for identity in _identities(form.shape, named)]
    return [*found.values(), *buttons, *forms]


def _entry(identity: str, value: str | None) -> Entry:
    """A button, or with a value a select that offers it."""
    kind: Json = {"type": _BUTTON, "style": 2, "label": "forged"}
    body: Json = {"kind": "component", "custom_id": identity}
    if value is not None:
        kind = {"type": _SELECT, "options": [{"label": "forged", "value": value}]}
        body["values"] = [value]
    row = {"type": 1, "components": [kind | {"custom_id": identity}]}
    return Entry(identity, body, components=[row])


def _form(identity: str) -> Entry:
    return Entry(identity, {"kind": "modal", "custom_id": identity, "components": []})


def _identities(shape: IdShape, named: dict[str, set[str]]) -> list[str]:
    """Ids of this shape, of all that is known of the club."""
    identities = [f"b1:{shape.name}"]
    for part in shape.parts:
        known = named.get(re.findall(r"\(\?P<(\w+)>", part)[0], set()) or {"1"}
        fitting = [value for value in sorted(known) if re.fullmatch(part, value)][:_MOST_VALUES]
        identities = [f"{before}:{value}" for before in identities for value in fitting]
    return identities


def _rows_of(folder: Path, guild: Guild, but_of: int) -> dict[str, list[Any]]:
    """All that is kept of a server, but of this person."""
    connection = sqlite3.connect(folder / "badger.sqlite3")
    try:
        tables = [name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type='table'")]
        kept = {}
        for name in tables:
            columns = [column[1] for column in connection.execute(f'PRAGMA table_info("{name}")')]
            if "guild_id" in columns:
                query = f'SELECT * FROM "{name}" WHERE guild_id = ?'  # noqa: S608  # the database's own names
                rows = connection.execute(query, (guild.id,)).fetchall()
                kept[name] = [row for row in rows if but_of not in row]
        return kept
    finally:
        connection.close()


async def test_no_id_of_others_opens_or_changes_anything_of_theirs(tmp_path: Path):
    async with staged(tmp_path, (THERE, STRANGER, NEIGHBOUR, HERE)) as (
        club,
        (there, stranger, neighbour, here),
    ):
        await _keeps_the_club(club)
        commands = await club.amara.commands(club.channel, every=True)
        named = {**dict.fromkeys(("credential", "keep", "drop"), _OWN), "word": _WORD}
        forged = _forged(club) + [each for each in entries_of(commands, named) if each.is_command]
        names = " ".join(each.name for each in forged)
        for shape in ("draft-publish", "proposal-accept", "import", "undo-tasks", "undo-merge", "unblock"):
            assert f"b1:{shape}" in names
        before = _rows_of(tmp_path, club.sandbox.world.guild, int(club.jonas.id))
        of_members = [each for each in forged if each.name.startswith(_OF_ONE_MEMBER)]
        attacks = ((there, forged), (stranger, forged), (neighbour, of_members))
        for attacker, forgeries in attacks:
            for entry in forgeries:
                await attacker.uses(entry)
                await attacker.is_told_anything(entry)
            after = _rows_of(tmp_path, club.sandbox.world.guild, int(club.jonas.id))
            assert {name: rows for name, rows in after.items() if rows != before[name]} == {}
            assert [each for each in attacker.heard if MARK.lower() in each.lower()] == []
            assert attacker.unexpected == []
        for entry in forged:
            await here.uses(entry)
            await here.is_told_anything(entry)
        assert sum(MARK.lower() in each.lower() for each in here.heard) > 10
        assert _rows_of(tmp_path, club.sandbox.world.guild, int(club.jonas.id)) != before

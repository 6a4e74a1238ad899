"""Nobody uses what is not for them: every entry point, every kind of member, the real client."""

from pathlib import Path

import pytest

from bot.discord_ui.components.tasks import UndoTasksButton
from bot.discord_ui.gate import Needs
from tests.permissions import declared
from tests.permissions.matrix import matrix_in
from tests.permissions.members import KINDS

pytestmark = pytest.mark.timeout(300)


async def test_every_entry_point_is_declared_and_none_lets_in_who_should_stay_out(tmp_path: Path):
    matrix = await matrix_in(tmp_path)
    assert matrix.wrong == []
    assert matrix.unexpected == []


async def test_a_gate_left_open_is_found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """A component without its need, a command that nobody checks, one that nobody declared."""
    monkeypatch.setattr(UndoTasksButton, "needs", Needs.NOTHING)
    monkeypatch.setattr("bot.discord_ui.tree.check_needs", lambda *_: None)
    monkeypatch.setattr(declared, "MEMBERS", declared.MEMBERS - {"/find"} | {"/lost"})
    some = [kind for kind in KINDS if kind.name in {"owner", "member", "moderator elsewhere"}]
    wrong = (await matrix_in(tmp_path, some)).wrong
    assert "component undo-tasks for member: not refused" in wrong
    assert "/catalog-task remove for moderator elsewhere: not refused" in wrong
    assert "somebody who was refused changed what is kept" in wrong
    assert "/find: not declared" in wrong
    assert "/lost: declared, not there" in wrong
    assert not [problem for problem in wrong if "for owner" in problem]

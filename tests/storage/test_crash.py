import pytest

from tests.crash.acknowledged_writes import crash
from tests.crash.durability import durability
from tests.stores import KINDS


def test_nothing_that_was_acknowledged_is_lost_when_the_process_is_killed():
    outcome = crash(rounds=3)
    assert outcome["acknowledged"] >= 120
    assert outcome["lost"] == 0


@pytest.mark.parametrize("kind", KINDS)
def test_what_members_logged_is_there_once_however_often_the_process_is_killed(kind: str):
    outcome = durability(2, kind, seed=1)
    assert outcome["acknowledged"] >= 60
    assert (outcome["lost"], outcome["doubled"]) == (0, 0)

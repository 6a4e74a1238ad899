"""The run of `tests.crash.deliveries` that fits into CI."""

import pytest

from tests.crash.deliveries import Plan, run


@pytest.mark.parametrize(("kind", "replicas"), [("sqlite", 1), ("postgresql", 3)])
def test_what_is_due_arrives_once_however_often_the_processes_are_killed(kind: str, replicas: int):
    outcome = run(kind, Plan(deliveries=240, kills=6, replicas=replicas, seed=1))
    assert (outcome["expected"], outcome["sent"]) == (240, 240)
    assert (outcome["lost"], outcome["doubled"], outcome["kills"]) == (0, 0, 6)
    assert outcome["amended"] == outcome["taken_back"]

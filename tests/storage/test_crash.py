from tests.crash.acknowledged_writes import crash


def test_nothing_that_was_acknowledged_is_lost_when_the_process_is_killed():
    outcome = crash(rounds=3)
    assert outcome["acknowledged"] >= 120
    assert outcome["lost"] == 0

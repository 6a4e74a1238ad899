"""Marks stand on what is kept."""

from bot.domain.marks import Marks, Position

SAME = {"old": "new", "older": "new"}


def same(credential_id: str) -> str:
    return SAME.get(credential_id, credential_id)


def test_what_was_merged_is_marked_on_what_is_kept():
    marks = Marks(frozenset({"old", "other"}), {"old": Position(1, 3), "another": Position(0, 2)})
    assert marks.under(same) == Marks(
        frozenset({"new", "other"}), {"new": Position(1, 3), "another": Position(0, 2)}
    )


def test_of_several_underway_the_one_that_is_further_and_does_not_rest_counts():
    resting, begun, further = Position(3, 3, is_paused=True), Position(0, 9), Position(2, 4)
    started = {"new": begun, "old": resting, "older": further}
    assert Marks(started=started).under(same).started == {"new": further}
    assert Marks(started={"new": begun, "old": resting}).under(same).started == {"new": begun}

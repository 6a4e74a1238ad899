"""Whoever is erased, and whatever they did before: the sums of their groups are what they were."""

from dataclasses import dataclass
from datetime import date, timedelta
from itertools import count
from typing import Any

from hypothesis import HealthCheck, given, settings, strategies
from sqlalchemy import insert
from sqlmodel import Session

from bot.domain.group_board import Audience, Board, Window
from bot.services.catalogue_view import CatalogueInMemory
from bot.services.erasing_groups import forget_in_groups
from bot.services.group_boards import board_in
from bot.services.seen_catalogue import SeenCatalogue
from bot.storage import enrolments, ledger, member_settings
from bot.storage.group_boards import people_of
from bot.storage.tables import METADATA
from tests.services.ledger_club import with_tasks
from tests.set_clock import NOW
from tests.small_catalogue import make_index
from tests.stores import Store, session_on

IDS = count(1_000, 100)
NUMBERS = count(1)
CREDENTIALS = [with_tasks("sql", "Read"), with_tasks("excel", "Lessons")]
CATALOGUE = CatalogueInMemory(SeenCatalogue(CREDENTIALS), make_index(CREDENTIALS))
TODAY = NOW.date()
DAYS = strategies.integers(0, 60)


@dataclass(frozen=True)
class Life:
    """What a member did: stays by days ago (the last one may last), entries, and who sees them."""

    visibility: str | None
    stays: list[tuple[int, int]]
    is_in: bool
    shared: list[bool]
    entries: list[tuple[int, str, bool, int | None]]


ENTRIES = strategies.lists(
    strategies.tuples(
        DAYS, strategies.sampled_from(("sql", "excel")), strategies.booleans(), strategies.integers(1, 90)
    ),
    max_size=8,
)
LIVES = strategies.builds(
    Life,
    strategies.none() | strategies.sampled_from(("private", "groups", "server")),
    strategies.lists(strategies.tuples(DAYS, strategies.integers(0, 20)), min_size=1, max_size=3),
    strategies.booleans(),
    strategies.lists(strategies.booleans(), min_size=3, max_size=3),
    ENTRIES,
)
CLUBS = strategies.lists(LIVES, min_size=1, max_size=3)


def put(session: Session, table: str, **values: object) -> None:
    session.connection().execute(insert(METADATA.tables[table]), values)


def make_group(session: Session, guild_id: int, credential: str | None, owner_id: int) -> int:
    number = next(NUMBERS)
    put(
        session,
        "study_group",
        id=number,
        guild_id=guild_id,
        name=f"Group {number}",
        name_key=f"group {number}",
        owner_id=owner_id,
        credential_id=credential,
        most_members=10,
        is_open=True,
        zone="UTC",
        created_at=NOW - timedelta(days=70),
        version=1,
        interaction_id=number,
    )
    return number


def live(session: Session, guild_id: int, group_id: int, user_id: int, life: Life) -> None:
    """Writes a member's life as it stands in the tables."""
    for at, (ago, length) in enumerate(sorted(life.stays, reverse=True)):
        came = TODAY - timedelta(days=ago)
        is_over = at < len(life.stays) - 1 or not life.is_in
        put(
            session,
            "group_member",
            guild_id=guild_id,
            group_id=group_id,
            user_id=user_id,
            joined_on=came,
            left_on=came + timedelta(days=length) if is_over else None,
            shared_when_left=life.shared[at] if is_over else None,
            interaction_id=next(NUMBERS),
        )
    if life.visibility is not None:
        whose = {"guild_id": guild_id, "user_id": user_id}
        put(session, "member_settings", **whose, visibility=life.visibility, updated_at=NOW)
    for ago, name, is_done, minutes in life.entries:
        log(session, guild_id, user_id, name, TODAY - timedelta(days=ago), minutes, is_done=is_done)


def log(
    session: Session, guild_id: int, user_id: int, name: str, day: date, minutes: int | None, *, is_done: bool
) -> None:
    """Writes an entry, on an enrolment of its own."""
    number = next(NUMBERS)
    enrolment: dict[str, Any] = {
        "id": f"e{number:011d}",
        "guild_id": guild_id,
        "user_id": user_id,
        "credential_id": name,
        "interaction_id": number,
        "status": "dropped",
        "outline": "{}",
        "started_on": day,
    }
    put(session, "enrolment", **enrolment)
    put(
        session,
        "log_entry",
        guild_id=guild_id,
        user_id=user_id,
        enrolment_id=enrolment["id"],
        kind="done" if is_done else "minutes",
        task_id="task" if is_done else None,
        minutes=minutes,
        local_day=day,
        logged_at=NOW,
        interaction_id=number,
        part=0,
    )


def boards(session: Session, guild_id: int, group_id: int) -> list[Board]:
    people = people_of(session, guild_id, group_id)
    assert people is not None
    return [board_in(session, lambda _: CATALOGUE, people, window, Audience.GROUP, NOW) for window in Window]


def sums(some: list[Board]) -> list[tuple[int | None, int | None, float | None]]:
    return [(each.total_minutes, each.total_tasks, each.pace_minutes_week) for each in some]


def forget(session: Session, user_id: int, guild_id: int | None) -> None:
    """What an erasure does, as far as groups have to do with it."""
    forget_in_groups(session, user_id, guild_id, now=NOW)
    for each in (ledger, enrolments, member_settings):
        each.forget_member(session, user_id, guild_id)


def test_an_erasure_changes_no_sum_of_a_group(store: Store):
    with session_on(store, store.new_url()) as session:

        @settings(
            max_examples=25 if store.kind == "sqlite" else 10,
            deadline=None,
            suppress_health_check=[HealthCheck.too_slow],
        )
        @given(
            lives=strategies.lists(LIVES, min_size=1, max_size=3),
            credential=strategies.sampled_from((None, "sql")),
        )
        def erase_one_after_the_other(lives: list[Life], credential: str | None) -> None:
            guild_id = next(IDS)
            users = [guild_id + at for at in range(1, len(lives) + 1)]
            group_id = make_group(session, guild_id, credential, users[0])
            for user_id, life in zip(users, lives, strict=True):
                live(session, guild_id, group_id, user_id, life)
            before = sums(boards(session, guild_id, group_id))
            for user_id in users:
                forget(session, user_id, None if user_id % 2 else guild_id)
                after = boards(session, guild_id, group_id)
                assert sums(after) == before
                assert user_id not in {line.user_id for line in after[0].lines}
            # All that is left of them is of nobody.
            assert after[-1].lines == ()
            assert (after[-1].former_minutes, after[-1].former_tasks) == before[-1][:2]

        erase_one_after_the_other()

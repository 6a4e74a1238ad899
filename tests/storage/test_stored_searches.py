"""Stored searches: what goes in comes out, for whom it may, where it may, for as long as it may."""

from datetime import date, datetime, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    Bundle,
    RuleBasedStateMachine,
    initialize,
    invariant,
    rule,
    run_state_machine_as_test,
)
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError
from sqlmodel import Session, col, select, update

from bot.domain.budget import MAX_WEEKLY_MINUTES, Budget, budget_of
from bot.domain.credential import Level
from bot.domain.filters import SHOWN_BY, CostFilter, Filters
from bot.domain.stored_search import KEPT_FOR, Question, StoredSearch
from bot.storage import stored_searches
from bot.storage.database import Database
from bot.storage.tables import SEARCH_ID_LENGTH, StoredSearchRow
from tests.set_clock import NOW
from tests.stores import reads_all_of_a_table

TODAY = date(2026, 11, 24)
SNOWFLAKES = st.integers(1, 2**63 - 1)
SERVERS = st.sampled_from([None, 10, 20])
PEOPLE = st.sampled_from([1, 2, 3])


def budgets() -> st.SearchStrategy[Budget | None]:
    known = st.builds(
        budget_of,
        today=st.just(TODAY),
        weekly_minutes=st.integers(1, MAX_WEEKLY_MINUTES),
        weeks=st.none() | st.floats(0.01, 500),
        deadline=st.none() | st.dates(TODAY + timedelta(days=1), date(2090, 1, 1)),
        total_minutes=st.none() | st.integers(1, 60_000),
    )
    return st.none() | known


def questions() -> st.SearchStrategy[Question]:
    filters = st.builds(
        Filters,
        level=st.none() | st.sampled_from(Level),
        shown_by=st.none() | st.sampled_from(SHOWN_BY),
        cost=st.none() | st.sampled_from(CostFilter),
        language=st.none() | st.just("es"),
        topic=st.none() | st.just("data"),
        credit=st.booleans(),
    )
    goals = st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=400)
    return st.builds(Question, goals, budgets(), filters, st.just(TODAY), st.booleans())


SQL = Question("learn sql", None, Filters(), TODAY)


def ask(
    session: Session,
    owner: int = 1,
    server: int | None = 10,
    interaction: int = 5,
    question: Question = SQL,
    now: datetime = NOW,
) -> StoredSearch:
    return stored_searches.keep(
        session,
        question,
        owner_id=owner,
        guild_id=server,
        interaction_id=interaction,
        is_public=False,
        now=now,
    )


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(question=questions(), owner=SNOWFLAKES, server=st.none() | SNOWFLAKES, interaction=SNOWFLAKES)
def test_what_was_asked_comes_back_as_it_was(
    session: Session, question: Question, owner: int, server: int | None, interaction: int
):
    kept = ask(session, owner, server, interaction, question)
    session.expire_all()
    assert kept.question == question
    assert stored_searches.opened(session, kept.id, user_id=owner, guild_id=server, now=NOW) == kept
    session.rollback()


def test_an_id_can_be_put_into_an_address_and_is_never_the_same(session: Session):
    ids = {ask(session, interaction=number).id for number in range(200)}
    assert len(ids) == 200
    assert {len(each) for each in ids} == {SEARCH_ID_LENGTH}
    assert set("".join(ids)) <= set("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_")


def test_a_repeat_of_an_interaction_gives_the_same_search(session: Session):
    assert ask(session) == ask(session)
    assert ask(session, owner=2).id != ask(session).id


def test_a_search_is_kept_for_thirty_days(session: Session):
    kept = ask(session)
    last = NOW + KEPT_FOR - timedelta(microseconds=1)
    assert stored_searches.opened(session, kept.id, user_id=1, guild_id=10, now=last) == kept
    assert stored_searches.opened(session, kept.id, user_id=1, guild_id=10, now=NOW + KEPT_FOR) is None


def test_what_is_over_is_deleted_in_batches_the_oldest_first(session: Session):
    kept = [ask(session, interaction=age, now=NOW - timedelta(days=age)) for age in range(25, 35)]
    assert stored_searches.delete_expired(session, NOW, limit=3) == 3
    left = set(session.exec(select(StoredSearchRow.id)))
    assert left == {search.id for search in kept[:-3]}
    assert stored_searches.delete_expired(session, NOW, limit=3) == 2
    assert stored_searches.delete_expired(session, NOW, limit=3) == 0
    assert set(session.exec(select(StoredSearchRow.id))) == {search.id for search in kept[:5]}


def test_a_search_of_a_server_opens_for_everybody_there_and_nowhere_else(session: Session):
    kept = ask(session, owner=1, server=10)
    opens = {
        (user, server): stored_searches.opened(session, kept.id, user_id=user, guild_id=server, now=NOW)
        is not None
        for user in (1, 2)
        for server in (10, 20, None)
    }
    assert {where for where, is_open in opens.items() if is_open} == {(1, 10), (2, 10), (1, None)}


def test_a_search_of_a_direct_message_opens_for_its_owner_alone(session: Session):
    kept = ask(session, owner=1, server=None)
    for server in (None, 10):
        assert stored_searches.opened(session, kept.id, user_id=1, guild_id=server, now=NOW) == kept
        assert stored_searches.opened(session, kept.id, user_id=2, guild_id=server, now=NOW) is None


def test_the_servers_of_a_person_come_with_the_latest_first(session: Session):
    for number, server in enumerate([10, 20, None, 30, 20]):
        ask(session, server=server, interaction=number, now=NOW + timedelta(minutes=number))
    ask(session, owner=2, server=40, interaction=9)
    now = NOW + timedelta(hours=1)
    assert stored_searches.servers_of(session, 1, now=now, limit=25) == [20, 30, 10]
    assert stored_searches.servers_of(session, 1, now=now, limit=1) == [20]
    assert stored_searches.servers_of(session, 1, now=now + KEPT_FOR, limit=25) == []


@pytest.mark.parametrize(
    "broken",
    [
        {"level": "godlike"},
        {"shown_by": "formality"},
        {"cost": "cheap"},
        {"id": "short"},
        {"expires_at": NOW - timedelta(days=1)},
    ],
)
def test_the_table_itself_refuses_what_cannot_be(session: Session, broken: dict[str, object]):
    kept = ask(session)
    with pytest.raises(IntegrityError):
        session.exec(update(StoredSearchRow).where(col(StoredSearchRow.id) == kept.id).values(**broken))


@pytest.mark.parametrize(
    "where",
    [
        "owner_id = 1 AND interaction_id = 2",
        "owner_id = 1 AND guild_id = 2",
        "owner_id = 1 AND guild_id IS NOT NULL",
        "expires_at <= '2026-01-01'",
        "id = 'x'",
    ],
)
def test_every_way_to_a_search_has_an_index(session: Session, where: str):
    query = select(StoredSearchRow).where(text(where)).compile(session.connection())
    assert not reads_all_of_a_table(session, str(query))


async def test_searches_survive_the_end_of_the_process(url: str):
    database = await Database.open(url)
    kept = await database.write(ask)
    await database.close()
    again = await Database.open(url)
    assert await again.read(stored_searches.opened, kept.id, user_id=1, guild_id=10, now=NOW) == kept
    await again.close()


class TwoServers(RuleBasedStateMachine):
    """Three people ask in two servers and in direct messages, and time goes by."""

    kept = Bundle("kept")

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session

    @initialize()
    def start(self) -> None:
        self.now = NOW
        self.known: dict[str, StoredSearch] = {}
        self.interactions = 0

    @rule(target=kept, owner=PEOPLE, server=SERVERS, question=questions())
    def ask(self, owner: int, server: int | None, question: Question) -> StoredSearch:
        self.interactions += 1
        search = ask(self.session, owner, server, self.interactions, question, self.now)
        self.known[search.id] = search
        return search

    @rule(search=kept)
    def ask_the_same_again(self, search: StoredSearch) -> None:
        if search.id in self.known:
            again = ask(self.session, search.owner_id, search.guild_id, search.interaction_id, SQL, self.now)
            assert again == self.known[search.id]

    @rule(search=kept, user=PEOPLE, server=SERVERS)
    def open(self, search: StoredSearch, user: int, server: int | None) -> None:
        known = self.known.get(search.id)
        may_open = (
            known is not None
            and known.expires_at > self.now
            and (
                (known.guild_id == server and server is not None)
                or (known.owner_id == user and None in {server, known.guild_id})
            )
        )
        opened = stored_searches.opened(self.session, search.id, user_id=user, guild_id=server, now=self.now)
        assert opened == (known if may_open else None)

    @rule(search=kept, question=questions())
    def change(self, search: StoredSearch, question: Question) -> None:
        known = self.known.get(search.id, search)
        changed = stored_searches.change_question(self.session, known, question)
        if search.id in self.known:
            self.known[search.id] = changed

    @rule(days=st.integers(1, 20))
    def time_goes_by(self, days: int) -> None:
        self.now += timedelta(days=days)

    @rule(limit=st.integers(1, 5))
    def sweep(self, limit: int) -> None:
        over = [search for search in self.known.values() if search.expires_at <= self.now]
        assert stored_searches.delete_expired(self.session, self.now, limit) == min(limit, len(over))
        left = set(self.session.exec(select(StoredSearchRow.id)))
        self.known = {each: search for each, search in self.known.items() if each in left}

    @invariant()
    def the_servers_are_those_of_the_rows(self) -> None:
        for user in (1, 2, 3):
            servers = stored_searches.servers_of(self.session, user, now=self.now, limit=25)
            assert set(servers) == {
                search.guild_id
                for search in self.known.values()
                if search.owner_id == user and search.guild_id is not None and search.expires_at > self.now
            }
            for server in (10, 20):
                has_some = stored_searches.has_searches_in(self.session, user, server, now=self.now)
                assert has_some == (server in servers)

    @invariant()
    def nothing_is_lost_or_made_up(self) -> None:
        assert set(self.session.exec(select(StoredSearchRow.id))) == set(self.known)

    def teardown(self) -> None:
        self.session.rollback()


def test_two_servers_and_direct_messages_stay_apart(session: Session):
    run_state_machine_as_test(
        lambda: TwoServers(session),  # type: ignore[arg-type]  # it calls whatever makes a machine
        settings=settings(max_examples=20, stateful_step_count=25),
    )

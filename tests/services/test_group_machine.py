"""Whatever becomes of study groups, in whatever order: they agree with the same kept on paper.

Two servers are played at once, by the same people, and no row of one is ever seen in the other.
"""

import asyncio
from collections.abc import Coroutine
from datetime import timedelta
from itertools import count
from typing import Any, TypeVar

import pytest
from hypothesis import settings, strategies
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from bot.domain.erasure import ErasureScope
from bot.domain.errors import UserError
from bot.domain.group_board import Audience, Board, Window
from bot.domain.next_task import TaskRef
from bot.domain.study_group import GroupChanges
from bot.domain.visibility import Visibility
from bot.services.asker import Asker
from bot.services.group_boards import board_in
from bot.services.log_requests import LogRequest
from bot.services.study_groups import NewGroup
from bot.storage.database import Database, Session
from bot.storage.group_boards import people_of
from tests.services.group_club import CHANNEL, group_work
from tests.services.group_model import PlainClub, PlainGroup, PlainStay, PlainWork
from tests.services.ledger_club import Club, with_tasks
from tests.set_clock import SetClock
from tests.stores import Store

T = TypeVar("T")
IDS = count(1_000)
TASKS = {"sql": 12, "excel": 12}
MEMBERS = 5
WHO = strategies.tuples(strategies.sampled_from((0, 0, 0, 1)), strategies.integers(0, MEMBERS - 1))
"""Which server, which member."""
PICK = strategies.integers(0, 1_000)
VISIBILITY = strategies.sampled_from((*Visibility, Visibility.SERVER))
CREDENTIAL = strategies.sampled_from((None, None, "sql"))
NAMES = ("Night Owls", "Early Birds", "NIGHT  OWLS", "🦉")


class GroupMachine(RuleBasedStateMachine):
    """Plays on one database; every game has servers and members of its own."""

    def __init__(self, url: str) -> None:
        super().__init__()
        self.runner = asyncio.Runner()
        self.url = url
        self.clock = SetClock()
        first = next(IDS) * 100
        self.guilds = (first, first + 1)
        self.users = tuple(range(first + 10, first + 10 + MEMBERS))
        self.paper = PlainClub(self.clock.now(), TASKS)
        self.ghosts = count(first * 1_000)
        self.interactions = count(first * 1_000)
        self.looks = count()
        self.begin()
        # One of them is a day ahead of the others for most of the day.
        self.moves(self.users[0], "Pacific/Kiritimati")

    def begin(self) -> None:
        self.database = self.run(Database.open(self.url))
        known = [with_tasks(name, *(f"{name} {at}" for at in range(1, n + 1))) for name, n in TASKS.items()]
        self.club = Club(self.database, self.clock, known)
        self.groups = group_work(self.club)

    @initialize(
        credential=CREDENTIAL,
        shown=strategies.lists(VISIBILITY, min_size=MEMBERS, max_size=MEMBERS),
        days=strategies.lists(strategies.integers(0, 7), min_size=2 * MEMBERS, max_size=2 * MEMBERS),
    )
    def begins_with_a_group(self, credential: str | None, shown: list[Visibility], days: list[int]) -> None:
        """All but one have joined and worked; with less of a club most games would be of nothing."""
        self.makes_a_group((0, 1), NAMES[0], credential, MEMBERS, is_open=True)
        self.makes_a_group((1, 1), NAMES[0], None, MEMBERS, is_open=True)
        for member in range(MEMBERS):
            self.shows_themselves((0, member), shown[member])
            if member != MEMBERS - 1:
                self.joins((0, member), 0)
        self.time_passes(340)
        for number, back in enumerate(days):
            who, name = (0, number % MEMBERS), ("sql", "excel")[number % 2]
            self.logs(who, name, 10 + number, back, is_done=number % 3 == 0)
        self.logs((1, 0), "sql", 20, 0, is_done=True)

    def moves(self, user_id: int, zone: str) -> None:
        asker = Asker(user_id, self.guilds[0], next(self.interactions))
        self.run(self.club.profile.set_time_zone(asker, zone))
        self.paper.zones[user_id] = zone

    def run(self, work: Coroutine[Any, Any, T]) -> T:
        return self.runner.run(work)

    def asker(self, who: tuple[int, int]) -> Asker:
        return Asker(self.users[who[1]], self.guilds[who[0]], next(self.interactions))

    def whose(self, who: tuple[int, int]) -> tuple[int, int]:
        return self.guilds[who[0]], self.users[who[1]]

    def refused(self, work: Coroutine[Any, Any, object]) -> str:
        try:
            self.run(work)
        except UserError as error:
            return error.message_id
        return ""

    def some_group(self, who: tuple[int, int], pick: int) -> PlainGroup | None:
        """A group of the server; mostly one that lives."""
        here = [each for each in self.paper.groups if each.guild_id == self.guilds[who[0]]]
        some = here if pick % 7 == 0 else [each for each in here if each.is_living]
        return some[pick % len(some)] if some else None

    @rule(hours=strategies.sampled_from((5, 20, 30, 168, 340, 800)))
    def time_passes(self, hours: int) -> None:
        self.clock.advance(timedelta(hours=hours))
        self.paper.now = self.clock.now()

    @rule(who=WHO, how=VISIBILITY)
    def shows_themselves(self, who: tuple[int, int], how: Visibility) -> None:
        self.run(self.club.profile.set_visibility(self.asker(who), how))
        self.paper.visibility[self.whose(who)] = how.value

    @rule(
        who=WHO,
        name=strategies.sampled_from(NAMES),
        credential=CREDENTIAL,
        most=strategies.integers(3, 5),
        is_open=strategies.sampled_from((True, True, False)),
    )
    def makes_a_group(
        self, who: tuple[int, int], name: str, credential: str | None, most: int, is_open: bool
    ) -> None:
        guild_id, user_id = self.whose(who)
        asker, wanted = self.asker(who), NewGroup(name, CHANNEL, credential, most, is_open)
        if self.is_taken(guild_id, name):
            assert self.refused(self.groups.life.create(asker, wanted)) == "group-name-taken"
            return
        made = self.run(self.groups.life.create(asker, wanted))
        assert self.run(self.groups.life.create(asker, wanted)) == made
        zone = self.paper.zones.get(user_id, "UTC")
        group = PlainGroup(
            made.group.id,
            guild_id,
            " ".join(name.split()),
            user_id,
            credential,
            most,
            is_open,
            self.paper.today(zone),
            zone,
        )
        group.stays.append(PlainStay(user_id, self.paper.day_of(user_id)))
        self.paper.groups.append(group)

    def is_taken(self, guild_id: int, name: str, but: int = 0) -> bool:
        wanted = " ".join(name.casefold().split())
        return any(each.name.casefold() == wanted and each.id != but for each in self.paper.living(guild_id))

    @rule(who=WHO, pick=PICK)
    def joins(self, who: tuple[int, int], pick: int) -> None:
        group = self.some_group(who, pick)
        if group is None:
            return
        user_id, asker = self.users[who[1]], self.asker(who)
        if user_id in group.members:
            assert not self.run(self.groups.life.join(asker, group.id)).is_new
            return
        expires = group.invited.get(user_id)
        is_invited = expires is not None and self.paper.now < expires
        expected = ""
        if not group.is_living:
            expected = "group-over"
        elif not group.is_open and not is_invited:
            expected = "group-by-invitation"
        elif len(group.members) >= group.most:
            expected = "group-full"
        if expected:
            assert self.refused(self.groups.life.join(asker, group.id)) == expected
            return
        joined = self.run(self.groups.life.join(asker, group.id))
        assert joined.is_new
        assert not self.run(self.groups.life.join(asker, group.id)).is_new
        group.invited.pop(user_id, None)
        group.stays.append(PlainStay(user_id, self.paper.day_of(user_id)))

    @rule(who=WHO, pick=PICK)
    def leaves(self, who: tuple[int, int], pick: int) -> None:
        group = self.some_group(who, pick)
        if group is None:
            return
        user_id, asker = self.users[who[1]], self.asker(who)
        was_in = user_id in group.members
        before = self.totals(group)
        left = self.run(self.groups.life.leave(asker, group.id))
        assert left.is_changed == was_in
        assert not self.run(self.groups.life.leave(asker, group.id)).is_changed
        if was_in:
            self.paper.leave(group, user_id)
        assert self.totals(group) == before

    @rule(
        who=WHO,
        pick=PICK,
        name=strategies.none() | strategies.sampled_from(NAMES),
        credential=strategies.sampled_from((None, "", "excel")),
        is_open=strategies.none() | strategies.booleans(),
        is_moderator=strategies.booleans(),
    )
    def is_edited(
        self,
        who: tuple[int, int],
        pick: int,
        name: str | None,
        credential: str | None,
        is_open: bool | None,
        is_moderator: bool,
    ) -> None:
        group = self.some_group(who, pick)
        if group is None:
            return
        guild_id, user_id = self.whose(who)
        expected = ""
        if not group.is_living:
            expected = "group-over"
        elif not is_moderator and user_id != group.owner_id:
            expected = "group-not-yours"
        elif name is not None and self.is_taken(guild_id, name, group.id):
            expected = "group-name-taken"
        changes = GroupChanges(name, credential, None, is_open)
        deed = self.groups.life.edit(self.asker(who), group.id, changes, is_moderator=is_moderator)
        if expected:
            assert self.refused(deed) == expected
            return
        self.run(deed)
        group.name = group.name if name is None else " ".join(name.split())
        group.credential = group.credential if credential is None else credential or None
        group.is_open = group.is_open if is_open is None else is_open

    @rule(who=WHO, whom=strategies.integers(0, MEMBERS - 1), pick=PICK, says_no=strategies.booleans())
    def invites(self, who: tuple[int, int], whom: int, pick: int, says_no: bool) -> None:
        group, invited = self.some_group(who, pick), self.users[whom]
        if group is None:
            return
        asker, expected = self.asker(who), ""
        if who[1] == whom:
            expected = "invite-self"
        elif not group.is_living:
            expected = "group-over"
        elif asker.user_id not in group.members:
            expected = "group-not-in-it"
        elif invited in group.members:
            expected = "invite-in-it"
        elif len(group.members) >= group.most:
            expected = "group-full"
        deed = self.groups.invitations.invite(asker, group.id, invited)
        if expected:
            assert self.refused(deed) == expected
            return
        sent = self.run(deed)
        there = group.invited.get(invited)
        assert sent.is_new == (there is None or there <= self.paper.now)
        group.invited[invited] = sent.invitation.expires_at
        if says_no:
            self.run(self.groups.invitations.decline(self.asker((who[0], whom)), group.id))
            group.invited.pop(invited)

    @rule(who=WHO, pick=PICK, is_moderator=strategies.booleans())
    def ends(self, who: tuple[int, int], pick: int, is_moderator: bool) -> None:
        group = self.some_group(who, pick)
        # Groups live longer than this, mostly.
        if group is None or pick % 4:
            return
        deed = self.groups.life.end(self.asker(who), group.id, is_moderator=is_moderator)
        if not is_moderator and self.users[who[1]] != group.owner_id:
            assert self.refused(deed) == "group-not-yours"
            return
        assert self.run(deed).is_changed == group.is_living
        if group.is_living:
            self.paper.end(group)

    @rule(
        who=WHO,
        name=strategies.sampled_from(("sql", "excel")),
        minutes=strategies.integers(1, 60),
        back=strategies.integers(0, 7),
        is_done=strategies.booleans(),
    )
    def logs(self, who: tuple[int, int], name: str, minutes: int, back: int, is_done: bool) -> None:
        asker, whose = self.asker(who), self.whose(who)
        enrolment = self.run(self.club.enrolling.start(asker, name)).view.enrolment
        ticked = self.paper.ticked(whose, name)
        # The last task is left over: what is completed takes no more.
        is_done = is_done and ticked < TASKS[name] - 1
        undone = self.run(self.club.reader.progress(self.asker(who), enrolment.id)).view.progress.next_task
        assert undone is not None
        day = self.paper.day_of(asker.user_id) - timedelta(days=back)
        request = LogRequest(
            str(TaskRef(enrolment.id, undone.id)),
            str(minutes),
            day.isoformat(),
            "a note",
            is_done=is_done,
            is_sure=True,
        )
        logged = self.run(self.club.tracking.log(self.asker(who), request))
        self.paper.work.append(PlainWork(whose, name, day, minutes, is_done, logged.entry.id))

    @rule(who=WHO, pick=PICK)
    def undoes(self, who: tuple[int, int], pick: int) -> None:
        mine = self.paper.standing(self.whose(who))
        if not mine:
            return
        work = mine[pick % len(mine)]
        self.run(self.club.tracking.undo(self.asker(who), work.entry_id))
        work.stands = False

    @precondition(lambda self: len(self.paper.work) > 2)
    @rule(who=WHO, scope=strategies.sampled_from((ErasureScope.HERE, ErasureScope.EVERYWHERE)))
    def erases(self, who: tuple[int, int], scope: ErasureScope) -> None:
        before = [self.totals(group) for group in self.paper.groups]
        self.run(self.club.data.erase(self.asker(who), scope))
        user_id = self.users[who[1]]
        everywhere = scope is ErasureScope.EVERYWHERE
        for guild_id in self.guilds if everywhere else (self.guilds[who[0]],):
            self.paper.erase((guild_id, user_id), (0, next(self.ghosts)))
        assert [self.totals(group) for group in self.paper.groups] == before
        # Where their days are is asked for again.
        self.moves(user_id, self.paper.zones.get(user_id, "UTC"))

    @rule()
    def starts_anew(self) -> None:
        self.run(self.database.close())
        self.begin()

    def totals(self, group: PlainGroup) -> list[tuple[int, int]]:
        """The sums of a group in every window, as the database has them."""
        return [self.sum_of(group, window) for window in Window]

    def sum_of(self, group: PlainGroup, window: Window) -> tuple[int, int]:
        board = self.run(self.database.read(self.board_for_members, group, window))
        assert board.total_minutes is not None
        assert board.total_tasks is not None
        return board.total_minutes, board.total_tasks

    def board_for_members(self, session: Session, group: PlainGroup, window: Window) -> Board:
        people = people_of(session, group.guild_id, group.id)
        assert people is not None
        return board_in(session, self.club.seen, people, window, Audience.GROUP, self.clock.now())

    @invariant()
    def the_groups_agree(self) -> None:
        for server, guild_id in enumerate(self.guilds):
            living = self.paper.living(guild_id)
            self.check_list((server, next(self.looks) % MEMBERS), living)
            for group in living:
                self.check_group(server, group)
            for group in self.paper.groups:
                if group.guild_id != guild_id:
                    asker = self.asker((server, 0))
                    assert self.refused(self.groups.boards.board(asker, group.id)) == "group-unknown"
                    assert self.refused(self.groups.life.leave(asker, group.id)) == "group-unknown"

    def check_list(self, who: tuple[int, int], living: list[PlainGroup]) -> None:
        page = self.run(self.groups.lists.page_of(self.asker(who)))
        user_id = self.users[who[1]]
        assert page.total == len(living)
        assert {line.group.id: (line.members, line.is_member) for line in page.lines} == {
            group.id: (len(group.members), user_id in group.members) for group in living
        }
        invited = {
            group.id
            for group in living
            if user_id in group.invited and self.paper.now < group.invited[user_id]
        }
        assert {each.invitation.group_id for each in page.invitations} == invited

    def check_group(self, server: int, group: PlainGroup) -> None:
        view = self.run(self.groups.lists.group(self.asker((server, 0)), str(group.id)))
        assert [stay.user_id for stay in view.members] == group.members
        assert (view.group.name, view.group.owner_id, view.group.credential_id) == (
            group.name,
            group.owner_id,
            group.credential,
        )
        window = list(Window)[next(self.looks) % len(Window)]
        for member in (self.users.index(group.members[0]), self.outsider(group)):
            if member is not None:
                board = self.run(self.groups.boards.board(self.asker((server, member)), group.id, window))
                self.check_board(group, board, is_inside=self.users[member] in group.members)

    def outsider(self, group: PlainGroup) -> int | None:
        outside = [at for at, user_id in enumerate(self.users) if user_id not in group.members]
        return outside[0] if outside else None

    def check_board(self, group: PlainGroup, board: Board, *, is_inside: bool) -> None:
        window, paper = board.window.value, self.paper
        said = {each: paper.sees_all((group.guild_id, each)) for each in group.members}
        shown = [each for each in group.members if said[each] in ("groups", "server")[not is_inside :]]
        lines = {each: paper.line(group, each, window) for each in shown}
        ranked = sorted(
            shown, key=lambda each: (-lines[each].minutes, -lines[each].tasks, group.members.index(each))
        )
        assert [line.user_id for line in board.lines] == ranked
        for line in board.lines:
            plain = lines[line.user_id]
            assert (line.minutes, line.tasks_done) == (plain.minutes, plain.tasks)
            assert line.is_resting == (plain.minutes == plain.tasks == 0)
            assert (line.streak_weeks, line.done_of) == (plain.streak, plain.done_of)
        private = tuple(each for each in group.members if said[each] == "private")
        assert board.private_user_ids == (private if is_inside else ())
        assert board.hidden_count == len(group.members) - len(shown)
        nothing = (0, 0)
        assert (board.former_minutes, board.former_tasks) == (
            paper.former(group, window) if is_inside else nothing
        )
        told = is_inside or paper.may_tell(group, window)
        total = paper.total(group, window) if told else (None, None)
        assert (board.total_minutes, board.total_tasks) == total

    def teardown(self) -> None:
        self.run(self.database.close())
        self.runner.close()


# A game opens the database many times, and a busy machine may take its time.
@pytest.mark.timeout(600)
def test_study_groups_agree_with_the_same_on_paper(store: Store):
    url = store.new_url()
    examples = 8 if store.kind == "sqlite" else 3
    run_state_machine_as_test(
        lambda: GroupMachine(url),  # type: ignore[arg-type]  # whatever makes a machine will do
        settings=settings(max_examples=examples, stateful_step_count=20, deadline=None),
    )

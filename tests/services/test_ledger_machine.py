"""Whatever members do, in whatever order: the ledger and all numbers agree with the same kept on paper."""

import asyncio
from collections.abc import Coroutine
from dataclasses import replace
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

from bot.domain.credential import Requirement, RequirementKind, Task
from bot.domain.erasure import ErasureScope
from bot.domain.errors import UserError
from bot.domain.gone import GoneCredential
from bot.domain.next_task import TaskRef
from bot.domain.outbox import OutboxKind
from bot.domain.progress import Figure
from bot.domain.visibility import Announcing
from bot.services.asker import Asker
from bot.services.catalogue_view import CatalogueInMemory
from bot.services.enrolling import Enrolling
from bot.services.log_requests import EntryWords, LogRequest
from bot.services.member_data import MemberData
from bot.services.member_profile import MemberProfile
from bot.services.progress_view import ProgressReader
from bot.services.seen_catalogue import SeenCatalogue
from bot.services.tracking import Tracking
from bot.storage import outbox
from bot.storage.database import Database
from tests.services.ledger_model import PlainEnrolment, PlainEntry, PlainLedger, streak_weeks
from tests.set_clock import SetClock
from tests.small_catalogue import credential, make_index
from tests.stores import Store

T = TypeVar("T")
IDS = count(1_000)
ZONES = ("UTC", "Asia/Tokyo", "America/Los_Angeles", "Pacific/Kiritimati", "Europe/Berlin")
WHO = strategies.sampled_from(((0, 0), (0, 0), (0, 0), (0, 1), (1, 0), (1, 1)))
"""Which server, which member; one of them does the most, so that games come to an end of something."""
PICK = strategies.integers(0, 1_000)
MINUTES = strategies.none() | strategies.integers(1, 120) | strategies.integers(500, 1_000)
BACK = strategies.sampled_from((0, 0, 0, 1, 2, 7, 8, -1))


class LedgerMachine(RuleBasedStateMachine):
    """Plays on one database; every game has servers and members of its own."""

    def __init__(self, url: str) -> None:
        super().__init__()
        self.runner = asyncio.Runner()
        self.url = url
        self.database = self.run(Database.open(url))
        self.clock = SetClock()
        self.paper = PlainLedger(self.clock.now())
        first = next(IDS) * 10
        self.guilds, self.users = (first, first + 1), (first + 2, first + 3)
        self.interactions = count(first * 1_000)
        self.tasks = {"sql": [("sql.1", "sql 1"), ("sql.2", "sql 2")], "excel": [("excel.1", "excel 1")]}
        self.numbers = count(3)
        self.begin()

    def begin(self) -> None:
        self.enrolling = Enrolling(self.seen, self.database, self.clock)
        self.tracking = Tracking(self.seen, self.database, self.clock)
        self.reader = ProgressReader(self.seen, self.database, self.clock)
        self.profile = MemberProfile(self.database, self.clock)
        self.data = MemberData(self.database, self.clock)

    def run(self, work: Coroutine[Any, Any, T]) -> T:
        return self.runner.run(work)

    def seen(self, _: int | None) -> CatalogueInMemory:
        gone = [
            GoneCredential(name, name, "Example University", "Both are one.", kept, is_merged=True)
            for name, kept in self.paper.merged.items()
        ]
        known = [
            replace(
                credential(name, name),
                requirements=(Requirement(RequirementKind.LESSONS, tuple(Task(*task) for task in tasks)),),
            )
            for name, tasks in self.tasks.items()
            if name not in self.paper.merged
        ]
        return CatalogueInMemory(SeenCatalogue(known, gone), make_index(known))

    def asker(self, who: tuple[int, int]) -> Asker:
        return Asker(self.users[who[1]], self.guilds[who[0]], next(self.interactions))

    def refused(self, work: Coroutine[Any, Any, object]) -> str:
        try:
            self.run(work)
        except UserError as error:
            return error.message_id
        return ""

    def some_enrolment(self, who: tuple[int, int], pick: int) -> PlainEnrolment | None:
        mine = self.paper.of(self.guilds[who[0]], self.users[who[1]])
        return mine[pick % len(mine)] if mine else None

    def some_entry(self, who: tuple[int, int], pick: int) -> PlainEntry | None:
        mine = self.paper.mine(self.guilds[who[0]], self.users[who[1]])
        return mine[pick % len(mine)] if mine else None

    @initialize(who=WHO, name=strategies.sampled_from(("sql", "excel")))
    def begins_with_something(self, who: tuple[int, int], name: str) -> None:
        self.says_what_is_announced(who, Announcing.QUIET)
        self.starts(who, name, again=False)

    @rule(hours=strategies.sampled_from((1, 5, 20, 30, 168, 340, 500)))
    def time_passes(self, hours: int) -> None:
        self.clock.advance(timedelta(hours=hours))
        self.paper.now = self.clock.now()

    @rule(who=WHO, zone=strategies.sampled_from(ZONES))
    def moves_to_another_zone(self, who: tuple[int, int], zone: str) -> None:
        self.run(self.profile.set_time_zone(self.asker(who), zone))
        self.paper.zones[self.users[who[1]]] = zone

    @rule(who=WHO, how=strategies.sampled_from(Announcing))
    def says_what_is_announced(self, who: tuple[int, int], how: Announcing) -> None:
        asker = self.asker(who)
        self.run(self.profile.set_announcing(asker, how))
        self.paper.announcing[asker.guild_id or 0, asker.user_id] = how.value

    @rule(who=WHO, name=strategies.sampled_from(("sql", "excel")), again=strategies.booleans())
    def starts(self, who: tuple[int, int], name: str, again: bool) -> None:
        asker, kept = self.asker(who), self.paper.kept(name)
        mine = [
            each for each in self.paper.of(*self.whose(asker)) if self.paper.kept(each.credential_id) == kept
        ]
        leads_to = [each.id for each in mine if each.is_open or (each.status == "completed" and not again)]
        started = self.run(self.enrolling.start(asker, name, again=again))
        assert self.run(self.enrolling.start(asker, name, again=again)) == started
        found = started.view.enrolment
        assert started.is_new == (not leads_to)
        if not started.is_new:
            assert found.id in leads_to
            return
        today = self.paper.today(asker.user_id)
        plain = PlainEnrolment(found.id, *self.whose(asker), kept, list(self.tasks[kept]), today, title=kept)
        self.paper.enrolments.append(plain)

    @rule()
    def two_are_merged_or_taken_apart(self) -> None:
        self.paper.merged = {} if self.paper.merged else {"excel": "sql"}

    def whose(self, asker: Asker) -> tuple[int, int]:
        return asker.guild_id or 0, asker.user_id

    @rule(
        who=WHO,
        pick=PICK,
        task=PICK,
        minutes=MINUTES,
        back=BACK,
        done=strategies.sampled_from((True, True, False)),
    )
    def logs(
        self, who: tuple[int, int], pick: int, task: int, minutes: int | None, back: int, done: bool
    ) -> None:
        enrolment = self.some_enrolment(who, pick)
        if enrolment is None:
            assert (
                self.refused(self.tracking.log(self.asker(who), LogRequest(minutes="5"))) == "nothing-started"
            )
            return
        tasks = [task_id for task_id, _ in enrolment.tasks]
        task_id = [*tasks, None][task % (len(tasks) + 1)]
        done = done and task_id is not None
        asker, day = self.asker(who), self.paper.today(self.users[who[1]]) - timedelta(days=back)
        request = LogRequest(
            str(TaskRef(enrolment.id, task_id)),
            None if minutes is None else str(minutes),
            day.isoformat(),
            "a note",
            is_done=done,
            is_sure=True,
        )
        expected = self.refusal_of(enrolment, task_id, minutes, back, done=done)
        if expected:
            assert self.refused(self.tracking.log(asker, request)) == expected
            return
        logged = self.run(self.tracking.log(asker, request))
        assert self.run(self.tracking.log(asker, request)) == logged
        self.paper.entries.append(
            PlainEntry(logged.entry.id, enrolment, task_id, done, minutes, "a note", day)
        )
        was = enrolment.status
        self.paper.settle(enrolment)
        assert logged.completed == (enrolment.status == "completed" != was)

    def refusal_of(
        self, enrolment: PlainEnrolment, task_id: str | None, minutes: int | None, back: int, *, done: bool
    ) -> str:
        whose = enrolment.guild_id, enrolment.user_id
        day = self.paper.today(enrolment.user_id) - timedelta(days=back)
        if back < 0 or back > 7:
            return "day-in-future" if back < 0 else "day-too-old"
        if enrolment.status == "dropped":
            return "enrolment-dropped"
        if done and task_id in self.paper.ticked(enrolment):
            return "task-done"
        if not done and minutes is None:
            return "work-missing"
        return "day-full" if self.paper.minutes_on(*whose, day) + (minutes or 0) > 1440 and minutes else ""

    @rule(who=WHO)
    def undoes_the_newest(self, who: tuple[int, int]) -> None:
        entry = self.paper.newest(self.guilds[who[0]], self.users[who[1]])
        if entry is None:
            assert self.refused(self.tracking.undo(self.asker(who))) == "nothing-to-undo"
        else:
            self.undo(who, entry, None)

    @rule(who=WHO, pick=PICK)
    def undoes_some(self, who: tuple[int, int], pick: int) -> None:
        entry = self.some_entry(who, pick)
        if entry is not None:
            self.undo(who, entry, entry.id)

    def undo(self, who: tuple[int, int], entry: PlainEntry, named: int | None) -> None:
        asker, enrolment = self.asker(who), entry.enrolment
        if self.paper.would_reopen(entry) and self.paper.other_is_open(enrolment):
            assert self.refused(self.tracking.undo(asker, named)) == "enrolment-started-again"
            return
        undone = self.run(self.tracking.undo(asker, named))
        assert undone.entry.id == entry.id
        assert self.run(self.tracking.undo(asker, named)) == undone
        was = enrolment.status
        entry.stands = False
        self.paper.settle(enrolment)
        assert undone.reopened == (was == "completed" != enrolment.status)
        assert self.refused(self.tracking.undo(self.asker(who), entry.id)) == "log-entry-void"

    @rule(who=WHO, pick=PICK, minutes=MINUTES, back=strategies.none() | strategies.integers(0, 7))
    def edits(self, who: tuple[int, int], pick: int, minutes: int | None, back: int | None) -> None:
        entry = self.some_entry(who, pick)
        if entry is None:
            return
        asker = self.asker(who)
        day = entry.day if back is None else self.paper.today(asker.user_id) - timedelta(days=back)
        now_minutes = entry.minutes if minutes is None else minutes
        words = EntryWords(
            None if minutes is None else str(minutes), None if back is None else day.isoformat(), "mended"
        )
        entry.stands = False
        if now_minutes and self.paper.minutes_on(*self.whose(asker), day) + now_minutes > 1440:
            entry.stands = True
            assert self.refused(self.tracking.edit_entry(asker, entry.id, words)) == "day-full"
            return
        logged = self.run(self.tracking.edit_entry(asker, entry.id, words))
        assert self.run(self.tracking.edit_entry(asker, entry.id, words)) == logged
        assert logged.entry.replaces == entry.id
        self.paper.entries.append(
            PlainEntry(
                logged.entry.id, entry.enrolment, entry.task_id, entry.is_done, now_minutes, "mended", day
            )
        )

    @rule(who=WHO, pick=PICK, to=strategies.sampled_from(("pause", "resume", "drop")))
    def changes_status(self, who: tuple[int, int], pick: int, to: str) -> None:
        enrolment = self.some_enrolment(who, pick)
        if enrolment is None:
            return
        deed, status = (
            getattr(self.enrolling, to),
            {"pause": "paused", "resume": "active", "drop": "dropped"}[to],
        )
        expected = ""
        if enrolment.status == "completed":
            expected = "enrolment-completed"
        elif enrolment.status == "dropped" and to == "pause":
            expected = "enrolment-dropped"
        elif enrolment.status == "dropped" and to == "resume" and self.paper.other_is_open(enrolment):
            expected = "enrolment-started-again"
        if expected:
            assert self.refused(deed(self.asker(who), enrolment.id)) == expected
            return
        changed = self.run(deed(self.asker(who), enrolment.id))
        assert changed.is_changed == (enrolment.status != status)
        if changed.is_changed:
            enrolment.statuses.append(status)

    @rule(who=WHO, pick=PICK)
    def adds_a_task(self, who: tuple[int, int], pick: int) -> None:
        enrolment = self.some_enrolment(who, pick)
        if enrolment is None or not enrolment.is_open:
            return
        title = f"own {next(self.numbers)}"
        changed = self.run(self.enrolling.add_personal_task(self.asker(who), enrolment.id, title, "30 min"))
        enrolment.tasks.append((changed.view.enrolment.tasks[-1].id, title))

    @rule(who=WHO, pick=PICK, how=strategies.sampled_from(("rename", "remove")))
    def changes_a_task(self, who: tuple[int, int], pick: int, how: str) -> None:
        enrolment = self.some_enrolment(who, pick)
        own = [] if enrolment is None else [each for each in enrolment.tasks if each[0].startswith("own_")]
        if enrolment is None or not enrolment.is_open or not own:
            return
        task_id, title = own[pick % len(own)]
        place, asker = enrolment.tasks.index((task_id, title)), self.asker(who)
        if how == "rename":
            title = f"own {next(self.numbers)}"
            self.run(self.enrolling.rename_personal_task(asker, enrolment.id, task_id, title))
            enrolment.tasks[place] = (task_id, title)
        elif task_id in self.paper.ticked(enrolment):
            removing = self.enrolling.remove_personal_task(asker, enrolment.id, task_id)
            assert self.refused(removing) == "own-task-ticked"
        else:
            changed = self.run(self.enrolling.remove_personal_task(asker, enrolment.id, task_id))
            del enrolment.tasks[place]
            self.paper.settle(enrolment)
            assert changed.completed == (enrolment.status == "completed")

    @rule(
        name=strategies.sampled_from(("sql", "excel")),
        how=strategies.sampled_from(("add", "drop", "rename", "move")),
    )
    def the_catalogue_is_edited(self, name: str, how: str) -> None:
        tasks, number = self.tasks[name], next(self.numbers)
        match how:
            case "add":
                self.tasks[name] = [*tasks, (f"{name}.{number}", f"{name} {number}")]
            case "drop" if len(tasks) > 1:
                self.tasks[name] = tasks[1:]
            case "rename":
                self.tasks[name] = [(tasks[0][0], f"{name} {number}"), *tasks[1:]]
            case _:
                self.tasks[name] = [*tasks[1:], tasks[0]]

    @rule(who=WHO, pick=PICK, takes=strategies.booleans())
    def answers_an_update(self, who: tuple[int, int], pick: int, takes: bool) -> None:
        enrolment = self.some_enrolment(who, pick)
        if enrolment is None:
            return
        view = self.run(self.reader.progress(self.asker(who), enrolment.id)).view
        if view.offer is None:
            return
        kept = self.paper.kept(enrolment.credential_id)
        current = list(self.tasks[kept])
        deed = self.enrolling.accept_update if takes else self.enrolling.decline_update
        self.run(deed(self.asker(who), enrolment.id, view.offer.content_hash))
        if takes:
            self.paper.take_in(enrolment, kept, current)
        else:
            enrolment.declined = (kept, current)

    @precondition(lambda self: len(self.paper.entries) > 3)
    @rule(who=WHO, scope=strategies.sampled_from(ErasureScope))
    def erases(self, who: tuple[int, int], scope: ErasureScope) -> None:
        asker = self.asker(who)
        self.run(self.data.erase(asker, scope))
        self.paper.erase(asker.user_id, None if scope is ErasureScope.EVERYWHERE else asker.guild_id)

    @rule()
    def starts_anew(self) -> None:
        self.run(self.database.close())
        self.database = self.run(Database.open(self.url))
        self.begin()

    @invariant()
    def the_numbers_agree(self) -> None:
        for who in ((server, member) for server in (0, 1) for member in (0, 1)):
            asker = self.asker(who)
            mine = self.paper.of(*self.whose(asker))
            for enrolment in mine:
                self.check_progress(asker, enrolment)
            standing = self.run(self.reader.standing(asker))
            assert set(standing.earned) == {self.kept(each) for each in mine if each.status == "completed"}
            assert set(standing.started) == {self.kept(each) for each in mine if each.is_open}
            assert set(standing.started.values()) <= {each.id for each in mine if each.is_open}
            history = self.run(self.reader.history(asker, 3660))
            entries = self.paper.mine(*self.whose(asker))
            shown = {line.entry.id for line in history.lines if line.entry.counts}
            assert shown == {entry.id for entry in entries}
            assert history.minutes == sum(entry.minutes or 0 for entry in entries)
            days = {entry.day for entry in entries}
            assert history.streak.weeks == streak_weeks(days, self.paper.today(asker.user_id))

    def kept(self, plain: PlainEnrolment) -> str:
        return self.paper.kept(plain.credential_id)

    def check_progress(self, asker: Asker, plain: PlainEnrolment) -> None:
        shown = self.run(self.reader.progress(asker, plain.id))
        enrolment, progress = shown.view.enrolment, shown.view.progress
        entries, ticked = self.paper.entries_of(plain), self.paper.ticked(plain)
        assert [change.status.value for change in enrolment.history] == plain.statuses
        assert [(task.id, task.title) for task in enrolment.tasks] == plain.tasks
        assert enrolment.started_on == plain.started_on
        assert {each.task.id for each in progress.tasks if each.is_done} == ticked & {
            task_id for task_id, _ in plain.tasks
        }
        assert progress.minutes == sum(entry.minutes or 0 for entry in entries)
        assert {each.week: each.minutes for each in progress.weeks if each.minutes} == {
            week: minutes for week, minutes in self.paper.weeks(entries).items() if minutes
        }
        today = self.paper.today(asker.user_id)
        assert progress.streak.weeks == streak_weeks({entry.day for entry in entries}, today)
        assert {entry.id for entry in shown.entries} == {entry.id for entry in entries}
        kept = self.kept(plain)
        assert (shown.view.offer is not None) == self.paper.offers(plain, kept, self.tasks[kept])
        assert shown.view.kept_as == (kept if kept not in {plain.credential_id, plain.title} else None)
        behind = self.run(self.reader.entries_behind(asker, plain.id, Figure.MINUTES))
        assert sum(line.entry.minutes or 0 for line in behind) == progress.minutes
        told = self.run(
            self.database.read(outbox.entries_about, plain.guild_id, OutboxKind.COMPLETION, plain.id)
        )
        assert any(each.withdrawn_at is None for each in told) == self.paper.announced.get(plain.id, False)

    def teardown(self) -> None:
        self.run(self.database.close())
        self.runner.close()


# A game opens the database many times, and a busy machine may take its time.
@pytest.mark.timeout(600)
def test_the_ledger_agrees_with_the_same_on_paper(store: Store):
    url = store.new_url()
    examples = 12 if store.kind == "sqlite" else 4
    run_state_machine_as_test(
        lambda: LedgerMachine(url),  # type: ignore[arg-type]  # whatever makes a machine will do
        settings=settings(max_examples=examples, stateful_step_count=20, deadline=None),
    )

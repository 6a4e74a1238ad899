"""The use cases around an enrolment: start it, rest, go on, give it up, add a task, take in what is new."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

from bot.domain.enrolment import (
    Enrolment,
    EnrolmentStatus,
    check_open,
    dropped,
    paused,
    resumed,
)
from bot.domain.enrolment_update import check_same_offer, declined, updated
from bot.domain.ledger import LogEntry, ticks
from bot.domain.minutes_text import parse_minutes
from bot.domain.own_tasks import with_personal_task, with_renamed_task, without_personal_task
from bot.domain.ports import Clock
from bot.domain.task_lines import TaskLine, parse_task_lines
from bot.services.asker import Asker
from bot.services.member_ledger import (
    CatalogueOf,
    EnrolmentView,
    Member,
    current_outline,
    enrolment_of,
    entries_of,
    is_announced,
    listed_now,
    member_of,
    minutes_by_day,
    settle,
    view_of,
)
from bot.services.renewal_notices import follow_renewal
from bot.services.starting import Started, start, target_day
from bot.services.target_notices import plan_notices
from bot.storage.database import Database, Session

_Change = Callable[[list[LogEntry], Member, Enrolment], Enrolment]


@dataclass(frozen=True, slots=True)
class Changed:
    """What came of a change; `is_changed` is False where it stood so already.

    `completed`: taking in what is new left nothing more to do; `announced` says whether the server will be
    told of that.
    """

    view: EnrolmentView
    is_changed: bool
    completed: bool = False
    announced: bool = False


class Enrolling:
    """Begins enrolments and changes them. Everything is the asker's own, in the asker's server.

    In a direct message without a server every use case raises UserError `server-needed`. A repeat of the same
    interaction changes nothing and answers the same.
    """

    def __init__(self, catalogue_of: CatalogueOf, database: Database, clock: Clock) -> None:
        """`catalogue_of` is what a server sees at this moment."""
        self._catalogue_of = catalogue_of
        self._database = database
        self._clock = clock

    async def start(
        self, asker: Asker, named: str, target: str | None = None, *, again: bool = False
    ) -> Started:
        """Begins to work on a credential (its id or title), perhaps to be done by a day in words.

        One that is open already is answered as it is, with the new target if one was said; one that is
        completed is answered too, unless `again` starts it anew. Raises UserError as
        `SeenCatalogue.named` and `parse_target` do. What was merged into it counts as the same.
        """
        seen = self._catalogue_of(asker.guild_id).seen
        credential, now = seen.named(seen.same(named)), self._clock.now()
        return await self._database.write(start, asker, credential, seen.same, target, now, again=again)

    async def set_target(self, asker: Asker, enrolment_id: str, target: str | None) -> Changed:
        """Keeps another day to be done by, or none. Raises UserError as `parse_target` and `pause` do."""

        def change(_: list[LogEntry], member: Member, enrolment: Enrolment) -> Enrolment:
            check_open(enrolment)
            return replace(enrolment, target=target_day(target, member))

        return await self._change(asker, enrolment_id, change)

    async def pause(self, asker: Asker, enrolment_id: str) -> Changed:
        """Lets it rest. Raises UserError `enrolment-unknown`, `enrolment-completed`, `enrolment-dropped`."""
        return await self._change(
            asker, enrolment_id, lambda _, m, each: paused(each, m.now, m.interaction_id)
        )

    async def resume(self, asker: Asker, enrolment_id: str) -> Changed:
        """Goes on with it, from a pause or after it was dropped.

        Raises UserError `enrolment-unknown`, `enrolment-completed`, `enrolment-started-again`.
        """
        return await self._change(
            asker, enrolment_id, lambda _, m, each: resumed(each, m.now, m.interaction_id)
        )

    async def drop(self, asker: Asker, enrolment_id: str) -> Changed:
        """Gives it up; what was logged stays. Raises UserError `enrolment-unknown`, `enrolment-completed`."""
        return await self._change(
            asker, enrolment_id, lambda _, m, each: dropped(each, m.now, m.interaction_id)
        )

    async def add_personal_task(
        self, asker: Asker, enrolment_id: str, title: str, minutes: str | None = None
    ) -> Changed:
        """Adds a task of the member's own at the end, perhaps with its minutes in words.

        Raises UserError `enrolment-unknown`, and as `parse_minutes` and `with_personal_task` do. A second
        click finds the title there already: `own-task-named-twice`.
        """

        def change(entries: list[LogEntry], _: Member, enrolment: Enrolment) -> Enrolment:
            known = parse_minutes(minutes) if minutes and minutes.strip() else None
            return with_personal_task(enrolment, title, known, logged=_logged(entries))

        return await self._change(asker, enrolment_id, change)

    async def add_personal_tasks(self, asker: Asker, enrolment_id: str, lines: str) -> Changed:
        """Adds tasks of the member's own at the end, one a line, each perhaps with its time; all or none.

        Raises UserError `enrolment-unknown`, and as `parse_task_lines` and `with_personal_task` do.
        """
        wanted = parse_task_lines(lines)

        def change(entries: list[LogEntry], _: Member, enrolment: Enrolment) -> Enrolment:
            for line in wanted:
                minutes, logged = _minutes_of(line), _logged(entries)
                enrolment = with_personal_task(enrolment, line.title, *minutes, logged=logged)
            return enrolment

        return await self._change(asker, enrolment_id, change)

    async def rename_personal_task(
        self, asker: Asker, enrolment_id: str, task_id: str, typed: str
    ) -> Changed:
        """Gives a task of the member's own another title and time, both in one line.

        Raises UserError `enrolment-unknown`, and as `parse_task_lines` and `with_renamed_task` do.
        """
        line = parse_task_lines(" ".join(typed.split()))[0]

        def change(_: list[LogEntry], __: Member, enrolment: Enrolment) -> Enrolment:
            return with_renamed_task(enrolment, task_id, line.title, *_minutes_of(line))

        return await self._change(asker, enrolment_id, change)

    async def remove_personal_task(self, asker: Asker, enrolment_id: str, task_id: str) -> Changed:
        """Takes a task of the member's own away, which may leave nothing more to do.

        Raises UserError `enrolment-unknown`, and as `without_personal_task` does.
        """

        def change(entries: list[LogEntry], _: Member, enrolment: Enrolment) -> Enrolment:
            return without_personal_task(enrolment, task_id, ticks(entries))

        return await self._change(asker, enrolment_id, change)

    async def accept_update(self, asker: Asker, enrolment_id: str, content_hash: str) -> Changed:
        """Takes in what the catalogue says now; `content_hash` is of the offer that the member saw.

        Raises UserError `enrolment-unknown`, `update-gone`, `enrolment-completed`, `enrolment-dropped`.
        """

        def change(entries: list[LogEntry], _: Member, enrolment: Enrolment) -> Enrolment:
            current = check_same_offer(current_outline(self._catalogue_of, enrolment), content_hash)
            return updated(enrolment, current, ticks(entries))

        return await self._change(asker, enrolment_id, change)

    async def decline_update(self, asker: Asker, enrolment_id: str, content_hash: str) -> Changed:
        """Keeps the tasks as they are, and asks no more about these words of the catalogue.

        Raises UserError as `accept_update` does, but for `update-gone`.
        """
        return await self._change(asker, enrolment_id, lambda _, __, each: declined(each, content_hash))

    async def _change(self, asker: Asker, enrolment_id: str, change: _Change) -> Changed:
        now = self._clock.now()

        def decide_and_save(session: Session) -> Changed:
            member = member_of(session, asker, now)
            before = enrolment_of(session, member, enrolment_id)
            entries = entries_of(session, before)
            if before.was_changed_by(asker.interaction_id):
                after, is_changed = before, True
            else:
                changed = change(entries, member, before)
                after = settle(session, member, before, entries, self._catalogue_of, changed)
                follow_renewal(session, member, before, after, self._catalogue_of)
                is_changed = after != before
            if after.target != before.target:
                plan_notices(session, member, after)
            listed = listed_now(self._catalogue_of, after)
            view = view_of(member, after, entries, minutes_by_day(session, member), listed)
            is_completed = after.status is EnrolmentStatus.COMPLETED
            completed = is_completed and after.was_changed_by(asker.interaction_id)
            announced = completed and is_announced(session, member.guild_id, member.user_id)
            return Changed(view, is_changed, completed, announced)

        return await self._database.write(decide_and_save)


def _logged(entries: Iterable[LogEntry]) -> set[str]:
    """The tasks of which the ledger tells, undone or not."""
    return {entry.task_id for entry in entries if entry.task_id is not None}


def _minutes_of(line: TaskLine) -> tuple[int | None, int | None]:
    low, high = line.min_minutes, line.max_minutes
    return (high if low is None else low), high

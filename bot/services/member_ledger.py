"""What the use cases of the ledger have in common: loading a member's work, and saving what became of it."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from bot.domain.enrolment import Enrolment, EnrolmentStatus, Outline, outline_of, settled
from bot.domain.enrolment_update import UpdateOffer, offered
from bot.domain.errors import UserError
from bot.domain.ledger import LogEntry, newest_standing, standing_entries, ticks
from bot.domain.local_days import local_day
from bot.domain.moderation import BlockedFrom
from bot.domain.next_task import Underway, latest_first
from bot.domain.outbox import OutboxEntry, OutboxKey, OutboxKind, OutboxScope
from bot.domain.progress import Progress, progress_of
from bot.domain.renewal import expiry_of
from bot.domain.streaks import Streak, streak_of
from bot.domain.visibility import Announcing
from bot.services.asker import Asker
from bot.services.catalogue_view import CatalogueInMemory
from bot.storage import enrolments, ledger, member_blocks, member_settings, outbox, user_settings
from bot.storage.database import Session

_KEEP_QUIET = (BlockedFrom.ANNOUNCING, BlockedFrom.EVERYTHING)


CatalogueOf = Callable[[int | None], CatalogueInMemory]
"""What a server sees at this moment."""


@dataclass(frozen=True, slots=True)
class Member:
    """Whose ledger it is, where, and the moment of what they do; `today` is the day where they are."""

    guild_id: int
    user_id: int
    interaction_id: int
    now: datetime
    today: date
    zone: str | None


@dataclass(frozen=True, slots=True)
class EnrolmentView:
    """An enrolment with all that its card shows.

    `streak` is the member's in the server, over all they work on; the one in `progress` is of this credential
    alone. `newest` is the entry that an undo would void, None where nothing stands. `offer`: what the
    catalogue says differently by now, to be taken in or not. `expires`: the day until which it is valid, once
    it is completed, where anybody says. `kept_as`: the title under which the catalogue keeps it, where it was
    merged into another since.
    """

    enrolment: Enrolment
    progress: Progress
    streak: Streak
    newest: LogEntry | None = None
    offer: UpdateOffer | None = None
    expires: date | None = None
    kept_as: str | None = None


@dataclass(frozen=True, slots=True)
class Listed:
    """What the catalogue says now of an enrolment's credential, and under which id."""

    credential_id: str
    outline: Outline


def member_of(session: Session, asker: Asker, now: datetime) -> Member:
    """The asker as a member of the server. Raises UserError `server-needed` where there is none."""
    if asker.guild_id is None:
        raise UserError("server-needed")
    zone = user_settings.time_zone_of(session, asker.user_id)
    return Member(asker.guild_id, asker.user_id, asker.interaction_id, now, local_day(now, zone), zone)


def enrolment_of(session: Session, member: Member, enrolment_id: str) -> Enrolment:
    """The member's enrolment. Raises UserError `enrolment-unknown`."""
    found = enrolments.of_member(session, member.guild_id, member.user_id, enrolment_id)
    if found is None:
        raise UserError("enrolment-unknown")
    return found


def kept_id(catalogue_of: CatalogueOf, enrolment: Enrolment) -> str:
    """The id under which the enrolment's credential is kept now: another's, where it was merged into that."""
    return catalogue_of(enrolment.guild_id).seen.same(enrolment.credential_id)


def listed_now(catalogue_of: CatalogueOf, enrolment: Enrolment) -> Listed | None:
    """What the catalogue says now of the enrolment's credential; None where the server does not see it."""
    current_id = kept_id(catalogue_of, enrolment)
    found = catalogue_of(enrolment.guild_id).seen.credentials.get(current_id)
    return None if found is None else Listed(current_id, outline_of(found))


def kept_names(catalogue_of: CatalogueOf, some: Iterable[Enrolment]) -> dict[str, tuple[str, str]]:
    """Of enrolments whose credential was merged into another: the id and the title of that, by their ids."""
    found: dict[str, tuple[str, str]] = {}
    for each in some:
        kept = catalogue_of(each.guild_id).seen.credentials.get(kept_id(catalogue_of, each))
        if kept is not None and kept.id != each.credential_id:
            found[each.id] = kept.id, kept.title
    return found


def current_outline(catalogue_of: CatalogueOf, enrolment: Enrolment) -> Outline | None:
    """The same without the id."""
    listed = listed_now(catalogue_of, enrolment)
    return None if listed is None else listed.outline


def entries_of(session: Session, enrolment: Enrolment) -> list[LogEntry]:
    """The whole ledger of an enrolment, void rows too."""
    return ledger.entries_of(session, enrolment.guild_id, enrolment.id)


def underway(session: Session, member: Member) -> list[Underway]:
    """The member's open enrolments with what is ticked in them, the one logged last first, active first."""
    return with_ledger(session, member.guild_id, enrolments.open_of(session, member.guild_id, member.user_id))


def with_ledger(session: Session, guild_id: int, some: Iterable[Enrolment]) -> list[Underway]:
    """The enrolments with what is ticked in them, the one logged last first, paused ones after the others."""
    found = {enrolment.id: enrolment for enrolment in some}
    ticked = ledger.ticked_of(session, guild_id, found)
    logged = ledger.last_logged(session, guild_id, found)
    return latest_first(
        Underway(enrolment, ticked[each], logged.get(each)) for each, enrolment in found.items()
    )


def settle(
    session: Session,
    member: Member,
    before: Enrolment,
    entries: Sequence[LogEntry],
    catalogue_of: CatalogueOf,
    changed: Enrolment | None = None,
) -> Enrolment:
    """The enrolment after its ledger changed, saved, with what is to be told of it in the outbox.

    `before` is as the database has it, `entries` are its whole ledger now; `changed` is the enrolment where
    more than its ledger changed. Raises UserError `enrolment-started-again` where it would be open again
    beside a newer one.
    """
    after = settled(changed or before, ticks(entries), member.now, member.interaction_id)
    if after.status.is_open and not before.status.is_open:
        _check_no_other_open(session, after, catalogue_of)
    enrolments.save(session, before, after)
    if after.status is not before.status:
        _tell(session, member, before, after, entries)
    return after


def _check_no_other_open(session: Session, enrolment: Enrolment, catalogue_of: CatalogueOf) -> None:
    """Raises UserError `enrolment-started-again` where another of the same credential is open."""
    others = enrolments.open_of(session, enrolment.guild_id, enrolment.user_id)
    same = kept_id(catalogue_of, enrolment)
    if any(other.id != enrolment.id and kept_id(catalogue_of, other) == same for other in others):
        raise UserError("enrolment-started-again", title=enrolment.outline.title)


def view_of(
    member: Member,
    enrolment: Enrolment,
    entries: Sequence[LogEntry],
    days: Iterable[date],
    listed: Listed | None,
) -> EnrolmentView:
    """The enrolment as its card shows it, with its whole ledger.

    `days` are those of all the member's work in the server; `listed` is what the catalogue says now.
    """
    current = None if listed is None else listed.outline
    return EnrolmentView(
        enrolment,
        progress_of(enrolment, entries, today=member.today),
        streak_of(days, today=member.today),
        newest_standing(entries),
        offered(enrolment, current, ticks(entries)),
        expiry_of(enrolment, current, member.zone),
        _kept_as(enrolment, listed),
    )


def _kept_as(enrolment: Enrolment, listed: Listed | None) -> str | None:
    """The other title of what it was merged into; None where there is none."""
    if listed is None or listed.credential_id == enrolment.credential_id:
        return None
    return listed.outline.title if listed.outline.title != enrolment.outline.title else None


def minutes_by_day(session: Session, member: Member) -> dict[date, int]:
    """The days on which the member worked in the server, each with the minutes logged, in order."""
    return ledger.minutes_by_day(session, member.guild_id, member.user_id)


def member_streak(session: Session, member: Member) -> Streak:
    """The member's streak in the server, over all that they work on."""
    return streak_of(minutes_by_day(session, member), today=member.today)


def is_announced(session: Session, guild_id: int, user_id: int) -> bool:
    """Whether the server is told what the member completes: they want it, and are not kept from it."""
    wish = member_settings.announcing_of(session, guild_id, user_id)
    if wish in {None, Announcing.OFF}:
        return False
    return not member_blocks.blocks_of(session, guild_id, user_id) & set(_KEEP_QUIET)


def _tell(
    session: Session, member: Member, before: Enrolment, after: Enrolment, entries: Sequence[LogEntry]
) -> None:
    """Writes what is told of a completion, or takes back what was to be told of it."""
    if before.status is EnrolmentStatus.COMPLETED:
        outbox.withdraw(session, after.guild_id, OutboxKind.COMPLETION, after.id, now=member.now)
    if after.status is not EnrolmentStatus.COMPLETED:
        return
    if is_announced(session, member.guild_id, member.user_id):
        outbox.put(session, _announcement(member, after, standing_entries(entries)))


def _announcement(member: Member, completed: Enrolment, entries: Sequence[LogEntry]) -> OutboxEntry:
    key = OutboxKey(
        member.guild_id,
        OutboxScope.MEMBER,
        member.user_id,
        OutboxKind.COMPLETION,
        completed.id,
        member.today.isoformat(),
    )
    payload: dict[str, str | int | None] = {
        "enrolment_id": completed.id,
        "credential_id": completed.credential_id,
        "title": completed.outline.title,
        "issuer_line": completed.outline.issuer_line,
        "tasks": len(completed.tasks),
        "minutes": sum(entry.minutes or 0 for entry in entries),
        "started_on": completed.started_on.isoformat(),
        "completed_on": member.today.isoformat(),
    }
    return OutboxEntry(key, payload, created_at=member.now, due_at=member.now)

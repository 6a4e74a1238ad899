"""How an enrolment begins: anew, or as what there is already."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, datetime

from bot.domain.credential import Credential
from bot.domain.day_text import parse_target
from bot.domain.enrolment import Enrolment, EnrolmentStatus, Outline, StatusChange, outline_of
from bot.domain.visibility import Announcing
from bot.services.asker import Asker
from bot.services.member_ledger import (
    EnrolmentView,
    Listed,
    Member,
    entries_of,
    member_of,
    minutes_by_day,
    view_of,
)
from bot.services.target_notices import plan_notices
from bot.storage import enrolments, member_settings
from bot.storage.database import Session

_Same = Callable[[str], str]
"""As `SeenCatalogue.same`."""


@dataclass(frozen=True, slots=True)
class Started:
    """What came of a start.

    `is_new` is False where the member works on it already, or (the enrolment is completed) has earned it.
    `is_first`: it is all that the member ever began in the server. `zone_known`, `announcing`: what the first
    card asks for, where they never said.
    """

    view: EnrolmentView
    is_new: bool
    is_first: bool
    zone_known: bool
    announcing: Announcing | None


def start(
    session: Session,
    asker: Asker,
    credential: Credential,
    same: _Same,
    target: str | None,
    now: datetime,
    *,
    again: bool,
) -> Started:
    """Begins the credential; answers what is open already, or (unless `again`) what is completed.

    Raises UserError as `parse_target` does.
    """
    member = member_of(session, asker, now)
    current = outline_of(credential)
    day = target_day(target, member)
    repeated = enrolments.started_by(session, member.guild_id, member.user_id, member.interaction_id)
    known = repeated or _known(session, member, credential.id, same, again=again)
    if known is None:
        enrolment = _begun(member, credential.id, current, day)
        enrolments.add(session, enrolment)
    else:
        wants_target = day is not None and known.status.is_open
        enrolment = replace(known, target=day) if wants_target else known
        enrolments.save(session, known, enrolment)
    if day is not None:
        plan_notices(session, member, enrolment)
    entries, days = entries_of(session, enrolment), minutes_by_day(session, member)
    return Started(
        view_of(member, enrolment, entries, days, Listed(credential.id, current)),
        is_new=known is None or repeated is not None,
        is_first=len(enrolments.all_of(session, member.guild_id, member.user_id)) == 1,
        zone_known=member.zone is not None,
        announcing=member_settings.announcing_of(session, member.guild_id, member.user_id),
    )


def _known(
    session: Session, member: Member, credential_id: str, same: _Same, *, again: bool
) -> Enrolment | None:
    """The member's open enrolment of the credential, else the one completed last, but for `again`."""
    mine = [
        each
        for each in enrolments.all_of(session, member.guild_id, member.user_id)
        if same(each.credential_id) == credential_id
    ]
    is_open = [each for each in mine if each.status.is_open]
    done = [each for each in mine if each.status is EnrolmentStatus.COMPLETED and not again]
    return max(is_open or done, key=lambda each: (each.history[-1].at, each.id), default=None)


def _begun(member: Member, credential_id: str, outline: Outline, target: date | None) -> Enrolment:
    start = StatusChange(EnrolmentStatus.ACTIVE, member.now, member.interaction_id)
    return Enrolment(
        enrolments.new_id(),
        member.guild_id,
        member.user_id,
        credential_id,
        outline,
        target,
        member.today,
        (start,),
    )


def target_day(said: str | None, member: Member) -> date | None:
    """The day that was said, where one was. Raises UserError as `parse_target` does."""
    return parse_target(said, today=member.today) if said and said.strip() else None

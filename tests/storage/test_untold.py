"""What a member is still to be told, as one question."""

from datetime import UTC, datetime, time

import pytest
from sqlmodel import Session

from bot.domain.moderation import ProposalKind
from bot.domain.proposals import Proposal, refused
from bot.domain.schedule import Owner, Schedule, WeeklyTime, member_reminder, server_digest
from bot.domain.untold import Untold
from bot.storage import proposals, schedules
from bot.storage.untold import untold_to

CLUB, SCHOOL, AMARA, JONAS = 2**62 + 1, 2**62 + 2, 2**62 + 3, 2**62 + 4
NOW = datetime(2026, 11, 24, 12, tzinfo=UTC)
NOTHING = Untold()


def propose(session: Session) -> str:
    made = Proposal("p1", CLUB, AMARA, 1, ProposalKind.REPORT, NOW, credential_id="sql")
    return proposals.add(session, made).id


def remind(session: Session, owner: Owner) -> None:
    schedules.save(session, Schedule(owner, WeeklyTime("UTC", 0, time(9)), None, None, NOW))


def test_what_is_decided_is_told_of_until_it_is_told(session: Session):
    proposal_id = propose(session)
    assert untold_to(session, CLUB, AMARA) == NOTHING
    proposals.decide(session, CLUB, proposal_id, refused(JONAS, NOW, "no"))
    assert untold_to(session, CLUB, AMARA) == Untold(outcomes=True)
    proposals.mark_told(session, CLUB, proposal_id, NOW)
    assert untold_to(session, CLUB, AMARA) == NOTHING


def test_a_refused_reminder_is_told_of_until_it_is_told(session: Session):
    owner = member_reminder(CLUB, AMARA)
    remind(session, owner)
    assert untold_to(session, CLUB, AMARA) == NOTHING
    schedules.set_refused(session, owner, NOW)
    assert untold_to(session, CLUB, AMARA) == Untold(refusal=True)
    assert schedules.tell_refusal(session, owner)
    assert untold_to(session, CLUB, AMARA) == NOTHING


@pytest.mark.parametrize(("guild_id", "user_id"), [(CLUB, JONAS), (SCHOOL, AMARA)])
def test_it_is_the_members_own_in_the_server(session: Session, guild_id: int, user_id: int):
    proposals.decide(session, CLUB, propose(session), refused(JONAS, NOW, "no"))
    for owner in (member_reminder(CLUB, AMARA), server_digest(CLUB)):
        remind(session, owner)
        schedules.set_refused(session, owner, NOW)
    assert untold_to(session, CLUB, AMARA) == Untold(outcomes=True, refusal=True)
    assert untold_to(session, guild_id, user_id) == NOTHING

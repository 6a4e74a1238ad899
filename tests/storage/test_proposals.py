"""Proposals in the database: kept once, decided once, told once, and of one server alone."""

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test
from sqlmodel import Session

from bot.domain.moderation import ProposalKind, ReportReason
from bot.domain.proposals import Proposal, Verdict, accepted, refused
from bot.storage import proposals
from tests.set_clock import NOW

CLUB, SCHOOL = 10, 20
AMARA, JONAS, MIRA = 1, 2, 3


def proposal(number: int, guild_id: int = CLUB, member_id: int | None = AMARA) -> Proposal:
    """Every third is a report."""
    at = NOW + timedelta(minutes=number)
    plain = Proposal(f"{number:012}", guild_id, member_id, 1000 + number, ProposalKind.SUGGESTION, at)
    if number % 3:
        return replace(plain, content=f'{{"title": "Course {number}"}}')
    return replace(
        plain,
        kind=ProposalKind.REPORT,
        credential_id="sql",
        reason=ReportReason.OTHER,
        note="in my own words",
    )


def test_a_proposal_is_kept_as_it_is(session: Session):
    for number in (1, 3):
        assert proposals.add(session, proposal(number)) == proposal(number)
        assert proposals.proposal_of(session, CLUB, f"{number:012}") == proposal(number)
        assert proposals.own(session, AMARA, f"{number:012}") == proposal(number)


def test_a_repeat_of_an_interaction_is_the_one_that_is_kept(session: Session):
    first = proposals.add(session, proposal(1))
    again = replace(proposal(2), interaction_id=first.interaction_id)
    assert proposals.add(session, again) == first
    assert proposals.by_interaction(session, CLUB, first.interaction_id) == first
    assert proposals.by_interaction(session, SCHOOL, first.interaction_id) is None
    assert proposals.count_waiting(session, CLUB) == 1


def test_what_waits_comes_the_oldest_first_a_page_at_a_time(session: Session):
    for number in (3, 1, 2):
        proposals.add(session, proposal(number))
    assert proposals.waiting(session, CLUB, limit=2) == [proposal(1), proposal(2)]
    assert proposals.waiting(session, CLUB, limit=2, skipped=2) == [proposal(3)]


@pytest.mark.parametrize("verdict", [accepted(MIRA, NOW, "thanks", "bees"), refused(MIRA, NOW, "no")])
def test_a_proposal_is_decided_once_and_in_its_server(session: Session, verdict: Verdict):
    proposals.add(session, proposal(1))
    assert not proposals.decide(session, SCHOOL, proposal(1).id, verdict)
    assert proposals.decide(session, CLUB, proposal(1).id, verdict)
    assert not proposals.decide(session, CLUB, proposal(1).id, refused(JONAS, NOW, "late"))
    decided = proposals.proposal_of(session, CLUB, proposal(1).id)
    assert decided is not None
    kept = (decided.status, decided.decided_by, decided.decided_at, decided.answer, decided.result_id)
    assert kept == (verdict.status, MIRA, verdict.at, verdict.answer, verdict.result_id)


def test_what_is_decided_is_told_once(session: Session):
    for number in (1, 2):
        proposals.add(session, proposal(number))
        proposals.decide(
            session, CLUB, proposal(number).id, refused(MIRA, NOW + timedelta(hours=number), "no")
        )
    proposals.add(session, proposal(4))
    assert proposals.untold(session, limit=9) == [(CLUB, proposal(2).id), (CLUB, proposal(1).id)]
    mine = proposals.untold_of(session, CLUB, AMARA, limit=9)
    assert [each.id for each in mine] == [proposal(1).id, proposal(2).id]
    assert proposals.untold_of(session, SCHOOL, AMARA, limit=9) == []
    assert proposals.untold_of(session, CLUB, JONAS, limit=9) == []
    proposals.mark_told(session, SCHOOL, proposal(1).id, NOW)
    proposals.mark_told(session, CLUB, proposal(1).id, NOW)
    proposals.mark_told(session, CLUB, proposal(4).id, NOW)
    assert proposals.untold(session, limit=9) == [(CLUB, proposal(2).id)]
    waiting = proposals.proposal_of(session, CLUB, proposal(4).id)
    assert waiting is not None
    assert waiting.told_at is None


def test_who_is_erased_leaves_no_id_and_no_words_behind(session: Session):
    proposals.add(session, proposal(3))
    proposals.add(session, proposal(6, SCHOOL))
    proposals.add(session, proposal(9, member_id=JONAS))
    proposals.decide(session, CLUB, proposal(9).id, refused(AMARA, NOW, "no"))
    proposals.forget_member(session, AMARA, CLUB)
    erased = proposals.proposal_of(session, CLUB, proposal(3).id)
    assert erased == replace(proposal(3), member_id=None, note=None)
    by_erased = proposals.proposal_of(session, CLUB, proposal(9).id)
    assert by_erased is not None
    assert (by_erased.member_id, by_erased.decided_by) == (JONAS, None)
    assert proposals.proposal_of(session, SCHOOL, proposal(6).id) == proposal(6, SCHOOL)
    proposals.forget_member(session, AMARA)
    there = proposals.proposal_of(session, SCHOOL, proposal(6).id)
    assert there is not None
    assert there.member_id is None
    assert proposals.own(session, AMARA, proposal(6).id) is None


SERVERS, MEMBERS = st.sampled_from((CLUB, SCHOOL)), st.sampled_from((AMARA, JONAS))
IDS = st.integers(1, 12)


class TwoServers(RuleBasedStateMachine):
    """Proposals of two servers, beside a plain model of what is in each."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
        self.model: dict[str, Proposal] = {}

    def teardown(self) -> None:
        self.session.rollback()

    @rule(number=IDS, guild_id=SERVERS, member_id=MEMBERS)
    def propose(self, number: int, guild_id: int, member_id: int) -> None:
        new = proposal(number, guild_id, member_id)
        if new.id not in self.model:
            self.model[new.id] = new
            proposals.add(self.session, new)

    @rule(number=IDS, guild_id=SERVERS, is_taken=st.booleans())
    def decide(self, number: int, guild_id: int, is_taken: bool) -> None:
        verdict = accepted(MIRA, NOW) if is_taken else refused(MIRA, NOW, "no")
        known = self.model.get(f"{number:012}")
        can = known is not None and known.guild_id == guild_id and known.is_open
        assert proposals.decide(self.session, guild_id, f"{number:012}", verdict) == can
        if known is not None and can:
            self.model[known.id] = replace(
                known,
                status=verdict.status,
                decided_by=verdict.decided_by,
                decided_at=verdict.at,
                answer=verdict.answer,
            )

    @rule(number=IDS, guild_id=SERVERS)
    def tell(self, number: int, guild_id: int) -> None:
        proposals.mark_told(self.session, guild_id, f"{number:012}", NOW)
        known = self.model.get(f"{number:012}")
        if known is not None and known.guild_id == guild_id and not known.is_open:
            self.model[known.id] = replace(known, told_at=NOW)

    @rule(member_id=MEMBERS, guild_id=st.none() | SERVERS)
    def forget(self, member_id: int, guild_id: int | None) -> None:
        proposals.forget_member(self.session, member_id, guild_id)
        for each in list(self.model.values()):
            if each.member_id == member_id and guild_id in {None, each.guild_id}:
                self.model[each.id] = replace(each, member_id=None, note=None)

    @invariant()
    def each_server_sees_its_own_alone(self) -> None:
        for guild_id in (CLUB, SCHOOL):
            own = [each for each in self.model.values() if each.guild_id == guild_id]
            waiting = sorted((each for each in own if each.is_open), key=lambda each: each.created_at)
            assert proposals.waiting(self.session, guild_id, limit=99) == waiting
            assert proposals.count_waiting(self.session, guild_id) == len(waiting)
            for member_id in (AMARA, JONAS):
                of_member = [each for each in waiting if each.member_id == member_id]
                assert proposals.waiting_of(self.session, guild_id, member_id) == of_member
                untold = {
                    each.id
                    for each in own
                    if each.member_id == member_id and not each.is_open and each.told_at is None
                }
                found = proposals.untold_of(self.session, guild_id, member_id, limit=99)
                assert {each.id for each in found} == untold
            for each in self.model.values():
                seen = proposals.proposal_of(self.session, guild_id, each.id)
                assert seen == (each if each.guild_id == guild_id else None)


def test_the_proposals_of_two_servers_stay_apart_and_are_decided_once(session: Session):
    run_state_machine_as_test(
        lambda: TwoServers(session),  # type: ignore[arg-type]  # it calls whatever makes a machine
        settings=settings(max_examples=20, stateful_step_count=25),
    )

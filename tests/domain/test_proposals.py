"""What members propose: how much of it, what is the same, and how it is decided once."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.domain.catalogue_changes import MAX_REASON_LENGTH
from bot.domain.errors import UserError
from bot.domain.member_blocks import check_blockable
from bot.domain.moderation import (
    MAX_NOTE_LENGTH,
    BlockedFrom,
    ProposalKind,
    ProposalStatus,
    ReportReason,
)
from bot.domain.proposals import (
    MOST_OPEN,
    Proposal,
    accepted,
    check_may_propose,
    checked_note,
    decided,
    refused,
    repeated,
)
from tests.set_clock import NOW

AMARA, MIRA = 1, 3
SUGGESTION = Proposal("p" * 12, 10, AMARA, 100, ProposalKind.SUGGESTION, NOW, content='{"title": "Bees"}')
REPORT = Proposal(
    "r" * 12,
    10,
    AMARA,
    101,
    ProposalKind.REPORT,
    NOW,
    credential_id="sql",
    reason=ReportReason.OUTDATED,
    content='{"title": "SQL"}',
)


def refusal(error: pytest.ExceptionInfo[UserError]) -> str:
    return error.value.message_id


def test_a_proposal_is_named_after_what_it_is_about():
    assert SUGGESTION.title == "Bees"
    assert REPORT.title == "SQL"
    assert replace(REPORT, content=None).title == "sql"


def test_what_can_be_shown_is_what_came_of_it_or_what_is_reported():
    assert SUGGESTION.shown_id is None
    assert replace(SUGGESTION, result_id="bees").shown_id == "bees"
    assert REPORT.shown_id == "sql"


def test_a_proposal_is_decided_once():
    verdict = accepted(MIRA, NOW + timedelta(hours=1), result_id="bees")
    after = decided(SUGGESTION, verdict)
    assert (after.status, after.decided_by, after.result_id) == (ProposalStatus.ACCEPTED, MIRA, "bees")
    assert not after.is_open
    with pytest.raises(UserError) as error:
        decided(after, refused(MIRA, NOW, "no"))
    assert refusal(error) == "proposal-decided"


def test_a_refusal_takes_a_reason_and_keeps_it_on_one_line():
    assert refused(MIRA, NOW, " no\nthanks ").answer == "no thanks"
    for blank in ("", " \n", "\u202e"):
        with pytest.raises(UserError) as error:
            refused(MIRA, NOW, blank)
        assert refusal(error) == "refusal-reason-missing"


def test_a_word_with_an_acceptance_may_be_left_out_and_has_its_length():
    assert accepted(MIRA, NOW, "  ").answer is None
    assert accepted(MIRA, NOW, "x" * MAX_REASON_LENGTH).answer == "x" * MAX_REASON_LENGTH
    for decide in (accepted, refused):
        with pytest.raises(UserError) as error:
            decide(MIRA, NOW, "x" * (MAX_REASON_LENGTH + 1))
        assert refusal(error) == "reason-too-long"


def test_a_note_has_its_length():
    assert checked_note(None) is None
    assert checked_note(" \u200b ") is None
    assert checked_note("it\tcosts more") == "it costs more"
    with pytest.raises(UserError) as error:
        checked_note("x" * (MAX_NOTE_LENGTH + 1))
    assert refusal(error) == "proposal-note-too-long"


def test_the_same_report_is_known_by_what_it_says_not_by_its_note():
    again = replace(REPORT, id="s" * 12, interaction_id=102, note="and it is wrong")
    assert repeated(again, [SUGGESTION, REPORT]) is REPORT
    other = replace(again, reason=ReportReason.BROKEN_LINK)
    assert repeated(other, [SUGGESTION, REPORT]) is None


def test_a_member_may_have_so_many_waiting():
    check_may_propose((), MOST_OPEN - 1)
    with pytest.raises(UserError) as error:
        check_may_propose((), MOST_OPEN)
    assert refusal(error) == "proposals-too-many"


@pytest.mark.parametrize(
    ("what", "is_kept"),
    [(BlockedFrom.SUGGESTING, True), (BlockedFrom.EVERYTHING, True), (BlockedFrom.ANNOUNCING, False)],
)
def test_who_is_blocked_from_suggesting_reports_nothing_either(what: BlockedFrom, is_kept: bool):
    if not is_kept:
        check_may_propose([what], 0)
        return
    with pytest.raises(UserError) as error:
        check_may_propose([what], 0)
    assert refusal(error) == "proposing-blocked"


def test_nobody_blocks_themselves_or_a_bot():
    check_blockable(AMARA, MIRA, is_bot=False)
    for user_id, is_bot, message_id in ((MIRA, False, "block-self"), (9, True, "block-bot")):
        with pytest.raises(UserError) as error:
            check_blockable(user_id, MIRA, is_bot=is_bot)
        assert refusal(error) == message_id

"""What members and moderators see of proposals and blocks, also of the longest and the nastiest texts."""

import json
from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import given

from bot.discord_ui import custom_ids
from bot.discord_ui.cards.blocks import blocks_card
from bot.discord_ui.cards.card import Card
from bot.discord_ui.cards.outcome import outcome_card
from bot.discord_ui.cards.queue import queue_card, queued_card, word_form
from bot.discord_ui.cards.suggesting import KeptAt, alike_card, proposed_card, suggest_form
from bot.domain.drafts import DraftField
from bot.domain.member_blocks import MemberBlock
from bot.domain.moderation import BlockedFrom, ProposalKind, ProposalStatus, ReportReason
from bot.domain.proposals import Proposal
from bot.sandbox.rules import interaction_response_faults
from bot.services.member_blocks import BlocksPage
from bot.services.proposal_queue import QueuedProposal, QueuePage
from bot.wording.texts import load_texts
from tests.discord_ui.credentials import WORST, nasty_texts
from tests.discord_ui.fakes import words_of
from tests.discord_ui.limits import faults_of
from tests.set_clock import NOW
from tests.small_catalogue import CREDENTIALS

TEXTS = load_texts("en")
AMARA, MIRA = 1, 3
NAMES: dict[int | None, str] = {None: "an erased member", AMARA: "Amara", MIRA: "Mira"}
TYPED = {
    "title": "Bees",
    "issuer": "Bee Academy",
    "link": "https://bees.example.org/one",
    "time": "10 h",
    "kinds": "quiz,exam",
}
SUGGESTION = Proposal("p" * 12, 10, AMARA, 1, ProposalKind.SUGGESTION, NOW, content=json.dumps(TYPED))
REPORT = Proposal(
    "r" * 12,
    10,
    AMARA,
    2,
    ProposalKind.REPORT,
    NOW,
    credential_id="sql",
    reason=ReportReason.WRONG_COST,
    note="99 USD now",
    content='{"title": "SQL for Data Science"}',
)


def decided(proposal: Proposal, status: ProposalStatus, answer: str | None = None) -> Proposal:
    return replace(proposal, status=status, decided_by=MIRA, decided_at=NOW, answer=answer)


def nasty(text: str, status: ProposalStatus = ProposalStatus.OPEN) -> Proposal:
    content = json.dumps(dict.fromkeys(TYPED, text) | {"kinds": "quiz"})
    return replace(SUGGESTION, content=content, answer=text, status=status)


def test_the_queue_is_listed_the_oldest_first_with_what_each_is():
    said = words_of(queue_card(TEXTS, QueuePage((SUGGESTION, REPORT), 0, 1, 2)))
    assert "### 2 things wait" in said
    assert "Report: the cost is wrong" in said
    assert "[Look at …: 1. Bees | 2. SQL for Data Science]" in said


def test_an_empty_queue_says_how_something_comes_into_it():
    said = words_of(queue_card(TEXTS, QueuePage((), 0, 1, 0), "Done."))
    assert said.startswith("Done.\nNothing waits. Members suggest with /credential suggest")


def test_a_page_in_the_middle_leads_both_ways():
    said = words_of(queue_card(TEXTS, QueuePage((SUGGESTION,), 1, 3, 21)))
    assert "Page 2 of 3" in said
    assert "(Back)" in said
    assert "(More)" in said


def test_a_suggestion_is_shown_with_what_was_said_and_what_was_not():
    said = words_of(queued_card(TEXTS, QueuedProposal(SUGGESTION, 3), NAMES))
    for part in ("by Amara", "**Issuer** Bee Academy", "**Proof** quiz, exam", "2 more wait"):
        assert part in said
    assert "Not said" not in said
    bare = replace(SUGGESTION, content='{"title": "Bees", "link": "https://bees.example.org/one"}')
    said = words_of(queued_card(TEXTS, QueuedProposal(bare, 1), NAMES))
    assert "Not said: Issuer, Time, Proof." in said
    assert "Accept takes the site for the issuer" in said
    assert "The last one." in said


def test_one_look_alike_has_a_button_and_several_a_select():
    one = words_of(queued_card(TEXTS, QueuedProposal(SUGGESTION, 1, CREDENTIALS[:1]), NAMES))
    assert "Perhaps it is here already" in one
    assert "(Show it)" in one
    several = words_of(queued_card(TEXTS, QueuedProposal(SUGGESTION, 1, CREDENTIALS[:3]), NAMES))
    assert "Perhaps it is one of these" in several
    assert "[Show …: SQL for Data Science | " in several


def test_others_who_suggest_the_same_page_are_counted():
    assert "Somebody else suggests" in words_of(
        queued_card(TEXTS, QueuedProposal(SUGGESTION, 2, same=1), NAMES)
    )
    assert "3 more suggest" in words_of(queued_card(TEXTS, QueuedProposal(SUGGESTION, 4, same=3), NAMES))


def test_a_report_is_shown_beside_what_the_catalogue_says():
    said = words_of(queued_card(TEXTS, QueuedProposal(REPORT, 1, credential=CREDENTIALS[0]), NAMES))
    for part in ("Report: the cost is wrong", "**Cost** free", "**They say** 99 USD now"):
        assert part in said
    for way in ("(Edit the entry)", "(Done)", "(Retire it)", "(Refuse)"):
        assert way in said


def test_what_is_gone_can_be_neither_edited_nor_retired():
    said = words_of(queued_card(TEXTS, QueuedProposal(REPORT, 1), NAMES))
    assert "It is not in the catalogue of this server any more." in said
    assert "(Edit the entry)" not in said
    assert "(Retire it)" not in said
    assert "(Done)" in said


@pytest.mark.parametrize("total", [0, 1])
def test_what_is_decided_says_by_whom_and_offers_only_what_waits(total: int):
    refused = decided(SUGGESTION, ProposalStatus.REFUSED, "We have it.")
    said = words_of(queued_card(TEXTS, QueuedProposal(refused, total), NAMES))
    assert "Mira refused this already" in said
    assert "They say: We have it." in said
    assert "(Accept)" not in said
    assert ("(The next one)" in said) == bool(total)
    by_nobody = replace(refused, decided_by=None)
    assert "an erased member refused" in words_of(queued_card(TEXTS, QueuedProposal(by_nobody, 0), NAMES))


def test_each_outcome_has_its_words_and_its_way_on():
    for proposal, words, way in (
        (decided(SUGGESTION, ProposalStatus.ACCEPTED), "is in the catalogue now", "(Show it)"),
        (decided(SUGGESTION, ProposalStatus.REFUSED, "No."), "did not take", "(Change it and send again)"),
        (decided(REPORT, ProposalStatus.ACCEPTED), "have dealt with", "(Show it)"),
        (decided(REPORT, ProposalStatus.REFUSED, "No."), "leave it as it is", "(Show it)"),
    ):
        said = words_of(outcome_card(TEXTS, [proposal], "Open *Learning* Club"))
        assert words in said
        assert way in said
        assert r"Open \*Learning\* Club" in said
        assert ("They say: No." in said) == (proposal.answer is not None)


def test_blocks_are_listed_with_who_and_why_and_each_member_once_in_the_select():
    blocks = tuple(
        MemberBlock(10, AMARA, what, NOW, by, reason)
        for what, by, reason in (
            (BlockedFrom.SUGGESTING, MIRA, "spam"),
            (BlockedFrom.EVERYTHING, None, None),
        )
    )
    card = blocks_card(TEXTS, BlocksPage(blocks, 1, 3), NAMES, "Done.")
    said = words_of(card)
    assert "**Amara** · from suggesting and reporting\nWhy: spam\n-# By Mira · <t:" in said
    assert "[Let again …: Amara]" in said
    assert faults_of(card) == []
    assert "Nobody is kept" in words_of(blocks_card(TEXTS, BlocksPage((), 0, 1), NAMES))


LONG = "*" * 600
WORST_TYPED = dict.fromkeys(TYPED, LONG[:400]) | {"kinds": "quiz,exam,portfolio"}
WORST_SUGGESTION = replace(SUGGESTION, content=json.dumps(WORST_TYPED), answer=LONG[:400])
WORST_REPORT = replace(REPORT, content=json.dumps({"title": LONG[:200]}), note=LONG, answer=LONG[:400])
WORST_PAGE = tuple(
    replace((WORST_SUGGESTION, WORST_REPORT)[number % 2], id=f"{number:012}") for number in range(10)
)
WORST_NAMES: dict[int | None, str] = dict.fromkeys(NAMES, LONG)


@pytest.mark.parametrize(
    "build",
    [
        lambda: queue_card(TEXTS, QueuePage(WORST_PAGE, 1, 9, 99), LONG),
        lambda: queued_card(TEXTS, QueuedProposal(WORST_SUGGESTION, 9, WORST[:5]), WORST_NAMES, LONG),
        lambda: queued_card(TEXTS, QueuedProposal(WORST_REPORT, 9, credential=WORST[0]), WORST_NAMES, LONG),
        lambda: queued_card(
            TEXTS,
            QueuedProposal(decided(WORST_REPORT, ProposalStatus.REFUSED, LONG[:400]), 9),
            WORST_NAMES,
        ),
        lambda: outcome_card(
            TEXTS, [decided(each, ProposalStatus.REFUSED, LONG[:400]) for each in WORST_PAGE[:5]], LONG
        ),
        lambda: alike_card(TEXTS, WORST[:5], KeptAt("k" * 12, 2**63 - 1)),
        lambda: proposed_card(TEXTS, WORST_SUGGESTION, is_new=True),
        lambda: blocks_card(
            TEXTS,
            BlocksPage(
                tuple(
                    MemberBlock(10, AMARA, BlockedFrom.SUGGESTING, NOW, MIRA, LONG[:400]) for _ in range(10)
                ),
                0,
                1,
            ),
            WORST_NAMES,
            LONG,
        ),
    ],
)
def test_the_longest_texts_are_cut_until_discord_takes_them(build: Callable[[], Card]):
    assert faults_of(build()) == []


@given(nasty_texts(400))
def test_nothing_that_a_person_typed_is_active(text: str):
    names: dict[int | None, str] = dict.fromkeys(NAMES, text)
    queued = QueuedProposal(nasty(text), 2, CREDENTIALS[:2])
    report = QueuedProposal(replace(REPORT, note=text, content=json.dumps({"title": text})), 2)
    for card in (
        queue_card(TEXTS, QueuePage((nasty(text),), 0, 1, 1), f"Done: {text}"),
        queued_card(TEXTS, queued, names, f"Done: {text}"),
        queued_card(TEXTS, report, names),
        outcome_card(TEXTS, [nasty(text, status=ProposalStatus.REFUSED)], text),
        proposed_card(TEXTS, nasty(text), is_new=False),
        blocks_card(
            TEXTS,
            BlocksPage((MemberBlock(10, AMARA, BlockedFrom.EVERYTHING, NOW, MIRA, text),), 0, 1),
            names,
        ),
    ):
        assert faults_of(card) == []


@given(nasty_texts(400))
def test_the_forms_are_filled_with_what_was_typed_whatever_it_is(text: str):
    typed = dict.fromkeys(DraftField, text)
    for form in (
        suggest_form(TEXTS, typed, KeptAt("k" * 12, 2**63 - 1)),
        word_form(TEXTS, "retire", custom_ids.RETIRE_REPORTED_FORM, "p" * 12, text),
        word_form(TEXTS, "done", custom_ids.DONE_FORM, "p" * 12),
    ):
        assert (
            list(interaction_response_faults({"type": 9, "data": form.to_dict()}, interaction_type=3)) == []
        )

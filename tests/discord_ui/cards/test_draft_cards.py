"""The cards and forms of a draft: within Discord's limits, whatever was typed, and nothing of it lost."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.catalogue.completeness import completeness_of
from bot.catalogue.draft_rows import RowRules
from bot.catalogue.entry_judgement import judged_entry
from bot.catalogue.likeness import Likeness
from bot.discord_ui.cards.card import Card
from bot.discord_ui.cards.draft import (
    conflict_card,
    discard_card,
    draft_card,
    published_card,
    refused_card,
    resume_card,
    undone_card,
    unfinished_card,
)
from bot.discord_ui.cards.draft_forms import draft_form, new_draft_form
from bot.discord_ui.cards.form import Form
from bot.domain.credential import RequirementKind
from bot.domain.drafts import FIELDS, Draft, DraftContent, DraftField, DraftForm, DraftTask, Published, Typed
from bot.domain.task_lines import TaskLine
from bot.sandbox.rules import interaction_response_faults
from bot.services.draft_publishing import Publication
from bot.services.draft_views import DraftView, draft_view
from bot.wording.task_titles import task_titles
from bot.wording.texts import load_texts
from tests.discord_ui.credentials import WORST
from tests.discord_ui.fakes import words_of
from tests.discord_ui.limits import faults_of
from tests.set_clock import NOW
from tests.small_catalogue import credential

TEXTS = load_texts("en")
RULES = RowRules(date(2026, 11, 24), task_titles(TEXTS))
COMPONENT, MODAL = 3, 9
PARTS: Typed = {
    DraftField.TITLE: "First Aid at Work",
    DraftField.ISSUER: "Red Cross",
    DraftField.LINK: "https://example.org/first-aid",
    DraftField.TIME: "2 days, 8 h a day",
    DraftField.KINDS: "practice,exam",
}
MARKS = "*" * 200
WORST_PARTS: Typed = {
    **PARTS,
    DraftField.TITLE: MARKS,
    DraftField.ISSUER: MARKS,
    DraftField.LINK: f"https://example.org/{'*' * 480}",
    DraftField.TOPICS: ", ".join(f"{number}{'*' * 70}" for number in range(10)),
}
TASKS = tuple(DraftTask(RequirementKind.PRACTICE, TaskLine(MARKS, 1, 299_000)) for _ in range(100))
BASE = judged_entry(
    replace(credential("sql", "SQL for Data Science", ("sql",)), summary="In a sentence.", topics=("data",))
).record


def view(content: DraftContent, credential_id: str | None = None) -> DraftView:
    draft = Draft("d" * 12, 1, 2, 3, content, NOW, NOW, NOW, credential_id)
    return draft_view(draft, RULES, (), form=DraftForm.PARTS, covers=not draft.is_new)


def worst_view() -> DraftView:
    shown = view(DraftContent(typed=WORST_PARTS, added=TASKS, batches=(100,)), credential_id="sql")
    return replace(shown, alike=tuple(Likeness(each, 100, is_of_same_issuer=True) for each in WORST[:3]))


def worst_cards() -> list[Card]:
    shown = worst_view()
    broken = view(DraftContent(typed=dict.fromkeys(DraftField, MARKS * 20)))
    publication = Publication(shown.draft, Published("c" * 60, 1), MARKS, is_new=True)
    return [
        draft_card(TEXTS, shown, MARKS),
        draft_card(TEXTS, broken),
        refused_card(TEXTS, broken, DraftForm.PARTS),
        unfinished_card(TEXTS, shown.draft.id, broken.reading.problems),
        resume_card(TEXTS, [replace(shown.draft, id=f"{number:012}") for number in range(30)]),
        conflict_card(TEXTS, shown.draft.id),
        published_card(TEXTS, publication),
        undone_card(TEXTS, publication),
        discard_card(TEXTS, shown.draft.id),
    ]


@pytest.mark.parametrize("number", range(9))
def test_discord_takes_every_card_with_the_longest_texts(number: int):
    assert faults_of(worst_cards()[number]) == []


def test_who_published_is_led_to_what_members_propose():
    shown = view(DraftContent(typed=PARTS))
    publication = Publication(shown.draft, Published("first-aid", 1), "First Aid", is_new=True)
    assert "Members' queue" not in words_of(published_card(TEXTS, publication))
    assert "(Members' queue (3))" in words_of(published_card(TEXTS, publication, 3))


def test_a_draft_shows_what_learners_would_see_how_complete_it_is_and_the_next_steps():
    said = words_of(draft_card(TEXTS, view(DraftContent(typed=PARTS))))
    for words in (
        "### First Aid at Work",
        "From Red Cross · cost not stated",
        "**Work** 16 h · **Calendar** self-paced, usually 2 days",
        "“2 days, 8 h a day” read as: 16 h, usually over 2 days",
        "1. ",
        "Members tick tasks off, so add some",
        "5 of 14",
        "(Add task)\n(Edit)\n(Publish)\n(Discard)",
    ):
        assert words in said
    assert "Hide here" not in said


def test_a_draft_that_cannot_be_published_yet_says_why_and_offers_to_fix_it():
    said = words_of(draft_card(TEXTS, view(DraftContent(typed={**PARTS, DraftField.TIME: "ages"}))))
    assert "- I could not make out “ages” as a time" in said
    assert "(Fix it)" in said
    assert "(Publish)" not in said


def test_an_override_can_go_back_to_the_original_or_be_hidden():
    said = words_of(draft_card(TEXTS, view(DraftContent(base=BASE), credential_id="sql")))
    assert "(Back to the original)\n(Hide here)" in said
    assert "All members go on seeing the old entry" in said


def test_hours_that_somebody_gave_a_basis_are_not_asked_for_one():
    lacks = "The hours have no basis yet"
    assert lacks in words_of(draft_card(TEXTS, view(DraftContent(typed=PARTS))))
    based = {**PARTS, DraftField.BASIS: "stated"}
    assert lacks not in words_of(draft_card(TEXTS, view(DraftContent(typed=based))))


def form_faults(form: Form) -> list[Any]:
    body = {"type": MODAL, "data": form.to_dict()}
    return list(interaction_response_faults(body, interaction_type=COMPONENT))


@pytest.mark.parametrize("which", DraftForm)
@pytest.mark.parametrize(
    "content",
    [
        DraftContent(typed=PARTS),
        DraftContent(base=BASE),
        DraftContent(typed=dict.fromkeys(DraftField, MARKS * 30)),
        DraftContent(typed=dict.fromkeys(DraftField, " \u200b\n")),
    ],
    ids=["new", "over an entry", "too long", "blank"],
)
def test_discord_takes_every_form(which: DraftForm, content: DraftContent):
    form = draft_form(TEXTS, "d" * 12, content, which)
    assert form_faults(form) == []
    assert len(form.to_dict()["components"]) == len(FIELDS[which])


def test_discord_takes_the_first_form():
    assert form_faults(new_draft_form(TEXTS)) == []


@given(st.dictionaries(st.sampled_from(DraftField), st.text(), max_size=6))
def test_whatever_was_typed_can_be_shown(typed: Typed):
    assert faults_of(draft_card(TEXTS, view(DraftContent(typed={**PARTS, **typed})))) == []


def test_the_words_of_every_element_are_there():
    missing = completeness_of({}).missing
    assert all(TEXTS(f"element-{element.value}") for element in missing)


def test_for_how_long_it_is_valid_is_seen_before_it_is_published_and_mended_where_it_was_typed():
    typed = {**PARTS, DraftField.VALIDITY: "three years"}
    assert "**Valid for** 3 years" in words_of(draft_card(TEXTS, view(DraftContent(typed=typed))))
    assert "Valid for" not in words_of(draft_card(TEXTS, view(DraftContent(typed=PARTS))))
    unread = view(DraftContent(typed={**PARTS, DraftField.VALIDITY: "3"}))
    assert [problem.form for problem in unread.reading.problems] == [DraftForm.OUTCOMES]

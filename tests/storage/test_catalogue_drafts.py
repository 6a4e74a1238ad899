"""Drafts: what was typed comes out as it went in, for as long as it is kept, in its server alone."""

from dataclasses import replace
from datetime import timedelta

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlmodel import Session

from bot.domain.credential import RequirementKind
from bot.domain.drafts import KEPT_FOR, Draft, DraftContent, DraftField, DraftTask, Published
from bot.domain.task_lines import TaskLine
from bot.storage import catalogue_drafts
from bot.storage.random_ids import new_id
from tests.set_clock import NOW

SERVER, OTHER, OWNER = 10, 20, 7
# PostgreSQL keeps every letter but NUL, which no client sends.
TYPED_TEXT = st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"]))
TASKS = st.builds(
    DraftTask,
    st.sampled_from(RequirementKind),
    st.builds(TaskLine, TYPED_TEXT, st.none() | st.integers(1, 999), st.none() | st.integers(1, 999)),
)
CONTENTS = st.builds(
    DraftContent,
    base=st.none() | TYPED_TEXT,
    typed=st.dictionaries(st.sampled_from(DraftField), TYPED_TEXT, max_size=5),
    added=st.lists(TASKS, max_size=3).map(tuple),
    batches=st.lists(st.integers(1, 3), max_size=2).map(tuple),
    published=st.none() | st.builds(Published, st.just("sql"), st.integers(1, 9), st.booleans()),
    last_interaction=st.none() | st.integers(1, 2**63 - 1),
)


def draft(content: DraftContent | None = None, *, interaction_id: int = 1, owner_id: int = OWNER) -> Draft:
    return Draft(
        id=new_id(),
        guild_id=SERVER,
        owner_id=owner_id,
        interaction_id=interaction_id,
        content=content or DraftContent(),
        created_at=NOW,
        updated_at=NOW,
        expires_at=NOW + KEPT_FOR,
    )


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(CONTENTS, st.integers(1, 2**62))
def test_a_draft_comes_out_as_it_went_in(session: Session, content: DraftContent, interaction_id: int):
    kept = catalogue_drafts.keep(session, draft(content, interaction_id=interaction_id))
    assert catalogue_drafts.opened(session, SERVER, kept.id, NOW) == kept
    catalogue_drafts.discard(session, kept)
    assert catalogue_drafts.opened(session, SERVER, kept.id, NOW) is None


def test_a_repeat_of_an_interaction_keeps_one_draft(session: Session):
    first = catalogue_drafts.keep(session, draft())
    assert catalogue_drafts.keep(session, draft()) == first
    assert catalogue_drafts.drafts_of(session, SERVER, OWNER, NOW) == [first]


def test_a_draft_opens_in_its_server_alone(session: Session):
    kept = catalogue_drafts.keep(session, draft())
    assert catalogue_drafts.opened(session, OTHER, kept.id, NOW) is None
    assert catalogue_drafts.drafts_of(session, OTHER, OWNER, NOW) == []


def test_a_change_keeps_it_for_longer_and_puts_it_first(session: Session):
    first = catalogue_drafts.keep(session, draft())
    second = catalogue_drafts.keep(session, draft(interaction_id=2))
    later = NOW + timedelta(days=20)
    content = DraftContent(typed={DraftField.TITLE: "First Aid"})
    changed = catalogue_drafts.change(session, replace(first, content=content, base_version=3), later)
    assert catalogue_drafts.drafts_of(session, SERVER, OWNER, later) == [changed, second]
    assert catalogue_drafts.drafts_of(session, SERVER, OWNER, NOW + KEPT_FOR) == [changed]


def test_what_is_over_is_deleted_a_batch_at_a_time(session: Session):
    for number in range(3):
        catalogue_drafts.keep(session, draft(interaction_id=number))
    assert catalogue_drafts.delete_expired(session, NOW, 2) == 0
    assert [catalogue_drafts.delete_expired(session, NOW + KEPT_FOR, 2) for _ in range(3)] == [2, 1, 0]


def test_the_drafts_of_a_person_are_forgotten_where_they_ask(session: Session):
    mine = catalogue_drafts.keep(session, draft())
    theirs = catalogue_drafts.keep(session, draft(owner_id=8))
    catalogue_drafts.forget_owner(session, OWNER, OTHER)
    assert catalogue_drafts.opened(session, SERVER, mine.id, NOW) == mine
    catalogue_drafts.forget_owner(session, OWNER)
    assert catalogue_drafts.opened(session, SERVER, mine.id, NOW) is None
    assert catalogue_drafts.opened(session, SERVER, theirs.id, NOW) == theirs

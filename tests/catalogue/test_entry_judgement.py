"""What a member changed is judged as a row of a file would be."""

from dataclasses import replace

import pytest

from bot.catalogue.entry_judgement import judged_entry
from bot.catalogue.rows import credential_in
from bot.domain.credential import (
    Confidence,
    Credential,
    Effort,
    EffortBasis,
    Requirement,
    RequirementKind,
    Task,
)
from bot.domain.errors import UserError
from tests.small_catalogue import credential

SOUND = replace(credential("sql", "SQL"), summary="In one sentence.", topics=("a topic of our own",))


def test_what_is_sound_becomes_a_record_that_says_the_same():
    judged = judged_entry(SOUND)
    assert credential_in(judged.record) == SOUND
    assert judged.notes == ()


def test_what_a_person_should_look_at_is_noted():
    effort = Effort(600, 600, EffortBasis.STATED, Confidence.HIGH)
    lessons = Requirement(RequirementKind.LESSONS, (Task("sql.1", "Read", 5, 5),))
    judged = judged_entry(replace(SOUND, effort=effort, requirements=(lessons,)))
    assert [note.message_id for note in judged.notes] == ["catalogue-task-sum-off"]


@pytest.mark.parametrize(
    ("unsound", "refusal"),
    [
        (replace(SOUND, summary=""), "catalogue-field-missing"),
        (replace(SOUND, title="two\nlines"), "catalogue-text-unclean"),
        (replace(SOUND, url="https://localhost/"), "catalogue-link-malformed"),
        (replace(SOUND, language="xx"), "catalogue-language-unknown"),
        (replace(SOUND, effort=Effort(60, 60)), "catalogue-effort-basis-contradiction"),
    ],
)
def test_the_first_reason_against_it_is_told(unsound: Credential, refusal: str):
    with pytest.raises(UserError) as refused:
        judged_entry(unsound)
    assert refused.value.message_id == refusal

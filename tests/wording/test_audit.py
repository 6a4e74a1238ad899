from collections.abc import Mapping

import pytest

from bot.domain.moderation import AuditAction, Deed
from bot.wording.audit import audit_text
from bot.wording.texts import load_texts
from tests.set_clock import NOW

TEXTS = load_texts("en")


def said(action: AuditAction, subject: str = "sql", details: Mapping[str, str | int] | None = None) -> str:
    return audit_text(TEXTS, Deed(action, 10, 7, NOW, subject, details or {}), "Jonas")


@pytest.mark.parametrize("action", AuditAction)
def test_every_deed_can_be_told_with_no_more_than_its_subject(action: AuditAction):
    assert said(action).endswith(".")


@pytest.mark.parametrize(
    ("action", "details", "words"),
    [
        (
            AuditAction.ENTRY_RETIRED,
            {"title": "SQL", "reason": "closed"},
            "Retired “SQL”. Why: closed",
        ),
        (
            AuditAction.ENTRIES_MERGED,
            {"title": "SQL", "dropped": "Our SQL", "changed": "sql:1"},
            "Merged “Our SQL” into “SQL”.",
        ),
        (
            AuditAction.FILE_IMPORTED,
            {"added": 2, "changed": 1},
            "Imported sql: 3 credentials added or changed.",
        ),
        (AuditAction.ALIAS_ADDED, {"means": "Databases"}, "Added the word “sql”: it means Databases."),
        (
            AuditAction.MEMBER_BLOCKED,
            {"what": "suggesting", "reason": "spam"},
            "Kept Jonas from suggesting and reporting. Why: spam",
        ),
        (
            AuditAction.PROPOSAL_REFUSED,
            {"kind": "report", "credential": "java", "answer": "It is right"},
            "Refused a report of a member (java). Why: It is right",
        ),
        (
            AuditAction.MESSAGE_REMOVED,
            {"channel": 5},
            "Took down a message of mine that was posted for Jonas.",
        ),
    ],
)
def test_deeds_in_words(action: AuditAction, details: dict[str, str | int], words: str):
    assert said(action, details=details) == words

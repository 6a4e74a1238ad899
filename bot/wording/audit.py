"""A line of the audit log in words."""

from bot.domain.moderation import AuditAction, Deed
from bot.wording.texts import Texts

_REASONED = {
    AuditAction.ENTRY_RETIRED,
    AuditAction.MEMBER_BLOCKED,
    AuditAction.PROPOSAL_ACCEPTED,
    AuditAction.PROPOSAL_REFUSED,
}


def audit_text(texts: Texts, deed: Deed, about: str | None) -> str:
    """What was done; `about` is the name of the member that it is about, where one is known."""
    details = deed.details
    is_of_nobody = deed.action is AuditAction.MESSAGE_REMOVED and about is None
    said = texts(
        "audit-of-nobody" if is_of_nobody else f"audit-{deed.action.value}",
        title=str(details.get("title") or details.get("credential") or deed.subject),
        kind=str(details.get("kind", "")),
        subject=deed.subject,
        member=about or texts("member-erased"),
        means=str(details.get("means", "")),
        dropped=str(details.get("dropped", "")),
        what=_what(texts, deed),
        setting=str(details.get("setting", "")),
        to=str(details.get("to", "")),
        count=_count(deed),
    )
    reason = details.get("reason") or details.get("answer")
    if deed.action in _REASONED and reason:
        return texts("audit-with-reason", said=said, reason=str(reason))
    return said


def _what(texts: Texts, deed: Deed) -> str:
    """What a member is kept from, in words."""
    what = deed.details.get("what")
    return texts(f"choice-what-{what}") if what in {"suggesting", "announcing", "everything"} else ""


def _count(deed: Deed) -> int:
    counts = (deed.details.get(name, 0) for name in ("added", "changed"))
    return sum(each for each in counts if isinstance(each, int))

"""Who did what in a server, the newest first."""

from collections.abc import Iterator, Mapping

from bot.discord_ui import custom_ids
from bot.discord_ui.cards.card import Button, Card, button, buttons, fitting, panel, text
from bot.discord_ui.cards.moments import moment
from bot.discord_ui.markdown import Markup, bold, cut, escape, heading, joined, lines
from bot.domain.moderation import AuditAction, AuditEntry
from bot.services.audit_log import AuditPage
from bot.wording.audit import audit_text
from bot.wording.texts import Texts

_NAME_LENGTH = 40
_LINE_LENGTH = 300
_LEAST_LENGTH = 60
_ABOUT_MEMBERS = {AuditAction.MEMBER_BLOCKED, AuditAction.MEMBER_UNBLOCKED, AuditAction.MESSAGE_REMOVED}


def people_in(page: AuditPage) -> Iterator[int | None]:
    """Whose names a page shows."""
    yield page.actor_id
    for line in page.lines:
        yield line.deed.actor_id
        yield _person(line)


def _person(line: AuditEntry) -> int | None:
    """The member whom a line is about, beside who did it."""
    deed = line.deed
    return int(deed.subject) if deed.action in _ABOUT_MEMBERS and deed.subject.isdecimal() else None


def audit_card(texts: Texts, page: AuditPage, names: Mapping[int | None, str]) -> Card:
    """The lines in words, and the ways to older ones and back to the newest."""
    actor = None if page.actor_id is None else cut(names[page.actor_id], _NAME_LENGTH)

    def build(share: float) -> Card:
        shown = [_line(texts, line, names, share) for line in page.lines]
        title = texts("audit-title") if actor is None else texts("audit-title-of", name=actor)
        none = texts("audit-none") if actor is None else texts("audit-none-of", name=actor)
        gapped = (Markup(f"\n{each}") for each in shown)
        body = lines(heading(title), *(gapped if shown else [escape(none)]))
        return Card([panel([text(body)]), *buttons(_newest(texts, page), _older(texts, page))])

    return fitting(build)


def _line(texts: Texts, line: AuditEntry, names: Mapping[int | None, str], share: float) -> Markup:
    deed, person = line.deed, _person(line)
    about = names[person] if person is not None else None
    what = audit_text(texts, deed, about)
    name = texts("audit-nobody") if deed.actor_id is None else names[deed.actor_id]
    channel = deed.details.get("channel")
    return lines(
        escape(cut(what, max(_LEAST_LENGTH, round(_LINE_LENGTH * share)))),
        small_line(
            joined(
                bold(cut(name, _NAME_LENGTH)),
                moment(deed.at),
                Markup(f"<#{channel}>" if isinstance(channel, int) else ""),
            )
        ),
    )


def small_line(markup: Markup) -> Markup:
    """What is markup already, in small print on its own line."""
    return Markup(f"-# {markup}")


def _newest(texts: Texts, page: AuditPage) -> Button | None:
    if page.before is None:
        return None
    return button(texts("button-newest"), custom_ids.AUDIT.of(page.actor_id or 0, 0))


def _older(texts: Texts, page: AuditPage) -> Button | None:
    if page.older is None:
        return None
    return button(texts("button-older"), custom_ids.AUDIT.of(page.actor_id or 0, page.older))

"""A member's card: what they work on, what they finished, this week, and their weeks in a row."""

from collections.abc import Iterator, Sequence

from bot.discord_ui import custom_ids
from bot.discord_ui.cards.audience import Audience, share_button
from bot.discord_ui.cards.card import Button, Card, Item, button, buttons, fitting, panel, rule, text
from bot.discord_ui.cards.progress import progress_button
from bot.discord_ui.markdown import Markup, bold, cut, escape, heading, lines, small
from bot.domain.enrolment import EnrolmentStatus
from bot.domain.visibility import Visibility
from bot.services.ledger_views import EnrolmentLine
from bot.services.member_overview import Overview
from bot.wording.budget import date_text
from bot.wording.enrolment import bar_text, streak_text, week_text
from bot.wording.profile import visibility_meaning
from bot.wording.texts import Texts

_MOST_LINES = 8
_TITLE_LENGTH = 120
_NAME_LENGTH = 60


def profile_card(texts: Texts, overview: Overview, name: str, audience: Audience, said: str = "") -> Card:
    """The member by name; on their own private card who sees it, and the button that shares it."""

    def build(share: float) -> Card:
        blocks: list[Item] = [text(escape(said)), rule()] if said else []
        blocks.append(text(_head(texts, overview, name, audience)))
        blocks += _lists(texts, overview, share)
        if not audience.is_public:
            blocks += [rule(), text(small(visibility_meaning(texts, overview.visibility)))]
        return Card([panel(blocks), *_controls(texts, overview, audience)])

    return fitting(build)


def _head(texts: Texts, overview: Overview, name: str, audience: Audience) -> Markup:
    if overview.is_empty:
        return lines(
            heading(texts("profile-title", name=cut(name, _NAME_LENGTH))),
            escape(texts("profile-empty" if not audience.is_public else "profile-empty-public")),
        )
    return lines(
        audience.sharer(texts),
        heading(texts("profile-title", name=cut(name, _NAME_LENGTH))),
        escape(week_text(texts, overview.minutes, overview.tasks_done)),
        escape(streak_text(texts, overview.streak)),
    )


def _lists(texts: Texts, overview: Overview, share: float) -> Iterator[Item]:
    if overview.underway:
        shown = _shown(texts, overview.underway, share)
        yield rule()
        yield text(lines(bold(texts("profile-underway")), *shown))
    if overview.completed:
        shown = _shown(texts, overview.completed, share)
        yield rule()
        yield text(lines(bold(texts("profile-completed", count=len(overview.completed))), *shown))


def _shown(texts: Texts, listed: Sequence[EnrolmentLine], share: float) -> Iterator[Markup]:
    for line in listed[:_MOST_LINES]:
        yield _line(texts, line, round(_TITLE_LENGTH * share))
    if len(listed) > _MOST_LINES:
        yield small(texts("profile-more", count=len(listed) - _MOST_LINES))


def _line(texts: Texts, line: EnrolmentLine, length: int) -> Markup:
    """The title, and in small print under it how far it is."""
    beneath = escape(_beneath(texts, line))
    return lines(
        escape(cut(line.enrolment.outline.title, length)), Markup(f"-# {beneath}") if beneath else None
    )


def _beneath(texts: Texts, line: EnrolmentLine) -> str:
    enrolment, total = line.enrolment, len(line.enrolment.tasks)
    if enrolment.completed_at is not None:
        return texts("profile-completed-on", date=date_text(texts, enrolment.completed_at.date()))
    position = texts("enrolment-position", done=line.tasks_done, total=total) if total else ""
    shown = f"{bar_text(line.tasks_done, total)} {position}".strip()
    if enrolment.status is not EnrolmentStatus.PAUSED:
        return shown
    return texts("profile-paused-at", position=shown) if shown else texts("profile-paused")


def _controls(texts: Texts, overview: Overview, audience: Audience) -> Iterator[Item]:
    if audience.is_public:
        return
    can_share = audience.can_share and overview.visibility is Visibility.SERVER and not overview.is_empty
    yield from buttons(
        _find(texts) if overview.is_empty else None,
        _progress(texts, overview),
        share_button(texts, custom_ids.SHARE_PROFILE.of(), Audience(can_share=can_share)),
        button(texts("button-settings"), custom_ids.ME_SETTINGS.of()),
    )


def _progress(texts: Texts, overview: Overview) -> Button | None:
    """The way to the first of them, from which all others can be chosen."""
    first = next(iter((*overview.underway, *overview.completed)), None)
    return None if first is None else progress_button(texts, first.enrolment.user_id, first.enrolment.id)


def _find(texts: Texts) -> Button:
    return button(texts("button-browse"), custom_ids.BROWSE.of(0, "", ""))

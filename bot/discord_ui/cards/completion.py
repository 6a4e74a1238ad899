"""The last task is done: warm words, the picture of it, and what next."""

from dataclasses import dataclass
from enum import StrEnum

from bot.discord_ui.cards.card import (
    Button,
    Card,
    CardFile,
    Item,
    buttons,
    fitting,
    panel,
    picture,
    text,
)
from bot.discord_ui.cards.enrolment import undo_button
from bot.discord_ui.cards.progress import progress_button
from bot.discord_ui.markdown import Markup, bold, cut, escape, heading, lines, small
from bot.discord_ui.pictures.picture import AchievementPicture
from bot.services.member_ledger import EnrolmentView
from bot.wording.budget import date_text, minutes_text
from bot.wording.texts import Texts

PICTURE_NAME = "achievement.png"
_TITLE_LENGTH = 200


class Told(StrEnum):
    """Whether the server is told: nobody, everybody, or as soon as there is a place for it."""

    NOBODY = "not-announced"
    SERVER = "announced"
    LATER = "announced-later"


@dataclass(frozen=True, slots=True)
class Completion:
    """An enrolment that has just been finished, and who will be told."""

    view: EnrolmentView
    told: Told


def achievement(texts: Texts, completed: Completion) -> AchievementPicture:
    """What the picture shows; all of it stands in the text too."""
    outline = completed.view.enrolment.outline
    return AchievementPicture(
        texts("completed-title"), outline.title, outline.issuer_line, tuple(_facts(texts, completed))
    )


def completion_card(texts: Texts, completed: Completion, drawn: CardFile | None, *more: Button) -> Card:
    """The words, with the picture once it is drawn."""
    shown, enrolment = achievement(texts, completed), completed.view.enrolment
    facts = [texts("achievement-fact", figure=figure, words=words) for figure, words in shown.facts]
    day = completed.view.expires
    expires = texts("completed-expires", date=date_text(texts, day)) if day else None

    def build(share: float) -> Card:
        length = round(_TITLE_LENGTH * share)
        blocks: list[Item] = [
            text(
                lines(
                    heading(shown.headline),
                    escape(texts("completed-words", title=cut(shown.title, length))),
                    small(texts("label-issuer", issuer=cut(shown.issuer, length))),
                    *(Markup(f"- {bold(fact)}") for fact in facts),
                    escape(expires) if expires else None,
                )
            )
        ]
        if drawn is not None:
            blocks.append(picture(drawn, _described(texts, shown, facts)))
        told = texts(f"completed-{completed.told.value}")
        blocks.append(text(lines(escape(texts("completed-next")), small(told))))
        ways = (
            progress_button(texts, enrolment.user_id, enrolment.id),
            *more,
            undo_button(texts, completed.view),
        )
        return Card([panel(blocks), *buttons(*ways)])

    return fitting(build)


def _facts(texts: Texts, completed: Completion) -> list[tuple[str, str]]:
    """Tasks, time and days, as figures with their words."""
    progress, enrolment = completed.view.progress, completed.view.enrolment
    facts = [(str(progress.tasks_total), texts("achievement-tasks", count=progress.tasks_total))]
    if progress.minutes:
        facts.append((minutes_text(texts, progress.minutes), texts("achievement-time")))
    first = min([enrolment.started_on, *(each.done_by.local_day for each in progress.tasks if each.done_by)])
    days = max(1, (progress.today - first).days + 1)
    return [*facts, (str(days), texts("achievement-days", count=days))]


def _described(texts: Texts, shown: AchievementPicture, facts: list[str]) -> str:
    return texts(
        "achievement-alt",
        headline=shown.headline,
        title=cut(shown.title, _TITLE_LENGTH),
        issuer=cut(shown.issuer, _TITLE_LENGTH),
        facts=", ".join(facts),
    )

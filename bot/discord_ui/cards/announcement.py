"""A completion, as the whole server sees it."""

from collections.abc import Iterator
from dataclasses import dataclass

from bot.discord_ui import custom_ids
from bot.discord_ui.cards.card import Card, Item, button, buttons, fitting, panel, text
from bot.discord_ui.markdown import Markup, bold, cut, escape, lines, small
from bot.discord_ui.pictures.picture import AchievementPicture
from bot.domain.announcement import Announcement
from bot.domain.server_settings import AnnouncementTone
from bot.wording.budget import minutes_text
from bot.wording.texts import Texts

PICTURE_NAME = "achievement.png"
_TITLE_LENGTH = 200
NAME_LENGTH = 60


@dataclass(frozen=True, slots=True)
class Achiever:
    """Who completed it: their name, and (`mention`) the markup that pings them, where they asked for one."""

    name: str
    mention: Markup | None = None


@dataclass(frozen=True, slots=True)
class Marks:
    """What the message is known by: the number of its delivery and its mark. A preview has none."""

    delivery_id: int
    mark: str


def achievement_announced(texts: Texts, told: Announcement) -> AchievementPicture:
    """What the picture shows; all of it stands in the text too."""
    headline = texts("announced-headline")
    return AchievementPicture(headline, told.title, told.issuer_line, tuple(_facts(texts, told)))


def picture_description(texts: Texts, told: Announcement) -> str:
    """The picture in words."""
    shown = achievement_announced(texts, told)
    return texts(
        "achievement-alt",
        headline=shown.headline,
        title=cut(shown.title, _TITLE_LENGTH),
        issuer=cut(shown.issuer, _TITLE_LENGTH),
        facts=", ".join(_fact(texts, fact) for fact in shown.facts),
    )


def announcement_card(
    texts: Texts,
    told: Announcement,
    who: Achiever,
    *,
    tone: AnnouncementTone,
    marks: Marks | None,
    shown: Item | None = None,
    congratulations: int = 0,
) -> Card:
    """Who has completed what; `shown` is the picture of it. Without `marks` it is a preview."""

    def build(share: float) -> Card:
        length = round(_TITLE_LENGTH * share)
        blocks: list[Item] = [text(_words(texts, told, who, tone, length))]
        if shown is not None:
            blocks.append(shown)
        if congratulations:
            blocks.append(text(small(texts("announced-congratulated", count=congratulations))))
        return Card([panel(blocks), *_below(texts, told, marks)])

    return fitting(build)


def withdrawn_card(texts: Texts, told: Announcement, who: Achiever, marks: Marks) -> Card:
    """What stands in its place once the last task was taken back."""

    def build(share: float) -> Card:
        title = cut(told.title, round(_TITLE_LENGTH * share))
        words = texts("announced-withdrawn", name=_name(who), title=title)
        about = custom_ids.ABOUT.of(marks.mark, told.credential_id)
        return Card([panel([text(escape(words))]), *buttons(button(texts("button-about"), about))])

    return fitting(build)


def _name(who: Achiever) -> str:
    return cut(who.name, NAME_LENGTH)


def _words(texts: Texts, told: Announcement, who: Achiever, tone: AnnouncementTone, length: int) -> Markup:
    title, issuer = cut(told.title, length), cut(told.issuer_line, length)
    name = _name(who)
    facts = [_fact(texts, fact) for fact in _facts(texts, told)]
    return lines(
        who.mention,
        Markup(f"### {escape(texts(f'announced-{tone.value}', name=name, title=title))}"),
        small(texts("label-issuer", issuer=issuer)),
        *(Markup(f"- {bold(fact)}") for fact in facts),
    )


def _facts(texts: Texts, told: Announcement) -> Iterator[tuple[str, str]]:
    if told.tasks:
        yield str(told.tasks), texts("achievement-tasks", count=told.tasks)
    if told.minutes:
        yield minutes_text(texts, told.minutes), texts("achievement-time")
    yield str(told.days), texts("achievement-days", count=told.days)


def _fact(texts: Texts, fact: tuple[str, str]) -> str:
    figure, words = fact
    return texts("achievement-fact", figure=figure, words=words)


def _below(texts: Texts, told: Announcement, marks: Marks | None) -> list[Item]:
    mark = marks.mark if marks else custom_ids.PREVIEW_MARK
    about = button(texts("button-about"), custom_ids.ABOUT.of(mark, told.credential_id))
    if marks is None:
        return [*buttons(about)]
    congratulate = custom_ids.CONGRATULATE.of(marks.delivery_id, marks.mark)
    return [*buttons(button(texts("button-congratulate"), congratulate, is_main=True), about)]

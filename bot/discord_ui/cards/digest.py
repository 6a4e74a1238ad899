"""The server's weekly digest: who finished, who started, and the week's hours as a small chart."""

from collections.abc import Iterator, Mapping, Sequence

from bot.discord_ui import custom_ids
from bot.discord_ui.cards.card import (
    Card,
    CardFile,
    Item,
    button,
    buttons,
    fitting,
    panel,
    picture,
    text,
)
from bot.discord_ui.markdown import Markup, bold, cut, escape, heading, lines, small
from bot.discord_ui.pictures.picture import BarsPicture
from bot.domain.delivery_rules import MOST_NAMED
from bot.domain.digest import Digest, DigestLine
from bot.domain.group_weeks import ToldGroups
from bot.wording.budget import minutes_text
from bot.wording.calendar_names import short_weekdays
from bot.wording.enrolment import work_text
from bot.wording.texts import Texts

PICTURE_NAME = "week.png"
MOST_LINES = MOST_NAMED // 2
"""Of each kind; the rest is counted."""
_NAME_LENGTH = 60
_TITLE_LENGTH = 120


def digest_card(
    texts: Texts, digest: Digest, names: Mapping[int, str], mark: str, drawn: CardFile | None = None
) -> Card:
    """The digest; who is not in `names` has left, and is not told of. `mark` is the delivery's."""

    def build(share: float) -> Card:
        blocks: list[Item] = [text(_head(texts, digest))]
        blocks += [
            text(each)
            for each in (
                _section(texts, "digest-finished", digest.finished, names, share),
                _section(texts, "digest-started", digest.started, names, share),
                _hours(texts, digest),
                _groups(texts, digest.groups, share),
            )
            if each
        ]
        if drawn is not None:
            blocks.append(picture(drawn, digest_alt(texts, digest)))
        blocks.append(text(small(texts("digest-whose"))))
        way = button(texts("button-digest-mine"), custom_ids.DIGEST_MINE.of(mark))
        return Card([panel(blocks), *buttons(way)])

    return fitting(build)


def digest_picture(texts: Texts, digest: Digest) -> BarsPicture | None:
    """The hours of each day as bars; None in a week without any."""
    if not digest.total_minutes:
        return None
    title = texts("digest-picture", time=minutes_text(texts, digest.total_minutes))
    names = short_weekdays(texts.locale)
    bars = (
        (names[day.weekday()], minutes, minutes_text(texts, minutes) if minutes else "")
        for day, minutes in digest.minutes_by_day()
    )
    return BarsPicture(title, tuple(bars))


def digest_alt(texts: Texts, digest: Digest) -> str:
    """What the chart shows, in words."""
    names = short_weekdays(texts.locale)
    days = ", ".join(
        texts("digest-alt-day", day=names[day.weekday()], time=minutes_text(texts, minutes))
        for day, minutes in digest.minutes_by_day()
        if minutes
    )
    return texts("digest-alt", time=minutes_text(texts, digest.total_minutes), days=days)


def told_of(digest: Digest) -> list[int]:
    """Whose names are needed: those of the lines that are shown."""
    shown = (*digest.finished[:MOST_LINES], *digest.started[:MOST_LINES])
    return sorted({line.user_id for line in shown})


def _head(texts: Texts, digest: Digest) -> Markup:
    first = f"<t:{int(digest.days.begins_at.timestamp())}:D>"
    last = f"<t:{int(digest.days.ends_at.timestamp()) - 1}:D>"
    return lines(heading(texts("digest-title")), Markup(f"-# {first} – {last}"))


def _section(
    texts: Texts, name: str, told: Sequence[DigestLine], names: Mapping[int, str], share: float
) -> Markup | None:
    shown = [line for line in told[:MOST_LINES] if line.user_id in names]
    if not shown:
        return None
    more = len(told) - MOST_LINES
    return lines(
        bold(texts(name)),
        *_rows(texts, shown, names, share),
        small(texts("digest-more", count=more)) if more > 0 else None,
    )


def _rows(
    texts: Texts, shown: Sequence[DigestLine], names: Mapping[int, str], share: float
) -> Iterator[Markup]:
    for line in shown:
        said = texts(
            "digest-line",
            name=cut(names[line.user_id], _NAME_LENGTH),
            title=cut(line.title, round(_TITLE_LENGTH * share)),
        )
        yield Markup(f"- {escape(said)}")


def _groups(texts: Texts, told: ToldGroups, share: float) -> Markup | None:
    """The study groups by name, which their members made public."""
    if not told.groups:
        return None
    said = (
        texts(
            "digest-group",
            name=cut(group.name, round(_TITLE_LENGTH * share)),
            work=work_text(texts, group.minutes, group.tasks_done),
            count=group.members,
        )
        for group in told.groups
    )
    return lines(
        bold(texts("digest-groups")),
        *(Markup(f"- {escape(each)}") for each in said),
        small(texts("digest-more", count=told.more)) if told.more else None,
    )


def _hours(texts: Texts, digest: Digest) -> Markup | None:
    if not digest.total_minutes:
        return None
    time = minutes_text(texts, digest.total_minutes)
    return lines(
        bold(texts("digest-hours")), escape(texts("digest-total", time=time, count=digest.members_counted))
    )

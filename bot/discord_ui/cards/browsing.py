"""The catalogue, a page at a time, and its topics."""

from collections.abc import Iterator

from bot.discord_ui import custom_ids
from bot.discord_ui.cards.card import (
    MOST_OPTIONS,
    Button,
    Card,
    Item,
    button,
    buttons,
    fitting,
    option,
    panel,
    select,
    text,
)
from bot.discord_ui.markdown import Markup, bold, cut, escape, heading, joined, lines, small
from bot.domain.credential import Credential
from bot.services.catalogue_view import BROWSE_PAGE_SIZE, BrowsePage
from bot.wording.credential import cost_text, effort_text
from bot.wording.texts import Texts

_LINE_LENGTH = 150
_VALUE_LENGTH = 100


def browse_card(texts: Texts, page: BrowsePage) -> Card:
    """A page of credentials by title, with the topics to go on with where none is chosen."""

    def build(share: float) -> Card:
        shown = [
            _entry(texts, number, credential, share)
            for number, credential in enumerate(page.credentials, start=page.page * BROWSE_PAGE_SIZE + 1)
        ]
        position = texts("page-of", page=page.page + 1, pages=page.pages)
        body = lines(
            heading(cut(_title(texts, page), round(_LINE_LENGTH * share))),
            *(shown or [escape(texts("browse-none"))]),
            small(position) if page.pages > 1 else None,
        )
        return Card([panel([text(body)]), *_controls(texts, page)])

    return fitting(build)


def _title(texts: Texts, page: BrowsePage) -> str:
    match page.topic, page.issuer:
        case None, None:
            return texts("browse-all", total=page.total)
        case str(topic), None:
            what = texts("browse-topic", topic=topic)
        case None, str(issuer):
            what = texts("browse-issuer", issuer=issuer)
        case topic, issuer:
            what = texts("browse-topic-issuer", topic=topic or "", issuer=issuer or "")
    return texts("browse-some", what=what, total=page.total)


def _entry(texts: Texts, number: int, credential: Credential, share: float) -> Markup:
    limit = round(_LINE_LENGTH * share)
    return lines(
        bold(f"{number}. {cut(credential.title, limit)}"),
        joined(
            escape(cut(credential.issuer_line, limit)),
            escape(texts("label-effort", text=effort_text(texts, credential.effort))),
            escape(cost_text(texts, credential.cost)),
        ),
    )


def _controls(texts: Texts, page: BrowsePage) -> Iterator[Item]:
    here = (custom_ids.name_part(page.topic), custom_ids.name_part(page.issuer))
    if page.credentials:
        options = [
            option(f"{number}. {credential.title}", credential.id, credential.issuer_line)
            for number, credential in enumerate(page.credentials, start=page.page * BROWSE_PAGE_SIZE + 1)
        ]
        custom_id = custom_ids.BROWSE_DETAILS.of(page.page, *here)
        yield select(texts("select-details"), custom_id, options[:MOST_OPTIONS])
    topics = [
        option(topic, topic, texts("topic-count", count=count))
        for topic, count in page.topics
        if topic.strip() and len(topic) <= _VALUE_LENGTH
    ]
    if topics:
        yield select(texts("select-topic"), custom_ids.TOPIC.of(), topics[:MOST_OPTIONS])
    yield from buttons(_turn(texts, page, here, -1), _turn(texts, page, here, 1))


def _turn(texts: Texts, page: BrowsePage, here: tuple[str, str], step: int) -> Button | None:
    other = page.page + step
    if not 0 <= other < page.pages:
        return None
    return button(texts("button-more" if step > 0 else "button-back"), custom_ids.BROWSE.of(other, *here))

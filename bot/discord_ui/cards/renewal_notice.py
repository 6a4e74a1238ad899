"""That what a member earned expires: until when it is valid, and the way to keep it."""

from collections.abc import Iterator

from bot.discord_ui import custom_ids
from bot.discord_ui.cards.card import Button, Card, button, buttons, fitting, panel, text
from bot.discord_ui.cards.reminder import Posted, joined_words
from bot.discord_ui.markdown import cut, escape, heading, lines, small
from bot.domain.visibility import Visibility
from bot.services.renewal_notices import RenewalNotice
from bot.wording.budget import date_text
from bot.wording.texts import Texts

_TITLE_LENGTH = 200
_SERVER_LENGTH = 80


def renewal_card(texts: Texts, notice: RenewalNotice, posted: Posted, user_id: int) -> Card:
    """The notice as it is delivered; where others read it, it says only what they may see."""
    if posted.is_public and notice.visibility is not Visibility.SERVER:
        said = joined_words(user_id, texts("renewal-in-public"))
        return Card([text(said), *buttons(_way(texts, posted, "show", is_main=True))])
    return own_renewal_card(texts, notice, posted, user_id)


def own_renewal_card(texts: Texts, notice: RenewalNotice, posted: Posted, user_id: int) -> Card:
    """All that the notice says; in a channel it begins with the member."""

    def build(share: float) -> Card:
        outline = notice.enrolment.outline
        title = cut(outline.title, round(_TITLE_LENGTH * share))
        said = texts("renewal-title", title=title, date=date_text(texts, notice.expires))
        earned = texts("renewal-earned", date=date_text(texts, notice.completed_on))
        shown = lines(
            joined_words(user_id, said) if posted.is_public else heading(said),
            small(texts("label-issuer", issuer=cut(outline.issuer_line, round(_TITLE_LENGTH * share)))),
            small(texts("reminder-where", server=cut(posted.server, _SERVER_LENGTH))),
            escape(texts("renewal-days", days=notice.days_left, earned=earned)),
            escape(texts("renewal-how" if notice.is_offered else "renewal-gone")),
        )
        return Card([panel([text(shown)]), *buttons(*_ways(texts, notice, posted))])

    return fitting(build)


def _ways(texts: Texts, notice: RenewalNotice, posted: Posted) -> Iterator[Button]:
    yield _way(texts, posted, "look", is_main=True)
    if notice.is_offered:
        yield _way(texts, posted, "start")


def _way(texts: Texts, posted: Posted, action: str, *, is_main: bool = False) -> Button:
    """It bears the mark by which the message is known again."""
    identity = custom_ids.RENEWAL.of(action, posted.delivery_id, posted.mark)
    return button(texts(f"button-renewal-{action}"), identity, is_main=is_main)

"""That the day by which a member wants to be done comes near: how far it is, and what comes next."""

from bot.discord_ui import custom_ids
from bot.discord_ui.cards.card import Card, button, buttons, fitting, panel, text
from bot.discord_ui.cards.reminder import Posted, daily_buttons, joined_words, standing_text
from bot.discord_ui.markdown import escape, heading, lines, small
from bot.domain.visibility import Visibility
from bot.services.target_notices import TargetNotice
from bot.wording.budget import date_text
from bot.wording.texts import Texts


def notice_card_of(texts: Texts, notice: TargetNotice, posted: Posted, user_id: int) -> Card:
    """The notice as it is delivered; where others read it, it says only what they may see."""
    parts = posted.delivery_id, posted.mark
    mine = button(texts("button-progress"), custom_ids.NOTICE_MINE.of(*parts))
    if posted.is_public and notice.visibility is not Visibility.SERVER:
        said = joined_words(user_id, texts("notice-in-public"))
        return Card([text(said), *buttons(mine)])

    def build(share: float) -> Card:
        days = texts("notice-days", days=notice.days_left, date=date_text(texts, notice.target))
        shown = lines(
            joined_words(user_id, days) if posted.is_public else heading(days),
            small(texts("reminder-where", server=posted.server)),
            standing_text(texts, notice.line, share),
            escape(texts("notice-later")) if not posted.is_public else None,
        )
        return Card([panel([text(shown)]), *buttons(*daily_buttons(texts, notice.line, is_first=True), mine)])

    return fitting(build)

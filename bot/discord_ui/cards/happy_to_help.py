"""Who finished a credential and is happy to help: the button that offers it, and what became of it."""

from bot.discord_ui import custom_ids
from bot.discord_ui.cards.card import Button, Card, button, buttons
from bot.discord_ui.cards.notice import notice_card
from bot.discord_ui.markdown import cut
from bot.domain.enrolment import Enrolment, EnrolmentStatus
from bot.services.happy_to_help import Willing
from bot.wording.texts import Texts

_TITLE_LENGTH = 200


def help_button(texts: Texts, enrolment: Enrolment) -> Button | None:
    """*Happy to help others*; None before it is completed."""
    if enrolment.status is not EnrolmentStatus.COMPLETED:
        return None
    return button(texts("button-happy-to-help"), custom_ids.HAPPY_TO_HELP.of(enrolment.id, "yes"))


def willing_card(texts: Texts, willing: Willing) -> Card:
    """Whether they are listed now, and the way to the other."""
    title, number = cut(willing.enrolment.outline.title, _TITLE_LENGTH), willing.enrolment.id
    if not willing.is_helping:
        again = button(texts("button-happy-to-help"), custom_ids.HAPPY_TO_HELP.of(number, "yes"))
        return notice_card(texts("help-taken-back", title=title), below=buttons(again))
    said = "help-offered" if willing.is_changed else "help-offered-already"
    back = button(texts("button-help-back"), custom_ids.HAPPY_TO_HELP.of(number, "no"))
    return notice_card(texts(said, title=title), texts("help-how"), below=buttons(back))

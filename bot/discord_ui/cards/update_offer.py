"""The offer to take in what the catalogue says by now: what would change, and the two answers."""

from bot.discord_ui import custom_ids
from bot.discord_ui.cards.card import Item, button, buttons, rule, text
from bot.discord_ui.markdown import Markup, bold, cut, escape, lines, small
from bot.services.member_ledger import EnrolmentView
from bot.wording.texts import Texts
from bot.wording.update_offer import offer_details

_LINE_LENGTH = 200


def offer_blocks(texts: Texts, view: EnrolmentView, share: float) -> list[Item]:
    """What stands in a card of the enrolment; nothing where nothing is offered."""
    offer = view.offer
    if offer is None:
        return []
    changes = [cut(each, round(_LINE_LENGTH * share)) for each in offer_details(texts, offer)]
    said = lines(
        bold(texts("offer-title")),
        *(Markup(f"- {escape(change)}") for change in changes),
        small(texts("offer-what-stays")),
    )
    names = {"take": "button-offer-take", "keep": "button-offer-keep"}
    ways = [
        button(texts(name), custom_ids.ENROLMENT_OFFER.of(view.enrolment.id, offer.content_hash, answer))
        for answer, name in names.items()
    ]
    return [rule(), text(said), *buttons(*ways)]

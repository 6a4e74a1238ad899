"""What became of what a member proposed, with the moderator's word, and the way on."""

from collections.abc import Iterator, Sequence

from bot.discord_ui import custom_ids
from bot.discord_ui.cards.card import Button, Card, Item, button, buttons, fitting, text
from bot.discord_ui.markdown import cut, escape, lines
from bot.domain.moderation import ProposalKind, ProposalStatus
from bot.domain.proposals import Proposal
from bot.wording.texts import Texts

_TITLE_LENGTH = 150
_ANSWER_LENGTH = 400


def outcome_card(texts: Texts, proposals: Sequence[Proposal], server: str) -> Card:
    """What became of each; `server` is where they were decided, by name."""

    def build(share: float) -> Card:
        return Card([item for proposal in proposals for item in _outcome(texts, proposal, server, share)])

    return fitting(build)


def _outcome(texts: Texts, proposal: Proposal, server: str, share: float) -> Iterator[Item]:
    said = texts(
        f"outcome-{proposal.kind.value}-{proposal.status.value}",
        title=cut(proposal.title, round(_TITLE_LENGTH * share)),
        server=cut(server, _TITLE_LENGTH),
    )
    answer = proposal.answer and texts(
        "outcome-answer", answer=cut(proposal.answer, max(20, round(_ANSWER_LENGTH * share)))
    )
    yield text(lines(escape(said), escape(answer) if answer else None))
    yield from buttons(_way_on(texts, proposal))


def _way_on(texts: Texts, proposal: Proposal) -> Button:
    """Its id also marks the message: what stands in the channel already is not sent again."""
    if proposal.kind is ProposalKind.SUGGESTION and proposal.status is ProposalStatus.REFUSED:
        return button(texts("button-suggest-again"), custom_ids.SUGGEST_AGAIN.of(proposal.id))
    return button(texts("button-show"), custom_ids.OUTCOME.of(proposal.id))

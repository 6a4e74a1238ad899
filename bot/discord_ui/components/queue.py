"""The moderators' queue: looking at what waits, and deciding it."""

from collections.abc import Awaitable, Callable

from bot.discord_ui import custom_ids
from bot.discord_ui.answering import BadgerInteraction, answer, asker_of, place_of_click, show
from bot.discord_ui.cards.card import Card
from bot.discord_ui.cards.draft import draft_card
from bot.discord_ui.cards.form import Form
from bot.discord_ui.cards.queue import WORD_INPUT, queue_card, queued_card, word_form
from bot.discord_ui.components.component import Component
from bot.discord_ui.components.forms import FormRoute, typed_in
from bot.discord_ui.custom_ids import IdShape
from bot.discord_ui.gate import Needs
from bot.discord_ui.keeping import keeper_of
from bot.discord_ui.people import names_of
from bot.domain.errors import UserError
from bot.domain.proposals import Proposal
from bot.services.catalogue_keeping import Keeper
from bot.services.proposal_queue import ProposalQueue, QueuedProposal


async def queued(interaction: BadgerInteraction, page: int, said: str = "") -> Card:
    """A page of what waits."""
    desk = interaction.client.desk
    return queue_card(
        desk.texts, await desk.use_cases.queue.page(keeper_of(interaction).guild_id, page), said
    )


async def shown_proposal(interaction: BadgerInteraction, proposal_id: str) -> Card:
    """One of them, decided or not."""
    opened = await interaction.client.desk.use_cases.queue.opened(
        keeper_of(interaction).guild_id, proposal_id
    )
    return await _card_of(interaction, opened)


async def _card_of(interaction: BadgerInteraction, opened: QueuedProposal, said: str = "") -> Card:
    people = (opened.proposal.member_id, opened.proposal.decided_by)
    names = await names_of(interaction.client, interaction.guild_id, people)
    return queued_card(interaction.client.desk.texts, opened, names, said)


async def next_proposal(interaction: BadgerInteraction, said: str = "") -> Card:
    """What has waited longest, with what was just done above it; the empty queue where nothing waits."""
    opened = await interaction.client.desk.use_cases.queue.next(keeper_of(interaction).guild_id)
    if opened is None:
        return await queued(interaction, 0, said)
    return await _card_of(interaction, opened, said)


async def decided(
    interaction: BadgerInteraction, proposal_id: str, deciding: Awaitable[Proposal], done: str
) -> Card:
    """Decides, tells the member, and shows the next one; who comes second sees who decided what."""
    desk = interaction.client.desk
    try:
        proposal = await deciding
    except UserError as refused:
        if refused.message_id != "proposal-decided":
            raise
        return await shown_proposal(interaction, proposal_id)
    interaction.client.outcomes.tell_soon(proposal.guild_id, proposal.id)
    if done in {"accepted", "retired"}:
        await desk.use_cases.catalogue_changed()
    told = desk.texts("queue-tells" if proposal.member_id is not None else "queue-tells-nobody")
    said = desk.texts(f"queue-said-{done}", title=proposal.title, told=told)
    return await next_proposal(interaction, said)


class _Moderated(Component):
    """What all of the queue need."""

    needs = Needs.MANAGE_GUILD

    @property
    def proposal(self) -> str:
        """The proposal that it belongs to."""
        return self.parts["proposal"]


class QueueButton(_Moderated, shape=custom_ids.QUEUE):
    """Back, More and Back to the queue."""

    async def used(self, interaction: BadgerInteraction) -> None:
        """Shows the page."""
        await answer(interaction, queued(interaction, self.page), place_of_click(interaction))


class QueueSelect(_Moderated, shape=custom_ids.QUEUE_OPEN):
    """*Look at …*."""

    async def used(self, interaction: BadgerInteraction) -> None:
        """Shows the chosen one."""
        chosen = self.values[0] if self.values else ""
        await answer(interaction, shown_proposal(interaction, chosen), place_of_click(interaction))


class NextButton(_Moderated, shape=custom_ids.QUEUE_NEXT):
    """*The next one*."""

    async def used(self, interaction: BadgerInteraction) -> None:
        """Shows what has waited longest."""
        await answer(interaction, next_proposal(interaction), place_of_click(interaction))


class AcceptButton(_Moderated, shape=custom_ids.PROPOSAL_ACCEPT):
    """*Accept*."""

    async def used(self, interaction: BadgerInteraction) -> None:
        """Publishes what is known, and shows the next one."""
        accepting = interaction.client.desk.use_cases.queue.accept(keeper_of(interaction), self.proposal)
        work = decided(interaction, self.proposal, accepting, "accepted")
        await answer(interaction, work, place_of_click(interaction))


class EditButton(_Moderated, shape=custom_ids.PROPOSAL_EDIT):
    """*Edit and accept*, and *Edit the entry*."""

    async def used(self, interaction: BadgerInteraction) -> None:
        """Shows a draft, which accepts the proposal when it is published."""
        await answer(interaction, self._draft(interaction), place_of_click(interaction))

    async def _draft(self, interaction: BadgerInteraction) -> Card:
        desk = interaction.client.desk
        opened = await desk.use_cases.queue.opened(keeper_of(interaction).guild_id, self.proposal)
        if not opened.proposal.is_open:
            return await _card_of(interaction, opened)
        begun = desk.use_cases.drafts.begin_from_proposal(asker_of(interaction), opened.proposal)
        return draft_card(desk.texts, await begun)


class _WordButton(_Moderated):
    """What asks for the moderator's word first."""

    about: str
    form: IdShape

    async def used(self, interaction: BadgerInteraction) -> None:
        """Opens the form; of what is decided already it shows who decided what."""
        guild_id, queue = keeper_of(interaction).guild_id, interaction.client.desk.use_cases.queue
        opened = await queue.opened(guild_id, self.proposal)
        if not opened.proposal.is_open:
            card = await _card_of(interaction, opened)
            await show(interaction, card, place_of_click(interaction))
            return
        await interaction.response.send_modal(self._form(interaction, opened))

    def _form(self, interaction: BadgerInteraction, opened: QueuedProposal) -> Form:
        texts, reason = interaction.client.desk.texts, opened.proposal.reason
        draft = texts(f"choice-reason-{reason.value}") if reason and self.about == "retire" else ""
        return word_form(texts, self.about, self.form, self.proposal, draft)


class RefuseButton(_WordButton, shape=custom_ids.PROPOSAL_REFUSE):
    """*Refuse*."""

    about, form = "refuse", custom_ids.REFUSE_FORM


class DoneButton(_WordButton, shape=custom_ids.PROPOSAL_DONE):
    """*Done*."""

    about, form = "done", custom_ids.DONE_FORM


class RetireButton(_WordButton, shape=custom_ids.PROPOSAL_RETIRE):
    """*Retire it*."""

    about, form = "retire", custom_ids.RETIRE_REPORTED_FORM


_Sent = Callable[[BadgerInteraction, dict[str, str]], Awaitable[None]]
_Decide = Callable[[ProposalQueue, Keeper, str, str], Awaitable[Proposal]]


def _with_word(decide: _Decide, done: str) -> _Sent:
    """What is done with the word that was sent in."""

    async def sent(interaction: BadgerInteraction, parts: dict[str, str]) -> None:
        keeper, proposal_id = keeper_of(interaction), parts["proposal"]
        queue = interaction.client.desk.use_cases.queue
        deciding = decide(queue, keeper, proposal_id, typed_in(interaction, WORD_INPUT))
        work = decided(interaction, proposal_id, deciding, done)
        await answer(interaction, work, place_of_click(interaction))

    return sent


QUEUE_ROUTES = (
    FormRoute(custom_ids.REFUSE_FORM, _with_word(ProposalQueue.refuse, "refused"), Needs.MANAGE_GUILD),
    FormRoute(custom_ids.DONE_FORM, _with_word(ProposalQueue.done, "done"), Needs.MANAGE_GUILD),
    FormRoute(
        custom_ids.RETIRE_REPORTED_FORM, _with_word(ProposalQueue.retire, "retired"), Needs.MANAGE_GUILD
    ),
)
QUEUE_COMPONENTS = (
    QueueButton,
    QueueSelect,
    NextButton,
    AcceptButton,
    EditButton,
    RefuseButton,
    DoneButton,
    RetireButton,
)

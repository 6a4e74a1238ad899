"""The components around study groups that everybody uses: the list, the board, coming and going."""

from bot.discord_ui import custom_ids
from bot.discord_ui.answering import (
    BadgerInteraction,
    answer,
    asker_of,
    new_message,
    place_of_click,
)
from bot.discord_ui.cards.card import Card
from bot.discord_ui.components.component import Component
from bot.discord_ui.group_answers import board_answer, list_answer
from bot.discord_ui.group_choosing import DOINGS
from bot.discord_ui.group_inviting import chosen_member, invite_answer, invited_answer
from bot.discord_ui.group_membership import end_answer, ended_answer, join_answer, leave_answer, left_answer
from bot.domain.errors import UserError
from bot.domain.group_board import Window
from bot.domain.log_words import LogWords


class OfGroup(Component):
    """A component that names a group by its number."""

    @property
    def group_id(self) -> int:
        """The number of the group, which may be nobody's."""
        return int(self.parts["number"])


def chosen_group(values: tuple[str, ...]) -> int:
    """The group that was chosen. Raises UserError `component-gone` for what is no number."""
    chosen = values[0] if values else ""
    if not (chosen.isascii() and chosen.isdecimal() and len(chosen) <= custom_ids.NUMBER_LENGTH):
        raise UserError("component-gone")
    return int(chosen)


class GroupListButton(Component, shape=custom_ids.GROUP_LIST):
    """*All groups*, and the pages of the list."""

    async def used(self, interaction: BadgerInteraction) -> None:
        """Shows the page."""
        await answer(interaction, list_answer(interaction, self.page), place_of_click(interaction))


class GroupOpenSelect(Component, shape=custom_ids.GROUP_OPEN):
    """*Look at a group …*."""

    async def used(self, interaction: BadgerInteraction) -> None:
        """Shows its board beside the list."""
        work = board_answer(interaction, chosen_group(self.values))
        await answer(interaction, work, new_message(interaction))


class GroupBoardButton(OfGroup, shape=custom_ids.GROUP_BOARD):
    """*Board*, its windows and its pages."""

    async def used(self, interaction: BadgerInteraction) -> None:
        """Shows that part of the board; the first look at it stands beside what led there."""
        window = Window(self.parts["window"])
        work = board_answer(interaction, self.group_id, window, self.page)
        is_first = self.parts["way"] == "open"
        await answer(interaction, work, new_message(interaction) if is_first else place_of_click(interaction))


class GroupJoinButton(OfGroup, shape=custom_ids.GROUP_JOIN):
    """*Join*."""

    async def used(self, interaction: BadgerInteraction) -> None:
        """Takes whoever clicks in."""
        work = join_answer(interaction, asker_of(interaction), self.group_id)
        await answer(interaction, work, place_of_click(interaction))


class GroupWhichSelect(Component, shape=custom_ids.GROUP_WHICH):
    """*Choose a group …*, for what was begun."""

    async def used(self, interaction: BadgerInteraction) -> None:
        """Does it for that group."""
        work = self._done(interaction, chosen_group(self.values))
        await answer(interaction, work, place_of_click(interaction))

    async def _done(self, interaction: BadgerInteraction, group_id: int) -> Card:
        kept, action = self.parts["kept"], DOINGS.get(self.parts["action"])
        if action is None:
            raise UserError("component-gone")
        words = LogWords()
        if kept:
            words = await interaction.client.desk.use_cases.work.words.kept(asker_of(interaction), kept)
        return await action(interaction, group_id, words)


class GroupLeaveButton(OfGroup, shape=custom_ids.GROUP_LEAVE):
    """*Leave*."""

    async def used(self, interaction: BadgerInteraction) -> None:
        """Asks once more."""
        await answer(interaction, leave_answer(interaction, self.group_id), new_message(interaction))


class GroupLeaveSureButton(OfGroup, shape=custom_ids.GROUP_LEAVE_SURE):
    """*Leave it*."""

    async def used(self, interaction: BadgerInteraction) -> None:
        """Lets whoever clicks go."""
        await answer(interaction, left_answer(interaction, self.group_id), place_of_click(interaction))


class GroupStayButton(OfGroup, shape=custom_ids.GROUP_STAY):
    """*Stay*, and *Keep it*."""

    async def used(self, interaction: BadgerInteraction) -> None:
        """Shows the board, and that nothing is changed."""
        said = interaction.client.desk.texts("group-stayed")
        work = board_answer(interaction, self.group_id, said=said)
        await answer(interaction, work, place_of_click(interaction))


class GroupEndButton(OfGroup, shape=custom_ids.GROUP_END):
    """*End the group*."""

    async def used(self, interaction: BadgerInteraction) -> None:
        """Asks once more."""
        await answer(interaction, end_answer(interaction, self.group_id), new_message(interaction))


class GroupEndSureButton(OfGroup, shape=custom_ids.GROUP_END_SURE):
    """*End it for all*."""

    async def used(self, interaction: BadgerInteraction) -> None:
        """Ends it."""
        await answer(interaction, ended_answer(interaction, self.group_id), place_of_click(interaction))


class GroupInviteButton(OfGroup, shape=custom_ids.GROUP_INVITE):
    """*Invite*."""

    async def used(self, interaction: BadgerInteraction) -> None:
        """Lets choose somebody."""
        work = invite_answer(interaction, self.group_id, LogWords())
        await answer(interaction, work, new_message(interaction))


class GroupInviteWhoSelect(OfGroup, shape=custom_ids.GROUP_INVITE_WHO):
    """*Who shall come along?*."""

    async def used(self, interaction: BadgerInteraction) -> None:
        """Invites whom was chosen, and lets choose another."""
        work = invite_answer(interaction, self.group_id, chosen_member(interaction))
        await answer(interaction, work, place_of_click(interaction))


class GroupInvitedButton(OfGroup, shape=custom_ids.GROUP_INVITED):
    """*Join* and *No thanks*, under an invitation."""

    async def used(self, interaction: BadgerInteraction) -> None:
        """Takes the answer: the invitation is over with it, and changes in place."""
        work = invited_answer(interaction, self.group_id, comes=self.parts["answer"] == "yes")
        await answer(interaction, work, place_of_click(interaction))


GROUP_COMPONENTS = (
    GroupListButton,
    GroupOpenSelect,
    GroupBoardButton,
    GroupJoinButton,
    GroupWhichSelect,
    GroupLeaveButton,
    GroupLeaveSureButton,
    GroupStayButton,
    GroupEndButton,
    GroupEndSureButton,
    GroupInviteButton,
    GroupInviteWhoSelect,
    GroupInvitedButton,
)

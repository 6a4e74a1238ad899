"""What looking at study groups comes to on Discord: the board, the list, and how a group is set up."""

from bot.discord_ui.answering import BadgerInteraction, asker_of
from bot.discord_ui.cards.card import Card
from bot.discord_ui.cards.group_board import Standing, group_board_card, page_of_board
from bot.discord_ui.cards.group_life import MeetingPlace
from bot.discord_ui.cards.group_list import group_list_card, shown_invitations
from bot.discord_ui.cards.group_manage import SetUp, manage_card
from bot.discord_ui.gate import Needs, is_allowed
from bot.discord_ui.people import names_of
from bot.domain.group_board import Window
from bot.domain.group_place import GroupPlace, PlaceTrouble
from bot.domain.study_group import check_living, check_may_manage, may_manage
from bot.services.asker import Asker
from bot.services.group_rooms import GroupView
from bot.services.group_work import GroupWork


def groups_of(interaction: BadgerInteraction) -> GroupWork:
    """The use cases of study groups."""
    return interaction.client.desk.use_cases.groups


def is_moderator(interaction: BadgerInteraction) -> bool:
    """Whether whoever acts may change and end every group of the server."""
    return is_allowed(interaction, Needs.MANAGE_GUILD)


async def board_answer(
    interaction: BadgerInteraction, group_id: int, window: Window = Window.WEEK, page: int = 0, said: str = ""
) -> Card:
    """A page of a group's board as whoever acts may see it.

    Raises UserError `server-needed`, `group-unknown`, `group-over`.
    """
    groups, asker = groups_of(interaction), asker_of(interaction)
    view = await groups.lists.group(asker, str(group_id))
    shown = page_of_board(await groups.boards.board(asker, view.group.id, window), page)
    standing = await _standing(interaction, asker, view)
    people = [*shown.user_ids, view.group.owner_id]
    names = await names_of(interaction.client, interaction.guild_id, people)
    return group_board_card(interaction.client.desk.texts, shown, standing, names, said)


async def _standing(interaction: BadgerInteraction, asker: Asker, view: GroupView) -> Standing:
    groups, group = groups_of(interaction), view.group
    is_member = view.membership_of(asker.user_id) is not None
    place = await groups.places.place(group.guild_id, group.id)
    is_invited = False
    if not (is_member or group.is_open):
        is_invited = await groups.invitations.of(asker, group.id) is not None
    return Standing(
        members=len(view.members),
        is_member=is_member,
        may_manage=may_manage(group, asker.user_id, is_moderator=is_moderator(interaction)),
        is_invited=is_invited,
        thread_id=place.thread_id,
        trouble=trouble_of(place),
    )


def trouble_of(place: GroupPlace) -> PlaceTrouble | None:
    """What somebody has to mend: a thread that is only on its way is nothing of that."""
    return None if place.trouble is PlaceTrouble.NO_THREAD_YET else place.trouble


async def groups_together(interaction: BadgerInteraction, user_id: int) -> tuple[str, ...]:
    """The groups of the server in which whoever acts is together with another, by name."""
    mine = await groups_of(interaction).lists.mine(asker_of(interaction))
    return tuple(view.group.name for view in mine if view.membership_of(user_id) is not None)


async def list_answer(interaction: BadgerInteraction, page: int = 0) -> Card:
    """A page of the server's groups. Raises UserError `server-needed`."""
    found = await groups_of(interaction).lists.page_of(asker_of(interaction), page)
    senders = [each.invitation.invited_by for each in shown_invitations(found)]
    names = await names_of(interaction.client, interaction.guild_id, senders)
    return group_list_card(interaction.client.desk.texts, found, names)


async def manage_answer(interaction: BadgerInteraction, group_id: int, *said: str) -> Card:
    """How a group is set up, for who may change it; `said` stands above.

    Raises UserError `server-needed`, `group-unknown`, `group-not-yours`, `group-over`.
    """
    view = await groups_of(interaction).lists.group(asker_of(interaction), str(group_id))
    return await set_up_card(interaction, view, *said)


async def set_up_card(interaction: BadgerInteraction, view: GroupView, *said: str) -> Card:
    """The same of a group that was just looked at. Raises UserError `group-not-yours`, `group-over`."""
    groups, group = groups_of(interaction), view.group
    check_leads(interaction, view)
    place = await groups.places.place(group.guild_id, group.id)
    checkin = await groups.checkins.when(group.guild_id, group.id)
    set_up = SetUp(
        group,
        len(view.members),
        view.credential_title,
        checkin.when if checkin else None,
        meeting_of(place),
    )
    return manage_card(interaction.client.desk.texts, set_up, *said)


def check_leads(interaction: BadgerInteraction, view: GroupView) -> None:
    """Raises UserError `group-not-yours` for who may not change the group, `group-over`."""
    check_living(view.group)
    check_may_manage(view.group, interaction.user.id, is_moderator=is_moderator(interaction))


def meeting_of(place: GroupPlace) -> MeetingPlace:
    """Where a group meets, as its cards say it."""
    return MeetingPlace(place.thread_id, place.is_private, trouble=trouble_of(place))

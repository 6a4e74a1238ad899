"""Erasing a member from study groups, so that all sums of the groups stay what they were (design rule 8)."""

from collections.abc import Sequence
from datetime import datetime

from bot.domain.study_group import Membership, counts_in, shows_work
from bot.services.group_rooms import pass_on
from bot.storage import group_erasures, group_invites, group_members, group_places, study_groups
from bot.storage.database import Session
from bot.storage.random_ids import new_id

_Stays = Sequence[Membership]


def forget_in_groups(session: Session, user_id: int, guild_id: int | None, *, now: datetime) -> None:
    """Forgets a user in the groups of one server or (None) of all, before their ledger goes.

    What counted of their work is kept without them. Groups that they own pass on, or end with them; nobody
    is told that it was an erasure.
    """
    in_groups: dict[tuple[int, int], list[Membership]] = {}
    for server, stay in group_members.stays_of(session, user_id, guild_id):
        in_groups.setdefault((server, stay.group_id), []).append(stay)
    for place in sorted({*in_groups, *group_erasures.groups_with_lines(session, user_id, guild_id)}):
        _keep_work(session, user_id, place, in_groups.get(place, []))
    group_members.forget_member(session, user_id, guild_id)
    group_invites.forget_member(session, user_id, guild_id)
    group_erasures.forget_words(session, user_id, guild_id, now=now)
    for place, mine in in_groups.items():
        _go(session, user_id, place, mine, now)
    group_erasures.forget_owner(session, user_id, guild_id)


def _keep_work(session: Session, user_id: int, place: tuple[int, int], stays: _Stays) -> None:
    guild_id, group_id = place
    worker_id = new_id()
    group_erasures.rename_lines(session, guild_id, group_id, user_id, worker_id)
    visibility = group_members.visibilities(session, guild_id, [user_id])[user_id]
    if stays and shows_work(stays[-1], visibility):
        entries = group_erasures.standing_of(session, guild_id, user_id)
        counted = (each for each in entries if counts_in(stays, each.day))
        group_erasures.keep(session, guild_id, group_id, worker_id, counted)


def _go(session: Session, user_id: int, place: tuple[int, int], stays: _Stays, now: datetime) -> None:
    guild_id, group_id = place
    group_erasures.forget_news(session, guild_id, group_id, (stay.id for stay in stays))
    group_places.mark_changed(session, guild_id, [group_id], now=now)
    group = study_groups.of(session, guild_id, group_id)
    if group is not None and group.is_living and any(stay.is_current for stay in stays):
        pass_on(session, group, user_id, now, group_id)

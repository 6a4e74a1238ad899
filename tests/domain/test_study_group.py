"""What a study group may be called, who may come in, and to whom it goes."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from bot.domain.errors import UserError
from bot.domain.study_group import (
    GroupChanges,
    Invitation,
    InvitationStatus,
    Membership,
    StudyGroup,
    changed,
    check_may_manage,
    checked_goal,
    checked_name,
    checked_size,
    counts_in,
    may_join,
    may_manage,
    name_key,
    next_owner,
    shows_work,
)
from bot.domain.visibility import Visibility

AT = datetime(2026, 11, 24, 23, 30, tzinfo=UTC)
TODAY = date(2026, 11, 24)
GROUP = StudyGroup(1, 10, "Night Owls", 7, "sql", 3, True, None, None, "Europe/Berlin", AT)


def refusal(deed: object, *arguments: object, **named: object) -> str:
    assert callable(deed)
    with pytest.raises(UserError) as refused:
        deed(*arguments, **named)
    return refused.value.message_id


def test_a_name_stands_on_one_line_and_is_neither_empty_nor_long():
    assert checked_name("  Night \n Owls\u202e ") == "Night Owls"
    assert refusal(checked_name, " \u200b ") == "group-name-missing"
    assert refusal(checked_name, "x" * 61) == "group-name-too-long"
    assert checked_name("x" * 60)


@pytest.mark.parametrize("same", ["night owls", "NIGHT  OWLS", "Ｎight Owls"])
def test_names_that_look_the_same_have_the_same_key(same: str):
    assert name_key(same) == name_key("Night Owls")


def test_names_that_tell_apart_have_keys_of_their_own():
    keys = {name_key(name) for name in ("C", "C++", "C#", "🦉", "🦊", "Été", "Ete")}
    assert len(keys) == 7


def test_a_group_has_two_to_fifty_members_and_never_fewer_than_are_in_it():
    assert [checked_size(size) for size in (2, 50)] == [2, 50]
    assert {refusal(checked_size, size) for size in (1, 51)} == {"group-size-wrong"}
    assert refusal(checked_size, 3, members=4) == "group-size-below-members"


def test_a_goal_is_in_reach():
    assert checked_goal(600, date(2026, 12, 24), today=TODAY) == (600, date(2026, 12, 24))
    assert checked_goal(None, None, today=TODAY) == (None, None)
    assert {refusal(checked_goal, minutes, None, today=TODAY) for minutes in (0, 10**6)} == {
        "group-goal-hours-wrong"
    }
    for day in (TODAY, date(2090, 1, 1)):
        assert refusal(checked_goal, None, day, today=TODAY) == "group-goal-day-wrong"


def test_the_owner_and_moderators_manage_it():
    assert may_manage(GROUP, 7, is_moderator=False)
    assert may_manage(GROUP, 8, is_moderator=True)
    assert refusal(check_may_manage, GROUP, 8, is_moderator=False) == "group-not-yours"
    assert not may_manage(replace(GROUP, owner_id=None), 8, is_moderator=False)


def test_who_may_come_in():
    may_join(GROUP, members=2, groups_of_member=19, is_invited=False)
    closed = replace(GROUP, is_open=False)
    may_join(closed, members=2, groups_of_member=0, is_invited=True)
    ended = replace(GROUP, ended_at=AT)
    assert refusal(may_join, closed, members=2, groups_of_member=0, is_invited=False) == "group-by-invitation"
    assert refusal(may_join, GROUP, members=3, groups_of_member=0, is_invited=True) == "group-full"
    assert refusal(may_join, GROUP, members=2, groups_of_member=20, is_invited=True) == "groups-too-many"
    assert refusal(may_join, ended, members=2, groups_of_member=0, is_invited=True) == "group-over"


def test_it_goes_to_who_has_been_in_it_longest():
    stays = [
        Membership(1, 1, 7, TODAY),
        Membership(2, 1, 8, TODAY, TODAY, shared_when_left=True),
        Membership(4, 1, 8, TODAY),
        Membership(3, 1, 9, TODAY),
    ]
    assert next_owner(stays, without=7) == 9
    assert next_owner(stays[:2], without=7) is None


def test_an_edit_changes_what_it_names_and_counts_up_once():
    after = changed(GROUP, GroupChanges("Early  Birds", "", 5, is_open=False), members=2)
    assert (after.name, after.credential_id, after.most_members, after.is_open) == (
        "Early Birds",
        None,
        5,
        False,
    )
    assert after.version == 2
    assert changed(GROUP, GroupChanges(name="Night Owls"), members=2) == GROUP
    # Who made it smaller than it was filled by moderators' hands may still rename it.
    assert changed(GROUP, GroupChanges(name="Owls"), members=9).name == "Owls"
    assert refusal(changed, GROUP, GroupChanges(most_members=2), members=3) == "group-size-below-members"


def test_work_counts_on_the_days_of_every_stay():
    stays = [
        Membership(1, 1, 7, date(2026, 11, 2), date(2026, 11, 4), shared_when_left=True),
        Membership(2, 1, 7, date(2026, 11, 20)),
    ]
    counted = [day for day in range(1, 31) if counts_in(stays, date(2026, 11, day))]
    assert counted == [2, 3, 4, *range(20, 31)]


@pytest.mark.parametrize(
    ("left_as", "now", "shows"),
    [
        (None, Visibility.GROUPS, True),
        (None, Visibility.PRIVATE, False),
        (True, Visibility.PRIVATE, True),
        (False, Visibility.SERVER, False),
    ],
)
def test_who_left_is_counted_as_they_showed_themselves_then(
    left_as: bool | None, now: Visibility, shows: bool
):
    left_on = None if left_as is None else TODAY
    assert shows_work(Membership(1, 1, 7, TODAY, left_on, left_as), now) is shows


def test_an_invitation_ends_by_itself():
    sent = Invitation(1, 10, 1, 8, 7, AT, datetime(2026, 12, 8, 23, 30, tzinfo=UTC))
    assert sent.is_open(AT)
    assert not sent.is_open(sent.expires_at)
    assert not replace(sent, status=InvitationStatus.DECLINED).is_open(AT)


def test_a_group_begins_on_its_own_local_day():
    assert GROUP.created_on == date(2026, 11, 25)

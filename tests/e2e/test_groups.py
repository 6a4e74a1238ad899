"""Study groups by command and by button, at the sandbox's page: found, led, asked for and mended."""

import re
from collections.abc import AsyncIterator

import pytest
import pytest_asyncio

from bot.services.asker import Asker
from tests.e2e.club import Club
from tests.e2e.conftest import running_club
from tests.e2e.person import Json, Person, component, is_private, parts_of, text_of
from tests.e2e.proposing import CLOSED

pytestmark = [pytest.mark.timeout(180), pytest.mark.asyncio(loop_scope="module")]

NAME = "SQL before summer"
THREAD = re.compile(r"You meet in <#(\d+)>")
READING = "newpaltz-science-of-reading"


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def club(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Club]:
    """One club for all; nobody logs anything in it, and each test leaves it without groups."""
    async with running_club(tmp_path_factory.mktemp("club")) as club:
        # No test runs into another day, or into a check-in, by itself.
        club.sandbox.clock.move_to_next("wednesday 12:00")
        yield club


@pytest_asyncio.fixture(autouse=True, loop_scope="module")
async def no_group_is_left(club: Club) -> AsyncIterator[None]:
    """All groups of the test end with it."""
    yield
    groups = club.client.desk.use_cases.groups
    for number, guild_id in enumerate(club.sandbox.world.guilds):
        mira = Asker(int(club.mira.id), guild_id, number)
        while (page := await groups.lists.page_of(mira)).total:
            for line in page.lines:
                await groups.life.end(mira, line.group.id, is_moderator=True)


def labels(message: Json) -> list[str]:
    return [part["label"] for part in parts_of(message) if part.get("label")]


async def begun(club: Club, name: str = NAME, **options: object) -> Json:
    """Amara's group: what everybody sees, or what she alone does where only who is invited may join."""
    return await club.amara.uses(club.channel, "group create", name=name, **options)


async def next_steps(person: Person, name: str = NAME) -> Json:
    """What whoever began a group is told in private, beside what everybody reads."""
    event = await person.wait_for(
        lambda event: (
            event["type"] == "message_create" and f"group “{name}” is there" in text_of(event["message"])
        )
    )
    return dict(event["message"])


async def invitation(club: Club, person: Person) -> Json:
    """The newest invitation that a person got by direct message."""
    direct = await person.direct_messages_with(club.bot_id)
    event = await person.wait_for(
        lambda event: (
            event["type"] == "message_create"
            and event["message"]["channel_id"] == direct
            and "Come along to" in text_of(event["message"])
        )
    )
    return dict(event["message"])


async def test_who_may_not_change_a_group_cannot_and_a_moderator_can(club: Club):
    amara, jonas, mira = club.amara, club.jonas, club.mira
    public = await begun(club)
    await jonas.clicks(public, "Join")
    for command, options in (
        ("group edit", {"group": NAME, "name": "Mine"}),
        ("group goal", {"hours_week": "5"}),
        ("group end", {"group": NAME}),
    ):
        refused = await jonas.uses(club.channel, command, **options)
        assert "Only whoever leads “SQL before summer”, or a moderator, can do that" in text_of(refused)
    renamed = await mira.uses(club.channel, "group edit", group=NAME, name="Data club")
    assert "✓ Kept." in text_of(renamed)
    assert "### Data club: how it is set up" in text_of(renamed)
    audit = await mira.uses(club.channel, "server audit")
    assert "Changed the study group “Data club”" in text_of(audit)
    goal = await amara.uses(club.channel, "group goal", hours_week="6", by="in 8 weeks")
    assert "✓ Your goal: 6 h a week together, done by " in text_of(goal)
    shown = await jonas.uses(club.channel, "group goal")
    assert "Your goal: 6 h a week together" in text_of(shown)
    assert labels(shown) == ["Board"]
    hours = await amara.uses(club.channel, "group goal", by="none")
    assert "✓ Your goal: 6 h a week together." in text_of(hours)
    sure = await mira.clicks(await mira.uses(club.channel, "group end", group="Data clubb"), "End it for all")
    assert "✓ “Data club” has ended" in text_of(sure)
    over = await jonas.clicks(public, "Join")
    assert "“Data club” has ended" in text_of(over)
    assert "There is no study group here yet" in text_of(await jonas.uses(club.channel, "group list"))


async def test_only_who_is_invited_joins_a_closed_group(club: Club):
    amara, jonas, mira = club.amara, club.jonas, club.mira
    card = await begun(club, open=False, credential=READING)
    assert is_private(card)
    assert "Only who is invited can join" in text_of(card)
    shut = await mira.uses(club.channel, "group join", group=NAME)
    assert "takes members by invitation" in text_of(shut)
    choosing = await amara.clicks(card, "Invite")
    sent = await amara.picks(choosing, "Who shall come along", jonas.id)
    assert "✓ Jonas is invited." in text_of(sent)
    twice = await amara.uses(club.channel, "group invite", member=jonas.id)
    assert "Jonas is invited already" in text_of(twice)
    direct = await invitation(club, jonas)
    assert "Amara invites you to a study group" in text_of(direct)
    listed = await jonas.uses(club.channel, "group list")
    assert "Amara invites you to “SQL before summer”" in text_of(listed)
    joined = await jonas.clicks(direct, "Join")
    assert "You are in “SQL before summer”. Welcome!" in text_of(joined)
    assert "you have not started it yet" in text_of(joined)
    assert labels(joined) == []
    here = await jonas.uses(club.channel, "group join", group=NAME)
    assert labels(here) == ["Start", "Board", "Settings"]
    over = await jonas.clicks(listed, "No thanks")
    assert "All right. Nobody is told" in text_of(over)
    board = await jonas.uses(club.channel, "group board")
    assert "2 of 10 members, by invitation" in text_of(board)
    refused = await amara.uses(club.channel, "group invite", member=jonas.id)
    assert "They are in “SQL before summer” already" in text_of(refused)


async def test_an_invitation_reaches_who_lets_nobody_write_to_them(club: Club):
    await begun(club, open=False)
    club.sandbox.world.people[1].accepts_direct_messages = False
    await club.amara.uses(club.channel, "group invite", member=club.jonas.id)
    told: list[Json] = []
    while not told:
        await club.jonas.uses(club.channel, "help")
        told = [each for each in await club.jonas.sees(club.channel) if "I could not send" in text_of(each)]
    club.sandbox.world.people[1].accepts_direct_messages = True
    assert {each.code for each in club.sandbox.violations} == {CLOSED}
    club.sandbox.violations.clear()
    assert "Amara invites you to the study group “SQL before summer”" in text_of(told[0])
    no = await club.jonas.clicks(told[0], "No thanks")
    assert "Nobody is told" in text_of(no)
    assert "invites you" not in text_of(await club.jonas.uses(club.channel, "group list"))


async def test_what_cannot_be_kept_of_a_group_is_mended_in_the_form(club: Club):
    amara = club.amara
    await begun(club)
    taken = await begun(club, "sql  BEFORE summer")
    assert is_private(taken)
    assert "There is a study group “sql BEFORE summer” here already" in text_of(taken)
    opened = await amara.opens_modal(taken, "Fix it")
    assert component(opened["modal"], lambda part: part.get("custom_id") == "name")["value"].startswith("sql")
    unread = await amara.submits(opened, "Evening group", "", "many", ["Only who is invited"])
    assert "could not read “many” as a number of members" in text_of(unread)
    opened = await amara.opens_modal(unread, "Fix it")
    made = await amara.submits(opened, "Evening group", "", "4", ["Only who is invited"])
    assert "✓ Your study group “Evening group” is there" in text_of(made)
    card = await amara.clicks(made, "Edit")
    opened = await amara.opens_modal(card, "Name, size and more")
    small = await amara.submits(opened, "Night group", "", "51", ["Everybody here"], "UTC")
    assert "A study group has 2 to 50 members" in text_of(small)
    opened = await amara.opens_modal(small, "Fix it")
    lost = await amara.submits(opened, "Night group", READING, "5", ["Everybody here"], "Atlantis X")
    assert "I do not know the time zone" in text_of(lost)
    opened = await amara.opens_modal(lost, "Fix it")
    kept = await amara.submits(opened, "Night group", READING, "5", ["Everybody here"], "Berlin")
    said = text_of(kept)
    assert "### Night group: how it is set up" in said
    assert "**Members** 1 of 5 members" in said
    assert "Every Sunday at 18:00, as clocks go in Berlin (Europe)" in said
    assert "**Who may join** open to everybody here" in said
    assert "Reading" in said
    opened = await amara.opens_modal(kept, "Set a goal")
    wrong = await amara.submits(opened, "soonish", "")
    opened = await amara.opens_modal(wrong, "Fix it")
    assert "Your goal: 200 h a week together." in text_of(await amara.submits(opened, "200", ""))


async def test_the_check_in_is_moved_and_turned_off(club: Club):
    amara = club.amara
    await begun(club)
    card = await amara.uses(club.channel, "group edit", group=NAME, checkin_day="friday", checkin_at="7pm")
    assert "✓ Kept. Check-in: Every Friday at 19:00" in text_of(card)
    card = await amara.chooses(card, "at what time", "20:00")
    assert "Every Friday at 20:00" in text_of(card)
    card = await amara.chooses(card, "which day", "No check-in")
    assert "✓ Kept. No check-in." in text_of(card)
    day = await amara.uses(club.channel, "group edit", group=NAME, checkin_at="9")
    assert "Say which day" in text_of(day)
    refused = await amara.uses(club.channel, "group edit", group=NAME, checkin_day="someday")
    assert "could not make out “someday”" in text_of(refused)


async def test_whoever_is_in_several_groups_is_asked_which_one_is_meant(club: Club):
    amara = club.amara
    nobody = await club.jonas.uses(club.channel, "group board")
    assert "You are in no study group here yet" in text_of(nobody)
    assert labels(nobody) == ["All groups", "Begin a group"]
    await begun(club)
    await begun(club, "Evening group")
    asked = await amara.uses(club.channel, "group goal", hours_week="7h30")
    assert "Which group do you mean?" in text_of(asked)
    goal = await amara.chooses(asked, "Choose a group", "Evening group")
    assert "✓ Your goal: 7 h 30 min a week together." in text_of(goal)
    asked = await amara.uses(club.channel, "group board")
    board = await amara.chooses(asked, "Choose a group", "SQL before")
    assert "### SQL before summer" in text_of(board)
    asked = await amara.uses(club.channel, "group leave")
    leaving = await amara.chooses(asked, "Choose a group", "Evening")
    assert "You are the only one in it, so the group ends." in text_of(leaving)
    left = await amara.clicks(leaving, "Leave it")
    assert "You were the last in “Evening group”" in text_of(left)


async def test_in_the_thread_of_a_group_that_group_is_meant(club: Club):
    amara = club.amara
    await begun(club, "Evening group")
    await begun(club, "Thread dwellers")
    own = await next_steps(amara, "Thread dwellers")
    thread = THREAD.search(text_of(own))
    assert thread
    board = await amara.uses(thread[1], "group board")
    assert "### Thread dwellers" in text_of(board)
    made = await amara.uses(thread[1], "group create", name="Born in a thread", open=False)
    other = THREAD.search(text_of(made))
    assert other
    assert other[1] != thread[1]


async def test_groups_are_found_by_name_with_slips_and_listed_page_by_page(club: Club):
    amara = club.amara
    for number in range(12):
        await begun(club, f"Reading circle {number:02}")
    found = await club.jonas.completes(club.channel, "group join", "group", "readng circle 03")
    assert found[0]["name"] == "Reading circle 03 (1 of 10 members, open to everybody here)"
    own = await club.jonas.completes(club.channel, "group leave", "group", "")
    assert own == []
    led = await club.mira.completes(club.channel, "group end", "group", "")
    assert len(led) == 12
    listed = await amara.uses(club.channel, "group list")
    assert "12 study groups" in text_of(listed)
    assert text_of(listed).count("you are in it") == 10
    second = await amara.clicks(listed, "More")
    assert "Page 2 of 2" in text_of(second)
    assert text_of(second).count("you are in it") == 2
    opened = await amara.chooses(second, "Look at a group", "Reading circle 11")
    assert opened["id"] != second["id"]
    assert "### Reading circle 11" in text_of(opened)


async def test_a_moderator_takes_down_what_a_member_made_public(club: Club):
    public = await begun(club, "Buy my course")
    taken = await club.mira.uses_on(club.channel, "Remove", public["id"])
    assert text_of(taken) == "Removed."
    assert public["id"] not in {each["id"] for each in await club.jonas.sees(club.channel)}


async def test_no_group_of_another_server_is_found_by_its_number_or_its_name(club: Club):
    await begun(club)
    school = await club.mira.channel("general", server=1)
    for command in ("group board", "group join", "group edit", "group end"):
        for named in ("1", NAME):
            lost = await club.mira.uses(school, command, group=named)
            assert "I know no such study group here" in text_of(lost)
            assert labels(lost) == ["All groups"]
    assert await club.mira.completes(school, "group join", "group", "sql") == []
    same = await club.mira.uses(school, "group create", name=NAME)
    assert "Mira begins a study group" in text_of(same)
    listed = await club.mira.uses(school, "group list")
    assert "One study group" in text_of(listed)


async def test_what_is_typed_of_a_group_is_completed_as_it_is_understood(club: Club):
    amara, channel = club.amara, club.channel
    opened = await amara.opens_modal(await amara.uses(channel, "group list"), "Begin a group")
    public = await amara.submits(opened, NAME, "", "", ["Everybody here"])
    assert "Amara begins a study group" in text_of(public)

    async def offered(command: str, option: str, typed: str, **others: object) -> list[str]:
        return [each["name"] for each in await amara.completes(channel, command, option, typed, **others)]

    assert (await offered("group goal", "by", "in 8 weeks"))[0].endswith("in 56 days")
    assert await offered("group goal", "by", "whenever") == []
    days = await offered("group edit", "checkin_day", "", group=NAME)
    assert days[:2] == ["No check-in", "Monday"]
    assert (await offered("group edit", "zone", "berl", group=NAME))[0].startswith("Berlin (Europe): ")
    assert (await offered("group create", "credential", "", name="x"))[0].startswith("Everyone brings")
    none = await amara.uses(channel, "group edit", group=NAME, credential="none", zone="Berlin")
    assert "as clocks go in Berlin (Europe)" in text_of(none)
    assert "**Credential** Everyone brings their own credential" in text_of(none)
    choosing = await amara.uses(channel, "group invite", member=club.bot_id)
    assert "bots do not study" in text_of(choosing)
    assert "invite somebody else" in text_of(await amara.uses(channel, "group invite", member=amara.id))
    unread = await amara.uses(channel, "group goal", hours_week="soonish")
    assert "soonish" in text_of(unread)

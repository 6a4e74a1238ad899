"""Badger under attack by forged ids and by many clicks at once: one kind sentence, nothing lost."""

import asyncio
import logging
from collections.abc import Iterator

import pytest

from tests.e2e.attacks import ACTIVE, SQL, TEACHING, assert_nobody_was_pinged, bare, forge, seen
from tests.e2e.club import Club
from tests.e2e.person import Json, component, is_private, parts_of, text_of

pytestmark = pytest.mark.timeout(60)


@pytest.fixture(autouse=True)
def nobody_is_named_in_the_log(club: Club, caplog: pytest.LogCaptureFixture) -> Iterator[None]:
    """Whatever happens, no id of a person stands in the log, and nobody was pinged."""
    caplog.set_level(logging.INFO)
    yield
    for person in club.sandbox.world.people:
        assert str(person.id) not in caplog.text
    assert_nobody_was_pinged(club)


@pytest.mark.parametrize(
    "value", ["no-such-credential", "<@1> @everyone", "x" * 100, "-1", "\u0663", "9" * 100]
)
async def test_a_value_that_was_never_offered_is_refused(club: Club, value: str):
    answers = [
        await club.amara.uses(club.channel, "find", goal="learn sql", time="6 weeks"),
        await club.amara.uses(club.channel, "credential browse"),
        await club.amara.uses(club.channel, "help"),
    ]
    for answer in answers:
        forge(club, answer, lambda part: _offer(part, value))
        forged = await seen(club, answer)
        for select in [part for part in parts_of(forged) if part.get("options")]:
            least = select.get("min_values", 1)
            labels = [f"forged {at}" for at in range(least)]
            told = await club.amara.chooses(forged, select["placeholder"], *labels)
            assert is_private(told)
            assert not [mark for mark in ACTIVE if mark in bare(told)]
            assert "Something went wrong" not in text_of(told)


def _offer(part: Json, value: str) -> None:
    """Puts the value, and others like it, in the place of a select's own."""
    for at, option in enumerate(part.get("options", [])):
        option.update(value=f"{value[:98]}{at or ''}", label=f"forged {at}")


@pytest.mark.parametrize(
    "identity",
    [
        "b1:results:{search}:9999",
        "b1:results:nothing-of-that-name:0",
        "b1:results:{search}:99999999999999999999",
        "b1:results:' OR 1=1 --:0",
        "b1:mine:{search}",
        "b1:change-hours:{search}",
        "b1:fix-hours:{search}:<@1> @everyone ```",
        "b1:fix-time:{search}:<@1> @everyone ```",
        "b1:fix-time:nothing:soonish",
        "b1:without-time:{search}",
        "b1:without-time:nothing",
        "b1:browse:9999::",
        "b1:browse:0:no topic:@everyone",
        "b1:share-credential:no-such-credential",
        "b1:share-comparison",
        "b1:share-results:nothing:0",
        "b0:results:{search}:0",
        "\u202e@everyone",
    ],
)
async def test_a_forged_button_is_answered_in_private(club: Club, identity: str):
    answer = await club.amara.uses(club.channel, "find", **TEACHING)
    (search,) = {
        part["custom_id"].split(":")[2] for part in parts_of(answer) if "details" in part.get("custom_id", "")
    }

    def change(part: Json) -> None:
        if part.get("label") == "More":
            part["custom_id"] = identity.replace("{search}", search)

    forge(club, answer, change)
    forged = await seen(club, answer)
    if "hours:" in identity or "fix-" in identity:
        opened = await club.amara.opens_modal(forged, "More")
        told = await club.amara.submits(opened, "3")
    else:
        told = await club.amara.clicks(forged, "More")
    assert is_private(told)
    assert not [mark for mark in ACTIVE if mark in bare(told)]
    assert "Something went wrong" not in text_of(told)
    assert await club.jonas.sees(club.channel) == []


async def test_a_search_of_another_server_or_person_opens_nothing_of_theirs(club: Club):
    school = await club.amara.channel("general", server=1)
    secret = await club.amara.uses(school, "find", goal="learn sql", time="6 weeks")
    await club.amara.chooses(secret, "How many hours a week", "3 hours")
    (search,) = {
        part["custom_id"].split(":")[2] for part in parts_of(secret) if "details" in part.get("custom_id", "")
    }
    own = await club.jonas.uses(club.channel, "find", **TEACHING)

    def change(part: Json) -> None:
        if part.get("label") == "More":
            part["custom_id"] = f"b1:results:{search}:0"

    forge(club, own, change)
    forged = next(each for each in await club.jonas.sees(club.channel) if each["id"] == own["id"])
    assert "I do not keep this search" in text_of(await club.jonas.clicks(forged, "More"))


async def test_twenty_clicks_at_once_share_once(club: Club):
    answer = await club.amara.uses(club.channel, "find", **SQL)
    clicks = (club.amara.clicks(answer, "Share") for _ in range(20))
    await asyncio.gather(*clicks, return_exceptions=True)
    assert len(await club.jonas.sees(club.channel)) == 1
    shown = await seen(club, answer)
    assert component(shown, lambda part: part.get("label") == "Shared")["disabled"]


async def test_twenty_clicks_on_more_turn_one_page(club: Club):
    answer = await club.amara.uses(club.channel, "find", **TEACHING)
    turned = await asyncio.gather(*(club.amara.clicks(answer, "More") for _ in range(20)))
    assert {each["id"] for each in turned} == {answer["id"]}
    assert "Page 2" in text_of(await seen(club, answer))


async def test_two_people_at_the_same_public_button_get_their_own(club: Club):
    await club.mira.uses(club.channel, "find", share=True, **TEACHING)
    public = await club.jonas.last(club.channel)
    amaras, jonas = await asyncio.gather(
        club.amara.clicks(public, "My own answer"), club.jonas.clicks(public, "My own answer")
    )
    assert amaras["id"] != jonas["id"]
    assert is_private(amaras)
    assert is_private(jonas)
    assert text_of(await club.jonas.clicks(jonas, "More")) != text_of(await seen(club, amaras))


async def test_who_left_a_server_is_still_answered_in_direct_messages(club: Club):
    asked = await club.amara.uses(club.channel, "find", goal="learn sql", time="6 weeks")
    await club.amara.chooses(asked, "How many hours a week", "3 hours")
    direct = await club.amara.direct_messages_with(club.bot_id)
    del club.sandbox.world.guild.members[int(club.amara.id)]
    said = await club.amara.says(direct, "learn excel in 10 weeks")
    assert "3 h a week for 10 weeks" in text_of(await club.amara.hears_from_bot(direct, said["id"]))

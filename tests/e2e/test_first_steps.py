from bot.app.running import suggestions_of
from bot.discord_ui.first_steps import FIRST_STEPS
from tests.e2e.club import TEXTS, Club
from tests.e2e.person import text_of


async def test_each_of_the_first_steps_leads_somewhere(club: Club):
    shown = [
        text_of(await club.amara.uses(club.channel, command, **options))
        for _, command, options in FIRST_STEPS
    ]
    assert "SQL for Data Science" in shown[0]
    assert shown[1].index("What differs") < shown[1].index("The same in both")
    assert "credentials" in shown[2]


async def test_the_first_steps_are_offered_in_a_channel_where_one_may_write(club: Club):
    suggestions = suggestions_of(club.sandbox.world, TEXTS)
    assert {suggestion["channel_id"] for suggestion in suggestions} == {club.channel}
    assert [suggestion["command"] for suggestion in suggestions] == [command for _, command, _ in FIRST_STEPS]

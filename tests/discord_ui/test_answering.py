import asyncio

import pytest

from bot.discord_ui.answering import (
    Place,
    answer,
    defer_here,
    place_for,
    place_of_click,
    show,
    show_here,
    tell_privately,
)
from bot.discord_ui.cards.card import Card, CardFile, download
from bot.discord_ui.cards.notice import notice_card
from bot.discord_ui.client import BadgerClient
from bot.discord_ui.desk import wait_a_little
from bot.domain.errors import UserError
from tests.discord_ui.fakes import Patient, http_error, interaction, shown_message


async def work(words: str = "Done.") -> Card:
    return notice_card(words)


async def test_quick_work_is_answered_at_once(badger: BadgerClient):
    played = interaction(badger)
    await answer(played.interaction, work(), Place.PRIVATE)
    assert [(shown.where, shown.words) for shown in played.shown] == [("private message", "Done.")]
    assert played.calls == []


@pytest.mark.parametrize(
    ("place", "sign_of_life"),
    [
        (Place.PRIVATE, "defer ephemeral=True thinking=True"),
        (Place.PUBLIC, "defer ephemeral=False thinking=True"),
        (Place.HERE, "defer"),
    ],
)
async def test_slow_work_gives_a_sign_of_life_first(
    badger: BadgerClient, patience: Patient, place: Place, sign_of_life: str
):
    patience.gives_up = True
    played = interaction(badger)
    await answer(played.interaction, work(), place)
    assert played.calls == [sign_of_life]
    assert [shown.where for shown in played.shown] == ["deferred"]


async def test_what_the_work_raises_reaches_whoever_asked(badger: BadgerClient):
    async def refuse() -> Card:
        raise UserError("search-gone")

    with pytest.raises(UserError):
        await answer(interaction(badger).interaction, refuse(), Place.PRIVATE)


async def test_the_work_is_dropped_where_nobody_waits_any_more(badger: BadgerClient, patience: Patient):
    patience.gives_up = True
    was_dropped = asyncio.Event()

    async def endless() -> Card:
        try:
            await asyncio.Event().wait()
        finally:
            was_dropped.set()
        return notice_card("never")

    played = interaction(badger)

    async def late(**_: object) -> None:
        await asyncio.sleep(0)
        raise http_error(404, 10062)

    played.interaction.response.defer.side_effect = late
    with pytest.raises(Exception, match="refused"):
        await answer(played.interaction, endless(), Place.PRIVATE)
    await was_dropped.wait()


async def test_patience_ends_with_the_work_and_not_before():
    assert await wait_a_little(asyncio.ensure_future(work()))


async def test_an_error_after_a_private_promise_takes_its_place(badger: BadgerClient, patience: Patient):
    patience.gives_up = True
    played = interaction(badger)
    await answer(played.interaction, work(), Place.PRIVATE)
    await tell_privately(played.interaction, notice_card("Sorry."))
    assert [shown.words for shown in played.shown] == ["Done.", "Sorry."]


async def test_an_error_after_a_public_promise_is_still_private(badger: BadgerClient, patience: Patient):
    patience.gives_up = True
    played = interaction(badger)
    await answer(played.interaction, work(), Place.PUBLIC)
    await tell_privately(played.interaction, notice_card("Sorry."))
    assert "deleted" in played.calls
    assert played.last.where == "private follow-up"


async def test_an_error_after_an_answer_is_a_private_follow_up(badger: BadgerClient):
    played = interaction(badger)
    await answer(played.interaction, work(), Place.PRIVATE)
    await tell_privately(played.interaction, notice_card("Sorry."))
    assert played.last.where == "private follow-up"


async def test_where_an_answer_goes(badger: BadgerClient):
    in_server, in_private = interaction(badger), interaction(badger, guild_id=None)
    assert place_for(in_server.interaction) is Place.PRIVATE
    assert place_for(in_server.interaction, is_shared=True) is Place.PUBLIC
    assert place_for(in_private.interaction) is Place.PUBLIC
    on_public = interaction(badger, message=shown_message(is_private=False))
    on_private = interaction(badger, message=shown_message())
    in_dm = interaction(badger, guild_id=None, message=shown_message(is_private=False))
    places = [place_of_click(each.interaction) for each in (on_public, on_private, in_dm)]
    assert places == [Place.PRIVATE, Place.HERE, Place.HERE]


FILES = {"report.csv": b"line,id"}


def report_card() -> Card:
    return Card([download(CardFile(name, content)) for name, content in FILES.items()])


@pytest.mark.parametrize("place", Place)
async def test_a_card_brings_its_files_wherever_it_is_shown(badger: BadgerClient, place: Place):
    played = interaction(badger)
    await show(played.interaction, report_card(), place)
    assert played.last.files == FILES


async def test_a_card_that_takes_the_place_of_another_brings_its_own_files_and_no_others(
    badger: BadgerClient, patience: Patient
):
    patience.gives_up = True
    played = interaction(badger)
    await answer(played.interaction, work(), Place.PRIVATE)
    await show(played.interaction, report_card(), Place.PRIVATE)
    await tell_privately(played.interaction, notice_card("Sorry."))
    assert [shown.files for shown in played.shown] == [{}, FILES, {}]
    kept = played.interaction.edit_original_response.call_args.kwargs["attachments"]
    assert kept == []


async def test_files_come_with_a_private_word_beside_an_answer(badger: BadgerClient):
    played = interaction(badger)
    await tell_privately(played.interaction, report_card())
    await tell_privately(played.interaction, report_card())
    assert [shown.files for shown in played.shown] == [FILES, FILES]


async def test_files_come_with_a_message_that_changes_after_a_promise(badger: BadgerClient):
    played = interaction(badger)
    await defer_here(played.interaction)
    await show_here(played.interaction, report_card())
    assert played.last.files == FILES

"""Long work with a message that says how far it is."""

import asyncio
from dataclasses import replace
from typing import Any

import pytest

from bot.discord_ui.answering import Place
from bot.discord_ui.cards.card import Card
from bot.discord_ui.cards.notice import notice_card
from bot.discord_ui.client import BadgerClient
from bot.discord_ui.progress import Tell, answer_with_progress
from bot.domain.errors import UserError
from tests.discord_ui.fakes import Patient, interaction


class Work:
    """Goes on by one step whenever somebody waits for it."""

    def __init__(self, *steps: float, refused: bool = False) -> None:
        self._steps = list(steps)
        self._go = asyncio.Event()
        self._refused = refused
        self.tell: Tell | None = None

    async def __call__(self, tell: Tell) -> Card:
        self.tell = tell
        await self._go.wait()
        if self._refused:
            raise UserError("upload-gone")
        return notice_card("Done.")

    async def wait(self, work: "asyncio.Future[Any]") -> bool:
        """In the place of the pause between two changes."""
        await asyncio.sleep(0)
        assert self.tell is not None
        if self._steps:
            self.tell(self._steps.pop(0))
            return False
        self._go.set()
        await asyncio.wait({work})
        return True


def card_at(done: float) -> Card:
    return notice_card(f"At {done:.1f}")


@pytest.fixture
def slow(badger: BadgerClient, patience: Patient) -> BadgerClient:
    patience.gives_up = True
    return badger


def with_work(client: BadgerClient, work: Work) -> None:
    client.desk = replace(client.desk, between_edits=work.wait)


async def test_quick_work_shows_no_progress(badger: BadgerClient):
    played = interaction(badger)

    async def quick(_: Tell) -> Card:
        return notice_card("Done.")

    await answer_with_progress(played.interaction, quick, card_at, Place.PRIVATE)
    assert [(shown.where, shown.words) for shown in played.shown] == [("private message", "Done.")]


async def test_long_work_shows_how_far_it_is_where_that_changed(slow: BadgerClient):
    work = Work(0.2, 0.2, 0.6)
    with_work(slow, work)
    played = interaction(slow)
    await answer_with_progress(played.interaction, work, card_at, Place.PRIVATE)
    assert [shown.words for shown in played.shown] == ["At 0.2", "At 0.6", "Done."]
    assert played.calls == ["defer ephemeral=True thinking=True"]


async def test_what_the_work_raises_reaches_whoever_asked(slow: BadgerClient):
    work = Work(0.5, refused=True)
    with_work(slow, work)
    played = interaction(slow)
    with pytest.raises(UserError):
        await answer_with_progress(played.interaction, work, card_at, Place.PRIVATE)
    assert [shown.words for shown in played.shown] == ["At 0.5"]


async def test_the_work_is_dropped_where_the_answer_cannot_be_shown(slow: BadgerClient):
    was_dropped = asyncio.Event()

    async def endless(_: Tell) -> Card:
        try:
            await asyncio.Event().wait()
        finally:
            was_dropped.set()
        return notice_card("never")

    played = interaction(slow)

    async def late(**_: object) -> None:
        await asyncio.sleep(0)
        raise TimeoutError

    played.interaction.response.defer.side_effect = late
    with pytest.raises(TimeoutError):
        await answer_with_progress(played.interaction, endless, card_at, Place.PRIVATE)
    await was_dropped.wait()

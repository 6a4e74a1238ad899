"""Long work with a message that says how far it is, changed no more often than Discord likes."""

import asyncio
from collections.abc import Callable, Coroutine

from bot.discord_ui.answering import BadgerInteraction, Place, defer, show
from bot.discord_ui.cards.card import Card

Tell = Callable[[float], None]
"""Is told how much of the work is done, from 0 to 1."""


async def answer_with_progress(
    interaction: BadgerInteraction,
    work: Callable[[Tell], Coroutine[None, None, Card]],
    card_at: Callable[[float], Card],
    place: Place,
) -> None:
    """Does the work and shows its card; while it takes long, `card_at` shows how far it is.

    Raises what the work raises.
    """
    done_so_far = 0.0

    def tell(done: float) -> None:
        nonlocal done_so_far
        done_so_far = done

    desk = interaction.client.desk
    task = asyncio.ensure_future(work(tell))
    try:
        if not await desk.patience(task):
            await defer(interaction, place)
            shown = -1.0
            while not await desk.between_edits(task):
                if done_so_far != shown:
                    shown = done_so_far
                    await show(interaction, card_at(shown), place)
    except BaseException:
        task.cancel()
        raise
    await show(interaction, await task, place)

"""Finishing what is being answered before Badger goes."""

import asyncio
import logging

MOST_SECONDS = 8.0
"""A container gets ten seconds between SIGTERM and its end."""

TELLING = "badger: telling"
"""The name of a task in which a member is told something that was decided."""
_ANSWERING = ("CommandTree-invoker", "discord-ui-dynamic-item-", "discord.py: on_", TELLING)
"""How discord.py names the tasks in which commands, components and events are answered."""

_log = logging.getLogger(__name__)


async def finish_answers(most_seconds: float = MOST_SECONDS) -> None:
    """Waits until no command, component or event is being answered, `most_seconds` at the longest."""
    loop = asyncio.get_running_loop()
    end = loop.time() + most_seconds
    while answering := [task for task in asyncio.all_tasks() if task.get_name().startswith(_ANSWERING)]:
        _, unfinished = await asyncio.wait(answering, timeout=max(0.0, end - loop.time()))
        if unfinished:
            _log.warning("%d answers were not finished in %.0f s", len(unfinished), most_seconds)
            return

"""The table of the people's door."""

from aiohttp import web

from bot.sandbox.people.acting import Acting
from bot.sandbox.people.console import Console
from bot.sandbox.people.door import Handler, telling_refusals
from bot.sandbox.people.ruling import Ruling
from bot.sandbox.people.threads import PeopleThreads
from bot.sandbox.people.viewing import Viewing


def add_people(
    app: web.Application,
    viewing: Viewing,
    acting: Acting,
    ruling: Ruling,
    threads: PeopleThreads,
    console: Console,
) -> None:
    """Everything that the page asks for."""

    def add(method: str, path: str, handler: Handler) -> None:
        app.router.add_route(method, f"/people{path}", telling_refusals(handler))

    messages = "/channels/{channel}/messages"
    add("GET", "/world", viewing.world)
    add("GET", messages, viewing.messages)
    add("POST", messages, acting.write)
    add("DELETE", messages + "/{message}", acting.delete)
    add("GET", "/channels/{channel}/commands", viewing.commands)
    add("POST", "/channels/{channel}/threads", threads.begin)
    add("PATCH", "/channels/{channel}", threads.change)
    add("DELETE", "/channels/{channel}", threads.end)
    add("PUT", "/channels/{channel}/thread-members/{member}", threads.add)
    add("DELETE", "/channels/{channel}/thread-members/{member}", threads.remove)
    add("PUT", "/guilds/{guild}/commands/{command}/permissions", ruling.rule)
    add("POST", "/direct-messages", acting.open_direct_channel)
    add("PATCH", "/me", acting.set_privacy)
    add("POST", "/interactions", acting.interact)
    add("GET", "/events", viewing.events)
    add("POST", "/clock", console.move_clock)
    add("GET", "/violations", console.violations)
    add("DELETE", "/violations", console.forget_violations)
    add("POST", "/gateway", console.end_gateway)

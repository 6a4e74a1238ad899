"""What attacks share: nasty words, forged components, and what must never happen."""

from collections.abc import Callable

from tests.e2e.club import Club
from tests.e2e.person import Json, parts_of, text_of

SQL = {"goal": "learn sql", "time": "3h/week for 6 weeks"}
TEACHING = {"goal": "teaching"}
NASTY = {
    "pings": "<@{jonas}> <@!{jonas}> <@&{server}> @everyone @here <#{channel}> </a:{bot}> <t:1:R> <id:a>",
    "markdown": "**a** __b__ ~~c~~ ||d|| `e` ```f``` > g\n# h\n- i\n1. [k](https://example.org) <https://l.example>",
    "addresses": "https://evil.example/?a=b discord.gg/evil steam://run/1 [sql](javascript:alert(1)) //x.y",
    "invisible": "s\u200bq\u200dl \u202elqs\u202c \u2066x\u2069 \ufeff\u00ad\u034f sql",
    "stacked": "sql" + "\u0301" * 380,
    "emoji": "\N{PILE OF POO}" * 100 + "\N{MAN}\u200d\N{WOMAN}\u200d\N{GIRL}" * 40,
    "backslashes": "\\" * 200 + "`" * 199,
    "quotes": "'; DROP TABLE searches; -- \" %s {goal} {{ $goal }} \x00 \x1b[31m ${{x}}",
    "long word": "s" * 400,
    "spaces": "\u3000\u00a0 \t sql \r\n\v\f\x85\u2028",
}
ACTIVE = ("<@", "<#", "</", "<t:", "<id:", "](", "https://", "@everyone", "@here")


def nasty(club: Club, kind: str) -> str:
    names = {"jonas": club.jonas.id, "server": club.sandbox.world.guild.id}
    text = NASTY[kind]
    for name, value in {**names, "channel": club.channel, "bot": club.bot_id}.items():
        text = text.replace(f"{{{name}}}", str(value))
    return text[:400]


def bare(message: Json) -> str:
    """What is active in the message: without what a backslash undoes, and the space after an @."""
    text = text_of(message).replace("\\\\", "")
    return text.replace("\\@\u200b", "").replace("\\<", "").replace("\\]", "").replace(":\\//", "")


def forge(club: Club, message: Json, change: Callable[[Json], None]) -> None:
    """Changes the components of a message as only Discord could, so that a client takes them."""
    channel = club.sandbox.world.channel(int(message["channel_id"]))
    assert channel is not None
    for row in channel.messages[int(message["id"])].components:
        for part in parts_of({"components": [row]}):
            change(part)


async def seen(club: Club, message: Json) -> Json:
    return next(each for each in await club.amara.sees(message["channel_id"]) if each["id"] == message["id"])


def assert_nobody_was_pinged(club: Club) -> None:
    """No message of Badger's pings anybody."""
    for guild in club.sandbox.world.guilds.values():
        for channel in guild.channels.values():
            for message in channel.messages.values():
                is_badgers = message.author_id == club.sandbox.world.bot.id
                assert not (is_badgers and (message.mentions or message.mentions_everyone))

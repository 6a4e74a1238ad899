"""The client: what Badger hears from Discord, and who takes it from there."""

import logging
from collections.abc import Callable, Iterable

import discord
from discord import app_commands
from discord.ext import commands

from bot.discord_ui.address import DiscordAddress
from bot.discord_ui.answering import BadgerInteraction
from bot.discord_ui.board_showing import BoardShowing
from bot.discord_ui.cogs.announcing import AnnounceCog
from bot.discord_ui.cogs.catalog import CatalogCog
from bot.discord_ui.cogs.catalog_alias import CatalogAliasCog
from bot.discord_ui.cogs.catalog_task import CatalogTaskCog
from bot.discord_ui.cogs.channel_watch import ChannelWatchCog
from bot.discord_ui.cogs.comparing import ComparingCog
from bot.discord_ui.cogs.credential_proposals import suggest_menu
from bot.discord_ui.cogs.credentials import CredentialCog
from bot.discord_ui.cogs.finding import FindingCog, find_menu
from bot.discord_ui.cogs.group import StudyGroupCog
from bot.discord_ui.cogs.helping import HelpingCog
from bot.discord_ui.cogs.kudos_menu import kudos_menu
from bot.discord_ui.cogs.log_menu import log_menu
from bot.discord_ui.cogs.me import MeCog
from bot.discord_ui.cogs.plain_words import PlainWordsCog
from bot.discord_ui.cogs.progress import ProgressCog, profile_menu
from bot.discord_ui.cogs.reminding import RemindCog
from bot.discord_ui.cogs.removing import remove_menu
from bot.discord_ui.cogs.server import ServerCog
from bot.discord_ui.cogs.track import TrackCog
from bot.discord_ui.cogs.tracking import TrackingCog
from bot.discord_ui.cogs.untold import UntoldCog
from bot.discord_ui.command_payload import command_payload
from bot.discord_ui.command_sync import SyncMemory, sync_commands
from bot.discord_ui.components.routing import COMPONENTS, route
from bot.discord_ui.congratulating import CountKeeper
from bot.discord_ui.desk import Desk, Patience, UseCases, wait_a_little
from bot.discord_ui.group_threads import GroupThreads
from bot.discord_ui.known_names import KnownNames
from bot.discord_ui.outcomes import OutcomeTeller
from bot.discord_ui.paced_requests import pacing
from bot.discord_ui.shares import Shares
from bot.discord_ui.tree import BadgerTree
from bot.domain.ports import Today
from bot.wording.texts import RememberingTexts, Texts

_log = logging.getLogger(__name__)

_COGS: tuple[Callable[[Desk], commands.Cog], ...] = (
    FindingCog,
    ComparingCog,
    CredentialCog,
    HelpingCog,
    TrackingCog,
    MeCog,
    TrackCog,
    ProgressCog,
    RemindCog,
    StudyGroupCog,
    CatalogCog,
    CatalogTaskCog,
    CatalogAliasCog,
    ServerCog,
    AnnounceCog,
)

_SERVERS_AWAITED_SECONDS = 0.1
"""How long discord.py waits for another server before it calls itself ready; nothing here depends on it."""


def intents() -> discord.Intents:
    """What Badger hears of: servers, messages that mention it, direct messages. Nothing privileged."""
    return discord.Intents(guilds=True, guild_messages=True, dm_messages=True)


class BadgerClient(commands.Bot):
    """Badger's connection to Discord; it keeps no messages and no members in memory."""

    def __init__(self, desk: Desk, memory: SyncMemory, address: DiscordAddress | None = None) -> None:
        # Badger never speaks: that it could not is no news.
        discord.VoiceClient.warn_nacl = discord.VoiceClient.warn_dave = False
        super().__init__(
            command_prefix=commands.when_mentioned,
            help_command=None,
            tree_cls=BadgerTree,
            intents=intents(),
            allowed_mentions=discord.AllowedMentions.none(),
            member_cache_flags=discord.MemberCacheFlags.none(),
            chunk_guilds_at_startup=False,
            guild_ready_timeout=_SERVERS_AWAITED_SECONDS,
            max_messages=None,
            http_trace=pacing(),
            allowed_installs=app_commands.AppInstallationType(guild=True, user=False),
            allowed_contexts=app_commands.AppCommandContext(
                guild=True, dm_channel=True, private_channel=False
            ),
        )
        self.desk = desk
        self.shares = Shares()
        self.outcomes = OutcomeTeller(self)
        self.counts = CountKeeper(self)
        self.names = KnownNames(self)
        self.threads = GroupThreads(self)
        self.boards = BoardShowing(self)
        self._memory = memory
        self._address = address

    async def login(self, token: str) -> None:
        """Logs in at the client's address. Raises discord.LoginFailure for a token that is refused."""
        if self._address is not None:
            self._address.point_there()
        await super().login(token)

    async def setup_hook(self) -> None:
        """Adds the commands and the components, and tells Discord of the commands where they changed."""
        await self.add_commands()
        if self.application_id is not None:
            payload = command_payload(self.tree, self.desk.texts)
            await sync_commands(self.http, self.application_id, payload, self._memory)

    async def add_commands(self) -> None:
        """Adds the cogs, the context menus and the components."""
        desk = self.desk
        for cog in _COGS:
            await self.add_cog(cog(desk))
        await self.add_cog(PlainWordsCog(self))
        await self.add_cog(UntoldCog(self))
        await self.add_cog(ChannelWatchCog(self))
        self.tree.add_command(find_menu(desk.texts("menu-find")))
        self.tree.add_command(log_menu(desk.texts("menu-log")))
        self.tree.add_command(profile_menu(desk.texts("menu-profile")))
        self.tree.add_command(kudos_menu(desk.texts("menu-kudos")))
        self.tree.add_command(suggest_menu(desk.texts("menu-suggest")))
        self.tree.add_command(remove_menu(desk.texts("menu-remove")))
        self.add_dynamic_items(*COMPONENTS)

    async def on_ready(self) -> None:
        """A line in the log; everything is set up before."""
        _log.info("Connected to Discord, in %d servers", len(self.guilds))

    async def on_message(self, message: discord.Message, /) -> None:
        """Nothing: there are no commands by prefix, and plain words have a cog of their own."""

    async def on_interaction(self, interaction: BadgerInteraction) -> None:
        """Routes forms, and answers every component and form that nobody claims."""
        await route(interaction)

    def server_names(self, guild_ids: Iterable[int]) -> dict[int, str]:
        """The servers by name; one that cannot be seen now has a general one."""
        unseen = self.desk.texts("server-unseen")
        guilds = ((guild_id, self.get_guild(guild_id)) for guild_id in guild_ids)
        return {guild_id: guild.name if guild and guild.name else unseen for guild_id, guild in guilds}


def build_client(
    use_cases: UseCases,
    texts: Texts,
    today: Today,
    memory: SyncMemory,
    *,
    address: DiscordAddress | None = None,
    patience: Patience = wait_a_little,
) -> BadgerClient:
    """The client, ready for `start(token)`; without an address it connects to Discord itself."""
    return BadgerClient(Desk(use_cases, RememberingTexts(texts), today, patience), memory, address)

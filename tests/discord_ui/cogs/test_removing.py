"""Taking down what Badger posted: one tap, and a sentence where it cannot be."""

from unittest.mock import Mock

import discord
import pytest

from bot.discord_ui.client import BadgerClient
from bot.discord_ui.cogs.removing import removed
from bot.domain.errors import UserError
from bot.domain.moderation import AuditAction
from tests.discord_ui.fakes import BADGER, MIA, NOAH, SERVER, http_error, interaction, words_of

CHANNEL = 5001


def posted(author_id: int = BADGER, *, owner_id: int | None = MIA, fails: Exception | None = None) -> Mock:
    message = Mock(spec=discord.Message, id=77, author=Mock(spec=discord.User, id=author_id))
    message.channel = Mock(spec=discord.TextChannel, id=CHANNEL)
    message.components = []
    message.delete.side_effect = fails
    message.interaction_metadata = owner_id and Mock(
        spec=discord.MessageInteractionMetadata, user=Mock(spec=discord.User, id=owner_id)
    )
    return message


@pytest.mark.parametrize(("owner_id", "subject"), [(MIA, str(MIA)), (None, "")])
async def test_a_message_of_badgers_is_taken_down_and_written_down(
    badger: BadgerClient, owner_id: int | None, subject: str
):
    message = posted(owner_id=owner_id)
    card = await removed(interaction(badger, user_id=NOAH).interaction, message)
    assert words_of(card) == "Removed."
    message.delete.assert_awaited_once_with()
    (line,) = (await badger.desk.use_cases.care.audit_log.page(SERVER)).lines
    assert (line.deed.action, line.deed.actor_id) == (AuditAction.MESSAGE_REMOVED, NOAH)
    assert line.deed.subject == subject
    assert line.deed.details == {"channel": CHANNEL, "message": 77}


@pytest.mark.parametrize(
    ("message", "refused"),
    [
        (posted(MIA), "remove-not-mine"),
        (posted(fails=http_error(404, 10008)), "remove-gone"),
        (posted(fails=http_error(403, 50013)), "remove-forbidden"),
    ],
)
async def test_what_cannot_be_taken_down_is_told_and_not_written_down(
    badger: BadgerClient, message: Mock, refused: str
):
    with pytest.raises(UserError, match=refused):
        await removed(interaction(badger).interaction, message)
    assert (await badger.desk.use_cases.care.audit_log.page(SERVER)).lines == ()


async def test_in_direct_messages_there_is_nothing_to_moderate(badger: BadgerClient):
    with pytest.raises(UserError, match="moderators-only"):
        await removed(interaction(badger, guild_id=None).interaction, posted())

"""The link that invites Badger to a server, with exactly what it needs there."""

import discord

SCOPES = ("bot", "applications.commands")


def needed_permissions() -> discord.Permissions:
    """Reading where it is mentioned, answering there, showing pictures, and threads for study groups."""
    return discord.Permissions(
        view_channel=True,
        send_messages=True,
        send_messages_in_threads=True,
        create_public_threads=True,
        create_private_threads=True,
        attach_files=True,
        read_message_history=True,
    )


def invite_link(application_id: int) -> str:
    """The address that adds Badger to a server of a person who manages one."""
    return discord.utils.oauth_url(application_id, permissions=needed_permissions(), scopes=SCOPES)

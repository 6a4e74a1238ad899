"""A local stand-in for Discord. It imports nothing of the bot: it is a Discord, not a part of Badger."""

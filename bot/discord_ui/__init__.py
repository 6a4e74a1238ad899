"""Badger on Discord: the only room, beside the composition root, that knows discord.py."""

"""Interactions: what people use, how the bot hears of it, and how it answers."""

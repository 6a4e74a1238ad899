"""With `bot.app` the only place that knows discord.py: cogs, cards, components."""

"""REST v10: what the bot asks and orders over HTTP."""

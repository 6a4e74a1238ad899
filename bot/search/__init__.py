"""The in-memory catalogue index: text to words to hits, each with its reasons."""

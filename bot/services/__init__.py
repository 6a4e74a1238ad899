"""The use cases: load, decide in `domain`, save, answer."""

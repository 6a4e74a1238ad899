"""Who may use what of Badger, tried out: `python -m tests.permissions`."""

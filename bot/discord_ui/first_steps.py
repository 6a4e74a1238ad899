"""What a newcomer may try first, for a page that offers it with one click."""

FIRST_STEPS: tuple[tuple[str, str, dict[str, str]], ...] = (
    ("sandbox-try-find", "find", {"goal": "learn sql", "time": "3h/week for 6 weeks"}),
    ("sandbox-try-compare", "compare", {"first": "nea-sel-self-awareness", "second": "teacher-sel"}),
    ("sandbox-try-browse", "credential browse", {}),
)
"""The id of a label's text, the command, its options."""

"""The commands: each reads its options, calls one use case and shows a card."""

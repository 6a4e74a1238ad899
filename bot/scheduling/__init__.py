"""Due things and their delivery: one sweep, an outbox, retries. No wording, no Discord."""

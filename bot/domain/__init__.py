"""Pure decisions: no I/O, no clock, no Discord, no SQL. Time and data come in as arguments."""

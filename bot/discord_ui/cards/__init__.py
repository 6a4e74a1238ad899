"""Results become cards here: pure functions to layouts, within every limit of Discord."""

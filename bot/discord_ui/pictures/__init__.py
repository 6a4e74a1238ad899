"""Pictures for cards: drawn by a charting library in a process of their own. Nothing is told by one alone."""

"""Reading credentials from files, and judging them: every error of every file in one report."""

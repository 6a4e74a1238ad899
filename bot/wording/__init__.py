"""Domain results and errors become sentences here, from `locales/`. Knows no terminal and no Discord."""

"""Answers on a terminal: tables, colour that is never needed, the conversation."""

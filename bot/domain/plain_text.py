"""Text from outside, made fit to be shown: nothing in it moves a cursor or turns the writing round."""


def printable(text: str) -> str:
    """`text` on one line, with single spaces in place of control, direction and invisible characters."""
    if text.isprintable():
        return " ".join(text.split())
    return " ".join("".join(character if character.isprintable() else " " for character in text).split())

import pytest

from bot.search.words import words_of


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Diseño de Apps", ["diseno", "de", "app"]),
        ("C++ and C#", ["c++", "and", "c#"]),
        ("CompTIA A+", ["comptia", "a+"]),
        ("don't, can\u2019t", ["dont", "cant"]),
        ("e-learning and X-ray", ["elearning", "and", "xray"]),
        ("D&I, b&b", ["dandi", "bandb"]),
        ("ci/cd", ["ci", "cd"]),
        ("studies classes boxes glass basis campus", ["study", "class", "box", "glass", "basis", "campus"]),
        ("ＳＱＬ\u00a0２", ["sql", "2"]),
        ("한글", ["한글"]),
        ("  …!? ", []),
    ],
)
def test_words_meet_whatever_their_case_accents_and_plural(text: str, words: list[str]):
    assert words_of(text) == words

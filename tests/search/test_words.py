import pytest

from bot.search.words import joined_where_known, left_behind, says_it, words_of


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


@pytest.mark.parametrize(
    ("said", "joined"),
    [
        ("book keeping course", ["bookkeeping", "course"]),
        ("read blue prints", ["read", "blueprints"]),
        ("make up a lesson", ["make", "up", "a", "lesson"]),
        ("time table", ["time", "table"]),
        ("", []),
    ],
)
def test_two_words_are_one_where_that_is_a_known_word(said: str, joined: list[str]):
    known = {"bookkeeping", "blueprint", "makeup"}
    assert joined_where_known(said.split(), known.__contains__, {"make", "up", "a"}) == joined


@pytest.mark.parametrize(
    ("said", "behind"),
    [
        ("from retail to data analyst", {0, 1}),
        ("switch from web design into nursing", {1, 2, 3}),
        ("train from home", set()),
        ("from the very first day of my job to now", set()),
        ("from home to", set()),
    ],
)
def test_what_a_goal_comes_from_is_left_behind(said: str, behind: set[int]):
    assert left_behind(said.split()) == behind


@pytest.mark.parametrize(
    ("goal", "is_meant"), [("get into IT", True), ("it", True), ("I want it", False), ("WITH", False)]
)
def test_it_is_information_technology_where_it_is_written_so(goal: str, is_meant: bool):
    assert says_it(goal) is is_meant

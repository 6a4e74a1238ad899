from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.names import Name, Names, folded

TITLES = (
    "SQL for Data Science",
    "Data Science: R Basics",
    "Data Scientist Nanodegree",
    "Análisis de Datos de Google",
    "Google Data Analytics Certificate",
    "C++ Programming",
    "C# Programming",
    "C Programming",
    "Python 2",
    "Python 3",
    "Nursing Assistant Fundamentals",
    "Mental Health First Aid",
    "Java",
    "Medical Terminology",
    "Medical Terminology",
)
NAMES = Names(
    Name(str(number), title, about=("Example University (Coursera)", "nutrition"))
    for number, title in enumerate(TITLES)
)


def titles_of(keys: list[str]) -> list[str]:
    return [TITLES[int(key)] for key in keys]


def suggested(typed: str, limit: int = 25) -> list[str]:
    return titles_of(NAMES.suggest(typed, limit))


def test_names_are_compared_without_case_accents_and_marks():
    assert folded("  Análisis\tde DATOS: de_Google! ") == "analisis de datos de google"
    assert len({folded("C++"), folded("C#"), folded("C")}) == 3


def test_what_begins_with_the_letters_comes_first():
    assert suggested("data")[:2] == ["Data Science: R Basics", "Data Scientist Nanodegree"]
    assert set(suggested("data")[2:4]) == {"Google Data Analytics Certificate", "SQL for Data Science"}


def test_words_may_come_in_any_order_and_half_typed():
    assert suggested("aid ment") == ["Mental Health First Aid"]
    assert suggested("datos goo") == ["Análisis de Datos de Google"]


@pytest.mark.parametrize(
    "typed",
    ["nursing asistant", "fundmentals nurs", "Nursing Assistent", "fundamnetals", "nursng assistant f"],
)
def test_slips_are_read_through(typed: str):
    assert suggested(typed)[0] == "Nursing Assistant Fundamentals"


def test_what_is_only_about_it_comes_last():
    assert suggested("nutri") == sorted(TITLES, key=folded)
    assert suggested("java coursera") == ["Java"]
    assert suggested("coursera", limit=3) == [
        "Análisis de Datos de Google",
        "C Programming",
        "C# Programming",
    ]


@pytest.mark.parametrize("typed", ["", "   ", "?!", "xqzvw", "zzz zzz", "x" * 5000])
def test_what_means_nothing_suggests_nothing(typed: str):
    assert suggested(typed) == []


def test_a_name_is_found_exactly_and_twice_where_it_stands_twice():
    assert titles_of(NAMES.exactly("sql for DATA-science")) == ["SQL for Data Science"]
    assert NAMES.exactly("medical terminology") == ["13", "14"]
    assert NAMES.exactly("sql for data") == []
    assert NAMES.exactly("") == []


@pytest.mark.parametrize(
    ("typed", "title"),
    [
        ("SQL for Data Sciense", "SQL for Data Science"),
        ("sql for data scence", "SQL for Data Science"),
        ("analisis de dato de google", "Análisis de Datos de Google"),
    ],
)
def test_a_slip_in_a_whole_name_is_taken_for_the_name(typed: str, title: str):
    assert titles_of(NAMES.with_a_slip(typed)) == [title]


@pytest.mark.parametrize(
    "typed",
    [
        "Python 4",
        "Python",
        "SQL",
        "Jav",
        "Data Science",
        "D Programming",
        "Mental Health First Aid Advanced Instructor",
        "",
    ],
)
def test_another_name_is_no_slip(typed: str):
    assert NAMES.with_a_slip(typed) == []


def test_a_slip_in_a_name_that_stands_twice_means_both():
    assert NAMES.with_a_slip("medical terminolgy") == ["13", "14"]


def test_the_nearest_are_told_where_nothing_is_meant():
    assert "SQL for Data Science" in titles_of(NAMES.nearest("science of data and sql", 3))
    assert NAMES.nearest("xqzvw", 3) == []


@given(typed=st.text(max_size=30) | st.sampled_from(TITLES), order=st.randoms())
def test_the_same_letters_suggest_the_same_in_the_same_order(typed: str, order: Random):
    shuffled = [Name(str(number), title) for number, title in enumerate(TITLES)]
    names = Names(shuffled)
    order.shuffle(shuffled)
    keys = names.suggest(typed, 25)
    assert Names(shuffled).suggest(typed, 25) == keys
    assert len(set(keys)) == len(keys)
    assert names.suggest(typed, 3) == keys[:3]
    assert Names(shuffled).nearest(typed, 3) == names.nearest(typed, 3)
    assert Names(shuffled).with_a_slip(typed) == names.with_a_slip(typed)


@given(title=st.sampled_from(TITLES), cut=st.integers(1, 10))
def test_whoever_types_the_beginning_finds_the_name(title: str, cut: int):
    assert title in suggested(title[:cut])

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import literal, select, union_all
from sqlmodel import Session

from bot.storage.text_order import in_text_order

WORDS = st.lists(st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=4), min_size=1, max_size=8)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=50)
@given(words=WORDS)
def test_texts_come_in_the_order_in_which_python_sorts_them(session: Session, words: list[str]):
    rows = union_all(*(select(literal(word).label("word")) for word in words)).subquery()
    found = session.connection().execute(select(rows.c.word).order_by(in_text_order(rows.c.word)))
    assert [word for (word,) in found] == sorted(words)


def test_capitals_come_first_as_in_python_and_not_as_people_sort(session: Session):
    rows = union_all(*(select(literal(word).label("word")) for word in ("b", "a", "B", "é"))).subquery()
    found = session.connection().execute(select(rows.c.word).order_by(in_text_order(rows.c.word).desc()))
    assert [word for (word,) in found] == ["é", "b", "a", "B"]

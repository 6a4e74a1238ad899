# the lines of a card are as long as they are
from inspect import cleandoc

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.discord_ui.cards.browsing import browse_card
from bot.domain.credential import Credential
from bot.services.catalogue_view import BrowsePage
from bot.wording.texts import load_texts
from tests.discord_ui.credentials import FOUR_DAYS, SIX_WEEKS, nasty_credentials, nasty_texts
from tests.discord_ui.fakes import body_of, custom_ids_in, in_words, words_of
from tests.discord_ui.limits import faults_of

TEXTS = load_texts("en")


def test_the_catalogue_opens_with_its_topics():
    page = BrowsePage(None, None, (FOUR_DAYS, SIX_WEEKS), 0, 2, 12, (("teaching", 9), ("data", 1)))
    assert words_of(browse_card(TEXTS, page)) == cleandoc(
        r"""
        ### Everything I know: 12 credentials
        **1\. Virtual Teaching**
        Quick Badges · Work: 4 to 5 h · free
        **2\. Virtual Teaching in Practice**
        Thorough College · Work: about 30 to 40 h, estimated · paid (199 USD)
        -# Page 1 of 2
        [Details of …: 1. Virtual Teaching | 2. Virtual Teaching in Practice]
        [Choose a topic …: teaching | data]
        (More)
        """
    )


def test_a_page_of_a_topic_and_an_issuer_knows_its_place():
    page = BrowsePage("teaching", "Quick Badges", (FOUR_DAYS,), 1, 3, 21)
    components = body_of(browse_card(TEXTS, page))
    assert in_words(components).startswith(
        "### On teaching from Quick Badges: 21 credentials\n**11\\. Virtual Teaching**"
    )
    assert custom_ids_in(components) == [
        "b1:browse-details:1:teaching:Quick Badges",
        "b1:browse:0:teaching:Quick Badges",
        "b1:browse:2:teaching:Quick Badges",
    ]


def test_an_empty_page_says_what_to_do():
    assert "Try without the topic or the issuer" in in_words(
        body_of(browse_card(TEXTS, BrowsePage("teaching", "X", (), 0, 1, 0)))
    )


@settings(max_examples=40)
@given(
    st.none() | nasty_texts(200),
    st.none() | nasty_texts(200),
    st.lists(nasty_credentials(), max_size=10, unique_by=lambda each: each.id),
    st.lists(st.tuples(nasty_texts(120), st.integers(1, 999)), max_size=40, unique_by=lambda each: each[0]),
    st.integers(0, 9999),
)
def test_no_catalogue_can_break_a_page(
    topic: str | None,
    issuer: str | None,
    credentials: list[Credential],
    topics: list[tuple[str, int]],
    page: int,
):
    browsed = BrowsePage(topic, issuer, tuple(credentials), page, 10_000, 99_999, tuple(topics))
    assert faults_of(browse_card(TEXTS, browsed)) == []

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.discord_ui.cards.help import HELP_TOPICS, help_card
from bot.discord_ui.cards.hours import fix_hours_buttons, hours_form, hours_select
from bot.discord_ui.cards.notice import notice_card
from bot.discord_ui.cards.server_choice import server_choice_card
from bot.domain.errors import UserError
from bot.sandbox.rules import interaction_response_faults
from bot.wording.texts import load_texts
from tests.discord_ui.credentials import nasty_texts
from tests.discord_ui.fakes import in_words, words_of
from tests.discord_ui.limits import faults_of

TEXTS = load_texts("en")


def test_help_is_short_and_shows_what_to_try():
    said = words_of(help_card(TEXTS))
    assert "/find goal: learn sql time: 3h/week for 6 weeks" in said
    assert len(said.splitlines()) < 10


@pytest.mark.parametrize("topic", HELP_TOPICS)
def test_every_topic_of_the_help_is_within_the_limits(topic: str):
    assert faults_of(help_card(TEXTS, topic)) == []


def test_a_topic_is_known_by_its_title_too():
    assert words_of(help_card(TEXTS, "comparing")).startswith("### Comparing")


def test_an_unknown_topic_is_refused_with_the_known_ones():
    with pytest.raises(UserError, match="help-unknown"):
        help_card(TEXTS, "cooking")


def test_servers_are_asked_for_by_name_in_a_total_order():
    card = server_choice_card(TEXTS, {3: "beta", 2: "Alpha", 1: "beta"}, "b1:server:abc")
    assert "[Choose a server: Alpha | beta | beta]" in words_of(card)
    assert faults_of(card) == []


@given(st.dictionaries(st.integers(1, 2**63), nasty_texts(100), min_size=1, max_size=40))
def test_no_name_of_a_server_can_break_the_question(names: dict[int, str]):
    assert faults_of(server_choice_card(TEXTS, names, "b1:server:abc")) == []


@given(st.lists(nasty_texts(4000), min_size=1, max_size=2))
def test_no_sentence_can_break_a_notice(sentences: list[str]):
    assert faults_of(notice_card("Sorry.", *sentences)) == []


@given(st.text("abc:é <@1>", max_size=40))
def test_a_form_comes_back_with_what_was_typed(draft: str):
    form = hours_form(TEXTS, "s" * 40, draft).to_dict()
    assert list(interaction_response_faults({"type": 9, "data": form}, interaction_type=3)) == []
    assert form["components"][0]["component"].get("value", "") == draft
    assert fix_hours_buttons(TEXTS, "s" * 40, draft)


def test_hours_are_offered_in_sensible_steps_and_any_other_number():
    assert in_words([hours_select(TEXTS, "abc").to_component_dict()]).startswith(
        "[How many hours a week do you have?: 1 hour a week | 2 hours a week | 3 hours a week"
    )

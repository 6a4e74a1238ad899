import io
from datetime import date

import pytest
from rich.console import Console

from bot.domain.errors import UserError
from bot.services.advice import AdviceRequest, Adviser
from bot.terminal.conversation import Conversation
from bot.wording.texts import load_texts
from tests.small_catalogue import CREDENTIALS, make_index

TODAY = date(2026, 11, 24)


def talk(*lines: str, request: AdviceRequest = AdviceRequest("")) -> tuple[str, list[str]]:  # noqa: B008
    """What is printed when a person types these lines, and the prompts; then they press Ctrl-D."""
    typed = iter(lines)
    prompts: list[str] = []

    def ask(prompt: str) -> str:
        prompts.append(prompt)
        try:
            return next(typed)
        except StopIteration:
            raise EOFError from None

    out = io.StringIO()
    console = Console(file=out, width=98, highlight=False, emoji=False, markup=False)
    adviser = Adviser(CREDENTIALS, make_index(), lambda: TODAY)
    Conversation(adviser, load_texts("en"), console, ask, lambda: TODAY).run(request)
    return out.getvalue(), prompts


def test_a_goal_and_a_time_are_answered_and_another_goal_is_asked_for():
    text, prompts = talk("learn sql", "3h/week for 6 weeks", "c++", "")
    assert "1. SQL for Data Science" in text
    assert "1. C++ Programming" in text
    assert "still 3 h a week for 6 weeks" in prompts[3]
    assert len(prompts) == 5
    assert text.rstrip().endswith("Good luck, and see you soon.")


def test_an_unreadable_time_is_asked_for_again():
    text, prompts = talk("learn sql", "soonish", "20h")
    assert "I could not make out “soonish”" in text
    assert "Your time: 20 h in all" in text
    assert prompts[1] == prompts[2]


def test_a_time_in_the_goal_is_not_asked_for():
    text, prompts = talk("learn sql, max 20 hours")
    assert "Your time: 20 h in all" in text
    assert len(prompts) == 2


def test_weeks_alone_are_asked_for_their_hours():
    text, prompts = talk("learn sql", "6 weeks", "3h")
    assert "how many hours a week" in prompts[2]
    assert "Your time: 3 h a week for 6 weeks (= 18 h in all)" in text
    text, _ = talk("learn sql", "6 weeks", "")
    assert "Your time: within 6 weeks" in text


def test_unreadable_hours_are_asked_for_again():
    text, _ = talk("learn sql", "6 weeks", "plenty", "6 weeks", "2h")
    assert "Your time: 2 h a week for 6 weeks" in text


def test_a_time_given_at_the_start_is_kept():
    text, prompts = talk("learn sql", "", request=AdviceRequest("", "20h"))
    assert "still 20 h in all" in prompts[1]
    assert "Your time: 20 h in all" in text
    with pytest.raises(UserError):
        talk(request=AdviceRequest("", "soonish"))


def test_weeks_in_the_goal_are_asked_for_their_hours():
    text, prompts = talk("learn sql in 6 weeks", "3h")
    assert "how many hours a week" in prompts[1]
    assert "Your time: 3 h a week for 6 weeks" in text


def test_a_time_instead_of_a_goal_is_for_the_goal_before():
    text, _ = talk("learn sql in 6 weeks", "", "3h/week")
    assert text.count("You want: learn sql") == 2
    assert "Your time: 3 h a week for 6 weeks" in text
    assert "That is a time" in talk("20 hours")[0]


def test_any_time_forgets_the_one_before():
    text, _ = talk("learn sql", "20h", "learn sql", "any")
    assert text.count("Your time") == 1


def test_a_number_shows_one_result_in_full():
    text, _ = talk("learn sql", "", "1", "99")
    assert "Link: https://example.org/" in text
    assert "Lessons" in text
    assert "There are results 1 to" in text


def test_a_number_before_any_answer_is_answered_kindly():
    assert "There is no result to show yet." in talk("1")[0]


def test_an_empty_goal_and_a_call_for_help_are_answered():
    text, _ = talk("   ", "help")
    assert "Tell me what you want to be able to do" in text
    assert text.count("A number shows one result in full.") == 2


def test_one_can_leave_at_every_question():
    assert talk("quit")[1] == talk("EXIT")[1]
    assert len(talk("learn sql", "bye")[1]) == 2
    assert len(talk("learn sql", "6 weeks", "q")[1]) == 3


def test_ctrl_c_is_a_goodbye():
    def interrupt(_prompt: str) -> str:
        raise KeyboardInterrupt

    out = io.StringIO()
    adviser = Adviser(CREDENTIALS, make_index(), lambda: TODAY)
    console = Console(file=out, width=98)
    Conversation(adviser, load_texts("en"), console, interrupt, lambda: TODAY).run(AdviceRequest(""))
    assert "Good luck" in out.getvalue()

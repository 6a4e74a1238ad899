"""The conversation: a goal, a time, an answer, and again, until the person leaves."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from rich.console import Console
from rich.text import Text

from bot.domain.budget import Budget
from bot.domain.budget_text import find_budget_in_goal, parse_budget
from bot.domain.errors import UserError
from bot.domain.ports import Today
from bot.services.advice import AdviceRequest, Adviser, checked_goal, read_time
from bot.terminal.advice_view import show_advice
from bot.terminal.credential_view import show_credential
from bot.wording.budget import budget_reading
from bot.wording.texts import Texts, error_text

if TYPE_CHECKING:
    from bot.domain.advice import Advice

Ask = Callable[[str], str]
"""Shows a prompt and returns a line; raises EOFError or KeyboardInterrupt where the person leaves."""


class _Left(Exception):  # noqa: N818  # leaving is no error
    """The person said goodbye."""


class Conversation:
    """Talks with one person: it remembers the last answer and the last time, and nothing else."""

    def __init__(self, adviser: Adviser, texts: Texts, console: Console, ask: Ask, today: Today) -> None:
        self._adviser = adviser
        self._texts = texts
        self._console = console
        self._ask = ask
        self._today = today
        self._request = AdviceRequest("")
        self._advice: Advice | None = None
        self._budget: Budget | None = None

    def run(self, request: AdviceRequest) -> None:
        """Talks until the person leaves; the filters and the limit of `request` hold throughout."""
        self._request = request
        if request.time is not None:
            self._budget = read_time(request.time, today=self._today())
        self._say("conversation-welcome", count=len(self._adviser.catalogue))
        self._say("conversation-hint")
        try:
            while True:
                self._turn(self._line("conversation-goal"))
        except (_Left, EOFError, KeyboardInterrupt):
            self._say("conversation-bye")

    def _turn(self, line: str) -> None:
        if line.isdecimal():
            self._show_result(int(line[:9]))
        elif line.casefold() in self._words("conversation-help-words"):
            self._say("conversation-hint")
        else:
            self._answer(line)

    def _answer(self, goal: str) -> None:
        try:
            goal = checked_goal(goal)
            spoken, subject = find_budget_in_goal(goal, today=self._today()) or (None, goal)
            if not subject and self._advice is not None:
                goal = self._advice.goal
            self._budget = self._with_known_weeks(spoken) if spoken else self._ask_time()
            request = AdviceRequest(goal, self._budget, self._request.filters, self._request.limit)
            self._advice = self._adviser.advise(request)
        except UserError as error:
            self._console.print(Text(error_text(self._texts, error)))
            return
        self._console.print()
        show_advice(self._console, self._texts, self._advice)
        self._console.print()

    def _ask_time(self) -> Budget | None:
        while True:
            if self._budget is None:
                line = self._line("conversation-time")
            else:
                reading = budget_reading(self._texts, self._budget)
                line = self._line("conversation-time-again", reading=reading)
            if not line:
                return self._budget
            if line.casefold() in self._words("conversation-any-words"):
                return None
            if line.casefold() in self._words("conversation-help-words"):
                self._say("conversation-time-help")
                continue
            try:
                return self._with_hours(parse_budget(line, today=self._today()))
            except UserError as error:
                self._console.print(Text(error_text(self._texts, error)))

    def _with_known_weeks(self, spoken: Budget) -> Budget:
        """Hours that were asked for go into the weeks that were said before; weeks alone ask for hours."""
        before = self._advice.budget if self._advice else None
        if before and before.lacks_weekly_hours and spoken.weekly_minutes and spoken.weeks is None:
            return before.with_weekly_minutes(spoken.weekly_minutes, today=self._today())
        return self._with_hours(spoken)

    def _with_hours(self, budget: Budget) -> Budget:
        """A calendar without hours is asked for its hours once; Enter leaves them open."""
        if not budget.lacks_weekly_hours:
            return budget
        line = self._line("conversation-hours")
        if not line or line.casefold() in self._words("conversation-any-words"):
            return budget
        hours = parse_budget(line, today=self._today())
        return budget.with_weekly_minutes(
            hours.weekly_minutes or hours.stated_total_minutes, today=self._today()
        )

    def _show_result(self, number: int) -> None:
        results = self._advice.results if self._advice else ()
        if not 1 <= number <= len(results):
            self._say("conversation-number-unknown", count=len(results))
            return
        show_credential(self._console, self._texts, results[number - 1].credential, self._adviser.catalogue)
        self._console.print()

    def _line(self, message_id: str, **arguments: str) -> str:
        prompt = f"{self._texts(message_id, **arguments)}\n{self._texts('conversation-prompt')}"
        line = " ".join(self._ask(prompt).split())
        if line.casefold() in self._words("conversation-quit-words"):
            raise _Left
        return line

    def _words(self, message_id: str) -> set[str]:
        return set(self._texts(message_id).split())

    def _say(self, message_id: str, **arguments: int) -> None:
        self._console.print(Text(self._texts(message_id, **arguments)))

"""An answer on a terminal: a table where it is wide, blocks where it is narrow or a pipe."""

from collections.abc import Iterable

from rich.console import Console, Group, RenderableType
from rich.table import Table
from rich.text import Text

from bot.domain.advice import Advice, Advised
from bot.domain.budget import Budget
from bot.domain.fit import Fit
from bot.wording.advice import filters_text, fit_text, headline, reasons, why_line, would_fit_text
from bot.wording.advice_extras import before_text, choices_text, doors_text
from bot.wording.budget import budget_reading
from bot.wording.credential import cost_text, effort_text, elapsed_text
from bot.wording.texts import Texts

_TABLE_FROM_COLUMNS = 120
_WIDEST_TABLE = 150
_INDENT = "   "
_COLUMN_WIDTHS = {"fit": 11, "effort": 15, "elapsed": 15, "cost": 15}
_SYMBOLS = {Fit.FITS: "✓", Fit.MAY_FIT: "~", Fit.NEAR_MISS: "△", Fit.TOO_LONG: "✗", Fit.UNKNOWN: "?"}
_STYLES = {
    Fit.FITS: "bold green",
    Fit.MAY_FIT: "green",
    Fit.NEAR_MISS: "yellow",
    Fit.TOO_LONG: "red",
    Fit.UNKNOWN: "cyan",
}


def show_advice(console: Console, texts: Texts, advice: Advice) -> None:
    """Prints what was understood, the headline, and the results."""
    for line in _heard(texts, advice):
        console.print(Text(line, style="dim"))
    console.print(Text(headline(texts, advice), style="bold"))
    if advice.unexplained and advice.results:
        words = ", ".join(f"“{word}”" for word in advice.unexplained)
        console.print(Text(texts("answer-unexplained", words=words)))
    if console.width < _TABLE_FROM_COLUMNS:
        for number, advised in enumerate(advice.results, start=1):
            _show_block(console, texts, number, advised, advice.budget)
    elif advice.results:
        console.print(_table(texts, advice, console.width))
    choices = choices_text(texts, advice)
    if choices:
        console.print(Text(choices, style="bold"))
    if advice.too_long_left_out:
        console.print(Text(texts("answer-too-long-left-out", count=advice.too_long_left_out), style="dim"))
    if advice.budget and advice.budget.lacks_weekly_hours and advice.results:
        console.print(Text(texts("answer-needs-hours"), style="bold"))


def _heard(texts: Texts, advice: Advice) -> Iterable[str]:
    yield texts("answer-heard", goal=advice.goal)
    if advice.budget:
        yield texts("answer-heard-time", reading=budget_reading(texts, advice.budget))
    if advice.filters.are_set:
        yield texts("answer-filters", filters=filters_text(texts, advice.filters))


def _table(texts: Texts, advice: Advice, console_width: int) -> Table:
    table = Table(show_lines=True, width=min(console_width, _WIDEST_TABLE), header_style="bold")
    table.add_column(texts("column-number"), justify="right")
    table.add_column(texts("column-credential"), ratio=1)
    columns = [name for name in _COLUMN_WIDTHS if advice.budget or name != "fit"]
    for name in columns:
        table.add_column(texts(f"column-{name}"), width=_COLUMN_WIDTHS[name])
    for number, advised in enumerate(advice.results, start=1):
        credential = advised.credential
        table.add_row(
            str(number),
            _cell(texts, advised, advice.budget),
            *([_verdict(texts, advised)] if advice.budget else []),
            effort_text(texts, credential.effort),
            elapsed_text(texts, credential),
            cost_text(texts, credential.cost),
        )
    return table


def _cell(texts: Texts, advised: Advised, budget: Budget | None) -> Group:
    credential = advised.credential
    issuer = Text(texts("label-issuer", issuer=credential.issuer_line), style="dim")
    lines: list[RenderableType] = [Text(credential.title, style="bold"), issuer]
    lines.extend(_bullet(reason) for reason in reasons(texts, advised, budget))
    change = would_fit_text(texts, advised)
    if change:
        lines.append(Text(texts("label-would-fit", text=change), style="yellow"))
    lines.extend(Text(line) for line in _beside(texts, advised, budget))
    return Group(*lines)


def _beside(texts: Texts, advised: Advised, budget: Budget | None) -> Iterable[str]:
    before = before_text(texts, advised)
    if before:
        yield before
    yield from doors_text(texts, advised, budget)


def _bullet(text: str) -> Table:
    """A line whose second row hangs under its first word."""
    bullet = Table.grid(padding=(0, 1, 0, 0))
    bullet.add_row("·", Text(text))
    return bullet


def _verdict(texts: Texts, advised: Advised) -> Text:
    fit = advised.verdict.fit
    return Text(f"{_SYMBOLS[fit]} {fit_text(texts, advised)}", style=_STYLES[fit])


def _show_block(console: Console, texts: Texts, number: int, advised: Advised, budget: Budget | None) -> None:
    console.print()
    console.print(Text(f"{number}. {advised.credential.title}", style="bold"))
    for line in _block_lines(texts, advised, budget):
        for row in line.wrap(console, max(1, console.width - len(_INDENT))):
            row.rstrip()
            console.print(Text(_INDENT).append_text(row))


def _block_lines(texts: Texts, advised: Advised, budget: Budget | None) -> Iterable[Text]:
    credential = advised.credential
    yield Text(texts("label-issuer", issuer=credential.issuer_line), style="dim")
    if budget:
        yield Text(texts("label-fit", text="")).append_text(_verdict(texts, advised))
    yield Text(texts("label-effort", text=effort_text(texts, credential.effort)))
    yield Text(texts("label-elapsed", text=elapsed_text(texts, credential)))
    yield Text(texts("label-cost", text=cost_text(texts, credential.cost)))
    yield Text(texts("label-why", text=why_line(texts, advised, budget)))
    change = would_fit_text(texts, advised)
    if change:
        yield Text(texts("label-would-fit", text=change), style="yellow")
    yield from map(Text, _beside(texts, advised, budget))

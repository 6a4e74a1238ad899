"""A verdict on a budget: words beside a symbol, never the symbol alone."""

from bot.discord_ui.markdown import Markup, bold
from bot.domain.fit import Fit, FitVerdict
from bot.wording.advice import verdict_text
from bot.wording.texts import Texts

_SYMBOLS = {Fit.FITS: "✅", Fit.MAY_FIT: "🟢", Fit.NEAR_MISS: "🟡", Fit.TOO_LONG: "🔴", Fit.UNKNOWN: "🔵"}


def verdict_markup(texts: Texts, verdict: FitVerdict) -> Markup:
    """ "✅ **fits**"."""
    return Markup(f"{_SYMBOLS[verdict.fit]} {bold(verdict_text(texts, verdict))}")

"""The door to `locales/`: message ids and arguments become sentences."""

import re
from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path
from typing import Protocol

from fluent.runtime import FluentBundle, FluentResource

from bot.domain.errors import MessageArgument, UserError
from bot.domain.plain_text import printable

LOCALES = Path(__file__).parent.parent / "locales"
_ENTRY_START = re.compile(r"^(?=-?[a-zA-Z][\w-]*\s*=)", re.MULTILINE)
_REFERENCE = re.compile(r"\{\s*(-?[a-zA-Z][\w-]*)")


class Texts(Protocol):
    """What turns a message id into a sentence; `locale` is the language of the sentences ("en")."""

    @property
    def locale(self) -> str:
        """The ISO code of the language."""
        ...

    def __call__(self, message_id: str, **arguments: MessageArgument) -> str:
        """The sentence; raises KeyError for an id that `locales/` does not hold."""
        ...


class FluentTexts:
    """The sentences of one language; each is parsed when it is first said, as a start needs only a few.

    Arguments go in as they are: escaping is the business of whoever shows the sentence.
    """

    def __init__(self, locale: str, sources: Iterable[str]) -> None:
        self.locale = locale
        self._bundle = FluentBundle([locale], use_isolating=False)
        self._entries = {
            entry.partition("=")[0].rstrip(): entry
            for source in sources
            for entry in _ENTRY_START.split(source)
        }

    def __call__(self, message_id: str, **arguments: MessageArgument) -> str:
        """The sentence; raises KeyError for an unknown id, ValueError for a missing argument."""
        if not self._bundle.has_message(message_id):
            self._parse(message_id)
        pattern = self._bundle.get_message(message_id).value
        if pattern is None:
            raise KeyError(message_id)
        sentence, problems = self._bundle.format_pattern(pattern, arguments)
        if problems:
            raise ValueError(message_id, problems)
        return str(sentence)

    def _parse(self, message_id: str) -> None:
        names = [message_id]
        for name in names:
            found = _REFERENCE.findall(self._entries.get(name, ""))
            names += [reference for reference in dict.fromkeys(found) if reference not in names]
        # The message comes last: another thread that finds it finds what it refers to as well.
        entries = "\n".join(self._entries.get(name, "") for name in reversed(names))
        self._bundle.add_resource(FluentResource(entries))


class RememberingTexts:
    """Texts that keep the sentences of late: an answer says the same few over and over."""

    def __init__(self, texts: Texts, most: int = 10_000) -> None:
        self.locale = texts.locale
        self._sentence = lru_cache(maxsize=most, typed=True)(texts.__call__)

    def __call__(self, message_id: str, **arguments: MessageArgument) -> str:
        """The sentence; raises what the texts behind it raise."""
        return self._sentence(message_id, **arguments)


def load_texts(locale: str) -> FluentTexts:
    """The sentences of `locale` ("en"). Raises FileNotFoundError for a language that there is not."""
    return FluentTexts(locale, [(LOCALES / f"{locale}.ftl").read_text(encoding="utf-8")])


def error_text(texts: Texts, error: UserError) -> str:
    """The one sentence of an error, with what to do next; what it quotes is made fit to be shown."""
    shown = {
        name: printable(value) if isinstance(value, str) else value for name, value in error.arguments.items()
    }
    return texts(error.message_id, **shown)

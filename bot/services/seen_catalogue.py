"""The catalogue as a server sees it, with what is needed to find things in it by name."""

from collections import Counter, defaultdict
from collections.abc import Container, Iterable, Mapping
from functools import cached_property

from bot.domain.credential import Credential, Level
from bot.domain.errors import UserError
from bot.domain.gone import CredentialGoneError, GoneCredential
from bot.domain.names import Name, Names, folded
from bot.domain.naming import CredentialUnclearError
from bot.domain.plain_text import printable
from bot.domain.server_words import ServerWord, normalised_word

MOST_SUGGESTIONS = 25
"""Discord shows at most 25 choices."""
_MOST_NEAREST = 3
_MAX_QUOTED_LENGTH = 80


class SeenCatalogue:
    """Credentials by title, with their topics and issuer lines. In memory; built once for a catalogue.

    It knows too what is `gone`, retired or hidden, and the server's own `words`.
    """

    def __init__(
        self,
        credentials: Iterable[Credential],
        gone: Iterable[GoneCredential] = (),
        words: Iterable[ServerWord] = (),
    ) -> None:
        by_title = sorted(credentials, key=_title_order)
        self.credentials = {credential.id: credential for credential in by_title}
        self.gone = {each.credential_id: each for each in gone}
        self.words = {word.word: word for word in words}
        self._gone_titles = Names(Name(each.credential_id, each.title) for each in self.gone.values())
        self.topics = NamesByCount(topic for credential in by_title for topic in credential.topics)
        self.issuers = NamesByCount(credential.issuer_line for credential in by_title)
        self._lines_of_issuer = _lines_by_name(by_title)
        self.beginnings = _beginnings(by_title, self.topics.counts)
        self._titles = Names(map(_title_name, by_title))
        self._titles_with_issuer = Names(map(_title_with_issuer_name, by_title))

    @cached_property
    def skills(self) -> "NamesByCount":
        """The skills, the commonest first."""
        return NamesByCount(skill for credential in self.credentials.values() for skill in credential.skills)

    def named(self, named: str) -> Credential:
        """The credential with this id, this title, or this title and issuer; a slip is allowed.

        A word of the server's own names it too. Raises CredentialGoneError where it is retired or hidden,
        UserError `credential-unknown` or `credential-ambiguous`.
        """
        identity = named.strip().casefold()
        known = self.credentials.get(identity)
        if known is not None:
            return known
        if identity in self.gone:
            raise self._gone(identity)
        keys = self._titles.exactly(named) or self._titles_with_issuer.exactly(named)
        meant = self.meant_by(named)
        if not keys and meant is not None:
            return meant
        gone = () if keys else self._gone_titles.exactly(named)
        if gone:
            raise self._gone(gone[0])
        keys = keys or self._titles.with_a_slip(named) or self._titles_with_issuer.with_a_slip(named)
        if len(keys) == 1:
            return self.credentials[keys[0]]
        raise self._ambiguous(keys) if keys else self._unknown(named)

    def meant_by(self, typed: str) -> Credential | None:
        """The credential that a word of the server's own means; what takes its place where it is gone."""
        word = self.words.get(normalised_word(typed))
        if word is None or word.credential_id is None:
            return None
        return self.credentials.get(self.current(word.credential_id) or "")

    def current(self, credential_id: str) -> str | None:
        """The id itself, or that of what took its place, where that is seen; None where nothing is."""
        return successor_in(self.credentials, self.gone, credential_id)

    def ids_of(self, credential_id: str) -> frozenset[str]:
        """All ids of a credential: its own, and those of what it took the place of."""
        current = self.current(credential_id) or credential_id
        before = (each for each in self.gone if self.current(each) == current)
        return frozenset((credential_id, current, *before))

    def same(self, credential_id: str) -> str:
        """The id under which the same credential is kept now: that of what it was merged into, else its own.

        Whatever is no id stays as it is.
        """
        met: set[str] = set()
        while credential_id not in self.credentials and credential_id not in met:
            left = self.gone.get(credential_id)
            if left is None or left.successor_id is None or not left.is_merged:
                break
            met.add(credential_id)
            credential_id = left.successor_id
        return credential_id

    def _gone(self, credential_id: str) -> CredentialGoneError:
        successor = self.credentials.get(self.current(credential_id) or "")
        return CredentialGoneError(
            self.gone[credential_id], (successor.id, successor.title) if successor else None
        )

    def known(self, ids: Iterable[str | None]) -> tuple[Credential, ...]:
        """Those of the ids that are in the catalogue, in their order, each once."""
        return tuple(self.credentials[each] for each in dict.fromkeys(ids) if each in self.credentials)

    def suggested(self, typed: str) -> list[Credential]:
        """The credentials that the typed letters may mean, best first; beginnings where nothing is typed."""
        if not folded(typed):
            return list(self.beginnings)
        return [self.credentials[key] for key in self._titles.suggest(typed, MOST_SUGGESTIONS)]

    def issuer_lines(self, named: str) -> list[str]:
        """The issuer lines of this line, issuer or platform; several where it is on many.

        Raises UserError `issuer-unknown` with the nearest.
        """
        lines = self._lines_of_issuer.get(folded(named))
        if lines is None:
            nearest = self.issuers.nearest(named)
            raise UserError("issuer-unknown", issuer=_quoted(named), **_listed("issuers", nearest))
        return list(lines)

    def topic(self, named: str) -> str:
        """The topic in the catalogue's own spelling. Raises UserError `topic-unknown` with the nearest."""
        topic = self.topics.exactly(named)
        if topic is None:
            nearest = self.topics.nearest(named) or list(self.topics.counts)
            raise UserError("topic-unknown", topic=_quoted(named), topics=", ".join(nearest[:_MOST_NEAREST]))
        return topic

    def _unknown(self, named: str) -> UserError:
        keys = self._titles.suggest(named, MOST_SUGGESTIONS) or self._titles.nearest(named, MOST_SUGGESTIONS)
        nearest = tuple(self.known(keys))
        titles = _listed("titles", list(dict.fromkeys(f"“{each.title}”" for each in nearest)))
        return CredentialUnclearError("credential-unknown", nearest, named=_quoted(named), **titles)

    def _ambiguous(self, keys: Iterable[str]) -> UserError:
        same = self.known(keys)
        issuers = ", ".join(credential.issuer_line for credential in same)
        return CredentialUnclearError(
            "credential-ambiguous", tuple(same), title=same[0].title, issuers=issuers
        )


def successor_in(seen: Container[str], gone: Mapping[str, GoneCredential], credential_id: str) -> str | None:
    """The id itself where it is seen, or that of what took its place, by whatever way."""
    met: set[str] = set()
    following: str | None = credential_id
    while following is not None and following not in seen:
        left = gone.get(following)
        met.add(following)
        following = left.successor_id if left and left.successor_id not in met else None
    return following


class NamesByCount:
    """Names that stand on many credentials, the commonest first."""

    def __init__(self, names: Iterable[str]) -> None:
        counted = Counter(names)
        self.counts = dict(sorted(counted.items(), key=lambda count: (-count[1], folded(count[0]), count[0])))
        self._names = Names(Name(name, name) for name in self.counts)

    def exactly(self, typed: str) -> str | None:
        """The name that was typed, but for case, accents and marks."""
        return next(iter(self._names.exactly(typed)), None)

    def suggested(self, typed: str) -> list[str]:
        """What the typed letters may mean, best first; the commonest where nothing is typed."""
        if not folded(typed):
            return list(self.counts)[:MOST_SUGGESTIONS]
        return self._names.suggest(typed, MOST_SUGGESTIONS)

    def nearest(self, typed: str) -> list[str]:
        """What is most like the typed letters; empty where nothing is."""
        return self._names.suggest(typed, _MOST_NEAREST) or self._names.nearest(typed, _MOST_NEAREST)


def _title_order(credential: Credential) -> tuple[str, str, str]:
    return folded(credential.title), folded(credential.issuer_line), credential.id


def _title_name(credential: Credential) -> Name:
    return Name(credential.id, credential.title, (credential.issuer_line, *credential.topics))


def _title_with_issuer_name(credential: Credential) -> Name:
    return Name(credential.id, f"{credential.title} {credential.issuer_line}")


def _lines_by_name(credentials: Iterable[Credential]) -> dict[str, dict[str, None]]:
    """The issuer lines in which a line, an issuer or a platform stands, by its folded name."""
    lines: dict[str, dict[str, None]] = defaultdict(dict)
    for credential in credentials:
        for name in (credential.issuer_line, credential.issuer, credential.platform or ""):
            lines[folded(name)][credential.issuer_line] = None
    return dict(lines)


def _beginnings(credentials: Iterable[Credential], topics: Iterable[str]) -> tuple[Credential, ...]:
    """For who has typed nothing: of each of the largest topics what a beginner can do soonest for least."""
    easiest = sorted(credentials, key=_easiest_first)
    chosen: dict[str, Credential] = {}
    for topic in topics:
        if len(chosen) == MOST_SUGGESTIONS:
            break
        easy = next((each for each in easiest if topic in each.topics and each.id not in chosen), None)
        if easy is not None:
            chosen[easy.id] = easy
    return tuple(chosen.values())


def _easiest_first(credential: Credential) -> tuple[bool, bool, float, tuple[str, str, str]]:
    most = credential.effort.max_minutes
    return (
        credential.level is not Level.BEGINNER,
        not credential.cost.cost_class.counts_as_free,
        float("inf") if most is None else most,
        _title_order(credential),
    )


def _listed(name: str, nearest: list[str]) -> dict[str, str | int]:
    """The arguments of a message that names the nearest, if there are some."""
    return {name: ", ".join(nearest[:_MOST_NEAREST]), "count": min(len(nearest), _MOST_NEAREST)}


def _quoted(named: str) -> str:
    text = printable(named[: 2 * _MAX_QUOTED_LENGTH])
    return text if len(text) <= _MAX_QUOTED_LENGTH else f"{text[: _MAX_QUOTED_LENGTH - 1]}…"

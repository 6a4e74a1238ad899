"""Whatever moderators do, in whatever order: the layers agree with the same kept plainly."""

import asyncio
from collections.abc import Coroutine
from dataclasses import replace
from itertools import count
from typing import Any, TypeVar

from hypothesis import settings, strategies
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test

from bot.catalogue.base_records import BaseRecords
from bot.catalogue.rows import credential_in, record_of
from bot.domain.catalogue_layers import (
    INSTALLATION,
    Authorship,
    Entry,
    EntryStatus,
    Origin,
    published_again,
)
from bot.domain.credential import Credential
from bot.domain.errors import UserError
from bot.services.asker import Asker
from bot.services.catalogue_care import CatalogueCare
from bot.services.catalogue_keeping import Keeper
from bot.services.entry_changes import save_entry_changes
from bot.services.live_catalogue import LiveCatalogue
from bot.storage import aliases, audit, catalogue_entries
from bot.storage.database import Database, Session
from tests.services.keeping_model import Form, PlainLayers, State
from tests.set_clock import NOW, SetClock
from tests.small_catalogue import credential, make_index
from tests.stores import Store

T = TypeVar("T")
SERVERS = (10, 20)
LAYERS = strategies.sampled_from((INSTALLATION, *SERVERS))
IDS = strategies.sampled_from(("java", "rust", "knots", "baking"))
SKILLS = {"java": ("threads",), "rust": ("threads", "lifetimes"), "knots": ("lashings",), "baking": ()}
BASE = tuple(
    replace(credential(each, each.title(), SKILLS[each]), summary="in one sentence", topics=("topic",))
    for each in ("java", "rust", "knots")
)
WORDS = strategies.sampled_from(("brackets", "ferris", "bowline"))
NUMBERS = strategies.integers(1, 4)
WHY, MERGED = "no longer offered", "merged"
MODERATOR = 7


def plainly(known: Credential) -> Form:
    return known.title, known.skills


class Moderators(RuleBasedStateMachine):
    """Plays on a database of its own, with the installation's layer and two servers."""

    def __init__(self, url: str) -> None:
        super().__init__()
        self.runner = asyncio.Runner()
        self.database = self.run(Database.open(url))
        self.live = LiveCatalogue(self.database, BASE, make_index(BASE), NOW.date)
        self.care = CatalogueCare.over(self.database, BaseRecords(BASE), self.live, SetClock())
        self.plain = PlainLayers({each.id: plainly(each) for each in BASE})
        self.titles = count(1)

    def run(self, doing: Coroutine[Any, Any, T]) -> T:
        return self.runner.run(doing)

    def does(self, doing: Coroutine[Any, Any, T], *, may: bool) -> T | None:
        """Does it; what may not be done is refused, and changes nothing."""
        try:
            done = self.run(doing)
        except UserError:
            assert not may
            return None
        assert may
        self.run(self.live.refresh())
        return done

    @rule(layer=LAYERS, each=IDS)
    def publish(self, layer: int, each: str) -> None:
        title = f"Title {next(self.titles)}"
        own = replace(credential(each, title, SKILLS[each]), summary="in one sentence", topics=("topic",))

        def save(session: Session) -> None:
            before = catalogue_entries.entry_of(session, layer, each)
            change = published_again(before, each, record_of(own))
            save_entry_changes(session, layer, [change], Authorship(Origin.MEMBER, NOW, MODERATOR))

        self.does(self.database.write(save), may=True)
        self.plain.says(layer, each, State(EntryStatus.PUBLISHED, plainly(own)))

    @rule(layer=LAYERS, each=IDS, successor=strategies.none() | IDS)
    def retire(self, layer: int, each: str, successor: str | None) -> None:
        seen = self.plain.seen(layer)
        may = each in seen and successor != each and (successor is None or successor in seen)
        self.does(self.care.keeping.retire(Keeper(layer, MODERATOR), each, WHY, successor), may=may)
        if may:
            gone = State(EntryStatus.RETIRED, reason=WHY, successor=successor)
            self.plain.takes_out(layer, each, gone)

    @rule(layer=LAYERS, each=IDS)
    def hide(self, layer: int, each: str) -> None:
        may = each in self.plain.seen(layer)
        self.does(self.care.keeping.hide(Keeper(layer, MODERATOR), each), may=may)
        if may:
            self.plain.takes_out(layer, each, State(EntryStatus.HIDDEN))

    @rule(layer=LAYERS, each=IDS)
    def restore(self, layer: int, each: str) -> None:
        now = self.plain.now(layer, each)
        may = now is not None and now.is_gone
        self.does(self.care.keeping.restore(Keeper(layer, MODERATOR), each), may=may)
        if may:
            self.plain.brings_back(layer, each)

    @rule(layer=LAYERS, each=IDS)
    def drop(self, layer: int, each: str) -> None:
        now = self.plain.now(layer, each)
        may = now is not None and now.status is not EntryStatus.INHERITED
        self.does(self.care.keeping.drop(Keeper(layer, MODERATOR), each), may=may)
        if may:
            self.plain.gives_up(layer, each)

    @rule(layer=LAYERS, each=IDS, number=NUMBERS)
    def go_back(self, layer: int, each: str, number: int) -> None:
        states = self.plain.history.get((layer, each), [])
        may = number <= len(states)
        self.does(self.care.keeping.go_back(Keeper(layer, MODERATOR), each, number), may=may)
        if may:
            self.plain.says(layer, each, states[number - 1])

    @rule(layer=LAYERS, each=IDS, number=NUMBERS)
    def undo(self, layer: int, each: str, number: int) -> None:
        may = number == len(self.plain.history.get((layer, each), []))
        self.does(self.care.keeping.undo(Keeper(layer, MODERATOR), each, number), may=may)
        if may:
            self.plain.takes_back(layer, each)

    @rule(layer=LAYERS, keep=IDS, drop=IDS)
    def merge(self, layer: int, keep: str, drop: str) -> None:
        seen = self.plain.seen(layer)
        may = keep != drop and keep in seen and drop in seen
        merged = self.does(self.care.merging.merge(Keeper(layer, MODERATOR), keep, drop, MERGED), may=may)
        if merged is not None:
            self.plain.merges_into(layer, keep, drop, MERGED, merged.number)

    @rule(layer=LAYERS)
    def undo_the_latest_merge(self, layer: int) -> None:
        merges = self.plain.merges.get(layer, [])
        if merges:
            may = self.plain.can_unmerge(layer, merges[-1])
            self.does(self.care.merging.undo(Keeper(layer, MODERATOR), merges[-1].number), may=may)
            if may:
                self.plain.unmerges(layer, merges[-1])

    @rule(server=strategies.sampled_from(SERVERS), word=WORDS, means=IDS)
    def add_word(self, server: int, word: str, means: str) -> None:
        may = means in self.plain.seen(server) and (server, word) not in self.plain.words
        asker = Asker(MODERATOR, server, 1)
        self.does(self.care.words.add(asker, server, word, f"@{means}"), may=may)
        if may:
            self.plain.words[server, word] = means

    @rule(server=strategies.sampled_from(SERVERS), word=WORDS)
    def remove_word(self, server: int, word: str) -> None:
        may = (server, word) in self.plain.words
        self.does(self.care.words.remove(Asker(MODERATOR, server, 1), server, word), may=may)
        self.plain.words.pop((server, word), None)

    @invariant()
    def every_server_sees_what_it_should(self) -> None:
        for server in SERVERS:
            seen = self.live.of(server).seen
            assert {each: plainly(known) for each, known in seen.credentials.items()} == self.plain.seen(
                server
            )
            gone = {each: (known.reason, known.successor_id) for each, known in seen.gone.items()}
            assert gone == self.plain.gone(server)

    @invariant()
    def every_server_has_its_own_words(self) -> None:
        for server in SERVERS:
            words = self.run(self.database.read(aliases.words_of, server))
            assert {(server, each.word): each.credential_id for each in words} == {
                key: means for key, means in self.plain.words.items() if key[0] == server
            }

    @invariant()
    def the_history_explains_every_state(self) -> None:
        for layer in (INSTALLATION, *SERVERS):
            entries = self.run(self.database.read(catalogue_entries.entries_of, layer))
            known = {each for where, each in self.plain.history if where == layer}
            assert {entry.credential_id for entry in entries} == known
            for entry in entries:
                self.explain(layer, entry)

    def explain(self, layer: int, entry: Entry) -> None:
        states = self.plain.history[layer, entry.credential_id]
        versions = self.run(
            self.database.read(catalogue_entries.history_of, layer, entry.credential_id, limit=1000)
        )
        assert versions[0].change.after == entry
        assert [each.number for each in versions] == list(range(len(states), 0, -1))
        assert [_plain_state(each.change.after) for each in versions] == states[::-1]
        befores = [each.change.before for each in versions]
        assert befores == [*(each.change.after for each in versions[1:]), None]

    @invariant()
    def every_server_has_a_log_of_its_own(self) -> None:
        for layer in (INSTALLATION, *SERVERS):
            for line in self.run(self.database.read(audit.entries, layer, limit=1000)):
                assert line.deed.guild_id == layer

    def teardown(self) -> None:
        self.run(self.database.close())
        self.runner.close()


def _plain_state(entry: Entry) -> State:
    form = plainly(credential_in(entry.record)) if entry.record else None
    return State(entry.status, form, entry.reason, entry.successor_id)


def test_the_layers_agree_with_the_same_kept_plainly(store: Store):
    examples = 12 if store.kind == "sqlite" else 4
    run_state_machine_as_test(
        lambda: Moderators(store.new_url()),  # type: ignore[arg-type]  # it calls whatever makes a machine
        settings=settings(max_examples=examples, stateful_step_count=20, deadline=None),
    )

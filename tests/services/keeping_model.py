"""What layers say, kept plainly: a dict of states, and every state that there ever was."""

from dataclasses import dataclass, field, replace

from bot.domain.catalogue_layers import INSTALLATION, EntryStatus

Form = tuple[str, tuple[str, ...]]
"""Title and skills."""


@dataclass(frozen=True)
class State:
    """What a layer says of a credential."""

    status: EntryStatus
    form: Form | None = None
    reason: str | None = None
    successor: str | None = None

    @property
    def is_gone(self) -> bool:
        return self.status in {EntryStatus.RETIRED, EntryStatus.HIDDEN}


@dataclass
class PlainMerge:
    """What a merge changed, and the words that it led elsewhere."""

    number: int
    keep: str
    drop: str
    versions: dict[str, int]
    words: list[str]


@dataclass
class PlainLayers:
    """All layers over what comes with Badger; `history` has the states of an entry, the oldest first."""

    base: dict[str, Form]
    history: dict[tuple[int, str], list[State]] = field(default_factory=dict)
    words: dict[tuple[int, str], str] = field(default_factory=dict)
    merges: dict[int, list[PlainMerge]] = field(default_factory=dict)

    def now(self, layer: int, credential_id: str) -> State | None:
        states = self.history.get((layer, credential_id))
        return states[-1] if states else None

    def says(self, layer: int, credential_id: str, state: State) -> int:
        states = self.history.setdefault((layer, credential_id), [])
        states.append(state)
        return len(states)

    def seen(self, layer: int) -> dict[str, Form]:
        seen = dict(self.base)
        for each in dict.fromkeys((INSTALLATION, layer)):
            for (where, credential_id), states in self.history.items():
                if where != each:
                    continue
                if states[-1].is_gone:
                    seen.pop(credential_id, None)
                elif states[-1].status is EntryStatus.PUBLISHED and states[-1].form:
                    seen[credential_id] = states[-1].form
        return seen

    def gone(self, layer: int) -> dict[str, tuple[str | None, str | None]]:
        """Reason and successor of what is gone."""
        gone: dict[str, tuple[str | None, str | None]] = {}
        for each in dict.fromkeys((INSTALLATION, layer)):
            for (where, credential_id), states in self.history.items():
                if where != each:
                    continue
                if states[-1].is_gone:
                    gone[credential_id] = states[-1].reason, states[-1].successor
                elif states[-1].status is EntryStatus.PUBLISHED:
                    gone.pop(credential_id, None)
        return gone

    def takes_out(self, layer: int, credential_id: str, state: State) -> int:
        before = self.now(layer, credential_id)
        form = None if before is None or before.status is EntryStatus.INHERITED else before.form
        return self.says(layer, credential_id, replace(state, form=form))

    def brings_back(self, layer: int, credential_id: str) -> None:
        before = self.now(layer, credential_id)
        assert before is not None
        status = EntryStatus.PUBLISHED if before.form else EntryStatus.INHERITED
        self.says(layer, credential_id, State(status, before.form))

    def gives_up(self, layer: int, credential_id: str) -> None:
        before = self.now(layer, credential_id)
        self.says(layer, credential_id, State(EntryStatus.INHERITED, before.form if before else None))

    def takes_back(self, layer: int, credential_id: str) -> None:
        """As it was before the newest state."""
        states = self.history[layer, credential_id]
        if len(states) == 1:
            self.gives_up(layer, credential_id)
        else:
            self.says(layer, credential_id, states[-2])

    def merges_into(self, layer: int, keep: str, drop: str, reason: str, number: int) -> None:
        seen, versions = self.seen(layer), {}
        (title, skills), (_, more) = seen[keep], seen[drop]
        union = tuple(dict.fromkeys((*skills, *more)))
        if union != skills:
            versions[keep] = self.says(layer, keep, State(EntryStatus.PUBLISHED, (title, union)))
        gone = State(EntryStatus.RETIRED, reason=reason, successor=keep)
        versions[drop] = self.takes_out(layer, drop, gone)
        words = [word for (where, word), means in self.words.items() if (where, means) == (layer, drop)]
        for word in words:
            self.words[layer, word] = keep
        self.merges.setdefault(layer, []).append(PlainMerge(number, keep, drop, versions, words))

    def can_unmerge(self, layer: int, merge: PlainMerge) -> bool:
        return all(len(self.history[layer, each]) == version for each, version in merge.versions.items())

    def unmerges(self, layer: int, merge: PlainMerge) -> None:
        for each in merge.versions:
            self.takes_back(layer, each)
        for word in merge.words:
            if self.words.get((layer, word)) == merge.keep:
                self.words[layer, word] = merge.drop

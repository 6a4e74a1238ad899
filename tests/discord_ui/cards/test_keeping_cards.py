"""The cards of who keeps the catalogue, with the longest texts that there can be, and in plain cases."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest

from bot.catalogue.merging import merge
from bot.catalogue.rows import record_of
from bot.discord_ui.cards.audit import audit_card, people_in
from bot.discord_ui.cards.card import Card
from bot.discord_ui.cards.history import history_card, version_card
from bot.discord_ui.cards.kept import kept_card, retire_form
from bot.discord_ui.cards.merging import merge_preview_card, merged_card
from bot.discord_ui.cards.stale import stale_card, stale_entry_card
from bot.discord_ui.cards.words import words_card
from bot.domain.catalogue_layers import (
    Authorship,
    Change,
    Entry,
    EntryChange,
    EntryStatus,
    EntryVersion,
    Origin,
)
from bot.domain.credential import Credential
from bot.domain.moderation import AuditAction, AuditEntry, Deed
from bot.domain.server_words import AddedWord, ServerWord
from bot.domain.staleness import StaleEntry, StaleReason
from bot.services.aliases import WordPage
from bot.services.audit_log import AuditPage
from bot.services.catalogue_history import HistoryLine, HistoryPage
from bot.services.catalogue_merging import Merged, MergePreview
from bot.services.catalogue_staleness import StalePage, StaleView
from bot.services.own_entries import OwnEntry
from bot.wording.texts import load_texts
from tests.discord_ui.credentials import FOUR_DAYS, WORST
from tests.discord_ui.fakes import words_of
from tests.discord_ui.limits import faults_of
from tests.set_clock import NOW

TEXTS = load_texts("en")
LONG = "*" * 400
NAMES = {None: "an erased member", 7: LONG, 8: "@everyone"}
DIFFERENT = replace(WORST[1], id=WORST[0].id)


def version(
    number: int, change: Change, before: Credential | None, after: Credential | None, **entry: object
) -> HistoryLine:
    status = EntryStatus.PUBLISHED if after else EntryStatus.RETIRED
    now = Entry("c", status, record_of(after) if after else None, version=number)
    now = replace(now, **entry)  # type: ignore[arg-type]  # fields of an entry
    then = Entry("c", EntryStatus.PUBLISHED, record_of(before), version=number - 1) if before else None
    by = Authorship(Origin.MEMBER, NOW, 7, LONG)
    return HistoryLine(EntryVersion(number, EntryChange(change, then, now), by), before, after, number == 5)


def page(*lines: HistoryLine, title: str = LONG) -> HistoryPage:
    entry = OwnEntry("c" * 60, title, LONG, EntryStatus.PUBLISHED, 5)
    return HistoryPage(entry, lines, 1, 3, {"d": LONG})


def longest_history() -> Card:
    changed = [version(number, Change.CHANGED, WORST[0], DIFFERENT) for number in (5, 4, 3, 2)]
    gone = version(1, Change.RETIRED, WORST[0], None, reason=LONG, successor_id="d")
    return history_card(TEXTS, page(*changed, gone), NAMES)


def longest_version() -> Card:
    return version_card(TEXTS, page(version(4, Change.CHANGED, WORST[0], DIFFERENT)), NAMES)


def longest_list() -> Card:
    reasons = tuple(StaleReason)
    entries = tuple(
        StaleEntry(replace(each, id=f"c-{number}"), date(2020, 1, 1), reasons, 99)
        for number, each in enumerate((*WORST, *WORST, *WORST)[:10])
    )
    return stale_card(TEXTS, StalePage(entries, 3650, 998, 1000, 9999))


def longest_stale_entry() -> Card:
    entry = StaleEntry(WORST[0], date(2020, 1, 1), tuple(StaleReason), 99)
    return stale_entry_card(TEXTS, StaleView(WORST[0], entry, is_own=False), 3650, 9999)


def longest_merge() -> Card:
    made = merge(WORST[0], replace(WORST[1], skills=tuple(f"{LONG}{number}" for number in range(50))))
    words = tuple(f"{number}{LONG[:58]}" for number in range(10))
    return merge_preview_card(TEXTS, MergePreview(made, words, (LONG,) * 20))


def longest_words() -> Card:
    words = tuple(AddedWord(ServerWord(f"{number}{LONG[:59]}", words=LONG), 7, NOW) for number in range(10))
    return words_card(TEXTS, WordPage(words, 1, 3, 30, {}), NAMES)


def longest_log() -> Card:
    lines = tuple(
        AuditEntry(
            number,
            Deed(AuditAction.ENTRY_RETIRED, 10, 7, NOW, LONG[:100], {"title": LONG, "reason": LONG}),
        )
        for number in range(10, 0, -1)
    )
    return audit_card(TEXTS, AuditPage(lines, 7, 11, 1), NAMES)


@pytest.mark.parametrize(
    "build",
    [
        longest_history,
        longest_version,
        longest_list,
        longest_stale_entry,
        longest_merge,
        longest_words,
        longest_log,
    ],
)
def test_the_longest_texts_are_cut_until_discord_takes_them(build: Callable[[], Card]):
    card = build()
    assert faults_of(card) == []
    assert "…" in words_of(card)


def test_a_newest_version_is_not_offered_to_be_restored():
    newest = words_of(version_card(TEXTS, page(version(5, Change.CHANGED, None, FOUR_DAYS)), NAMES))
    older = words_of(version_card(TEXTS, page(version(4, Change.CHANGED, None, FOUR_DAYS)), NAMES))
    assert "(Restore this version)" not in newest
    assert "(Restore this version)" in older
    assert "- first written here" in newest


def test_a_history_says_who_on_the_command_line_and_who_was_erased():
    one, two = (version(number, Change.ADDED, None, FOUR_DAYS) for number in (2, 1))
    by = Authorship(Origin.COMMAND_LINE, NOW, None, "import of courses.csv")
    two = replace(two, version=replace(two.version, by=by))
    one = replace(one, version=replace(one.version, by=replace(by, origin=Origin.MEMBER)))
    said = words_of(history_card(TEXTS, page(one, two, title="Teaching"), NAMES))
    assert "the command line" in said
    assert "an erased member" in said
    assert "import of courses.csv" in said


def test_lists_without_anything_say_so():
    assert "Everything was looked at" in words_of(stale_card(TEXTS, StalePage((), 180, 0, 1, 0)))
    assert "There are none yet" in words_of(words_card(TEXTS, WordPage((), 0, 1, 0, {}), NAMES))
    assert "Nobody has done anything" in words_of(audit_card(TEXTS, AuditPage((), None, None, None), NAMES))
    assert "Nothing that \\@\u200beveryone did" in words_of(
        audit_card(TEXTS, AuditPage((), 8, None, None), NAMES)
    )


def test_the_log_names_those_whom_it_is_about():
    lines = (
        AuditEntry(3, Deed(AuditAction.MEMBER_BLOCKED, 10, 7, NOW, "8", {"what": "suggesting"})),
        AuditEntry(2, Deed(AuditAction.MESSAGE_REMOVED, 10, None, NOW, "9", {"channel": 66})),
        AuditEntry(1, Deed(AuditAction.MESSAGE_REMOVED, 10, 7, NOW, "", {"channel": 66})),
    )
    shown = AuditPage(lines, None, None, None)
    assert set(people_in(shown)) == {None, 7, 8, 9}
    said = words_of(audit_card(TEXTS, shown, {**NAMES, 9: "Jonas"}))
    assert "Kept \\@\u200beveryone from suggesting and reporting." in said
    assert "posted for Jonas" in said
    assert "Took down a message of mine.\n" in said
    assert "the command line or an erased member" in said
    assert "<#66>" in said


def test_what_was_done_can_be_taken_back():
    card = kept_card(TEXTS, "c" * 60, 3, "Done.", more=(("button-back-to-list", "b1:stale:180:0"),))
    assert words_of(card) == "Done.\n(Undo)\n(History)\n(Back to the list)"
    preview = MergePreview(merge(FOUR_DAYS, replace(FOUR_DAYS, id="other")), (), ())
    assert "Nothing: what you keep has all of it." in words_of(merge_preview_card(TEXTS, preview))
    assert "(Undo)" in words_of(merged_card(TEXTS, Merged(preview, 12)))
    assert retire_form(TEXTS, "c" * 60).title == "Retire a credential"

"""A server's own words: they lead there, and nowhere else, and are explained as what they are."""

from datetime import timedelta

import pytest

from bot.catalogue.base_records import BaseRecords
from bot.domain.errors import UserError
from bot.domain.hits import Match
from bot.domain.moderation import AuditAction
from bot.domain.server_words import MOST_WORDS, ServerWord
from bot.services.advice import AdviceRequest
from bot.services.aliases import Aliases
from bot.services.asker import Asker
from bot.services.catalogue_keeping import CatalogueKeeping, Keeper
from bot.services.catalogue_view import CatalogueView
from bot.services.live_catalogue import LiveCatalogue
from bot.storage import aliases as queries
from bot.storage import audit
from bot.storage.database import Database
from tests.set_clock import NOW, SetClock
from tests.small_catalogue import CREDENTIALS, credential, make_index

SERVER, OTHER = 10, 20
MIRA = Asker(7, SERVER, 1)
MANY = tuple(credential(f"cooking-{number}", f"Cooking {number}", ("cooking",)) for number in range(9))
CATALOGUE = (*CREDENTIALS, *MANY)


@pytest.fixture
def live(database: Database) -> LiveCatalogue:
    return LiveCatalogue(database, CATALOGUE, make_index(CATALOGUE), NOW.date)


@pytest.fixture
def words(database: Database, live: LiveCatalogue, clock: SetClock) -> Aliases:
    return Aliases(database, live, clock)


def found(live: LiveCatalogue, guild_id: int, goal: str) -> list[str]:
    advice = live.adviser(guild_id).advise(AdviceRequest(goal))
    return [result.credential.id for result in advice.results]


async def refusal(awaitable: object) -> str:
    with pytest.raises(UserError) as refused:
        await awaitable  # type: ignore[misc]  # each of the use cases
    return refused.value.message_id


async def test_a_word_leads_to_what_it_means_in_its_server_alone(words: Aliases, live: LiveCatalogue):
    assert found(live, SERVER, "brackets") == []
    await words.add(MIRA, SERVER, " Brackets ", "java")
    assert await live.refresh()
    assert found(live, SERVER, "learn brackets")[0] == "java"
    assert found(live, OTHER, "brackets") == []


async def test_the_advice_says_whose_word_it_is(words: Aliases, live: LiveCatalogue):
    await words.add(MIRA, SERVER, "qry", "SQL")
    await live.refresh()
    (first, *_) = live.adviser(SERVER).advise(AdviceRequest("qry")).results
    reason = first.hit.reasons[0]
    assert (reason.match, reason.said, reason.found) == (Match.SERVER_WORD, "qry", "SQL")


async def test_a_word_for_a_credential_leads_there_first(words: Aliases, live: LiveCatalogue):
    await words.add(MIRA, SERVER, "sql", "@data")
    await live.refresh()
    assert found(live, SERVER, "sql")[:2] == ["data", "sql"]
    view = CatalogueView(live.of)
    assert (await view.complete_credentials(SERVER, "sql"))[0].id == "data"
    await words.add(MIRA, SERVER, "the big one", "@cpp")
    await live.refresh()
    assert view.credential(SERVER, "The  big one").credential.id == "cpp"


async def test_a_word_for_what_is_retired_leads_to_its_successor(
    words: Aliases, live: LiveCatalogue, database: Database, clock: SetClock
):
    await words.add(MIRA, SERVER, "brackets", "@java")
    await CatalogueKeeping(database, BaseRecords(CATALOGUE), clock).retire(
        Keeper(SERVER, 7), "java", "old", "cpp"
    )
    await live.refresh()
    assert found(live, SERVER, "brackets") == ["cpp"]


async def test_a_phrase_of_the_vocabulary_can_be_meant(words: Aliases, live: LiveCatalogue):
    await words.add(MIRA, SERVER, "stna", "nurse aide")
    await live.refresh()
    assert found(live, SERVER, "stna") == ["cna"]


@pytest.mark.parametrize(
    ("word", "means", "refused"),
    [
        ("x", "java", "word-too-short"),
        ("  . ", "java", "word-too-short"),
        ("w" * 61, "java", "word-too-long"),
        ("brackets", " \n ", "meaning-missing"),
        ("brackets", "m" * 101, "meaning-too-long"),
        ("Brackets", "ＢＲＡＣＫＥＴＳ", "meaning-same"),
        ("brackets", "@nothing", "credential-unknown"),
        ("i want", "java", "word-says-nothing"),
        ("basic", "java", "word-says-nothing"),
        ("cooking", "java", "word-frequent"),
        ("cooking", "@java", "word-frequent"),
    ],
)
async def test_what_no_word_can_be(words: Aliases, word: str, means: str, refused: str):
    assert await refusal(words.add(MIRA, SERVER, word, means)) == refused
    assert (await words.page(SERVER)).total == 0


async def test_a_frequent_word_may_keep_its_sense(words: Aliases):
    await words.add(MIRA, SERVER, "cooking", "@cooking-3")


async def test_a_word_that_leads_nowhere_yet_is_taken_and_told(words: Aliases):
    assert (await words.add(MIRA, SERVER, "k8s", "Kubernetes")).leads_nowhere
    assert not (await words.add(MIRA, SERVER, "jv", "Java")).leads_nowhere


async def test_a_word_is_added_once_and_taken_away_once(
    words: Aliases, live: LiveCatalogue, database: Database
):
    await words.add(MIRA, SERVER, "Ｋ8s", "java")
    assert await refusal(words.add(MIRA, SERVER, "K8S", "cpp")) == "word-taken"
    await live.refresh()
    assert words.suggest_words(SERVER, "8") == ["k8s"]
    assert await refusal(words.remove(MIRA, OTHER, "k8s")) == "word-unknown"
    assert await words.remove(MIRA, SERVER, "K8s") == ServerWord("k8s", words="java")
    assert await refusal(words.remove(MIRA, SERVER, "k8s")) == "word-unknown"
    await live.refresh()
    assert found(live, SERVER, "k8s") == []
    lines = await database.read(audit.entries, SERVER, limit=9)
    assert [(line.deed.action, line.deed.subject) for line in lines] == [
        (AuditAction.ALIAS_REMOVED, "k8s"),
        (AuditAction.ALIAS_ADDED, "k8s"),
    ]


async def test_a_server_has_so_many_words_at_most(words: Aliases, database: Database, clock: SetClock):
    def fill(session: object) -> None:
        for number in range(MOST_WORDS):
            word = ServerWord(f"word {number:03}", words="java")
            queries.add(session, SERVER, word, 7, clock.now())  # type: ignore[arg-type]

    await database.write(fill)
    assert await refusal(words.add(MIRA, SERVER, "one more", "java")) == "words-too-many"
    last = await words.page(SERVER, 99)
    assert (last.page, last.pages, last.total) == (49, 50, MOST_WORDS)
    assert last.words[-1].word.word == "word 499"


async def test_the_list_says_who_added_what(words: Aliases, clock: SetClock, database: Database):
    await words.add(MIRA, SERVER, "jv", "@java")
    clock.advance(timedelta(days=1))
    await words.add(MIRA, SERVER, "kitchen", "cooking")
    await database.write(queries.forget_adder, 7, OTHER)
    page = await words.page(SERVER)
    assert [(each.word.word, each.added_by) for each in page.words] == [("jv", 7), ("kitchen", 7)]
    assert page.titles == {"java": "Java"}
    await database.write(queries.forget_adder, 7)
    assert {each.added_by for each in (await words.page(SERVER)).words} == {None}


async def test_meanings_are_suggested(words: Aliases):
    meanings = await words.suggest_meanings(SERVER, "nurs")
    assert [each.value for each in meanings] == ["nurs", "@cna", "nurse aide"]
    assert "cooking" in {each.value for each in await words.suggest_meanings(SERVER, "cook")}

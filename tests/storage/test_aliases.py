"""A server's own words: kept in order, once each, and never seen in another server."""

from bot.domain.server_words import AddedWord, ServerWord
from bot.storage import aliases
from bot.storage.database import Session
from tests.set_clock import NOW

SERVER, OTHER = 10, 20
K8S, SQL = ServerWord("k8s", words="Kubernetes"), ServerWord("qry", credential_id="sql")


def test_words_are_kept_in_order_with_who_added_them(session: Session):
    for word in (SQL, K8S):
        assert aliases.add(session, SERVER, word, 7, NOW)
    assert aliases.words_of(session, SERVER) == [K8S, SQL]
    assert aliases.page_of(session, SERVER, limit=1, offset=1) == [AddedWord(SQL, 7, NOW)]
    assert (aliases.count_of(session, SERVER), aliases.count_of(session, OTHER)) == (2, 0)
    assert aliases.word_of(session, OTHER, "k8s") is None


def test_a_word_is_there_once_in_a_server(session: Session):
    assert aliases.add(session, SERVER, K8S, 7, NOW)
    assert not aliases.add(session, SERVER, ServerWord("k8s", words="other"), 8, NOW)
    assert aliases.add(session, OTHER, ServerWord("k8s", words="other"), 8, NOW)
    assert aliases.word_of(session, SERVER, "k8s") == K8S


def test_a_word_is_taken_from_its_server_alone(session: Session):
    for guild_id in (SERVER, OTHER):
        aliases.add(session, guild_id, K8S, 7, NOW)
    aliases.remove(session, SERVER, "k8s")
    assert aliases.words_of(session, SERVER) == []
    assert aliases.words_of(session, OTHER) == [K8S]


def test_words_for_a_credential_are_led_to_another(session: Session):
    for guild_id in (SERVER, OTHER):
        aliases.add(session, guild_id, SQL, 7, NOW)
        aliases.add(session, guild_id, ServerWord("tables", credential_id="sql"), 7, NOW)
        aliases.add(session, guild_id, K8S, 7, NOW)
    assert aliases.words_for(session, SERVER, "sql") == ["qry", "tables"]
    aliases.lead_to(session, SERVER, ["qry", "k8s"], from_id="sql", to_id="data")
    aliases.lead_to(session, SERVER, [], from_id="sql", to_id="data")
    assert aliases.words_for(session, SERVER, "data") == ["qry"]
    assert aliases.words_for(session, SERVER, "sql") == ["tables"]
    assert aliases.words_for(session, OTHER, "sql") == ["qry", "tables"]
    assert aliases.word_of(session, SERVER, "k8s") == K8S


def test_who_added_a_word_is_forgotten_in_one_server_or_in_all(session: Session):
    for guild_id in (SERVER, OTHER):
        aliases.add(session, guild_id, K8S, 7, NOW)
    aliases.forget_adder(session, 7, SERVER)
    assert [aliases.page_of(session, each, limit=1, offset=0)[0].added_by for each in (SERVER, OTHER)] == [
        None,
        7,
    ]
    aliases.forget_adder(session, 7)
    assert aliases.page_of(session, OTHER, limit=1, offset=0)[0].added_by is None

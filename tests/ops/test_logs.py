import io
import json
import logging
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from bot.ops.logs import configure_logs, hashed_id, redactor

KEY = b"a key"
TOKEN = "MTk4.secret.token"  # noqa: S105  # a token that opens nothing
MEMBER = 198622483471925248


@contextmanager
def logging_to(
    stream: io.StringIO, monkeypatch: pytest.MonkeyPatch, *, as_json: bool = True
) -> Iterator[None]:
    root = logging.getLogger()
    before = (root.handlers[:], root.level)
    levels = {name: logging.getLogger(name).level for name in ("bot", "badger", "alembic", "apscheduler")}
    monkeypatch.setattr("sys.stderr", stream)
    configure_logs(level="info", as_json=as_json, secrets=(TOKEN,), key=KEY)
    try:
        yield
    finally:
        root.handlers[:], root.level = before
        for name, level in levels.items():
            logging.getLogger(name).setLevel(level)


def test_a_line_is_json_with_level_logger_and_time(monkeypatch: pytest.MonkeyPatch):
    stream = io.StringIO()
    with logging_to(stream, monkeypatch):
        logging.getLogger("bot.somewhere").info("%d credentials", 391, extra={"source": "seed"})
    line = json.loads(stream.getvalue())
    assert line["event"] == "391 credentials"
    assert (line["level"], line["logger"], line["source"]) == ("info", "bot.somewhere", "seed")
    assert line["timestamp"].endswith("Z")


@pytest.mark.parametrize("as_json", [True, False])
def test_no_token_and_no_id_of_a_person_reaches_the_log(monkeypatch: pytest.MonkeyPatch, as_json: bool):
    stream = io.StringIO()
    with logging_to(stream, monkeypatch, as_json=as_json):
        log = logging.getLogger("discord.http")
        log.warning("login with %s by %s", TOKEN, MEMBER, extra={"member": MEMBER, "names": [str(MEMBER)]})
        try:
            int(f"member {MEMBER} and {TOKEN}")
        except ValueError:
            log.exception("failed")
    assert TOKEN not in stream.getvalue()
    assert str(MEMBER) not in stream.getvalue()
    assert hashed_id(MEMBER, KEY) in stream.getvalue()
    assert "ValueError" in stream.getvalue()


def test_the_same_person_has_the_same_hash_and_another_key_another_one():
    assert hashed_id(MEMBER, KEY) == hashed_id(str(MEMBER), KEY)
    assert hashed_id(MEMBER, KEY) != hashed_id(MEMBER, b"another")


@pytest.mark.parametrize("text", ["no user {}.", "<@{}>", "member_{}", "/users/{}/x", "{}…", "a:{}:b", "v{}"])
def test_an_id_is_replaced_wherever_it_stands(text: str):
    assert redactor((), KEY)(text.format(MEMBER)) == text.format(hashed_id(MEMBER, KEY))


@pytest.mark.parametrize(
    ("address", "shown"),
    [
        (f"/api/v10/webhooks/{MEMBER}/aW50-_ZXJ/messages/@original?x=1", "/messages/@original?x=1"),
        (f"/api/v10/interactions/{MEMBER}/aW50-_ZXJ/callback", "/callback"),
        (f"POST /webhooks/{MEMBER}/aW50-_ZXJ responded with 429", " responded with 429"),
    ],
)
def test_the_address_of_an_answer_does_not_show_its_token(address: str, shown: str):
    redacted = redactor((), KEY)(address)
    assert redacted.endswith(f"/{hashed_id(MEMBER, KEY)}/[token]{shown}")


def test_times_counts_and_error_ids_are_left_alone():
    text = "error 1a2b3c4d after 1764000000 s, 12345678901234567.5, 0.12345678901234567, v2.7.1"
    assert redactor((), KEY)(text) == text


def test_libraries_do_not_log_at_debug(monkeypatch: pytest.MonkeyPatch):
    stream = io.StringIO()
    with logging_to(stream, monkeypatch):
        configure_logs(level="debug", as_json=True, secrets=(), key=KEY)
        logging.getLogger("discord.http").debug("a body")
        logging.getLogger("bot.app").debug("ours")
    assert "a body" not in stream.getvalue()
    assert "ours" in stream.getvalue()

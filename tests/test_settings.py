from pathlib import Path

import pytest
from pydantic import ValidationError

from bot.domain.errors import UserError
from bot.settings import Settings, read_settings

REPOSITORY = Path(__file__).parents[1]


def _names() -> list[str]:
    return [
        str(field.validation_alias or f"BADGER_{name.upper()}")
        for name, field in Settings.model_fields.items()
    ]


@pytest.fixture(autouse=True)
def _nothing_set(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for name in _names():
        monkeypatch.delenv(name, raising=False)
    monkeypatch.chdir(tmp_path)


def test_the_example_file_holds_every_setting_with_its_default(tmp_path: Path):
    example = (REPOSITORY / ".env.example").read_text(encoding="utf-8")
    (tmp_path / ".env").write_text(example, encoding="utf-8")
    assert read_settings() == Settings(_env_file=None)  # type: ignore[call-arg]
    for name in _names():
        assert f"{name}=" in example


def test_each_commented_example_would_be_accepted(tmp_path: Path):
    lines = (REPOSITORY / ".env.example").read_text(encoding="utf-8").splitlines()
    (tmp_path / ".env").write_text("\n".join(line.removeprefix("# ") for line in lines if "=" in line))
    settings = read_settings()
    assert settings.catalogue == Path("/srv/badger/catalogue.jsonl")
    assert settings.database_url == "sqlite:////srv/badger/badger.sqlite3"
    assert settings.health_port == 8351
    assert settings.discord_token is not None


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("BADGER_LOG_LEVEL=loud", "BADGER_LOG_LEVEL"),
        ("BADGER_COLOUR=red", "BADGER_COLOUR"),
        ("BADGER_HEALTH_PORT=0", "BADGER_HEALTH_PORT"),
        ("DISCORD_TOKEN_FILES=a", "DISCORD_TOKEN_FILES"),
    ],
)
def test_a_wrong_setting_is_named(line: str, name: str, tmp_path: Path):
    (tmp_path / ".env").write_text(line, encoding="utf-8")
    with pytest.raises(UserError) as refused:
        read_settings()
    assert refused.value.arguments["name"] == name


def test_the_settings_of_other_programs_may_stand_in_the_file_too(tmp_path: Path):
    (tmp_path / ".env").write_text("COMPOSE_PROJECT_NAME=club\nBADGER_LOG_LEVEL=error\n", encoding="utf-8")
    assert read_settings() == Settings(log_level="error", _env_file=None)  # type: ignore[call-arg]


def test_an_empty_setting_is_none(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("BADGER_CATALOGUE", "")
    assert read_settings().catalogue is None


def test_settings_cannot_be_changed():
    with pytest.raises(ValidationError):
        Settings().log_level = "debug"


def test_the_token_comes_from_the_environment(monkeypatch: pytest.MonkeyPatch):
    assert read_settings().token() is None
    monkeypatch.setenv("DISCORD_TOKEN", " MTk4.abc.def\n")
    assert read_settings().token() == "MTk4.abc.def"
    assert "MTk4" not in repr(read_settings())


def test_a_file_with_the_token_goes_before(monkeypatch: pytest.MonkeyPatch, tmp_path: Path):
    monkeypatch.setenv("DISCORD_TOKEN", "from.the.environment")
    monkeypatch.setenv("DISCORD_TOKEN_FILE", str(tmp_path / "token"))
    (tmp_path / "token").write_text("from.the.file\n", encoding="utf-8")
    assert read_settings().token() == "from.the.file"


@pytest.mark.parametrize("content", [None, "", "two words", "Schlüssel"])
def test_a_token_that_cannot_be_one_is_refused(content: str | None, tmp_path: Path):
    (tmp_path / ".env").write_text("DISCORD_TOKEN_FILE=token\n")
    if content is not None:
        (tmp_path / "token").write_text(content, encoding="utf-8")
    with pytest.raises(UserError) as refused:
        read_settings().token()
    assert refused.value.message_id == ("token-file-unreadable" if content is None else "token-malformed")


def test_a_wrong_token_setting_does_not_show_the_token(tmp_path: Path):
    (tmp_path / ".env").write_text("DISCORD_TOKENS=MTk4.abc.def\n")
    with pytest.raises(UserError) as refused:
        read_settings()
    assert "MTk4" not in str(refused.value.arguments)

from pathlib import Path

import pytest
from pydantic import ValidationError

from bot.domain.errors import UserError
from bot.settings import Settings, read_settings

REPOSITORY = Path(__file__).parents[1]


@pytest.fixture(autouse=True)
def _nothing_set(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for name in Settings.model_fields:
        monkeypatch.delenv(f"BADGER_{name.upper()}", raising=False)
    monkeypatch.chdir(tmp_path)


def test_the_example_file_holds_every_setting_with_its_default(tmp_path: Path):
    example = (REPOSITORY / ".env.example").read_text(encoding="utf-8")
    (tmp_path / ".env").write_text(example, encoding="utf-8")
    assert read_settings() == Settings(_env_file=None)  # type: ignore[call-arg]
    for name in Settings.model_fields:
        assert f"BADGER_{name.upper()}=" in example


def test_each_commented_example_would_be_accepted(tmp_path: Path):
    lines = (REPOSITORY / ".env.example").read_text(encoding="utf-8").splitlines()
    (tmp_path / ".env").write_text("\n".join(line.removeprefix("# ") for line in lines if "=" in line))
    assert read_settings().catalogue == Path("/srv/badger/catalogue.jsonl")


@pytest.mark.parametrize(
    ("line", "name"), [("BADGER_LOG_LEVEL=loud", "BADGER_LOG_LEVEL"), ("BADGER_COLOUR=red", "BADGER_COLOUR")]
)
def test_a_wrong_setting_is_named(line: str, name: str, tmp_path: Path):
    (tmp_path / ".env").write_text(line, encoding="utf-8")
    with pytest.raises(UserError) as refused:
        read_settings()
    assert refused.value.arguments["name"] == name


def test_an_empty_setting_is_none(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("BADGER_CATALOGUE", "")
    assert read_settings().catalogue is None


def test_settings_cannot_be_changed():
    with pytest.raises(ValidationError):
        Settings().log_level = "debug"

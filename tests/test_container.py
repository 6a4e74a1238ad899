"""What can be said of the container without an engine: the files say what they must."""

import re
import shlex
from pathlib import Path

import pytest

from bot.settings import read_settings

REPOSITORY = Path(__file__).parents[1]
DOCKERFILE = (REPOSITORY / "Dockerfile").read_text(encoding="utf-8").replace("\\\n", " ")
COMPOSE = (REPOSITORY / "compose.yaml").read_text(encoding="utf-8")


def _last_stage() -> str:
    return DOCKERFILE.rpartition("\nFROM ")[2]


def test_it_runs_live_as_a_fixed_user_that_is_not_root():
    stage = _last_stage()
    assert re.search(r"^USER 10001:10001$", stage, re.MULTILINE)
    assert 'ENTRYPOINT ["badger"]' in stage
    assert 'CMD ["run", "--live"]' in stage
    assert re.search(r'^HEALTHCHECK .*CMD \["python", "-m", "bot\.ops\.probe"\]$', stage, re.MULTILINE)


def test_the_database_is_on_the_volume_and_every_setting_is_one(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
):
    environment = re.search(r"^ENV (.*)$", _last_stage(), re.MULTILINE)
    assert environment is not None
    pairs = dict(pair.split("=", 1) for pair in shlex.split(environment.group(1)))
    # In a file each name must be that of a setting; in the environment a wrong one would be passed over.
    (tmp_path / ".env").write_text(
        "\n".join(f"{name}={value}" for name, value in pairs.items() if name.startswith("BADGER_"))
    )
    monkeypatch.chdir(tmp_path)
    settings = read_settings()
    assert settings.database_url == "sqlite:////var/lib/badger/badger.sqlite3"
    assert "VOLUME /var/lib/badger" in _last_stage()
    assert "badger-data:/var/lib/badger" in COMPOSE


def test_the_requirements_are_installed_with_hashes_and_without_a_compiler():
    assert "--require-hashes -r requirements.txt" in DOCKERFILE
    assert "--only-binary=:all:" in DOCKERFILE


def test_what_is_copied_is_let_through_by_dockerignore():
    let_through = {
        line.removeprefix("!")
        for line in (REPOSITORY / ".dockerignore").read_text(encoding="utf-8").splitlines()
        if line.startswith("!")
    }
    copied = {
        source
        for line in re.findall(r"^COPY (?!--from)(.*)$", DOCKERFILE, re.MULTILINE)
        for source in line.split()[:-1]
    }
    assert copied == let_through


def test_compose_gives_the_container_nothing_that_it_does_not_need():
    for line in ("read_only: true", "- ALL", "- no-new-privileges:true"):
        assert line in COMPOSE
    assert "privileged: true" not in COMPOSE


def _service(name: str) -> str:
    """The lines of a service in compose.yaml, as they stand."""
    found = re.search(rf"^  {name}:\n((?:    .*\n|\n)+)", COMPOSE, re.MULTILINE)
    assert found is not None
    return found.group(1)


def test_postgresql_comes_only_with_its_profile_and_keeps_its_data_on_a_volume():
    postgresql = _service("postgresql")
    assert "profiles:\n      - postgresql" in postgresql
    assert re.search(r"image: postgres:\d+\.\d+-\w+$", postgresql, re.MULTILINE)
    assert "postgresql-data:/var/lib/postgresql/data" in postgresql
    assert "pg_isready" in postgresql
    # Nobody outside of the two containers needs to reach it.
    assert "ports:" not in COMPOSE


def test_badger_waits_for_a_postgresql_that_is_healthy_and_goes_without_one_where_there_is_none():
    badger = _service("badger")
    assert "condition: service_healthy" in badger
    assert "required: false" in badger
    assert "profiles:" not in badger


@pytest.mark.parametrize(
    ("password", "database"),
    [("", None), ("abc123", "postgresql+psycopg://badger:abc123@postgresql/badger")],
)
def test_the_password_decides_where_the_data_is(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, password: str, database: str | None
):
    given = re.search(r"BADGER_DATABASE_URL: \$\{POSTGRES_PASSWORD:\+(.*)\}$", COMPOSE, re.MULTILINE)
    assert given is not None
    address = given.group(1).replace("${POSTGRES_PASSWORD}", password) if password else ""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("BADGER_DATABASE_URL", address)
    assert read_settings().database_url == database
    # Where it is not set the file is in the folder from which Badger starts.
    assert "WORKDIR /var/lib/badger" in _last_stage()


def test_what_speaks_to_postgresql_is_installed_in_the_container():
    locked = (REPOSITORY / "requirements.txt").read_text(encoding="utf-8")
    assert re.search(r"^psycopg\[binary\]==", locked, re.MULTILINE)

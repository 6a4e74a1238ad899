import subprocess
import sys


def test_advice_on_the_command_line_loads_no_database():
    advised = subprocess.run(
        [sys.executable, "-X", "importtime", "-m", "bot", "advise", "learn sql", "--json"],
        capture_output=True,
        text=True,
        check=True,
    )
    loaded = {line.rpartition("|")[2].strip().partition(".")[0] for line in advised.stderr.splitlines()}
    assert "bot" in loaded
    assert not loaded & {"sqlalchemy", "sqlmodel", "alembic", "filelock"}

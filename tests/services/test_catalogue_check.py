import shutil
from pathlib import Path

import pytest

from bot.catalogue.seed import read_seed, seed_folder
from bot.services.catalogue_check import check_seed


@pytest.fixture
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the seed pack that a test may spoil."""
    copy = tmp_path / "data"
    shutil.copytree(seed_folder(), copy)
    for module in ("bot.catalogue.seed", "bot.services.catalogue_check"):
        monkeypatch.setattr(f"{module}.seed_folder", lambda: copy)
    return copy


def test_a_sound_seed_pack_has_no_errors(data: Path):
    assert data.is_dir()
    assert check_seed().errors == ()


def test_bad_lines_of_the_vocabulary_are_reported(data: Path):
    (data / "concepts" / "more.txt").write_text("no concept\nboats -> zeppelins\n", encoding="utf-8")
    problems = {(problem.message_id, tuple(problem.arguments.values())) for problem in check_seed().errors}
    assert problems == {
        ("concept-unreadable", ("no concept",)),
        ("concept-leads-nowhere", ("boats", "zeppelins")),
    }


@pytest.mark.parametrize("row", ["{", "{}", '{"id": 3}', "[]", '"text"'])
def test_a_seed_pack_that_was_spoilt_by_hand_is_reported_row_by_row(data: Path, row: str):
    with (data / "credentials" / "edx.jsonl").open("a", encoding="utf-8") as file:
        file.write(f"{row}\n")
    reading = read_seed()
    assert {problem.file for problem in reading.problems} == {"edx.jsonl"}
    assert len(reading.credentials) == 391

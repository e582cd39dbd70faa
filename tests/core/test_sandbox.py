"""A stranger's file is read in a child that cannot take the portal with it."""

from pathlib import Path

import pytest

from portal.core.errors import RuleBroken
from portal.core.files import child
from portal.core.files.sandbox import ChildFailed, run_bounded

READER = """
import time
from pathlib import Path

def measure(path, factor=1):
    return {"size": len(Path(path).read_bytes()) * factor, "text": "Đặng"}

def refuse(path):
    raise ValueError("The plan has no structure.")

def stumble(path):
    raise KeyError("secret detail")

def eat(path):
    return len(bytearray(2 * 1024**3))

def spin(path):
    while True:
        pass

def sleep(path):
    time.sleep(60)

def chatter(path):
    print("not JSON")
    return 1

def imported(path):
    import sys
    return sorted(name for name in sys.modules if name in ("portal.core.db", "sqlalchemy"))
"""


@pytest.fixture
def reader(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """A copy of the child beside a reader of its own, in a tree like the portal's."""
    folder = tmp_path / "portal" / "core" / "files"
    folder.mkdir(parents=True)
    script = folder / "child.py"
    script.write_text(Path(child.__file__).read_text())
    (tmp_path / "portal" / "core" / "__init__.py").write_text("raise RuntimeError('must not run')")
    (tmp_path / "portal" / "core" / "reader.py").write_text(READER)
    monkeypatch.setattr(child, "__file__", str(script))
    return "portal.core.reader"


def test_the_answer_comes_back(reader: str, tmp_path: Path) -> None:
    given = tmp_path / "a.txt"
    given.write_text("abc")
    assert run_bounded(f"{reader}:measure", given, factor=2) == {"size": 6, "text": "Đặng"}


def test_what_the_reader_prints_does_not_spoil_the_answer(reader: str, tmp_path: Path) -> None:
    assert run_bounded(f"{reader}:chatter", tmp_path) == 1


def test_the_child_starts_without_database_and_application(reader: str, tmp_path: Path) -> None:
    assert run_bounded(f"{reader}:imported", tmp_path) == []


def test_a_refusal_comes_back_as_its_sentence(reader: str, tmp_path: Path) -> None:
    with pytest.raises(RuleBroken, match="The plan has no structure"):
        run_bounded(f"{reader}:refuse", tmp_path)


@pytest.mark.parametrize(
    ("function", "why"),
    [
        ("stumble", "error"),
        ("eat", "memory"),
        ("spin", "time"),
        ("sleep", "time"),
        ("absent", "error"),
    ],
)
def test_whatever_goes_wrong_is_bounded_and_told_without_details(
    reader: str, tmp_path: Path, function: str, why: str
) -> None:
    with pytest.raises(ChildFailed) as failed:
        run_bounded(f"{reader}:{function}", tmp_path, cpu_seconds=1, wall_seconds=3)
    assert failed.value.why == why
    assert "secret" not in failed.value.message

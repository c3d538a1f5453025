"""Source files that are not files of the exam: each is a problem at its place, and nothing in them is shown."""

import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.command import run
from tests.foreign.hostile_pictures import ENTRIES
from tests.small_exam import full_exam

pytestmark = pytest.mark.posix
NAMES = ["facts/A.1-y.yaml", "questions/A.1-y.yaml", "guide.yaml", "deck.yaml"]


@pytest.fixture
def exam(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "secret.svg").write_text("token: SECRET\n")
    folder = full_exam(tmp_path / "decks")
    (folder / "questions").mkdir()
    return folder


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("make", ENTRIES.values(), ids=ENTRIES)
def test_an_entry_that_is_not_a_file_of_the_exam(exam: Path, name: str, make: Callable[[Path], None]) -> None:
    path = exam / name
    path.unlink(missing_ok=True)
    make(path)
    if not path.exists() and name == "guide.yaml":
        return  # without a guide, a folder is not an exam
    for command in ("check", "build"):
        result = run(command)
        assert result.exit_code == 1
        assert f"decks/tea-101/{name}:1:1: error: " in result.output
        assert "SECRET" not in result.output
        assert "root:" not in result.output


@pytest.mark.parametrize("name", ["facts", "questions"])
def test_a_folder_that_is_a_link(exam: Path, name: str) -> None:
    elsewhere = (exam / name).rename(exam.parents[1] / "elsewhere")
    (elsewhere / "B.1-z.yaml").write_text("token: SECRET\n")
    (exam / name).symlink_to(elsewhere)
    result = run("check")
    assert "'B.1-z.yaml' is a link to a file outside the exam's folder" in result.output
    assert "SECRET" not in result.output


def test_an_exam_that_is_a_link_as_a_whole(exam: Path) -> None:
    """A maintainer may keep the sources elsewhere."""
    elsewhere = exam.rename(exam.parents[1] / "elsewhere")
    exam.symlink_to(elsewhere)
    assert run("check").exit_code == 0


def test_a_guide_to_compare_with_is_bounded(exam: Path) -> None:
    large = Path("guide-2.yaml")
    large.write_bytes(b"#" * 5_000_001)
    result = run("guide", "diff", str(large))
    assert (result.exit_code, result.stderr) == (1, "clfcards: 'guide-2.yaml' is larger than 5 MB\n")


def test_a_revision_with_a_link_out_of_the_folder(exam: Path) -> None:
    (exam / "media").mkdir()
    (exam / "media/x.svg").symlink_to("/etc/passwd")
    identity = ("-c", "user.name=A", "-c", "user.email=a@example.org")
    for arguments in (("init", "-q"), ("add", "decks"), (*identity, "commit", "-qm", "first")):
        subprocess.run(["git", *arguments], check=True)
    (exam / "media/x.svg").unlink()
    result = run("whatsnew", "HEAD")
    assert result.exit_code == 2
    assert result.stderr.startswith("clfcards: the sources at 'HEAD' cannot be read (")


def test_a_ledger_that_is_not_a_file(exam: Path) -> None:
    run("build")
    (exam / "ledger.json").unlink()
    ENTRIES["a pipe"](exam / "ledger.json")
    assert "cannot read 'decks/tea-101/ledger.json': it is not a file" in run("build").stderr


def test_a_table_of_difficulties_that_is_nested_deeply(exam: Path) -> None:
    (exam / "difficulty.json").write_text('{"q": {"x": ' + "[" * 100_000)
    result = run("exam", "--data", "data", "--plain")
    assert result.exit_code == 1
    assert "is not a valid table of difficulties" in result.stderr

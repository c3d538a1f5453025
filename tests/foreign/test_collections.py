"""Hostile files given to `anki import` and `anki diff`: one sentence, little memory, and the log stays as it was."""

import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

import pytest

from clfcards.anki import collection_notes
from clfcards.foreign import anki_rows
from clfcards.system.files import LEFTOVER_PREFIX
from clfcards.use_cases import anki_import
from tests.command import run
from tests.foreign.hostile_collections import HARMLESS, REFUSED, many_reviews
from tests.foreign.hostile_packages import PACKAGES
from tests.small_exam import full_exam

MOST_KILOBYTES = 300_000


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with an exam, a package built from it, and a log with one event."""
    folder = tmp_path_factory.mktemp("collections")
    full_exam(folder / "decks")
    for arguments in (["build", "--out", str(folder / "build")], ["review", "--plain", "--set", "new_per_day=15"]):
        result = run("--decks", str(folder / "decks"), "--data", str(folder / "data"), *arguments, stdin="q\n")
        assert result.exit_code == 0, result.output
    return folder


def given(home: Path, make: Callable[[bytes], bytes]) -> Path:
    path = home / "hostile.apkg"
    path.write_bytes(make((home / "build/tea-101.apkg").read_bytes()))
    return path


@pytest.fixture(scope="module")
def before(home: Path) -> str:
    """The log's events, which no test here may change."""
    return history(home)


def history(home: Path) -> str:
    return run("--decks", str(home / "decks"), "--data", str(home / "data"), "history", "export").stdout


@pytest.fixture(autouse=True)
def own_temporary_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    return tmp_path


def takes(home: Path, path: Path) -> tuple[int, str, str]:
    """The exit code and the output of an import; nothing may be left behind."""
    result = run("--decks", str(home / "decks"), "--data", str(home / "data"), "anki", "import", str(path), "--yes")
    assert not list(Path(tempfile.gettempdir()).glob(f"{LEFTOVER_PREFIX}*"))
    return result.exit_code, result.stdout, result.stderr


@pytest.mark.parametrize("make", REFUSED.values(), ids=REFUSED)
def test_a_hostile_file_is_one_sentence_and_the_log_is_untouched(
    home: Path, before: str, make: Callable[[bytes], bytes]
) -> None:
    """Anything but a ClfcardsError would be raised here."""
    code, out, err = takes(home, given(home, make))
    assert code in (1, 2)
    assert out == ""
    assert len(err.splitlines()) == 1, err
    assert "hostile.apkg'" in err
    assert history(home) == before


@pytest.mark.parametrize("make", (HARMLESS | PACKAGES).values(), ids=HARMLESS | PACKAGES)
def test_a_strange_file_adds_nothing(home: Path, before: str, make: Callable[[bytes], bytes]) -> None:
    """Those that harm a comparison of packages may have a review log that can be read, which is empty."""
    code, out, err = takes(home, given(home, make))
    assert (code == 0 and "no answers to cards of this deck" in out) or (code in (1, 2) and len(err.splitlines()) == 1)
    assert history(home) == before


@pytest.mark.parametrize("make", (REFUSED | HARMLESS | PACKAGES).values(), ids=REFUSED | HARMLESS | PACKAGES)
def test_a_comparison_with_a_hostile_file_is_the_differences_or_one_sentence(
    home: Path, make: Callable[[bytes], bytes]
) -> None:
    """Those that harm a review log alone may have notes that can be compared."""
    result = run(
        "--decks", str(home / "decks"), "--data", str(home / "data"), "anki", "diff", str(given(home, make))
    )  # fmt: skip
    assert not list(Path(tempfile.gettempdir()).glob(f"{LEFTOVER_PREFIX}*"))
    if result.exit_code == 0:
        assert "tea-101 in " in result.stdout
    else:
        assert (result.exit_code in (1, 2), result.stdout) == (True, "")
        assert len(result.stderr.splitlines()) == 1, result.stderr


@pytest.mark.parametrize(
    ("name", "most", "said"),
    [
        ("_MOST_NOTES", 3, "more of our notes than a learner can have"),
        ("_MOST_CARDS", 3, "more of our cards than a learner can have"),
        ("_MOST_CHARACTERS", 300, "more of our notes than a learner can have"),
    ],
)
def test_a_comparison_refuses_more_than_a_learner_can_have(
    home: Path, monkeypatch: pytest.MonkeyPatch, name: str, most: int, said: str
) -> None:
    monkeypatch.setattr(collection_notes, name, most)
    common = ("--decks", str(home / "decks"), "--data", str(home / "data"))
    result = run(*common, "anki", "diff", str(given(home, lambda package: package)))
    assert (result.exit_code, said in result.stderr, result.stdout) == (2, True, "")


@pytest.mark.parametrize(("limit", "what"), [("_MOST_NOTES", "notes"), ("_MOST_CARDS", "cards")])
def test_too_many_notes_or_cards_are_refused_before_they_are_read(
    home: Path, monkeypatch: pytest.MonkeyPatch, limit: str, what: str
) -> None:
    monkeypatch.setattr(anki_rows, limit, 3)
    code, _, err = takes(home, given(home, lambda package: package))
    assert (code, f"has more than 3 {what}: it is not the collection of a learner" in err) == (2, True)


def test_too_many_reviews_are_refused_before_they_are_read(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(anki_rows, "MAX_REVIEWS", 999)
    code, _, err = takes(home, given(home, many_reviews(1000)))
    assert (code, "has more than 999 reviews: it is not the collection of a learner" in err) == (2, True)


def test_too_many_reviews_of_our_own_cards_are_refused_before_they_are_read(
    home: Path, before: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(anki_import, "_MOST_REVIEWS", 999)
    code, out, err = takes(home, given(home, many_reviews(1000, ours=True)))
    assert (code, out) == (2, "")
    assert "has more than 999 reviews of this deck: it is not the collection of a learner" in err
    assert history(home) == before
    code, out, _ = takes(home, given(home, many_reviews(1000)))
    assert (code, "1,000 × entry of another deck" in out) == (0, True)


def test_a_collection_that_takes_too_long_is_refused(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(anki_rows, "_SECONDS", -1.0)
    code, _, err = takes(home, given(home, many_reviews(10_000)))
    assert (code, "interrupted" in err) == (2, True)


@pytest.mark.posix
def test_a_folder_or_a_pipe_is_not_waited_for(home: Path, tmp_path: Path) -> None:
    import os

    os.mkfifo(tmp_path / "pipe")
    assert "it is not a file" in takes(home, tmp_path / "pipe")[2]
    assert "it is not a file" in takes(home, tmp_path)[2]
    assert "no such file" in takes(home, tmp_path / "missing.apkg")[2]


@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="needs Linux's own count of a process's memory")
def test_no_hostile_file_takes_much_memory(home: Path) -> None:
    """All of them in one process: the peak is that of the worst."""
    script = (
        "import re, sys\n"
        "from pathlib import Path\n"
        "from tests.command import run\n"
        "for path in sorted(Path(sys.argv[1]).glob('*.hostile')):\n"
        "    run('--decks', sys.argv[2], '--data', sys.argv[3], 'anki', 'import', str(path), '--yes')\n"
        "print(re.search(r'VmHWM:\\s*([0-9]+) kB', Path('/proc/self/status').read_text())[1])\n"
    )
    good = (home / "build/tea-101.apkg").read_bytes()
    for number, make in enumerate(
        (*REFUSED.values(), *HARMLESS.values(), many_reviews(200_000), many_reviews(400_000, ours=True))
    ):
        (home / f"{number}.hostile").write_bytes(make(good))
    done = subprocess.run(
        [sys.executable, "-c", script, home, home / "decks", home / "data"],
        cwd=Path(__file__).parents[2], capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert int(done.stdout.split()[-1]) <= MOST_KILOBYTES

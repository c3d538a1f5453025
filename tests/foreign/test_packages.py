"""Hostile packages given to `whatsnew`: each is one sentence, in bounded time and memory."""

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from clfcards.errors import UsageError
from clfcards.foreign.package import note_rows
from clfcards.foreign.unreadable import unreadable
from tests.command import run
from tests.foreign.hostile_packages import PACKAGES, with_sql
from tests.small_exam import full_exam

MOST_KILOBYTES = 300_000


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with an exam and a package built from it."""
    folder = tmp_path_factory.mktemp("packages")
    full_exam(folder / "decks")
    result = run("build", "--decks", str(folder / "decks"), "--out", str(folder / "build"))
    assert result.exit_code == 0, result.output
    return folder


@pytest.mark.parametrize("make", PACKAGES.values(), ids=PACKAGES)
def test_a_hostile_package_is_one_sentence(home: Path, make: Callable[[bytes], bytes]) -> None:
    """Anything but a ClfcardsError would be raised here."""
    path = home / "hostile.apkg"
    path.write_bytes(make((home / "build/tea-101.apkg").read_bytes()))
    result = run("whatsnew", "--decks", str(home / "decks"), str(path))
    assert result.exit_code in (1, 2)
    assert result.stdout == ""
    assert len(result.stderr.splitlines()) == 1, result.stderr
    assert result.stderr.startswith("clfcards: '")
    assert "hostile.apkg'" in result.stderr


@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="needs Linux's own count of a process's memory")
def test_no_hostile_package_takes_much_memory(home: Path) -> None:
    """All of them in one process: the peak is that of the worst."""
    script = (
        "import re, sys\n"
        "from pathlib import Path\n"
        "from tests.command import run\n"
        "for path in sorted(Path(sys.argv[1]).glob('*.hostile')):\n"
        "    assert run('whatsnew', '--decks', sys.argv[2], str(path)).exit_code in (1, 2)\n"
        "print(re.search(r'VmHWM:\\s*([0-9]+) kB', Path('/proc/self/status').read_text())[1])\n"
    )
    good = (home / "build/tea-101.apkg").read_bytes()
    for number, make in enumerate(PACKAGES.values()):
        (home / f"{number}.hostile").write_bytes(make(good))
    done = subprocess.run(
        [sys.executable, "-c", script, home, home / "decks"],
        cwd=Path(__file__).parents[2], capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert int(done.stdout) < MOST_KILOBYTES


def test_a_good_package_has_all_its_notes(home: Path) -> None:
    package = (home / "build/tea-101.apkg").read_bytes()
    assert len(list(note_rows("x", package))) == 21
    assert len(list(note_rows("x", with_sql("UPDATE notes SET tags = ''")(package)))) == 21


def test_an_error_of_a_library_becomes_a_sentence_and_ours_stays() -> None:
    with pytest.raises(UsageError, match=r"^'x' is damaged \(zlib failed\)$"), unreadable("'x' is damaged"):
        raise MemoryError("zlib\n failed")
    with pytest.raises(UsageError, match=r"^ours$"), unreadable("'x' is damaged"):
        raise UsageError("ours")
    with pytest.raises(KeyboardInterrupt), unreadable("'x' is damaged"):
        raise KeyboardInterrupt

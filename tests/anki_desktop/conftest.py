"""One desktop for all tests of this folder, with the deck that learners get."""

import importlib.util
import os
import shutil
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import NoReturn

import pytest

from tests.anki_desktop.desktop import CannotStartError, Desktop, started_desktop
from tests.command import run
from tests.small_exam import GUIDE, cloze, fact, facts_file, write_exam

_WIDE_BACK = """|
      ```sh
      tea --kind green --temperature 70 --cups 3 --without-milk --without-sugar
      ```

      | Tea from the mountains | Temperature | Infusions |
      |---|---|---:|
      | Sencha | seventy degrees | 3 |

      \\[a \\hspace{60em} b\\]"""

_PROGRAMS = ("Xvfb", "xdotool")
_DECKS = Path(__file__).parents[2] / "decks"


@pytest.fixture(scope="session")
def clf_package(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The default package of the shipped deck, built from a copy of its sources."""
    folder = tmp_path_factory.mktemp("shipped")
    shutil.copytree(_DECKS, folder / "decks")
    result = run("--decks", str(folder / "decks"), "build", "--out", str(folder / "out"))
    assert result.exit_code == 0, result.output
    return folder / "out" / "clf-c02.apkg"


@pytest.fixture(scope="session")
def tea_package(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small exam with mathematics, and with words that would mean something to Anki in names of its guide."""
    folder = tmp_path_factory.mktemp("tea")
    guide = GUIDE.replace("title: Tell leaves apart", 'title: "Serve [sound:x.mp3] {{c1::y}}"').replace(
        "Tea Pot,", '"[latex]Pot::b",'
    )
    guide = guide.replace("Tea Pot,", '"[latex]Pot::b",')
    files = {
        "facts/a.yaml": facts_file(
            "A.1",
            fact("sum", front=r"What is \(a_1 + \frac{1}{2}\) for a tea of $5?", services="[tea-pot]", priority="1"),
            cloze("root", r"The root of \\(x^2\\) is {{\\(x\\)}}.", priority="1"),
            fact("wide", back=_WIDE_BACK, priority="1"),
            *(fact(f"a-{i}") for i in range(2)),
        ),
        "facts/b.yaml": facts_file("B.1", *(fact(f"b-{i}") for i in range(3))),
        "facts/c.yaml": facts_file("C.1", fact("shield", back="AWS Shield", reverse="true")),
    }
    write_exam(folder / "decks", files, guide=guide)
    result = run("--decks", str(folder / "decks"), "build", "--out", str(folder / "out"))
    assert result.exit_code == 0, result.output
    return folder / "out" / "tea-101.apkg"


@pytest.fixture(scope="session")
def installed() -> None:
    """What Anki's desktop program needs. If some of it is missing, tests are skipped before anything is built."""
    missing = [name for name in _PROGRAMS if shutil.which(name) is None]
    missing += [name for name in ("aqt", "PyQt6") if importlib.util.find_spec(name) is None]
    if missing:
        leave_out(f"not installed: {', '.join(missing)}")


@pytest.fixture(scope="session")
def program(
    installed: None, tmp_path_factory: pytest.TempPathFactory, clf_package: Path, tea_package: Path
) -> Iterator[Desktop]:
    """Anki's desktop program with both packages."""
    with ExitStack() as stack:
        try:
            desktop = stack.enter_context(started_desktop(tmp_path_factory.mktemp("anki"), [clf_package, tea_package]))
        except CannotStartError as error:
            leave_out(str(error))
        yield desktop


def leave_out(reason: str) -> NoReturn:
    """Skips the test, or fails it if CLFCARDS_REQUIRE_ALL is set."""
    reason = f"Anki's desktop program cannot run: {reason}"
    if os.environ.get("CLFCARDS_REQUIRE_ALL"):
        pytest.fail(reason)
    pytest.skip(reason)


@pytest.fixture
def desktop(program: Desktop) -> Desktop:
    """The desktop as a test expects it: by day, in a window of the usual size, with no other window open."""
    program.call("close_windows")
    program.call("night", False)
    program.call("resize", 1000, 700)
    return program

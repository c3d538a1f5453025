"""Fixtures and settings for the whole suite: a browser, hypothesis without deadlines, and no learner but the test's."""

import os
import signal
import sys
from collections.abc import Iterator
from functools import lru_cache
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import settings

from clfcards.source.bank import read_bank_file
from clfcards.source.bank_file import BankFile
from tests.chromium import started_chromium

if TYPE_CHECKING:
    from selenium.webdriver import Chrome

# Deadlines would make tests depend on how busy the machine is, and random seeds would make them depend on luck.
settings.register_profile("clfcards", deadline=None, derandomize=True, max_examples=100)
settings.register_profile("long", deadline=None, max_examples=2000)  # with luck: each run tries other examples
settings.load_profile(os.environ.get("CLFCARDS_EXAMPLES", "clfcards"))

# What developers have set for their own study: no test may know their exam, or write among their backups.
for _name in ("CLFCARDS_EXAM", "CLFCARDS_BACKUPS", "CLFCARDS_ANKI_KEY", "SOURCE_DATE_EPOCH", "COLUMNS"):
    os.environ.pop(_name, None)

# The programs that tests start keep what Python compiled, or each of them would compile everything again.
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)

if sys.platform == "win32":  # pexpect has no pseudo-terminal there
    collect_ignore = [
        "cli/test_exam_terminal.py",
        "cli/test_review_terminal.py",
        "screens/test_review_in_a_terminal.py",
    ]

# If the tests are started in the background (`nohup … &`), some signals are ignored, and every program started from
# here would inherit that. A handler that does nothing is not inherited.
for _name in ("SIGINT", "SIGHUP", "SIGQUIT", "SIGTERM"):
    if (_signal := getattr(signal, _name, None)) and signal.getsignal(_signal) is signal.SIG_IGN:
        signal.signal(_signal, lambda *_: None)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """With `-n 2 --dist loadgroup`, one process has the desktop, one the browser, and a file's tests stay together."""
    for item in items:
        shared = (name for name in ("desktop", "browser") if item.get_closest_marker(name))
        item.add_marker(pytest.mark.xdist_group(next(shared, item.nodeid.partition("::")[0])))


@pytest.fixture(scope="session")
def learners(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """The path of a folder for each learner; it is created by the program only."""
    folder = tmp_path_factory.mktemp("learners")
    return (folder / str(number) for number in count())


@pytest.fixture(autouse=True)
def own_learner(learners: Iterator[Path], monkeypatch: pytest.MonkeyPatch) -> None:
    """A test that names no folder for the learner's log has one of its own, and never that of who runs the tests."""
    monkeypatch.setenv("CLFCARDS_DATA", str(next(learners)))


@pytest.fixture(scope="session", autouse=True)
def parsed_once() -> Iterator[None]:
    """Many tests copy the shipped exam, and a file with the same text is parsed once for all of them.

    Nobody can change what they share: a `BankFile` is frozen, and so are its items. A file with a problem is always
    parsed, and so is what reads a file without `clfcards.decks.load`.
    """

    @lru_cache(maxsize=500)
    def parsed(text: str) -> BankFile:
        return read_bank_file("", text)

    def read(path: str, text: str) -> BankFile:
        file = parsed(text)
        return read_bank_file(path, text) if file.problems else file.displayed_as(path)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("clfcards.decks.load.read_bank_file", read)
        yield


@pytest.fixture(scope="session")
def browser() -> Iterator["Chrome"]:
    """Chromium. If it is missing, the test is skipped, or fails if CLFCARDS_REQUIRE_ALL is set."""
    chrome = started_chromium()
    try:
        yield chrome
    finally:
        chrome.quit()

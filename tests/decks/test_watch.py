"""Detecting changes without a clock: the test provides the sleep function, which makes the changes."""

import os
from itertools import islice
from pathlib import Path

from clfcards.decks.cache import MemoryCache
from clfcards.decks.load import load
from clfcards.decks.watch import changes, version_of
from tests.small_exam import full_exam


def test_there_is_a_new_version_for_each_change_and_only_then(tmp_path: Path) -> None:
    exam = full_exam(tmp_path)
    path = exam / "facts" / "A.1-x.yaml"
    stat = path.stat()
    steps = ["nothing", "touch", "remove"]

    def sleep(_: float) -> None:
        step = steps.pop(0)
        if step == "touch":
            os.utime(path, ns=(0, stat.st_mtime_ns + 1))
        elif step == "remove":
            path.unlink()

    found = list(islice(changes(exam, sleep), 3))
    assert len(set(found)) == 3
    assert not steps


def test_the_ledger_and_unfinished_files_are_not_sources(tmp_path: Path) -> None:
    exam = full_exam(tmp_path)
    before = version_of(exam)
    (exam / "ledger.json").write_text("{}", encoding="utf-8")
    (exam / "facts" / ".A.1.yaml.swp").write_text("", encoding="utf-8")
    assert version_of(exam) == before
    (exam / "facts" / "new.yaml").write_text("", encoding="utf-8")
    assert version_of(exam) != before


def test_the_cached_result_is_the_one_that_would_be_read(tmp_path: Path) -> None:
    exam = full_exam(tmp_path)
    cache = MemoryCache()
    first = load(exam, cache)
    assert load(exam, cache) == first == load(exam)
    path = exam / "facts" / "A.1-x.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("hot", "cold"), encoding="utf-8")
    assert load(exam, cache) == load(exam) != first


def test_a_file_with_problems_is_cached_with_its_problems(tmp_path: Path) -> None:
    exam = full_exam(tmp_path)
    (exam / "facts" / "bad.yaml").write_text("task: A.1\nfacts: 5\n", encoding="utf-8")
    cache = MemoryCache()
    assert load(exam, cache).problems == load(exam, cache).problems != ()

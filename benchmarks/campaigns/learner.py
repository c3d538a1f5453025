"""A learner with a history, in a folder of their own, who runs the program there."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Self

from click.testing import Result
from tests.command import run
from tests.small_exam import full_exam, question, questions_file

_TASKS = ("A.1", "A.2", "B.1", "C.1")


@dataclass(frozen=True, slots=True)
class Learner:
    """The folder holds the decks, the data, and what is built."""

    home: Path

    @property
    def data(self) -> Path:
        return self.home / "data"

    @property
    def has_log(self) -> bool:
        return (self.data / "tea-taster.db").exists()

    @classmethod
    def with_history(cls, home: Path) -> Self:
        """A learner with reviews, a suspended card, a setting, an undone answer and a finished exam."""
        exam = full_exam(home / "decks")
        (exam / "questions").mkdir()
        for task in _TASKS:
            slug = task.lower().replace(".", "")
            asked = questions_file(task, *(question(f"q-{slug}-{n}", "exam") for n in range(12)))
            (exam / "questions" / f"{task}-x.yaml").write_text(asked, encoding="utf-8")
        learner = cls(home)
        for command, typed in (
            (("review", "--limit", "8"), "\n3\n\n1\n\n4\n\n3\n-\n\n2\n\n3\nu\n\n3\nq\n"),
            (("review", "--set", "new_per_day=30"), ""),
            (("exam", "--seed", "1"), "a\nb\nc sure\nF\nsubmit\ny\nn\n"),
            (("build",), ""),
        ):
            result = learner.run(*command, typed=typed)
            assert result.exit_code == 0, result.output
        return learner

    def run(self, *words: str, typed: str = "") -> Result:
        """The result of a command in this process. Raises whatever is not foreseen."""
        with _inside(self.home):
            return run(*words, stdin=typed, env={"CLFCARDS_DATA": str(self.data), "COLUMNS": "80"})

    def process(self, *words: str, typed: str = "", before: tuple[str, ...] = ()) -> subprocess.CompletedProcess[str]:
        """The result of a command in a process of its own, with other words (such as `strace`) before it."""
        environment = {**os.environ, "CLFCARDS_DATA": str(self.data), "PYTHONDONTWRITEBYTECODE": "1", "COLUMNS": "80"}
        return subprocess.run(
            [*before, sys.executable, "-m", "clfcards", *words], input=typed, capture_output=True, text=True,
            cwd=self.home, env=environment, check=False,
        )  # fmt: skip

    def exported(self) -> str:
        """The log as an export. Raises AssertionError if it cannot be exported."""
        path = self.home / "export.jsonl"
        path.unlink(missing_ok=True)
        result = self.run("history", "export", str(path))
        assert result.exit_code == 0, result.output
        return path.read_text(encoding="utf-8")

    def events(self) -> dict[str, dict[str, Any]]:
        """The log's events by id."""
        return {(event := json.loads(line))["id"]: event for line in self.exported().splitlines()[1:]}


@contextmanager
def _inside(folder: Path) -> Iterator[None]:
    before = Path.cwd()
    os.chdir(folder)
    try:
        yield
    finally:
        os.chdir(before)

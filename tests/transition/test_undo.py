"""A transition is written as a whole, or it can be undone to the byte, wherever it was interrupted."""

import itertools
import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from clfcards.errors import ClfcardsError
from clfcards.system.files import write_atomically
from tests.command import run
from tests.small_exam import DECK, write_exam
from tests.transition.test_apply import FILES, NEW
from tests.transition.test_revisions import contents

APPLY = ("guide", "apply", "new.yaml", "--yes", "--retire", "2")


class Crash(BaseException):
    """The program is killed: nothing catches this."""


@pytest.fixture
def exam(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    Path("new.yaml").write_text(NEW, encoding="utf-8")
    folder = write_exam(tmp_path / "decks", FILES, deck=DECK + "shares: {A.1: 2}\n")
    facts = folder / "facts" / "A.2-places.yaml"
    facts.write_bytes(b"\xef\xbb\xbf" + facts.read_bytes().replace(b"\n", b"\r\n"))  # as some editors save it
    assert run("build").exit_code == 0
    return folder


@contextmanager
def failing_at(number: int, failure: BaseException) -> Iterator[None]:
    """Fails at the n-th change of the disk, from 0, before it is made."""
    steps = itertools.count()

    def counted(change: Callable[..., Any]) -> Callable[..., Any]:
        def call(*arguments: Any, **options: Any) -> Any:
            if next(steps) == number:
                raise failure
            return change(*arguments, **options)

        return call

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("clfcards.decks.journal.write_atomically", counted(write_atomically))
        patch.setattr(Path, "unlink", counted(Path.unlink))
        yield


def final_contents(exam: Path) -> dict[str, bytes]:
    """What the transition leaves; the exam is as before afterward."""
    assert run(*APPLY).exit_code == 0
    after = contents(exam)
    assert run("guide", "undo", "--yes").exit_code == 0
    return after


def test_undo_restores_sources_and_ledger_to_the_byte(exam: Path) -> None:
    before = contents(exam)
    after = final_contents(exam)
    assert contents(exam) == before
    assert {name for name in before if after.get(name) != before[name]} >= {"ledger.json", "guide.yaml"}
    assert run("build", "--locked").exit_code == 0


def test_wherever_it_is_killed_everything_is_old_or_new_or_can_be_undone(exam: Path) -> None:
    before, after = contents(exam), final_contents(exam)
    for number in itertools.count():
        try:
            with failing_at(number, Crash()):
                run(*APPLY)
            break
        except Crash:
            pass
        now = contents(exam)
        if now != before:
            assert now == after or "[interrupted]" in run("check").output
            if now != after:
                refused = run("build")
                assert refused.exit_code == 1
                assert "because 'guide apply' was interrupted: run 'guide undo'" in refused.output
                assert run(*APPLY).exit_code == 1
        if list((exam / ".transitions").glob("*.json")):
            assert run("guide", "undo", "--yes").exit_code == 0
        assert contents(exam) == before
    assert number > 8
    assert contents(exam) == after


def test_an_undo_that_is_killed_can_be_repeated(exam: Path) -> None:
    before = contents(exam)
    for number in itertools.count():
        assert run(*APPLY).exit_code == 0
        try:
            with failing_at(number, Crash()):
                run("guide", "undo", "--yes")
            break
        except Crash:
            assert "[interrupted]" in run("check").output
            assert run("guide", "undo", "--yes").exit_code == 0
            assert contents(exam) == before
    assert number > 8
    assert contents(exam) == before


def test_a_full_disk_leaves_everything_as_it_was(exam: Path) -> None:
    before = contents(exam)
    for number in range(2, 8):
        with failing_at(number, ClfcardsError("cannot write 'x': no space left on device")):
            result = run(*APPLY)
        assert result.exit_code == 1
        assert "no space left on device; nothing was changed" in result.output
        assert contents(exam) == before
    assert "there is nothing to undo" in run("guide", "undo", "--yes").output


def test_a_file_that_changed_since_is_named_and_nothing_is_restored(exam: Path) -> None:
    assert run(*APPLY).exit_code == 0
    facts = exam / "facts" / "B.1-places.yaml"
    mine = facts.read_bytes() + b"# mine\n"
    facts.write_bytes(mine)
    before = contents(exam)
    result = run("guide", "undo", "--yes")
    assert result.exit_code == 1
    assert result.output.startswith("clfcards: not undone, because files changed since: 'decks/tea-101/facts/B.1-")
    assert "as they were before the new guide was applied, for example from git" in result.output
    assert contents(exam) == before


def test_a_build_in_between_is_not_undone(exam: Path) -> None:
    """Its ledger may be what learners have."""
    Path("todo.yaml").write_text("open: A.1\nB.1/highlands: drop\n", encoding="utf-8")
    assert run(*APPLY, "--assign", "todo.yaml").exit_code == 0
    assert run("build").exit_code == 0
    assert "files changed since: 'decks/tea-101/ledger.json'" in run("guide", "undo", "--yes").output


def test_transitions_are_undone_one_after_the_other(exam: Path) -> None:
    before = contents(exam)
    assert run(*APPLY).exit_code == 0
    between = contents(exam)
    Path("todo.yaml").write_text("open: A.2\n", encoding="utf-8")
    assert run("guide", "apply", "new.yaml", "--assign", "todo.yaml", "--yes").exit_code == 0
    assert contents(exam) != between
    assert run("guide", "undo", "--yes").exit_code == 0
    assert contents(exam) == between
    assert run("guide", "undo", stdin="y\n").exit_code == 0
    assert contents(exam) == before
    assert run("guide", "undo", "--yes").exit_code == 1


def test_without_a_yes_nothing_is_undone(exam: Path) -> None:
    assert run(*APPLY).exit_code == 0
    after = contents(exam)
    result = run("guide", "undo", stdin="n\n")
    assert "restore decks/tea-101/ledger.json" in result.stdout
    assert "Undo 'TEA-101 first → TEA-102 first'?" in result.output
    assert contents(exam) == after


def test_a_file_that_changes_while_the_edits_are_shown_is_not_overwritten(
    exam: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    guide = exam / "guide.yaml"

    def answer(*_: object, **__: object) -> str:
        guide.write_bytes(guide.read_bytes() + b"# mine\n")
        return "2"

    monkeypatch.setattr("click.prompt", answer)
    result = run("guide", "apply", "new.yaml")
    assert result.exit_code == 1
    assert "'decks/tea-101/guide.yaml' changed while the edits were shown: run the command again" in result.output
    assert guide.read_bytes().endswith(b"# mine\n")


def test_a_journal_that_names_files_elsewhere_is_refused(exam: Path) -> None:
    assert run(*APPLY).exit_code == 0
    (path,) = (exam / ".transitions").glob("*.json")
    journal = json.loads(path.read_text(encoding="utf-8"))
    journal["entries"][0] |= {"path": "../../new.yaml", "before": None}
    path.write_text(json.dumps(journal), encoding="utf-8")
    result = run("guide", "undo", "--yes")
    assert result.exit_code == 1
    assert "which is outside of the exam's folder): restore the sources from git" in result.output
    assert Path("new.yaml").exists()


@pytest.mark.parametrize("damage", ["", "{", '{"format": 2, "title": "", "entries": []}'])
def test_a_damaged_journal_is_refused(exam: Path, damage: str) -> None:
    assert run(*APPLY).exit_code == 0
    (path,) = (exam / ".transitions").glob("*.json")
    path.write_text(damage, encoding="utf-8")
    result = run("guide", "undo", "--yes")
    assert result.exit_code == 1
    assert "cannot be used (" in result.output


def test_retirements_are_confirmed_by_their_number_alone(exam: Path) -> None:
    before = contents(exam)
    refused = run("guide", "apply", "new.yaml", "--yes")
    assert refused.exit_code == 1
    assert "2 items would be retired: nothing was written; use --retire 2 if you want to retire them" in refused.output
    wrong = run("guide", "apply", "new.yaml", "--yes", "--retire", "3")
    assert wrong.exit_code == 1
    assert "2 items would be retired, not 3: nothing was written" in wrong.output
    for answer in ("y\n", "\n", "3\n"):
        assert run("guide", "apply", "new.yaml", stdin=answer).output.endswith("nothing was written\n")
    assert contents(exam) == before
    assert run("guide", "apply", "new.yaml", stdin="2\n").exit_code == 0
    assert contents(exam) != before


def test_git_ignores_the_journals(exam: Path) -> None:
    assert run(*APPLY).exit_code == 0
    assert (exam / ".transitions" / ".gitignore").read_text(encoding="utf-8") == "*\n"


def test_a_learner_keeps_the_history_of_retired_cards(exam: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CLFCARDS_DATA", str(exam.parent / ".data"))
    reviewed = run("review", "--plain", "--domain", "B", stdin="\n3\nq\n")
    assert reviewed.exit_code == 0, reviewed.output
    assert run("history", "export", "before.jsonl").exit_code == 0
    before = (run("history").output, Path("before.jsonl").read_bytes(), run("stats", "--json").output)
    assert run(*APPLY).exit_code == 0
    assert run("history", "export", "after.jsonl").exit_code == 0
    assert Path("after.jsonl").read_bytes() == before[1]
    assert "warm" in run("history").output or "jug" in run("history").output
    assert run("guide", "undo", "--yes").exit_code == 0
    assert run("history").output == before[0]
    assert run("stats", "--json").output == before[2]

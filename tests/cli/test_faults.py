"""Planted faults, one per file in `faults/`, each with the output that `clfcards check` must give.

`name.facts.yaml` is checked as a facts file of the small exam, `name.guide.yaml` as its guide, and so on.
After a deliberate change of messages: UPDATE_GOLDEN=1 python -m pytest tests/cli/test_faults.py, and
read the difference.
"""

import os
from pathlib import Path

import pytest

from tests.command import run
from tests.small_exam import fact, facts_file, write_exam

FAULTS = sorted((Path(__file__).parent / "faults").glob("*.yaml"))
PLACES = {"facts": "facts/x.yaml", "questions": "questions/x.yaml", "guide": "guide.yaml", "deck": "deck.yaml"}


def exam_with(fault: Path, decks: Path) -> None:
    write_exam(decks, {"facts/ok.yaml": facts_file("A.1", fact("leaf"))})
    place = PLACES[fault.name.split(".")[1]]
    target = decks / "tea-101" / place
    target.parent.mkdir(exist_ok=True)
    target.write_bytes(fault.read_bytes())


@pytest.mark.parametrize("fault", FAULTS, ids=lambda path: path.name.removesuffix(".yaml"))
def test_a_fault_is_reported_at_its_location(fault: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    exam_with(fault, tmp_path / "decks")
    result = run("check")
    golden = fault.with_suffix(".txt")
    if os.environ.get("UPDATE_GOLDEN"):
        golden.write_text(result.output, encoding="utf-8")
    assert result.exit_code == 1
    assert result.output == golden.read_text(encoding="utf-8")


def test_faults_in_all_files_are_reported_in_one_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    write_exam(
        tmp_path / "decks",
        {
            "facts/a.yaml": facts_file("A.1", fact("leaf", verified="soon"), fact("Bad Id")),
            "facts/b.yaml": facts_file("Z.9", fact("root")),
            "questions/c.yaml": "task: A.1\nquestions: 5\n",
        },
    )
    output = run("check").output
    for rule in ("bad-date", "bad-id", "unknown-task", "wrong-type"):
        assert f"[{rule}]" in output


def test_there_are_at_least_thirty_kinds_of_fault() -> None:
    rules = {
        line.rsplit("[", 1)[1].rstrip("]")
        for fault in FAULTS
        for line in fault.with_suffix(".txt").read_text(encoding="utf-8").splitlines()
        if ": error: " in line or ": warning: " in line
    }
    assert len(rules) >= 30, sorted(rules)

"""Adding an item with `new`, and removing it with `retire`."""

import json
from pathlib import Path

import pytest
from click.testing import Result

from clfcards.decks.load import load
from tests.command import run
from tests.small_exam import fact, facts_file, full_exam, question, questions_file

NO_EDITOR = {"EDITOR": "", "VISUAL": ""}


@pytest.fixture
def exam(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return full_exam(tmp_path / "decks")


def clfcards(*arguments: str, code: int = 0) -> str:
    result = run(*arguments, env=NO_EDITOR)
    assert result.exit_code == code, result.output
    return result.output


@pytest.mark.parametrize("kind", ["fact", "question"])
def test_a_skeleton_is_valid_but_is_not_built(exam: Path, kind: str) -> None:
    clfcards("new", kind, "--task", "B.1")
    loaded = load(exam)
    assert not loaded.problems
    output = clfcards("check", code=1)
    rules = {line.rsplit("[", 1)[1] for line in output.splitlines() if ": error: " in line}
    assert rules == {"unwritten]"}
    assert "not built" in clfcards("build", code=1)


@pytest.mark.parametrize(("allowed", "written"), [("[4, 5]", 4), ("[2, 3]", 3), ("[6]", 6), ("[3, 5]", 3)])
def test_a_question_has_a_number_of_options_that_its_exam_allows(exam: Path, allowed: str, written: int) -> None:
    guide = exam / "guide.yaml"
    text = guide.read_text(encoding="utf-8")
    guide.write_text(text.replace("options: [4]", f"options: {allowed}"), encoding="utf-8")
    clfcards("new", "question", "--task", "C.1")
    (asked,) = (asked for asked in load(exam).bank.questions if asked.task == "C.1")
    assert len(asked.options) == written


def test_it_is_added_at_the_end_of_the_tasks_file(exam: Path) -> None:
    before = (exam / "facts" / "B.1-x.yaml").read_text(encoding="utf-8")
    printed = clfcards("new", "fact", "--task", "B.1", "--id", "steam")
    after = (exam / "facts" / "B.1-x.yaml").read_text(encoding="utf-8")
    assert after.startswith(before)
    line = 1 + next(i for i, text in enumerate(after.splitlines()) if "id: steam" in text)
    assert printed == f"decks/tea-101/facts/B.1-x.yaml:{line}: steam\n"


def test_a_task_without_a_file_gets_one(exam: Path) -> None:
    clfcards("new", "question", "--task", "C.1")
    assert load(exam).bank.questions[0].task == "C.1"


def test_new_ids_differ(exam: Path) -> None:
    assert clfcards("new", "fact", "--task", "B.1").endswith(": new-b-1-1\n")
    assert clfcards("new", "fact", "--task", "B.1").endswith(": new-b-1-2\n")


@pytest.mark.parametrize("kind", ["fact", "question"])
def test_a_skeleton_names_the_optional_fields_and_the_topics_of_its_task(exam: Path, kind: str) -> None:
    """Nobody learned of them."""
    clfcards("new", kind, "--task", "A.1")
    written = "".join(path.read_text(encoding="utf-8") for path in exam.rglob("*.yaml"))
    assert "# topics: []      # any of: green-tea, black-tea\n" in written
    assert "# services: []" in written
    assert ("# tests: []" in written) == (kind == "question")
    assert "card-answer-in-front" not in run("check").output


def test_a_file_keeps_its_line_ends(exam: Path) -> None:
    path = exam / "facts" / "B.1-x.yaml"
    path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    clfcards("new", "fact", "--task", "B.1", "--id", "steam")
    written = path.read_bytes()
    assert b"steam" in written
    assert written.count(b"\n") == written.count(b"\r\n")


def test_wrong_usage(exam: Path) -> None:
    assert "no task 'B.9': choose one of A.1, A.2, B.1, C.1" in clfcards("new", "fact", "--task", "B.9", code=2)
    assert "is or was in use" in clfcards("new", "fact", "--task", "B.1", "--id", "b-1-f0", code=2)
    assert "is not a valid id" in clfcards("new", "fact", "--task", "B.1", "--id", "B 1", code=2)


def test_the_id_of_a_retired_note_is_never_used_again(exam: Path) -> None:
    clfcards("build")
    clfcards("retire", "b-1-f0", "--reason", "wrong since June", "--yes")
    assert "is or was in use" in clfcards("new", "fact", "--task", "B.1", "--id", "b-1-f0", code=2)


@pytest.mark.parametrize("task", ["B.1", "C.1"])
def test_nothing_is_added_while_a_file_is_not_utf_8(exam: Path, task: str) -> None:
    """The bad byte was replaced on disk, and the ids in its file could be used a second time."""
    path = exam / "facts" / "B.1-x.yaml"
    path.write_bytes(path.read_bytes().replace(b"front: ", b"front: Caf\xe9 ", 1))
    before = {file: file.read_bytes() for file in exam.rglob("*.yaml")}
    line = 1 + before[path].split(b"\xe9")[0].count(b"\n")
    output = clfcards("new", "fact", "--task", task, "--id", "b-1-f0", code=1)
    expected = f"decks/tea-101/facts/B.1-x.yaml:{line}: the byte 0xE9 is not UTF-8: save the file as UTF-8"
    assert expected in output
    assert {file: file.read_bytes() for file in exam.rglob("*.yaml")} == before


def test_nothing_is_retired_while_a_file_that_may_refer_to_it_is_not_utf_8(exam: Path) -> None:
    path = exam / "facts" / "B.1-x.yaml"
    path.write_bytes(b"# Caf\xe9\n" + path.read_bytes())
    before = load(exam).bank
    output = clfcards("retire", "a-1-f0", "--reason", "wrong", "--yes", code=1)
    assert "decks/tea-101/facts/B.1-x.yaml:1: the byte 0xE9 is not UTF-8: save the file as UTF-8" in output
    assert load(exam).bank == before


@pytest.mark.posix
@pytest.mark.parametrize("command", [("new", "fact", "--task", "B.1"), ("retire", "b-1-f0", "--reason", "x", "--yes")])
def test_a_ledger_that_is_a_dangling_link_is_an_error(exam: Path, command: tuple[str, ...]) -> None:
    """It was taken for a deck that was never built, so that published ids could be used again."""
    (exam / "ledger.json").symlink_to("elsewhere.json")
    before = load(exam).bank
    assert "cannot read 'decks/tea-101/ledger.json'" in clfcards(*command, code=1)
    assert load(exam).bank == before


@pytest.mark.parametrize("slip", ["  : {[\n", "  - id: broken\n    nonsense: 1\n"])
def test_nothing_is_retired_while_a_file_has_errors(exam: Path, slip: str) -> None:
    """It said that there is no such item, or left a reference to it in the file."""
    path = exam / "facts/B.1-x.yaml"
    path.write_text(path.read_text(encoding="utf-8") + slip, encoding="utf-8")
    for id_ in ("a-1-f0", "b-1-f0"):
        output = clfcards("retire", id_, "--reason", "gone", "--yes", code=1)
        assert "facts/B.1-x.yaml' has errors, so the item or a reference to it could be missed" in output
        assert "run 'clfcards check'" in output


def test_a_retired_note_keeps_its_line_in_the_ledger_and_in_the_release_notes(exam: Path) -> None:
    clfcards("build")
    ledger = json.loads((exam / "ledger.json").read_text(encoding="utf-8"))
    retired = next(id_ for id_ in ledger["notes"] if id_.startswith("a-1"))
    clfcards("retire", retired, "--reason", "AWS renamed it", "--successor", "b-1-f1", "--yes")
    assert retired not in {item.id for item in load(exam).bank}
    clfcards("build")
    entry = json.loads((exam / "ledger.json").read_text(encoding="utf-8"))["notes"][retired]
    assert (entry["versions"], entry["reason"], entry["successor"]) == (
        ledger["notes"][retired]["versions"], "AWS renamed it", "b-1-f1",
    )  # fmt: skip
    notes = Path("build/whatsnew.md").read_text(encoding="utf-8")
    assert f"`{retired}`: AWS renamed it; see `b-1-f1`" in notes


def test_references_to_it_become_references_to_its_successor(exam: Path) -> None:
    asked = question("q", tests="[old, a-1-f0]  # both").replace(
        "      - {text: jug q 0, why: It is no cup.}",
        "      - text: jug q 0\n        why: It is no cup.\n        fact: old",
    )
    (exam / "questions").mkdir()
    (exam / "questions" / "c.yaml").write_text(questions_file("C.1", asked), encoding="utf-8")
    (exam / "facts" / "z.yaml").write_text(facts_file("B.1", fact("old")), encoding="utf-8")
    clfcards("retire", "old", "--reason", "split", "--successor", "b-1-f1", "--yes")
    assert not (exam / "facts" / "z.yaml").exists()
    (kept,) = load(exam).bank.questions
    assert kept.tests == ("b-1-f1", "a-1-f0")
    assert kept.distractors[0].fact == "b-1-f1"


def test_without_a_successor_the_references_are_removed(exam: Path) -> None:
    (exam / "questions").mkdir()
    asked = questions_file("C.1", question("q", tests="[a-1-f0]"))
    (exam / "questions" / "c.yaml").write_text(asked, encoding="utf-8")
    clfcards("retire", "a-1-f0", "--reason", "wrong", "--yes")
    assert load(exam).bank.questions[0].tests == ()
    assert not load(exam).problems


def write_enemies(exam: Path) -> None:
    """Three questions in one file and one in another; `old` is named by all others."""
    (exam / "questions").mkdir()
    for name, entries in {
        "c": [question("old"), question("next", enemies="[old]"), question("both", enemies="[next, old]")],
        "d": [question("alone", enemies="[old]  # the same cup")],
    }.items():
        (exam / "questions" / f"{name}.yaml").write_text(questions_file("C.1", *entries), encoding="utf-8")


def enemies(exam: Path) -> dict[str, tuple[str, ...]]:
    return {question.id: question.enemies for question in load(exam).bank.questions}


@pytest.mark.parametrize(
    ("successor", "expected"),
    [
        ((), {"next": (), "both": ("next",), "alone": ()}),
        (("--successor", "next"), {"next": (), "both": ("next",), "alone": ("next",)}),
        (("--successor", "b-1-f1"), {"next": (), "both": ("next",), "alone": ()}),
    ],
)
def test_enemies_of_a_retired_question(
    exam: Path, successor: tuple[str, ...], expected: dict[str, tuple[str, ...]]
) -> None:
    """They used to keep its id, so that the sources could not be built."""
    write_enemies(exam)
    clfcards("retire", "old", "--reason", "split", *successor, "--yes")
    assert enemies(exam) == expected
    clfcards("build")


def test_nothing_is_written_without_a_yes(exam: Path) -> None:
    before = load(exam).bank
    result = run("retire", "a-1-f0", "--reason", "wrong", stdin="n\n")
    assert "-  - id: a-1-f0" in result.output
    assert load(exam).bank == before


def test_retire_wrong_usage(exam: Path) -> None:
    assert "did you mean 'a-1-f0'?" in clfcards("retire", "a-1-f00", "--reason", "x", code=2)
    assert "own successor" in clfcards("retire", "a-1-f0", "--reason", "x", "--successor", "a-1-f0", code=2)


def new_in_editor(monkeypatch: pytest.MonkeyPatch, editor: str) -> Result:
    monkeypatch.setattr("clfcards.cli.new.is_terminal", lambda _: True)
    return run("new", "fact", "--task", "B.1", env={"EDITOR": editor, "VISUAL": ""})


def test_the_file_is_checked_after_the_editor_was_closed(exam: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    result = new_in_editor(monkeypatch, "true")
    assert (result.exit_code, result.stderr) == (0, "")
    assert "[unwritten]" in result.stdout


def test_an_editor_that_fails_is_reported_and_the_added_item_is_checked(
    exam: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The item was added before the editor was opened, so the command succeeded."""
    result = new_in_editor(monkeypatch, "false")
    assert result.exit_code == 0
    assert result.stderr == "the editor exited with code 1: your changes may not be saved\n"
    assert "[unwritten]" in result.stdout


def test_an_editor_that_is_not_installed_is_an_error(exam: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    result = new_in_editor(monkeypatch, "no-such-editor")
    assert result.exit_code == 1
    assert "cannot run 'no-such-editor' (no such program): set EDITOR to one that is installed" in result.stderr

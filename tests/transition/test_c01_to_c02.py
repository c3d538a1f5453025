"""The change of the guide from CLF-C01 to CLF-C02: the diff, the edits of `apply`, and learners' histories.

Oracles: AWS's published task map, and Anki's own backend.
"""

import json
import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from clfcards.compose.apportion import apportion
from clfcards.decks.load import load
from clfcards.transition.diff import GuideDiff, diff_guides
from tests.anki.collection import import_package, learner, note_id, review_once
from tests.command import run
from tests.transition.clf_c01 import (
    PUBLISHED,
    C01Exam,
    guide_of,
    new_guide_text,
    old_guide_text,
    retagged_exam,
)


@pytest.fixture(scope="module")
def diff() -> GuideDiff:
    return diff_of(old_guide_text(), new_guide_text())


def diff_of(old: str, new: str) -> GuideDiff:
    return diff_guides(guide_of(old), guide_of(new), (old, new))


def test_the_weights_of_both_guides(diff: GuideDiff) -> None:
    weights = {d.id: (d.weight_before, d.weight_after) for d in diff.domains}
    assert weights == {"1": (26, 24), "2": (25, 30), "3": (33, 34), "4": (16, 12)}


def test_the_published_map_is_followed(diff: GuideDiff) -> None:
    assert diff.tasks_map.published
    assert dict(diff.tasks_map.targets) == PUBLISHED


def test_the_known_traps_of_this_change(diff: GuideDiff) -> None:
    kinds = {(change.kind, change.before): change.after for change in diff.tasks}
    assert kinds["split", ("3.3",)] == ("3.3", "3.4", "3.5", "3.6", "3.7", "3.8")
    assert kinds["moved", ("3.4",)] == ("4.3",)  # to another domain
    assert kinds["reused", ("1.2",)] == ("1.2",)  # economics became design principles
    assert kinds["reused", ("3.4",)] == ("3.4",)  # support became databases
    assert kinds["renumbered", ("1.2",)] == ("1.4",)
    assert {before for kind, before in kinds if kind == "split"} == {("1.1",), ("2.2",), ("3.3",), ("4.3",)}


def test_without_a_published_map_the_diff_says_that_it_is_a_guess() -> None:
    guess = diff_of(old_guide_text(), new_guide_text().split("predecessor_tasks:")[0])
    assert not guess.tasks_map.published
    targets = guess.tasks_map.targets
    assert all(targets[task] == (task,) for task in ("2.1", "2.3", "2.4", "3.2", "4.1"))
    assert all(len(found) <= 1 for found in targets.values())


@pytest.fixture(scope="module")
def retagged(tmp_path_factory: pytest.TempPathFactory) -> C01Exam:
    """The exam that each test gets a copy of."""
    return retagged_exam(tmp_path_factory.mktemp("retagged"))


@pytest.fixture
def exam(tmp_path: Path, retagged: C01Exam) -> C01Exam:
    (tmp_path / "new.yaml").write_text(new_guide_text(), encoding="utf-8")
    decks = tmp_path / "decks"
    shutil.copytree(retagged.decks, decks)
    folder = decks / retagged.folder.name
    return replace(retagged, decks=decks, folder=folder, bank=load(folder).bank)


def clfcards(exam: C01Exam, *arguments: str, day: int = 1) -> str:
    """Runs a command on the copy on a day of 2026, and returns what it printed."""
    env = {"SOURCE_DATE_EPOCH": str(1_767_225_600 + 86_400 * day)}
    result = run("--decks", str(exam.decks), *arguments, env=env)
    assert result.exit_code == 0, result.output[-2000:]
    return result.output


def decide(exam: C01Exam, new: Path) -> Path:
    """Fill in the to-do list as a maintainer would: every undecided item gets its real task."""
    todo = new.with_name("todo.yaml")
    run("--decks", str(exam.decks), "guide", "apply", str(new), "--todo", str(todo), stdin="n\n")
    lines = todo.read_text(encoding="utf-8").splitlines()
    items = [line.split(":")[0] for line in lines if not line.startswith("#")]
    todo.write_text("".join(f'{item}: "{exam.tasks[item]}"\n' for item in items), encoding="utf-8")
    return todo


def test_apply_decides_most_items_and_never_moves_one_wrongly(exam: C01Exam, tmp_path: Path) -> None:
    new = tmp_path / "new.yaml"
    todo = decide(exam, new)
    decided = len(exam.tasks) - len(todo.read_text(encoding="utf-8").splitlines())
    assert decided >= 0.6 * len(exam.tasks)
    assert load(exam.folder).bank == exam.bank  # the answer was no: nothing is written


def test_the_edited_sources_equal_those_of_c02(exam: C01Exam, tmp_path: Path) -> None:
    new = tmp_path / "new.yaml"
    clfcards(exam, "guide", "apply", str(new), "--assign", str(decide(exam, new)), "--yes")
    after = load(exam.folder)
    assert not after.problems
    assert (exam.folder / "guide.yaml").read_text(encoding="utf-8") == new_guide_text()
    strays = {item.id: (item.task, exam.tasks[item.id]) for item in after.bank if item.task != exam.tasks[item.id]}
    assert len(strays) <= 0.05 * len(exam.tasks), strays  # the choice by topics and services can differ from ours
    assert len(after.bank) == len(exam.tasks)
    names = sorted(path.name for path in (exam.folder / "facts").iterdir())
    assert all(name[:3] in after.guide.tasks for name in names)  # type: ignore[union-attr]  # no problems


def test_undecided_items_cannot_be_built(exam: C01Exam, tmp_path: Path) -> None:
    clfcards(exam, "guide", "apply", str(tmp_path / "new.yaml"), "--yes")
    assert len(load(exam.folder).bank) == len(exam.tasks)
    result = run("--decks", str(exam.decks), "check")
    assert result.exit_code == 1
    assert "unknown task 'undecided (CLF-C01 3.3)'" in result.output


@pytest.mark.anki
def test_a_learner_of_the_c01_deck_keeps_every_history(exam: C01Exam, tmp_path: Path) -> None:
    out, new = str(tmp_path / "out"), tmp_path / "new.yaml"
    first = json.loads(clfcards(exam, "build", "--out", out, "--json", day=1))
    assert [d["weight"] for d in first["domains"]] == [26, 25, 33, 16]
    (tmp_path / "learner").mkdir()
    with learner(tmp_path / "learner") as collection:
        import_package(collection, Path(first["apkg"]))
        studied = [note.id for note in exam.bank.facts if collection.find_notes(f"Id:{note.id}")][::7]
        for id_ in studied:
            review_once(collection, id_)
        before = {id_: histories(collection, id_) for id_ in studied}

        clfcards(exam, "guide", "apply", str(new), "--assign", str(decide(exam, new)), "--yes")
        second = json.loads(clfcards(exam, "build", "--out", out, "--json", day=30))
        log = import_package(collection, Path(second["apkg"]))

        after = {id_: histories(collection, id_) for id_ in studied}
    assert len(studied) > 30
    assert after == before
    assert not log.get("conflicting")
    assert log["updated"] >= 300  # the log lists at most this many
    weights = {"1": 24, "2": 30, "3": 34, "4": 12}
    assert {d["id"]: d["cards"] for d in second["domains"]} == apportion(weights, second["cards"])


def histories(collection: object, id_: str) -> list[tuple[object, ...]]:
    """The note's cards with their scheduling, and their review log."""
    rows: list[tuple[object, ...]] = collection.db.all(  # type: ignore[attr-defined]  # anki's, untyped here
        "select c.id, c.type, c.queue, c.due, c.ivl, c.reps, r.id, r.ease, r.ivl from cards c "
        "left join revlog r on r.cid = c.id where c.nid = ? order by c.id, r.id",
        note_id(collection, id_),
    )
    return [tuple(row) for row in rows]

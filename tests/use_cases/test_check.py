"""Which rules run, and what is reported if a file cannot be read."""

import shutil
from pathlib import Path

import pytest

from clfcards.decks.contents import differing_by_case
from clfcards.decks.load import load
from clfcards.rules import ERRORS
from clfcards.use_cases.check import problems_of
from tests.small_exam import DECK, GUIDE, fact, facts_file, question, questions_file, write_exam

LIST = "List the kinds of tea."


def rules_found(folder: Path, deck: str) -> set[str]:
    exam = write_exam(folder, {"facts/A.1-x.yaml": facts_file("A.1", fact("kinds", LIST))}, deck=deck)
    return {problem.rule for problem in problems_of(load(exam))}


def test_a_rule_that_does_not_suit_the_deck_is_switched_off(tmp_path: Path) -> None:
    assert rules_found(tmp_path, DECK) == {"card-enumeration"}
    assert rules_found(tmp_path, DECK + "rules: {card-enumeration: true}\n") == {"card-enumeration"}
    assert rules_found(tmp_path, DECK + "rules: {card-enumeration: false}\n") == set()


def test_only_rules_that_are_judgment_calls_can_be_switched_off(tmp_path: Path) -> None:
    assert rules_found(tmp_path, DECK + "rules: {unwritten: false, card-vague: false}\n") == {
        "card-enumeration",
        "unknown-rule",
    }


def test_two_exams_with_one_namespace_are_refused(tmp_path: Path) -> None:
    exam = write_exam(tmp_path, {"facts/A.1-x.yaml": facts_file("A.1", fact("green"))})
    assert not problems_of(load(exam))
    shutil.copytree(exam, tmp_path / "tea-102")
    (problem,) = problems_of(load(exam), ERRORS)
    assert (problem.rule, problem.severity, problem.place.line) == ("same-namespace", "error", 1)
    assert "tea-102' has the namespace 'tea-taster' too: the newer exam needs another one" in problem.message
    other = tmp_path / "tea-102" / "deck.yaml"
    other.write_text(DECK.replace("tea-taster", "tea-master"), encoding="utf-8")
    assert not problems_of(load(exam))
    other.write_bytes(b"namespace: [\xff")
    assert not problems_of(load(exam))


BROKEN = "task: A.1\nfacts:\n  - id: leaf-0\n    front: F?\n    back: Note: hot\n"


def exam_with_references(folder: Path, facts: str | bytes) -> Path:
    """An exam with a facts file, and twenty questions of another file that name facts in it."""
    asked = [question(f"q-{i}", tests=f"[leaf-{i}]", enemies="[q-0]" if i else "[]") for i in range(20)]
    questions = questions_file("A.1", *(text.replace("    enemies: []\n", "") for text in asked))
    exam = write_exam(folder, {"facts/a.yaml": "", "questions/b.yaml": questions})
    (exam / "facts" / "a.yaml").write_bytes(facts if isinstance(facts, bytes) else facts.encode())
    return exam


@pytest.mark.parametrize(
    "facts",
    [
        BROKEN,
        BROKEN.replace("Note: hot", "caf\u00e9").encode("latin-1"),
        "task: A.1\nfacts: none\n",
        "task: A.1\nfact:\n  - id: leaf-0\n",
        "- leaf-0\n",
    ],
    ids=["not YAML", "not UTF-8", "no list", "a misspelled list", "no keys"],
)
def test_a_file_that_cannot_be_read_is_one_error(tmp_path: Path, facts: str | bytes) -> None:
    problems = problems_of(load(exam_with_references(tmp_path, facts)), ERRORS)
    assert [(p.severity, Path(p.place.path).name) for p in problems] == [("error", "a.yaml"), ("note", "a.yaml")]
    assert problems[1].message == (
        "20 references to facts or questions were not checked: these may be in a file that could not be read"
    )


def test_a_file_that_is_not_read_is_one_error(tmp_path: Path) -> None:
    exam = exam_with_references(tmp_path, facts_file("A.1", *(fact(f"leaf-{i}") for i in range(20))))
    (exam / "facts" / "a.yaml").rename(exam / "facts" / "a.yml")
    assert [(p.severity, p.rule) for p in problems_of(load(exam), ERRORS)] == [
        ("error", "file-name"),
        ("note", "not-checked"),
    ]


def test_an_item_that_cannot_be_read_is_known_by_its_id(tmp_path: Path) -> None:
    leaves = [fact(f"leaf-{i}", verified="soon" if i == 7 else "2026-01-15") for i in range(19)]
    problems = problems_of(load(exam_with_references(tmp_path, facts_file("A.1", *leaves))), ERRORS)
    assert [p.rule for p in problems] == ["bad-date", "unknown-fact"], "leaf-19 is in no file"


def test_a_picture_of_an_item_that_cannot_be_read_is_not_unused(tmp_path: Path) -> None:
    exam = exam_with_references(tmp_path, BROKEN)
    (exam / "media").mkdir()
    (exam / "media" / "leaf.svg").write_text("<svg/>", encoding="utf-8")
    assert "unused-media" not in {p.rule for p in problems_of(load(exam))}


def test_a_guide_with_errors_is_one_error_and_says_what_was_not_checked(tmp_path: Path) -> None:
    exam = write_exam(
        tmp_path, {"facts/a.yaml": facts_file("Z.1", fact("leaf"))}, guide=GUIDE.replace("weight: 50", "weight: 40")
    )
    assert [(p.severity, p.rule) for p in problems_of(load(exam))] == [("note", "not-checked"), ("error", "weights")]


def test_a_task_that_is_not_like_any_other_lists_the_tasks(tmp_path: Path) -> None:
    exam = write_exam(tmp_path, {"facts/a.yaml": facts_file("1", fact("leaf"))})
    assert [p.message for p in problems_of(load(exam))] == ["unknown task '1'; the tasks are A.1, A.2, B.1 and C.1"]


def test_names_that_differ_only_by_case(tmp_path: Path) -> None:
    guide = GUIDE.replace("tea-kettle: Tea Kettle}", "tea-kettle: tea pot}").replace("id: A.2", "id: a.1")
    exam = write_exam(tmp_path, {"facts/a.yaml": facts_file("A.1", fact("leaf"))}, guide=guide)
    assert [p.message for p in problems_of(load(exam)) if p.severity == "error"] == [
        "'a.1' differs from 'A.1' only by case: rename one",
        "'tea pot' differs from 'Tea Pot' only by case: rename one",
    ]


def test_files_whose_names_differ_only_by_case() -> None:
    paths = [Path("media/Leaf.svg"), Path("media/cup.svg"), Path("media/leaf.svg")]
    assert list(differing_by_case(paths)) == [(Path("media/leaf.svg"), Path("media/Leaf.svg"))]

"""The edits of the small exam's sources for a new guide, case by case."""

import json
import re
import subprocess
from pathlib import Path

import pytest

from clfcards.decks.load import load
from clfcards.source.nodes import parse
from tests.command import run
from tests.small_exam import DECK, GUIDE, cloze, fact, facts_file, question, questions_file, write_exam

RENAME = "{service: tea-pot, old: Brown Jug, new: Tea Pot, by: 2026-02-01, source: syllabus}"
MAP = 'predecessor_tasks: {A.1: [A.1, A.2], A.2: [B.1], B.1: [], C.1: [C.1]}\n'  # fmt: skip
NEW = (
    GUIDE.replace("code: TEA-101", "code: TEA-102\n  predecessor: TEA-101")
    .replace("weight: 50", "weight: 40")
    .replace("weight: 30", "weight: 40")
    .replace("highlands: highlands", "black-tea: black tea, infusions: herbs in the Tea Pot")
    .replace("black-tea: black tea}\n      - id: A.2", "steam: steam}\n      - id: A.2")
    .replace("    Pots: {coffee-press: Coffee Press}", "    Pots: {tea-kettle: Tea Kettle, coffee-press: Coffee Press}")
    .replace(", tea-kettle: Tea Kettle}\n  out_of", "}\n  out_of")
    .replace("renames:\n", f"renames:\n  - {RENAME}\n")
) + MAP  # fmt: skip
FILES = {
    "facts/A.1-leaves.yaml": facts_file(
        "A.1",
        "  # stays\n",
        fact("green", topics="[green-tea]"),
        "  # goes by its topic\n",
        fact("black", topics="[black-tea]", front="What pours from the Brown Jug?"),
        fact("pot", services="[tea-pot]"),
        fact("open"),
    ),
    "facts/A.2-places.yaml": facts_file("A.2", fact("high", topics="[highlands]"), fact("low")),
    "facts/B.1-water.yaml": facts_file("B.1", fact("warm"), cloze("jug", "The {{Brown Jug}} is warm.")),
    "facts/C.1-cups.yaml": facts_file("C.1", fact("cup"), cloze("brown", "Pour from the {{Brown Jug}}.")),
}


@pytest.fixture
def exam(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    Path("new.yaml").write_text(NEW, encoding="utf-8")
    deck = DECK + "shares: {A.1: 2}\n"
    return write_exam(tmp_path / "decks", FILES, deck=deck)


def tasks(exam: Path) -> dict[str, str]:
    return {item.id: item.task for item in load(exam).bank}


def apply(*arguments: str, retire: int = 2) -> str:
    """The output of `guide apply`; with --yes, that many retirements are confirmed."""
    confirmed = ("--retire", str(retire)) if retire and "--yes" in arguments else ()
    result = run("guide", "apply", "new.yaml", *arguments, *confirmed)
    assert result.exit_code == 0, result.output
    return result.output


def test_items_follow_the_task_map_then_their_topics_then_their_services(exam: Path) -> None:
    apply("--yes")
    assert tasks(exam) == {
        "green": "A.1", "black": "A.2", "pot": "A.2", "high": "B.1", "low": "B.1", "cup": "C.1", "brown": "C.1",
        "open": "undecided (TEA-101 A.1)",
    }  # fmt: skip


def test_an_edit_reads_the_lines_of_its_item_only(exam: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each edit parsed its whole file, so that a plan took a minute with 5,000 items that change."""
    facts = [fact(f"old-{n}", topics="[black-tea]", front=f"What pours from the Brown Jug {n}?") for n in range(50)]
    (exam / "facts" / "A.1-leaves.yaml").write_text(facts_file("A.1", *facts), encoding="utf-8")
    read: list[str] = []

    def reading(text: str) -> object:
        read.append(text.strip())
        return parse(text)

    monkeypatch.setattr("clfcards.transition.item_edits.parse", reading)
    apply("--yes")
    assert max(text.count("- id:") for text in read) == 1
    assert tasks(exam)["old-49"] == "A.2"
    assert "Tea Pot (formerly Brown Jug) 49" in "".join(path.read_text() for path in exam.glob("facts/*.yaml"))


def test_comments_move_with_their_items(exam: Path) -> None:
    apply("--yes")
    stays = (exam / "facts" / "A.1-leaves.yaml").read_text(encoding="utf-8")
    goes = (exam / "facts" / "A.2-leaves.yaml").read_text(encoding="utf-8")
    assert "# stays" in stays
    assert "# goes" not in stays
    assert "  # goes by its topic\n  - id: black" in goes


def test_a_file_that_moves_as_a_whole_keeps_the_rest_of_its_name(exam: Path) -> None:
    output = apply("--yes")
    assert not (exam / "facts" / "A.2-places.yaml").exists()
    assert (exam / "facts" / "B.1-places.yaml").exists()
    assert "--- decks/tea-101/facts/A.2-places.yaml\n+++ decks/tea-101/facts/B.1-places.yaml" in output


def test_items_of_a_dropped_task_are_retired_with_the_reason(exam: Path) -> None:
    assert run("build").exit_code == 0
    apply("--yes")
    assert not (exam / "facts" / "B.1-water.yaml").exists()
    notes = json.loads((exam / "ledger.json").read_text(encoding="utf-8"))["notes"]
    assert notes["warm"]["reason"] == "its task left the exam guide (TEA-102 first)"


def write_questions(exam: Path, name: str, text: str) -> None:
    (exam / "questions").mkdir(exist_ok=True)
    (exam / "questions" / name).write_text(text, encoding="utf-8")


def test_no_question_names_a_retired_item(exam: Path) -> None:
    """They used to keep its id, so that the sources could not be built."""
    refuted = question("told", tests="[warm, cup]").replace(
        "      - {text: jug told 0, why: It is no cup.}",
        "      - text: jug told 0\n        why: It is no cup.\n        fact: warm",
    )
    kept = questions_file("C.1", question("one", enemies="[boil, told]"), question("two", enemies="[boil]"), refuted)
    write_questions(exam, "B.1-water.yaml", questions_file("B.1", question("boil", enemies="[one]")))
    write_questions(exam, "C.1-cups.yaml", kept)
    Path("todo.yaml").write_text("open: A.1\n", encoding="utf-8")
    output = apply("--assign", "todo.yaml", "--yes", retire=3)
    one, two, told = load(exam).bank.questions
    assert (one.enemies, two.enemies) == (("told",), ())
    assert (told.tests, told.distractors[0].fact) == (("cup",), "")
    assert "told: tests warm is retired: removed, look for replacements" in output
    assert "told: fact warm is retired: removed, look for replacements" in output
    assert "boil" not in output.split("# To check:")[1]
    Path("todo.yaml").write_text("B.1/highlands: drop\n", encoding="utf-8")
    apply("--assign", "todo.yaml", "--yes", retire=0)
    assert run("check").exit_code == 0, run("check").output


def test_a_reference_on_the_line_of_other_fields_is_removed_by_hand(exam: Path) -> None:
    asked = question("told").replace("why: It is no cup.}", "why: It is no cup., fact: warm}", 1)
    write_questions(exam, "C.1-cups.yaml", questions_file("C.1", asked))
    output = apply("--yes")
    assert "C.1-cups.yaml:3: told: fact warm is retired: remove by hand ('fact' on line " in output


def test_references_in_a_file_on_one_line_are_removed_by_hand(exam: Path) -> None:
    options = "correct: [{text: a, why: b}], distractors: [{text: c, why: d}, {text: e, why: f}, {text: g, why: h}]"
    head = "id: flow, pool: exam, difficulty: easy, stem: Which one?"
    tail = "enemies: [boil], source: https://example.org/tea, verified: 2026-01-15"
    write_questions(exam, "B.1-water.yaml", questions_file("B.1", question("boil")))
    write_questions(exam, "C.1-flow.yaml", f"{{task: C.1, questions: [{{{head}, {options}, {tail}}}]}}\n")
    output = apply("--yes", retire=3)
    obstacle = "the file's layout cannot be edited automatically"
    assert f"C.1-flow.yaml:1: flow: enemies boil is retired: remove by hand ({obstacle})" in output


def test_without_the_ledger_nothing_is_written(exam: Path) -> None:
    """The sources were written first: the next build would have recorded a reason of its own."""
    assert run("build").exit_code == 0
    (exam / "ledger.json").write_text("{", encoding="utf-8")
    before = {path: path.read_bytes() for path in exam.rglob("*.yaml")}
    result = run("guide", "apply", "new.yaml", "--yes", "--retire", "2")
    assert result.exit_code == 1
    assert "ledger.json' is damaged" in result.output
    assert {path: path.read_bytes() for path in exam.rglob("*.yaml")} == before


def test_a_new_guide_that_is_not_utf_8_is_refused(exam: Path) -> None:
    """The bad byte was replaced in the guide that was written."""
    Path("new.yaml").write_bytes(b"# Caf\xe9\n" + NEW.encode())
    before = (exam / "guide.yaml").read_bytes()
    result = run("guide", "apply", "new.yaml", "--yes")
    assert result.exit_code == 1
    assert "new.yaml:1: the byte 0xE9 is not UTF-8: save the file as UTF-8" in result.output
    assert (exam / "guide.yaml").read_bytes() == before


def test_decisions_that_are_not_utf_8_are_refused(exam: Path) -> None:
    Path("todo.yaml").write_bytes(b"# yes\nopen: A.1 # Caf\xe9\n")
    result = run("guide", "apply", "new.yaml", "--assign", "todo.yaml")
    assert result.exit_code == 1
    assert "todo.yaml:2: the byte 0xE9 is not UTF-8: save the file as UTF-8" in result.output


def test_a_lost_topic_stays_a_finding_of_check_until_a_person_decides(exam: Path) -> None:
    """It was removed, and nothing remembered that the item had lost its only topic."""
    text = (exam / "facts/A.2-places.yaml").read_text(encoding="utf-8")
    (exam / "facts/A.2-places.yaml").write_text(text.replace("[highlands]", "[highlands]  # above 2000 m"), "utf-8")
    output = apply("--yes")
    assert "Items with a topic that their task does not have: 1;" in output
    assert "task B.1 has no topic 'highlands'" in run("check").output
    assert "topics: [highlands]  # above 2000 m\n" in (exam / "facts/B.1-places.yaml").read_text(encoding="utf-8")
    apply("--todo", "todo.yaml")
    todo = Path("todo.yaml").read_text(encoding="utf-8")
    assert "B.1/highlands:    # 1 item: high\n" in todo
    Path("todo.yaml").write_text(todo.replace("highlands:", "highlands: temperature"), encoding="utf-8")
    apply("--assign", "todo.yaml", "--yes", retire=0)
    assert "highlands" not in run("check").output
    assert "topics: [temperature]  # above 2000 m\n" in (exam / "facts/B.1-places.yaml").read_text(encoding="utf-8")


def test_a_new_name_is_added_next_to_the_old_one(exam: Path) -> None:
    output = apply("--yes")
    black = next(fact for fact in load(exam).bank.facts if fact.id == "black")
    assert black.front == "What pours from the Tea Pot (formerly Brown Jug)?"
    assert "brown: 'Brown Jug' is now 'Tea Pot': add the new name by hand (it is in a cloze)" in output


OLD, NEW_NAME = "Brown Jug", "Tea Pot (formerly Brown Jug)"
IN_READING_ORDER = ("cup of q 0", "cup of q 1", "It is cup 0", "It is cup 1", "jug of q 0", "It is jug 0")


@pytest.mark.parametrize("first", range(len(IN_READING_ORDER)))
def test_in_a_question_the_new_name_is_added_where_a_learner_first_reads_the_old_one(exam: Path, first: int) -> None:
    """The right options come first, then their reasons, then the distractors, then their reasons."""
    texts = [text if i < first else f"{text} {OLD}" for i, text in enumerate(IN_READING_ORDER)]
    rights, reasons, jug, why = texts[:2], texts[2:4], texts[4], texts[5]
    correct = "".join(f"      - {{text: {a}, why: {b}}}\n" for a, b in zip(rights, reasons, strict=True))
    asked = question("q", right=0, wrong=2).replace("    correct:\n", f"    correct:\n{correct}")
    asked = asked.replace("    distractors:\n", f"    distractors:\n      - {{why: {why}, text: {jug}}}\n")
    write_questions(exam, "C.1-cups.yaml", questions_file("C.1", asked))
    apply("--yes")
    (edited,) = load(exam).bank.questions
    right, wrong = edited.correct, edited.distractors[0]
    read = [*(option.text for option in right), *(option.why for option in right), wrong.text, wrong.why]
    assert read == [text.replace(OLD, NEW_NAME) if i == first else text for i, text in enumerate(texts)]


def test_undecided_items_are_listed_with_their_choices_and_can_be_assigned(exam: Path) -> None:
    output = apply("--todo", "todo.yaml")
    todo = Path("todo.yaml").read_text(encoding="utf-8")
    assert "open:" in todo
    assert "one of A.1, A.2" in todo
    assert todo.strip() in output
    decided = todo.replace("open: ", "open: A.2 #").replace("B.1/highlands:", "B.1/highlands: drop")
    Path("todo.yaml").write_text(decided, encoding="utf-8")
    apply("--assign", "todo.yaml", "--yes")
    assert tasks(exam)["open"] == "A.2"
    assert run("check").exit_code == 0, run("check").output


def test_a_bank_with_problems_is_not_moved(exam: Path) -> None:
    broken = FILES["facts/A.1-leaves.yaml"].replace("back: hot", "bakc: hot", 1)
    (exam / "facts" / "A.1-leaves.yaml").write_text(broken, encoding="utf-8")
    result = run("guide", "apply", "new.yaml", "--yes")
    assert result.exit_code == 1
    assert "not applied: fix the errors above first; the sources are unchanged" in result.output
    assert (exam / "facts" / "A.1-leaves.yaml").read_text(encoding="utf-8") == broken


def test_an_assignment_to_an_unknown_task_is_a_usage_error(exam: Path) -> None:
    Path("todo.yaml").write_text("open: Z.9\n", encoding="utf-8")
    result = run("guide", "apply", "new.yaml", "--assign", "todo.yaml")
    assert result.exit_code == 2
    assert "todo.yaml:1: TEA-102 has no task 'Z.9'" in result.output


def flow_file(exam: Path, name: str, task: str, topics: str = "") -> Path:
    """A file on one line, which cannot be edited automatically, with the item 'flow'."""
    item = "id: flow, front: Which one?, back: hot, why: So., source: https://example.org/tea, verified: 2026-01-15"
    path = exam / "facts" / name
    path.write_text(f"{{task: {task}, facts: [{{{item}{topics}}}]}}\n", encoding="utf-8")
    return path


def test_an_undecided_item_in_a_file_on_one_line_blocks_the_build_until_it_is_moved(exam: Path) -> None:
    path = flow_file(exam, "A.1-flow.yaml", "A.1")
    before = path.read_text(encoding="utf-8")
    output = apply("--yes")
    assert "facts/A.1-flow.yaml:1: one of A.1, A.2" in output
    assert path.read_text(encoding="utf-8") == before.replace("task: A.1", "task: undecided (TEA-101 A.1)")
    assert run("build").exit_code == 1
    assert "facts/A.1-flow.yaml:1:8: error: unknown task 'undecided (TEA-101 A.1)'" in run("check").output
    Path("todo.yaml").write_text("flow: A.2\n", encoding="utf-8")
    assert "so its task was set to 'undecided': move the item to task A.2 by hand" in apply("--assign", "todo.yaml")
    run("guide", "undo", "--yes")
    assert path.read_text(encoding="utf-8") == before


def test_an_item_that_moves_out_of_a_file_on_one_line_is_not_left_in_its_old_task(exam: Path) -> None:
    path = flow_file(exam, "A.1-flow.yaml", "A.1", topics=", topics: [black-tea]")
    output = apply("--yes")
    assert "move the item to task A.2 by hand, and write the file's task again" in output
    assert "task: undecided (TEA-101 A.1)" in path.read_text(encoding="utf-8")
    Path("todo.yaml").write_text("open: A.1\n", encoding="utf-8")
    apply("--assign", "todo.yaml", "--yes", retire=0)
    assert "task: undecided (TEA-101 A.1)" in path.read_text(encoding="utf-8")


def test_applying_the_same_guide_again_changes_nothing(exam: Path) -> None:
    Path("todo.yaml").write_text("open: A.1\n", encoding="utf-8")
    apply("--assign", "todo.yaml", "--yes")
    before = {path: path.read_bytes() for path in exam.rglob("*.yaml")}
    assert "nothing to write" in apply("--yes", retire=0)
    assert {path: path.read_bytes() for path in exam.rglob("*.yaml")} == before


def test_shares_of_dropped_tasks_are_removed(exam: Path) -> None:
    Path("new.yaml").write_text(NEW.replace("A.1", "A.7").replace("{A.7: [", "{A.1: ["), encoding="utf-8")
    apply("--yes")
    assert "shares" not in (exam / "deck.yaml").read_text(encoding="utf-8")
    assert not [p for p in load(exam).problems if "deck.yaml" in p.place.path]


def test_the_diff_in_three_formats(exam: Path) -> None:
    text = run("guide", "diff", "decks/tea-101/guide.yaml", "new.yaml").output
    assert re.search(r"^removed +B\.1 +'Choose the temperature'$", text, re.MULTILINE)
    assert "Items to decide: 1" in text
    markdown = run("guide", "diff", "decks/tea-101/guide.yaml", "new.yaml", "--markdown").output
    assert (
        "| split | A.1 | A.1, A.2 | 'Tell leaves apart' into 'Tell leaves apart' and 'Know where leaves grow' |"
        in markdown
    )
    document = json.loads(run("guide", "diff", "decks/tea-101/guide.yaml", "new.yaml", "--json").output)
    assert document["published_map"] is True
    assert document["undecided"] == [
        {"item": "open", "from": "A.1", "one_of": "A.1, A.2", "place": "decks/tea-101/facts/A.1-leaves.yaml:26"}
    ]
    assert {"service": "Tea Kettle", "before": "in", "after": "out"} in document["services"]
    assert [row["item"] for row in document["orphaned"]] == ["warm", "jug"]


def test_diff_of_two_git_revisions(exam: Path) -> None:
    identity = ("-c", "user.name=A", "-c", "user.email=a@example.org")
    for message, text in (("old", GUIDE), ("new", GUIDE.replace("Leaves", "Tea leaves"))):
        (exam / "guide.yaml").write_text(text, encoding="utf-8")
        for arguments in (("init", "-q"), ("add", "decks"), (*identity, "commit", "-qm", message)):
            subprocess.run(["git", *arguments], check=True)
    document = json.loads(run("guide", "diff", "HEAD~1", "HEAD", "--json").output)
    assert document["domains"][0] == {
        "domain": "A", "title": "Tea leaves", "before": "50%", "after": "50%", "change": "was 'Leaves'",
    }  # fmt: skip
    assert "retag" not in document
    since = json.loads(run("guide", "diff", "HEAD~1", "--json").output)
    assert since["domains"] == document["domains"]


@pytest.mark.parametrize("given", ["no-such-thing", "decks/tea-101/deck.yaml", "--output=x"])
def test_an_argument_that_is_neither_a_guide_nor_a_revision(exam: Path, given: str) -> None:
    assert run("guide", "diff", "--", given).exit_code == 2
    assert not Path("x").exists()


def test_a_revision_that_does_not_exist_is_refused_in_our_words(exam: Path) -> None:
    """git's own words were shown: "fatal: invalid object name"."""
    outside = run("guide", "diff", "v9")
    assert "'v9' is not a file, and git finds no repository that it may read in 'decks/tea-101'" in outside.stderr
    identity = ("-c", "user.name=A", "-c", "user.email=a@example.org")
    for arguments in (("init", "-q"), (*identity, "commit", "-qm", "empty", "--allow-empty")):
        subprocess.run(["git", *arguments], check=True)
    for given, words in {
        "v9": "'v9' is neither a file nor a git revision: 'git tag' and 'git log' list the revisions",
        "HEAD~7": "'HEAD~7' is neither a file nor a git revision",
        "HEAD": "the git revision 'HEAD' does not have the exam in 'decks/tea-101'",
    }.items():
        result = run("guide", "diff", given)
        assert result.exit_code == 2
        assert words in result.stderr
        assert "fatal" not in result.stderr


@pytest.mark.parametrize(
    ("name", "becomes"),
    [("a.yaml", "a.yaml"), ("A.2.yaml", "B.1.yaml"), ("A.2-x.yaml", "B.1-x.yaml"), ("A.20-x.yaml", "A.20-x.yaml")],
)
def test_a_file_gets_another_name_only_if_its_name_has_the_old_number(exam: Path, name: str, becomes: str) -> None:
    (exam / "facts/A.2-places.yaml").rename(exam / "facts" / name)
    (exam / "facts/C.1-cups.yaml").rename(exam / "facts/cups.yaml")
    apply("--yes")
    assert {item.origin.path.rpartition("/")[2] for item in load(exam).bank if item.id in ("high", "low")} == {becomes}
    assert (exam / "facts/cups.yaml").is_file()


def test_a_file_whose_name_lies_about_its_task_gets_no_items_of_another_task(exam: Path) -> None:
    """A file named after B.1 that holds items of C.1 is not the file for items that move to B.1."""
    (exam / "facts/C.1-cups.yaml").rename(exam / "facts/B.1-places.yaml")
    apply("--yes")
    assert tasks(exam)["high"] == "B.1"
    assert tasks(exam)["cup"] == "C.1"


def test_shares_are_mentioned_only_if_their_number_means_something_else(exam: Path) -> None:
    assert "shares" not in run("guide", "apply", "decks/tea-101/guide.yaml").output
    Path("weights.yaml").write_text(GUIDE.replace("50", "60").replace("30\n    source", "20\n    source"), "utf-8")
    assert "shares" not in run("guide", "apply", "weights.yaml", stdin="n\n").output
    assert "deck.yaml:1: shares: the shares of A.1 refer to numbers that no longer mean" in apply("--todo", "t.yaml")


def test_the_plan_as_json_accounts_for_every_item_and_writes_nothing(exam: Path) -> None:
    before = {path: path.read_bytes() for path in exam.rglob("*") if path.is_file()}
    plan = json.loads(run("guide", "apply", "new.yaml", "--json", stdin="\n").stdout)
    assert {row["item"]: row["what"] for row in plan["items"]} == {
        "green": "stay", "black": "move", "pot": "move", "open": "undecided", "high": "move", "low": "move",
        "warm": "retire", "jug": "retire", "cup": "stay", "brown": "stay",
    }  # fmt: skip
    assert plan["counts"] == {
        "items": 10, "stay": 3, "move": 4, "reuse": 4, "retire": 2, "undecided": 1, "lose_a_topic": 1,
        "lose_a_service": 0,
    }  # fmt: skip
    assert {path: path.read_bytes() for path in exam.rglob("*") if path.is_file()} == before


def test_undecided_items_stay_undecided_when_the_guide_is_applied_again(exam: Path) -> None:
    """Their task is in no guide, and they were retired."""
    apply("--yes")
    again = apply("--todo", "todo.yaml")
    assert "open:    # facts/undecided-A.1-leaves.yaml:3: one of A.1, A.2, B.1, C.1" in again
    Path("todo.yaml").write_text("open: A.2\n", encoding="utf-8")
    apply("--assign", "todo.yaml", "--yes", retire=0)
    assert tasks(exam)["open"] == "A.2"
    assert not (exam / "facts/undecided-A.1-leaves.yaml").exists()


@pytest.mark.parametrize(
    ("decision", "words"),
    [
        ("opne: A.1", "there is no item 'opne', did you mean 'open'?"),
        ("open: [A.1]", "'open' has a list: write one task"),
        ("A.9/highlands: drop", "TEA-102 has no task 'A.9'"),
        ("B.1/higlands: drop", "no item has the topic 'higlands', did you mean 'highlands'?"),
        ("B.1/highlands: temprature", "TEA-102 has no topic 'temprature', did you mean 'temperature'?"),
        ("B.1/highlands: xyz", "TEA-102 has no topic 'xyz'; write 'drop' to remove 'highlands'"),
    ],
)
def test_a_decision_with_a_typing_error_is_refused(exam: Path, decision: str, words: str) -> None:
    """It was ignored."""
    Path("todo.yaml").write_text(f"{decision}\n", encoding="utf-8")
    result = run("guide", "apply", "new.yaml", "--assign", "todo.yaml", "--yes")
    assert result.exit_code == 2
    assert f"todo.yaml:1: {words}" in result.stderr


def test_an_item_can_be_retired_or_kept_by_decision(exam: Path) -> None:
    Path("todo.yaml").write_text("warm: A.2\nopen: retire\n", encoding="utf-8")
    apply("--assign", "todo.yaml", "--yes", retire=2)
    after = tasks(exam)
    assert after["warm"] == "A.2"
    assert not {"jug", "open"} & after.keys()


def test_guide_show(exam: Path) -> None:
    assert "50%  A    Leaves" in run("guide", "show").output
    assert json.loads(run("guide", "show", "--json").output)["format"]["scale"] == [0, 200]


@pytest.mark.parametrize(
    ("floors", "after"),
    [
        ("  services:\n    tea-pot: {facts: 2}\n    tea-kettle: {facts: 1}  # rare\n",
         "  services:\n    pot: {facts: 2}\n    # rare\n"),
        ("  services:\n    tea-kettle: {facts: 1}\n", ""),
        ("  topic: {facts: 1}\n  services:\n    tea-kettle: {facts: 1}\n", "  topic: {facts: 1}\n"),
    ],
)  # fmt: skip
def test_floors_follow_a_service_and_end_with_it(exam: Path, floors: str, after: str) -> None:
    """deck.yaml could not be read any more, and no command worked."""
    deck = exam / "deck.yaml"
    deck.write_text(deck.read_text(encoding="utf-8") + f"floors:\n{floors}", encoding="utf-8")
    new = GUIDE.replace("tea-pot: Tea Pot, tea-kettle: Tea Kettle", "pot: Tea Pot")
    Path("new.yaml").write_text(new.split("renames:")[0], encoding="utf-8")
    output = apply("--yes", retire=0)
    assert "services tea-kettle is not in the new guide: their floors are removed" in output
    assert deck.read_text(encoding="utf-8").partition("floors:\n")[2] == after
    assert not load(exam).problems
    assert next(item for item in load(exam).bank if item.id == "pot").services == ("pot",)

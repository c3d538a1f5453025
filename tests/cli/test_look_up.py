"""`show`, `search` and the learner's own notes, as the shell sees them."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from clfcards.log.log import Log
from tests.command import run
from tests.log_events import DAY, NOON, NOW, event
from tests.log_events import review as reviewed
from tests.small_exam import cloze, fact, facts_file, question, questions_file, write_exam

FACTS = {
    "facts/A.1-x.yaml": facts_file(
        "A.1",
        fact("leaf", "Which leaf is *green*?", "Sencha", services="[tea-pot]"),
        fact("bud", "Which bud is silver?", "Bai Hao", reverse="true"),
        cloze("picked", "Leaves are {{withered}} first"),
    ),
    "facts/B.1-x.yaml": facts_file("B.1", fact("water", "How hot for Gyokuro?", "60 °C")),
    "facts/C.1-x.yaml": facts_file("C.1", fact("serve", "Who serves?", "The host")),
    "facts/A.2-x.yaml": facts_file("A.2", fact("hill", "Where does it grow?", "Uji")),
    "questions/A.1-x.yaml": questions_file(
        "A.1", question("q-leaf", "exam", tests="[leaf]"), question("q-bud", "study", tests="[bud]")
    ),
}


@pytest.fixture
def tea(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    write_exam(tmp_path / "decks", FACTS)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("CLFCARDS_DATA", "data")
    monkeypatch.setenv("COLUMNS", "80")
    return tmp_path


def record(*events: Any) -> None:
    with Log.open(Path("data"), "tea-taster", NOW) as log:
        log.append(*events)


def out(*arguments: str, code: int = 0) -> str:
    result = run(*arguments)
    assert result.exit_code == code, result.output
    return result.output


def shown(id_: str, *options: str) -> dict[str, Any]:
    (item,) = json.loads(out("show", id_, "--json", *options))["items"]
    found: dict[str, Any] = item
    return found


# ── show ──


def test_a_fact_with_everything_about_it(tea: Path) -> None:
    record(reviewed("r1", "leaf/1", 3, NOON, 4), reviewed("r2", "leaf/1", 1, NOON + 4 * DAY, -600))
    text = out("show", "leaf")
    assert text.startswith("leaf · fact · task A.1 Tell leaves apart\n\nWhich leaf is green?\nSencha\n")
    assert "Because leaf is so." in text
    assert "relearning, asked again in a step, recall now" in text
    assert "2 answers, 1 lapse" in " ".join(text.split())
    assert "2026-03-02 12:00  good, then 4 days" in text
    assert "2026-03-06 12:00  again, then 10 min" in text
    assert "Services    Tea Pot" in text
    assert "Tested by   1 question that you have not met yet" in text
    assert "Source      https://example.org/tea (read 2026-01-15)" in text


def test_each_card_of_a_fact_is_listed_and_a_cards_key_names_its_fact(tea: Path) -> None:
    text = out("show", "bud/2")
    assert text.startswith("bud · fact")
    assert text.count("not met yet") == 3  # two cards, and the question that tests it
    assert [card["card"] for card in shown("bud")["cards"]] == ["bud/1", "bud/2"]
    assert "Leaves are withered first" in out("show", "picked")


def test_an_exam_question_that_was_not_met_is_not_given_away(tea: Path) -> None:
    text = out("show", "q-leaf")
    assert "may still come in a practice exam" in text
    assert "clfcards show q-leaf --spoil" in text
    assert "cup" not in text
    assert "What is served" not in text
    assert "leaf  Which leaf" not in text  # the fact that it tests
    document = shown("q-leaf")
    assert document["hidden"]
    assert (document["front"], document["options"], document["related"]) == ("", [], [])
    spoiled = out("show", "q-leaf", "--spoil")
    assert "✓ a  cup q-leaf 0" in spoiled
    assert spoiled.count("✗") == 3
    assert "Tests       leaf  Which leaf is green? Sencha" in spoiled
    assert not shown("q-leaf", "--spoil")["hidden"]


def test_a_question_is_shown_once_it_was_met_and_study_questions_always(tea: Path) -> None:
    assert "✓ a  cup q-bud 0" in out("show", "q-bud")
    record(reviewed("r1", "q-leaf/1", 3))
    assert "✓ a  cup q-leaf 0" in out("show", "q-leaf")
    assert "Tested by   q-leaf  A guest asks about q-leaf. What is served?" in out("show", "leaf")


def test_answers_in_exams_are_listed(tea: Path) -> None:
    payload = {"sitting": "s", "chosen": [], "right": False}
    record(reviewed("r", "q-leaf/1"), event("a", "answer", "q-leaf", NOON, payload=payload))
    assert "2026-03-02 12:00  wrong in an exam" in out("show", "q-leaf")
    assert shown("q-leaf")["exam_answers"] == [{"at": "2026-03-02T12:00:00Z", "right": False}]


@pytest.mark.parametrize(
    ("id_", "message"),
    [
        ("leav", "there is no item 'leav'; the nearest are 'leaf' and 'q-leaf'"),
        ("servve", "there is no item 'servve', did you mean 'serve'?"),
        ("q-", "there is no item 'q-'; the nearest are 'q-bud' and 'q-leaf'"),
        ("zebra", "there is no item 'zebra'; run 'clfcards search zebra'"),
        ("A.1", "'A.1' is a task, not an item; run 'clfcards learn A.1'"),
        ("tea-pot", "'tea-pot' is a service, not an item; run 'clfcards learn tea-pot'"),
        ("", "there is no item ''"),
        ("re\x1b[31md", r"there is no item 're\x1b[31md'"),
        ("leaf/", "Sencha"),
        ("x" * 5000, "there is no item 'xxxx"),
    ],
)
def test_an_unknown_id_is_answered_with_the_nearest_ones(tea: Path, id_: str, message: str) -> None:
    result = run("show", "bud", id_)
    assert message in result.output
    assert result.exit_code == (0 if "Sencha" in message else 2)
    assert ("Bai Hao" in result.output) == (result.exit_code == 0)  # all or nothing


def test_an_empty_deck_has_nothing_to_show_and_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write_exam(tmp_path / "decks")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("CLFCARDS_DATA", "data")
    assert "the exam has no facts and questions yet" in out("show", "leaf", code=2)
    assert "nothing was found for 'leaf'" in out("search", "leaf")
    assert "nothing went wrong since" in out("history", "mistakes")
    assert "no facts" in out("learn", code=2) or "check" in out("learn", code=1)


def test_a_damaged_file_hides_its_items_and_says_so(tea: Path) -> None:
    path = tea / "decks/tea-101/facts/A.1-x.yaml"
    path.write_text(path.read_text(encoding="utf-8") + "   bad: [\n", encoding="utf-8")
    for command in (["show", "water"], ["search", "gyokuro"], ["history", "mistakes"], ["learn", "B.1", "--read"]):
        result = run(*command)
        assert result.exit_code == 0, result.output
        assert result.stderr.count("facts/A.1-x.yaml' has errors, so ") == 1, result.stderr
        assert result.stderr.count("run 'clfcards check'") == 1


# ── search ──


def hits(*words: str) -> list[str]:
    return [hit["id"] for hit in json.loads(out("search", *words, "--json"))["hits"]]


def test_facts_services_and_tasks_are_found_the_best_first(tea: Path) -> None:
    assert hits("leaf") == ["leaf"]
    assert hits("leaves") == ["A.2", "A.1", "picked"]  # the shorter text first
    assert hits("tea") == ["tea-pot", "tea-kettle", "leaf", "A.1"]
    assert hits("water", "boiler") == ["tea-kettle"]  # the service's former name
    assert hits("gyo", "60") == ["water"]
    assert hits("GYÓKURO") == ["water"]
    assert "coffee-press · service, Pots, out of scope" in out("search", "coffee")


def test_questions_are_shown_once_met_and_only_counted_before(tea: Path) -> None:
    text = out("search", "guest")
    assert "nothing was found for 'guest'" in text
    assert "2 questions that you have not met also match, and stay hidden" in text
    assert "q-leaf" not in text
    record(reviewed("r1", "q-leaf/1", 3))
    assert hits("guest") == ["q-leaf"]
    assert json.loads(out("search", "guest", "--json"))["unmet_questions"] == 1


def test_a_search_is_limited_and_says_how_to_see_more(tea: Path) -> None:
    text = out("search", "because", "--limit", "2")
    assert "2 of 6 are shown: --limit shows more" in text
    assert re.search(r"More of the first: clfcards show \w+", text)


@pytest.mark.parametrize("words", [["?!"], [" "], ["\x1b"], ["–"]])
def test_a_search_without_a_letter_is_refused(tea: Path, words: list[str]) -> None:
    assert "has no letter or digit to search for" in out("search", *words, code=2)


def test_own_notes_are_found(tea: Path) -> None:
    out("show", "water", "--note", "like my grandmother's samovar")
    assert hits("samovar") == ["water"]


# ── own notes ──


def test_a_note_is_written_replaced_and_removed(tea: Path) -> None:
    assert "Your note   like grass" in out("show", "leaf", "--note", "like grass")
    assert "Your note   like\n            hay" in out("show", "leaf/1", "--note", "like\nhay")
    assert shown("leaf")["note"] == "like\nhay"
    assert "note leaf: like\\nhay" in out("history")
    assert "Your note" not in out("show", "leaf", "--note", "")
    assert "note leaf removed" in out("history")
    out("history", "undo")
    assert shown("leaf")["note"] == "like\nhay"


def test_writing_the_same_note_again_adds_nothing_to_the_history(tea: Path) -> None:
    for _ in range(3):
        out("show", "leaf", "--note", "like grass")
    assert out("history").count("note leaf") == 1


def test_a_note_written_after_the_clock_was_set_back_counts_nevertheless(tea: Path) -> None:
    record(event("n", "note", "leaf", NOON + 20_000 * DAY, payload={"text": "from the future"}))
    out("show", "leaf", "--note", "now")
    assert shown("leaf")["note"] == "now"


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("leaf", "--note", "x" * 2001), "a note has at most 2,000 characters, and this one has 2,001: shorten it"),
        (("leaf", "--note", "a\x1b]0;b"), "control character U+001B"),
        (("leaf", "bud", "--note", "x"), "--note is for one item"),
        (("zebra", "--note", "x"), "there is no item 'zebra'"),
    ],
)
def test_what_cannot_be_a_note_is_refused_and_nothing_is_written(
    tea: Path, arguments: tuple[str, ...], message: str
) -> None:
    assert message in out("show", *arguments, code=2)
    assert "nothing yet" in out("history")


def test_a_hostile_note_of_another_program_is_shown_and_not_obeyed(tea: Path) -> None:
    record(event("n", "note", "leaf", NOON, payload={"text": "red \u202e::error::x\n::add-mask::y *b*"}))
    text = out("show", "leaf")
    assert "\u202e" not in text
    assert "\\u202e" in text
    assert "*b*" in text  # it is no Markdown
    assert not any(line.startswith("::") for line in text.splitlines())
    review = run("review", "--task", "A.1", "--plain", stdin="\n" * 9).output
    assert "\u202e" not in review


def test_notes_travel_between_two_computers_and_the_newer_one_counts(tea: Path) -> None:
    out("show", "leaf", "--note", "first", "--data", "one")
    out("show", "leaf", "--note", "second", "--data", "two")
    out("history", "export", "two.jsonl", "--data", "two")
    out("history", "import", "two.jsonl", "--data", "one")
    out("history", "export", "one.jsonl", "--data", "one")
    out("history", "import", "one.jsonl", "--data", "two")
    assert "Your note   second" in out("show", "leaf", "--data", "one")
    assert "Your note   second" in out("show", "leaf", "--data", "two")


def test_in_a_review_a_note_is_written_and_comes_with_the_answer(tea: Path) -> None:
    text = run("review", "--task", "B.1", "--plain", stdin="w\nw Über 60 is Bitter\nw\n\n3\n").output
    assert "there is no note yet: w TEXT writes one" in text
    assert "your note is saved" in text
    assert "w TEXT writes another, and w - removes it" in text
    front, back = text.index("How hot for Gyokuro?"), text.index("60 °C")
    assert front < back < text.rindex("Your note: Über 60 is Bitter")
    assert shown("water")["note"] == "Über 60 is Bitter"
    text = run("review", "--task", "B.1", "--cram", "--plain", stdin="\nw -\nu\nq\n").output
    assert "your note is removed" in text
    assert "undone: note of water" in text
    assert shown("water")["note"] == "Über 60 is Bitter"


def test_a_note_too_long_for_a_review_is_refused_there_too(tea: Path) -> None:
    text = run("review", "--task", "B.1", "--plain", stdin=f"w {'x' * 2001}\nq\n").output
    assert "a note has at most 2,000 characters" in text


# ── the shell ──


def completed(*words: str) -> list[str]:
    environment = {
        **os.environ,
        "_CLFCARDS_COMPLETE": "bash_complete",
        "COMP_WORDS": " ".join(("clfcards", *words)),
        "COMP_CWORD": str(len(words)),
    }
    code = "import sys; sys.argv = ['clfcards']; from clfcards.cli import main; main()"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, env=environment, check=False)
    assert done.stderr == ""
    return [line.partition(",")[2] for line in done.stdout.splitlines() if line]


def test_the_shell_completes_ids_tasks_and_services(tea: Path) -> None:
    assert completed("show", "") == ["bud", "hill", "leaf", "picked", "q-bud", "q-leaf", "serve", "water"]
    assert completed("show", "leaf", "q-l") == ["q-leaf"]
    assert completed("learn", "A") == ["A.1", "A.2"]
    assert completed("learn", "tea") == ["tea-kettle", "tea-pot"]
    (tea / "decks/tea-101/guide.yaml").write_text("nonsense: [", encoding="utf-8")
    assert completed("show", "l") == []


@pytest.mark.posix
@pytest.mark.parametrize("command", ["show leaf bud water", "search because", "history mistakes", "learn A.1 --read"])
def test_a_closed_pipe_is_no_traceback(tea: Path, command: str) -> None:
    line = f"{sys.executable} -m clfcards {command} | true"
    done = subprocess.run(["sh", "-c", line], capture_output=True, text=True, check=False)
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("width", [60, 80, 120])
@pytest.mark.parametrize("command", [["show", "bud", "q-bud"], ["search", "because"], ["learn", "A.1", "--read"]])
def test_no_line_is_wider_than_the_terminal(tea: Path, width: int, command: list[str]) -> None:
    result = run(*command, env={"COLUMNS": str(width)})
    assert max(map(len, result.output.splitlines())) <= width

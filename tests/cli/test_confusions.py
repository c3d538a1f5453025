"""`confusions`, its drill, and the worst pair on Today and after a report, as the shell sees them."""

import datetime as dt
import json
from itertools import pairwise
from pathlib import Path

import pytest

from clfcards.log.log import Log
from clfcards.model.event import Event
from clfcards.render.grading import option_key
from tests.command import run
from tests.fixed_clock import Clock
from tests.log_events import DAY, NOON, NOW, event, review
from tests.small_exam import fact, facts_file, question, questions_file, write_exam


def linked(id_: str, pool: str, tests: str, wrong: str) -> str:
    """A question that asks for the fact `tests`, and whose first distractor stands for `wrong`."""
    text = question(id_, pool, tests=f"[{tests}]")
    option = f"{{text: jug {id_} 0, why: It is no cup"
    return text.replace(f"{option}.}}", f"{option}., fact: {wrong}}}")


FILES = {
    "facts/A.1-x.yaml": facts_file(
        "A.1",
        fact("steamed", "Which green leaf is *steamed*?", "Sencha"),
        fact("roasted", "Which green leaf is *roasted*?", "Hojicha"),
    ),
    "facts/A.2-x.yaml": facts_file("A.2", fact("hill")),
    "facts/B.1-x.yaml": facts_file("B.1", fact("water")),
    "facts/C.1-x.yaml": facts_file("C.1", fact("serve")),
    "questions/A.1-x.yaml": questions_file(
        "A.1",
        linked("q-one", "study", "steamed", "roasted"),
        linked("q-two", "exam", "roasted", "steamed"),
    ),
}
JUG, CUP = option_key("q-one", "jug q-one 0"), option_key("q-one", "cup q-one 0")


@pytest.fixture
def tea(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    write_exam(tmp_path / "decks", FILES)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("CLFCARDS_DATA", "data")
    monkeypatch.setenv("COLUMNS", "80")
    Clock(dt.datetime.fromtimestamp(NOON / 1000 + 3600, dt.UTC)).install(monkeypatch, "cli")
    return tmp_path


def wrong(id_: str, at: int = NOON, **more: object) -> Event:
    return review(id_, "q-one/1", 1, at, -600, payload={"chosen": [JUG], "right": False, **more})


def record(*events: Event) -> None:
    with Log.open(Path("data"), "tea-taster", NOW) as log:
        log.append(*events)


def states() -> object:
    with Log.open(Path("data"), "tea-taster", NOW) as log:
        return log.states()


def shown(*arguments: str, stdin: str = "", code: int = 0) -> str:
    result = run("--plain", *arguments, stdin=stdin)
    assert result.exit_code == code, result.output
    return result.output


def test_nothing_was_confused_yet(tea: Path) -> None:
    assert "you have confused no facts so far: continue with 'clfcards review'" in shown("confusions")
    assert "you have confused no facts" in shown("confusions", "--drill")
    assert json.loads(shown("confusions", "--json")) == {"pairs": []}
    assert "Confused" not in shown("today")


def test_a_pair_has_both_facts_side_by_side_and_the_deciding_words(tea: Path) -> None:
    record(wrong("1", NOON - 2 * DAY), wrong("2", NOON - DAY, confidence="sure"), wrong("3"))
    lines = shown("confusions").splitlines()
    assert lines[2] == "1. Hojicha taken for Sencha 3 times, last on 2026-03-02; you were sure once"
    assert lines[3] == "   Decides: “steamed” → Sencha; “roasted” → Hojicha"
    assert lines[5].split(" │ ")[1] == "Which green leaf is roasted?"
    assert max(map(len, lines)) <= 80
    stacked = run("--plain", "confusions", env={"COLUMNS": "60"}).output
    assert "│" not in stacked
    assert stacked.index("→ Sencha") < stacked.index("→ Hojicha")


def test_the_document(tea: Path) -> None:
    other = {"sitting": "s", "chosen": [option_key("q-two", "jug q-two 0")], "right": False}
    record(wrong("1"), wrong("2", NOON + 1), event("a", "answer", "q-two", NOON - DAY, payload=other))
    assert json.loads(shown("confusions", "--json")) == {
        "pairs": [
            {"a": "steamed", "b": "roasted", "times": 2, "last": "2026-03-02T12:00:00.001000Z",
             "deciding": "“steamed” → Sencha; “roasted” → Hojicha"},
            {"a": "roasted", "b": "steamed", "times": 1, "last": "2026-03-01T12:00:00Z",
             "deciding": "“steamed” → Sencha; “roasted” → Hojicha"},
        ]
    }  # fmt: skip


def test_only_the_pairs_of_a_fact(tea: Path) -> None:
    record(wrong("1"))
    assert "1. Hojicha" in shown("confusions", "roasted/1")
    assert "you have not confused water with anything so far" in shown("confusions", "water")
    assert "there is no fact 'roastd', did you mean 'roasted'?" in shown("confusions", "roastd", code=2)
    assert "'q-one' is a question: name one of the facts that it tests" in shown("confusions", "q-one", code=2)
    assert "--drill asks one pair" in shown("confusions", "--drill", "--all", code=2)


def test_the_drill_alternates_and_changes_no_card(tea: Path) -> None:
    record(wrong("1"))
    before = states()
    output = shown("confusions", "--drill", stdin="\n3\n\n3\na\n3\n\n3\na\n3\n\n3\n" + "\n3\n" * 9)
    assert "Sencha or Hojicha: in turns" in output
    assert "q-two" not in output  # it may still come in an exam
    asked = [line for line in output.splitlines() if "leaf is" in line or "asks about" in line]
    sides = ["steamed" in line or "q-one" in line for line in asked]
    assert all(one != other for one, other in pairwise(sides))
    assert len(asked) >= 4
    assert "You were right twice about each of Sencha and Hojicha: the drill is over." in output
    assert states() == before
    with Log.open(Path("data"), "tea-taster", NOW) as log:
        added = [one for one in log.events() if one.id != "1"]
        assert {one.kind for one in added} == {"cram"}
        assert all(one.interval is None for one in added)


def test_a_drill_that_was_left_suggests_no_other_cramming(tea: Path) -> None:
    """It ended with "more to cram: 'clfcards review --cram'", which asks other cards."""
    record(wrong("1"))
    assert "review --cram" not in shown("confusions", "--drill", stdin="\n3\nq\n")


def test_a_suspended_side_cannot_be_drilled(tea: Path) -> None:
    record(wrong("1"), event("s", "suspend", "roasted/1", NOON + 1))
    assert "'steamed' and 'roasted' cannot be drilled" in shown("confusions", "--drill")


def test_today_names_the_worst_pair_of_the_last_days(tea: Path) -> None:
    record(wrong("old", NOON - 31 * DAY))
    assert "Confused" not in shown("today")
    record(wrong("1"), wrong("2", NOON + 1))
    assert "Confused       Hojicha taken for Sencha twice in 30 days: clfcards confusions" in shown("today")
    (exam,) = json.loads(shown("today", "--json"))["exams"]
    assert exam["confused"] == {"a": "steamed", "b": "roasted", "times": 2}


def test_coverage_for_maintainers(tea: Path) -> None:
    unlinked = option_key("q-one", "jug q-one 1")
    right = {"chosen": [CUP], "right": True}
    record(wrong("1"), *(review(f"r{i}", "q-one/1", 3, NOON + i, payload=right) for i in range(1, 9)))
    record(review("u", "q-one/1", 1, NOON + 30, -600, payload={"chosen": [unlinked], "right": False}))
    output = shown("coverage", "--confusions")
    assert "6 wrong options, 2 linked to the fact that they stand for" in output
    assert "Without a card that names both: 1 of 1 pair of facts" in output
    assert "Chosen by nobody in 10 answers or more: 1 (10 answers: your own log)" in output
    found = json.loads(shown("coverage", "--confusions", "--json"))
    assert found["never_chosen"] == [
        {"question": "q-one", "option": "jug q-one 2", "times": 0, "answers": 10, "fact": ""}
    ]
    assert [(one["option"], one["times"]) for one in found["unknown"]] == [("jug q-one 1", 1)]
    assert "--shared is for the answers of --confusions" in shown("coverage", "--shared", "x", code=2)


def test_how_sure_is_said_in_plain_mode_and_the_question_comes_back(tea: Path) -> None:
    """Sure and wrong: whatever the rating, it is asked again tomorrow, and the review says why."""
    letters = run("--plain", "review", "--kind", "question", "--new", "1", stdin="").output
    jug = next(line[0] for line in letters.splitlines() if "jug q-one 0" in line)
    output = shown("review", "--kind", "question", "--new", "1", stdin=f"{jug} sure\ny steamed is green\n4\n")
    assert "You were sure, so this question comes back tomorrow, and once more after a week" in output
    assert "4 easy (1 day)" in output
    assert "y TEXT adds a line to your note" in output
    with Log.open(Path("data"), "tea-taster", NOW) as log:
        (one,) = log.events(("review",))
        assert one.payload["confidence"] == "sure"
        assert log.own_notes() == {"q-one": "steamed is green"}

"""`history mistakes` and `review --mistakes`, as the shell sees them."""

import datetime as dt
import json
from pathlib import Path
from typing import Any

import pytest

from clfcards.log.log import Log
from clfcards.model.event import Event
from clfcards.render.grading import option_key
from tests.command import run
from tests.fixed_clock import Clock
from tests.log_events import DAY, NOON, NOW, event
from tests.log_events import review as reviewed
from tests.small_exam import fact, facts_file, question, questions_file, write_exam

FILES = {
    "facts/A.1-x.yaml": facts_file("A.1", fact("leaf", "Which leaf?", "Sencha"), fact("bud", "Which bud?", "Hao")),
    "facts/A.2-x.yaml": facts_file("A.2", fact("hill")),
    "facts/B.1-x.yaml": facts_file("B.1", fact("water", "How hot?", "60 °C")),
    "facts/C.1-x.yaml": facts_file("C.1", fact("serve")),
    "questions/B.1-x.yaml": questions_file("B.1", question("q-hot", "exam", tests="[water]")),
}
JUG = option_key("q-hot", "jug q-hot 1")
CUP = option_key("q-hot", "cup q-hot 0")


@pytest.fixture
def tea(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    write_exam(tmp_path / "decks", FILES)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("CLFCARDS_DATA", "data")
    monkeypatch.setenv("COLUMNS", "80")
    Clock(dt.datetime.fromtimestamp(NOON / 1000 + 3600, dt.UTC)).install(monkeypatch, "cli")
    return tmp_path


def record(*events: Event) -> None:
    with Log.open(Path("data"), "tea-taster", NOW) as log:
        log.append(*events)


def exam_answer(id_: str, chosen: list[str], at: int = NOON) -> Event:
    return event(id_, "answer", "q-hot", at, payload={"sitting": f"s{at}", "chosen": chosen, "right": False})


def mistakes(*options: str) -> str:
    result = run("history", "mistakes", *options)
    assert result.exit_code == 0, result.output
    return result.output


def drill(*options: str, stdin: str = "", code: int = 0) -> str:
    result = run("review", "--mistakes", "--plain", *options, stdin=stdin)
    assert result.exit_code == code, result.output
    return result.output


WRONG = (
    reviewed("r1", "leaf/1", 1, NOON - 3 * DAY, -600),
    reviewed("r2", "leaf/1", 1, NOON, -600),
    reviewed("r3", "bud/1", 1, NOON + 60_000, -600),
    reviewed("r4", "serve/1", 3, NOON, 2),
    exam_answer("a1", [JUG], NOON - DAY),
    exam_answer("a2", [], NOON),
)


def test_what_went_wrong_is_listed_by_task_the_newest_first_with_choice_key_and_reasons(tea: Path) -> None:
    record(*WRONG)
    text = mistakes()
    assert text.startswith("Since 2026-02-01, 3 items went wrong 5 times.\n\nA.1 Tell leaves apart · 2 items\n")
    bud, leaf = (
        text.index("✗ bud · 2026-03-02 12:01 in a review\n"),
        text.index("✗ leaf · 2026-03-02 12:00 in a review"),
    )
    assert bud < leaf < text.index("B.1 Choose the temperature · 1 item")
    assert "in a review · 2 times\n  Which leaf? Sencha\n  Because leaf is so." in text
    assert "✗ q-hot · 2026-03-02 12:00 in an exam · 2 times" in text
    assert "You chose: jug q-hot 1 – It is no cup." in text
    assert "Right: cup q-hot 0 – It is the cup." in text
    assert "✗ serve" not in text
    assert "'clfcards review --mistakes' asks what went wrong today again." in text
    assert text.count("Next: ") == 1


def test_the_period_counts_study_days(tea: Path) -> None:
    record(*WRONG)
    assert "Since 2026-03-02, 3 items went wrong 3 times." in mistakes("--days", "1")
    assert "You chose: nothing" in mistakes("--days", "1")
    late = dt.datetime(2026, 3, 2, 3, tzinfo=dt.UTC).timestamp()  # before 4 a.m.: still the day before
    record(reviewed("late", "water/1", 1, round(late * 1000), -600))
    assert "water" not in mistakes("--days", "1").replace("How hot", "")
    assert "✗ water" in mistakes("--days", "2")


def test_as_a_document(tea: Path) -> None:
    record(*WRONG)
    document = json.loads(mistakes("--json"))
    assert (document["since"], document["today"]) == ("2026-02-01", 3)
    (a, b) = document["tasks"]
    assert [(one["id"], one["times"], one["occasion"]) for one in a["mistakes"]] == [
        ("bud", 1, "review"), ("leaf", 2, "review")]  # fmt: skip
    (q,) = b["mistakes"]
    assert q["chosen"] == [{"text": "jug q-hot 1", "why": "It is no cup."}]
    assert q["right"] == [{"text": "cup q-hot 0", "why": "It is the cup."}]


def test_items_and_options_that_have_left_the_bank_are_named(tea: Path) -> None:
    record(reviewed("r", "gone/1", 1), exam_answer("a", ["0badc0de"]))
    text = mistakes()
    assert "No longer in the deck · 1 item\n\n✗ gone" in text
    assert "You chose: an option that has been changed since" in text


def test_a_question_in_an_exam_that_is_not_finished_is_not_given_away(tea: Path) -> None:
    from tests.cli.test_exam_commands import TASKS

    files = dict(FILES)
    for task in TASKS:
        slug = task.lower().replace(".", "")
        items = [question(f"q-{slug}-{n}", "exam") for n in range(12)]
        files[f"questions/{task}-x.yaml"] = questions_file(task, *items)
    write_exam(tea / "decks", files)
    asked = run("exam", "--length", "4", "--plain", stdin="q\n")
    assert asked.exit_code == 0, asked.output
    with Log.open(Path("data"), "tea-taster", NOW) as log:
        (begun,) = log.events(("sitting",))
        (first, *_) = begun.payload["form"]["questions"]
        log.append(event("x", "answer", first["id"], begun.at, payload={"right": False, "chosen": []}))
    text = mistakes()
    assert f"✗ {first['id']}" in text
    assert "An exam that you have not finished asks this question" in " ".join(text.split())
    assert "Right:" not in text
    assert "may still come in a practice exam" in run("show", first["id"]).output


def test_a_quiet_period_says_so(tea: Path) -> None:
    record(WRONG[0])
    assert "nothing went wrong since 2026-03-01: --days N looks further back" in mistakes("--days", "2")


def test_the_drill_asks_what_went_wrong_today_and_leaves_the_schedule_alone(tea: Path) -> None:
    record(*WRONG)
    with Log.open(Path("data"), "tea-taster", NOW) as log:
        before = log.states()
    text = drill(stdin="a\n3\n\n3\n\n3\n")  # the question comes first: its id does
    for shown in ("Which leaf?", "Which bud?", "A guest asks about q-hot"):
        assert shown in text
    assert "How hot?" not in text
    with Log.open(Path("data"), "tea-taster", NOW) as log:
        assert log.states() == before
        assert {e.subject for e in log.events(("cram",))} == {"leaf/1", "bud/1", "q-hot/1"}


def test_the_drill_takes_filters_and_a_limit(tea: Path) -> None:
    record(*WRONG)
    assert "Which leaf?" not in drill("--task", "B.1", stdin="q\n")
    left = drill("--limit", "1", stdin="q\n")
    assert "left: 1 new, 0 learning, 0 due" in left  # the question of the exam, of which there is no card yet
    assert "1 more to go over: 'clfcards review --mistakes' begins again" in left
    for option in (["--new", "3"], ["--ahead", "2"]):
        assert "--mistakes asks only what went wrong today" in drill(*option, code=2)


@pytest.mark.parametrize(
    "events",
    [
        (),
        (reviewed("r", "leaf/1", 1, NOON - 2 * DAY, -600),),
        (reviewed("r", "leaf/1", 1, NOON, -600, payload={"learning": True}),),
        (reviewed("r", "leaf/1", 1, NOON, -600), event("u", "undo", "r", NOON + 1)),
        (reviewed("r", "gone/1", 1, NOON, -600),),
        (reviewed("r", "leaf/1", 1, NOON, -600), event("s", "suspend", "leaf/1", NOON + 1)),
    ],
)
def test_if_nothing_went_wrong_today_a_sentence_names_the_next_command(tea: Path, events: tuple[Any, ...]) -> None:
    record(*events)
    assert drill() == "nothing went wrong today: continue with 'clfcards review'\n"
    assert "among these cards" in drill("--task", "C.1")
    result = run("review", "--mistakes", "--json")
    assert json.loads(result.stdout)["answers"] == 0
    assert "nothing went wrong today" in result.stderr

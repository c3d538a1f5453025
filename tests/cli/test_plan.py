"""`clfcards plan`: what it accepts, what it says, and what it leaves as it was."""

import datetime as dt
import json
from pathlib import Path

import pytest

from clfcards.log.log import Log
from tests.command import run
from tests.fixed_clock import Clock
from tests.log_events import NOW
from tests.small_exam import full_exam, question, questions_file, write_exam

START = dt.datetime(2026, 3, 2, 18, tzinfo=dt.UTC)  # a Monday


@pytest.fixture
def clock(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Clock:
    full_exam(tmp_path / "decks")
    clock = Clock(START)
    clock.install(monkeypatch, "cli", "system")
    monkeypatch.setenv("CLFCARDS_DATA", str(tmp_path / "data"))
    monkeypatch.chdir(tmp_path)
    return clock


def plan(*arguments: str) -> dict[str, object]:
    result = run("plan", "--json", *arguments)
    assert result.exit_code == 0, result.output
    document: dict[str, object] = json.loads(result.stdout)
    return document


def kinds() -> list[str]:
    with Log.open(Path("data"), "tea-taster", NOW) as log:
        return [event.kind for event in log.events()]


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        ((), ""),
        (("--minutes", "30"), "there is no plan yet: name the exam's date and your minutes a day; run 'clfcards plan"),
        (
            ("--exam-date", "2026-04-01"),
            "a plan needs your minutes a day, too; run 'clfcards plan --exam-date 2026-04-01 --minutes 30'",
        ),
        (("--exam-date", "2026-02-01", "--minutes", "30"), "2026-02-01 is past: today is 2026-03-02; name the day"),
        (
            ("--exam-date", "2026-03-02", "--minutes", "30"),
            "an exam today leaves no day to plan: good luck, and record its result afterward; run 'clfcards result",
        ),
        (("--exam-date", "2028-03-02", "--minutes", "30"), "2028-03-02 is 731 days away, and a plan looks at most 180"),
        (
            ("--exam-date", "1.4.2026", "--minutes", "30"),
            "'1.4.2026' is not a date: write it as year-month-day, such as",
        ),
        (("--exam-date", "2026-04-01", "--minutes", "0"), "'--minutes 0' is not possible: a day has 1 to 1440 minutes"),
        (
            ("--exam-date", "2026-03-05", "--minutes", "30", "--off", "2026-03-02..05"),
            "every day until 2026-03-05 is off: give at least one of them some minutes, such as '--on 2026-03-04=30'",
        ),
        (
            ("--exam-date", "2026-04-01", "--minutes", "30", "--off", "someday"),
            "'someday' is not a day: name days as 'sat,sun', a date as '2026-03-02'",
        ),
        (
            ("--exam-date", "2026-04-01", "--minutes", "30", "--off", "2026-03-09..2026-03-01"),
            "'2026-03-09..2026-03-01' ends before it begins",
        ),
        (("--exam-date", "2026-04-01", "--minutes", "30", "--on", "sat"), "'--on sat' needs a day and its minutes"),
        (
            ("--exam-date", "2026-04-01", "--minutes", "30", "--off", "mon..fri"),
            "'mon..fri' is not a day: name days as 'sat,sun', a date as '2026-03-02', and dates as "
            "'2026-03-02..2026-03-04'",
        ),
        (
            ("--exam-date", "2026-04-01", "--minutes", "30", "--off", "2026-04-01"),
            "'2026-04-01' is outside the plan, which is from 2026-03-02 until the exam on 2026-04-01",
        ),
        (
            ("--exam-date", "2026-04-01", "--minutes", "30", "--on", "2026-03-01=5"),
            "'2026-03-01' is outside the plan, which is from 2026-03-02 until the exam on 2026-04-01",
        ),
        (("--drop",), "there is no plan to drop"),
        (("--drop", "--html", "plan.html"), "--drop ends the plan, and goes with no other option"),
        (("--drop", "--minutes", "30"), "--drop ends the plan, and goes with no other option"),
    ],
)
def test_what_leads_to_no_plan_is_a_sentence_that_helps_and_nothing_is_logged(
    clock: Clock, arguments: tuple[str, ...], sentence: str
) -> None:
    result = run("plan", *arguments)
    assert result.exit_code == (2 if arguments else 0)
    assert sentence in result.stderr.replace("\n", " ")
    if not arguments:
        said = " ".join(result.stdout.split())
        assert "there is no plan yet: 'clfcards plan --exam-date 2026-04-13 --minutes 30' makes one" in said
    assert not kinds()


def test_a_plan_is_made_changed_shown_and_dropped(clock: Clock) -> None:
    made = plan("--exam-date", "2026-03-30", "--minutes", "10", "--weekend", "20", "--off", "wed,2026-03-10..11")
    assert (made["exam_date"], made["days"], made["minutes_per_day"]) == ("2026-03-30", 28, 10)
    minutes = {day["date"]: day["minutes"] for day in made["days_plan"]}  # type: ignore[attr-defined]
    assert [minutes[f"2026-03-{day:02}"] for day in range(2, 13)] == [10, 10, 0, 10, 10, 20, 20, 10, 0, 0, 10]
    changed = plan("--on", "wed=5", "--on", "2026-03-10=7")
    minutes = {day["date"]: day["minutes"] for day in changed["days_plan"]}  # type: ignore[attr-defined]
    assert [minutes[f"2026-03-{day:02}"] for day in (4, 10, 11)] == [5, 7, 0]
    assert plan()["days_plan"] == changed["days_plan"]
    assert kinds() == ["exam-plan", "exam-plan-promise"] * 2
    assert plan("--drop")["dropped"] == "2026-03-30"
    assert plan() == {"exam": "TEA-101", "exam_date": None, "dropped": None}
    assert run("history", "undo").exit_code == 0
    assert plan()["days_plan"] == changed["days_plan"]


def test_ctrl_c_leaves_the_plan_as_it_was(clock: Clock, monkeypatch: pytest.MonkeyPatch) -> None:
    before = plan("--exam-date", "2026-03-30", "--minutes", "10")

    def interrupted(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as interrupting:
        interrupting.setattr("clfcards.use_cases.plan.change.make_outlook", interrupted)
        assert run("plan", "--minutes", "50").exit_code != 0
    assert kinds() == ["exam-plan", "exam-plan-promise"]
    assert plan()["minutes_per_day"] == before["minutes_per_day"] == 10


def test_the_plan_is_shown_in_words_with_its_calendar(clock: Clock) -> None:
    shown = run("plan", "--exam-date", "2026-03-30", "--minutes", "10", "--off", "sun").stdout
    assert "Certified Tea Taster: 30 March 2026, in 28 days" in shown
    assert "10 min a day, Sun off" in shown
    assert "It is not the chance to pass" in " ".join(shown.split())
    assert "Coverage    all " in shown
    monday = next(line for line in shown.splitlines() if line.strip().startswith("30 Mar"))
    assert monday.split()[2] == "X"
    assert max(map(len, shown.splitlines())) <= 80


def test_today_names_the_plan_and_review_takes_its_minutes(clock: Clock) -> None:
    plan("--exam-date", "2026-03-30", "--minutes", "10", "--off", "tue")
    (today,) = json.loads(run("today", "--json").stdout)["exams"]
    assert (today["plan"]["days_left"], today["minutes_per_day"], today["new"] > 0) == (28, 10, True)
    clock.now += dt.timedelta(days=1)
    shown = run("today").stdout
    assert "today is off" in shown
    assert "10 min behind" in shown
    assert "today is a day off in your plan" in shown
    assert "Nothing was reviewed" in run("review", "--plain", stdin="\n3\n").stdout
    (today,) = json.loads(run("today", "--json").stdout)["exams"]
    assert (today["plan"]["minutes_today"], today["due"], today["new"]) == (0, 0, 0)


def test_after_the_exam_the_plan_asks_for_the_result(clock: Clock) -> None:
    plan("--exam-date", "2026-03-04", "--minutes", "10")
    clock.now += dt.timedelta(days=2)
    assert "your exam is today: good luck" in " ".join(run("today").stdout.split())
    clock.now += dt.timedelta(days=1)
    for command in ("today", "plan"):
        said = " ".join(run(command).stdout.split())
        assert "your exam was on 4 March 2026: 'clfcards result SCORE' records how it went" in said
    assert json.loads(run("today", "--json").stdout)["exams"][0]["plan"] is None
    assert run("result", "130", "--day", "2026-03-04").exit_code == 0
    assert "its result is recorded" in " ".join(run("plan").stdout.split())


def test_on_the_exams_day_the_plan_says_what_is_recalled_and_plans_nothing(clock: Clock) -> None:
    plan("--exam-date", "2026-03-04", "--minutes", "10")
    clock.now += dt.timedelta(days=2)
    shown = run("plan", "--html", "plan.html")
    assert shown.exit_code == 0
    lines = run("plan").stdout.splitlines()
    assert lines[0] == "Certified Tea Taster: 4 March 2026, today"
    assert [line.split("  ")[0] for line in lines[2:4]] == ["On the day", "Then"]
    assert lines[2].endswith("<1% of the deck recalled; <1% of what the exam asks")
    assert "good luck; afterward, 'clfcards result SCORE' records how it went" in lines[3]
    said = " ".join(lines)
    assert not any(word in said for word in ("0 cards", "behind", "by domain", "Calendar"))
    page = Path("plan.html").read_text(encoding="utf-8")
    assert "The exam is on 4 March 2026, today." in page
    assert "by domain" not in page


def diagnostic_questions() -> dict[str, str]:
    """Files with enough questions for a diagnostic."""
    return {
        f"questions/{task}-x.yaml": questions_file(
            task, *(question(f"{task.lower().replace('.', '-')}-q{n}") for n in range(5))
        )
        for task in ("A.1", "A.2", "B.1", "C.1")
    }


def test_the_minutes_of_a_diagnostic_are_not_behind_the_plan(clock: Clock) -> None:
    write_exam(Path("decks"), diagnostic_questions())
    first = plan("--exam-date", "2026-03-30", "--minutes", "30")["days_plan"][0]  # type: ignore[index]
    assert (first["minutes"], first["exam"]) == (18, 12)  # 10 of 24 questions, in 30 minutes
    assert run("diagnostic", "--plain", stdin="a\n" * 10 + "s\ny\n").exit_code == 0
    clock.now += dt.timedelta(days=1)
    assert plan()["minutes_ahead"] == -18


def test_a_diagnostic_that_was_not_taken_does_not_put_the_learner_behind(clock: Clock) -> None:
    write_exam(Path("decks"), diagnostic_questions())
    clock.step = dt.timedelta(seconds=90)
    assert plan("--exam-date", "2026-03-30", "--minutes", "30")["days_plan"][0]["minutes"] == 18  # type: ignore[index]
    clock.now = START + dt.timedelta(days=1)
    second = plan()
    assert (second["days_plan"][0]["minutes"], second["minutes_ahead"]) == (18, -18)  # type: ignore[index]
    assert run("review", "--plain", stdin="\n4\n" * 40).exit_code == 0
    done = json.loads(run("today", "--json").stdout)["exams"][0]["minutes_done"]
    assert done > 0
    clock.now = START + dt.timedelta(days=2)
    third = plan()
    assert (third["days_plan"][0]["minutes"], third["minutes_ahead"]) == (30, round(done - 36, 1))  # type: ignore[index]
    clock.now = START + dt.timedelta(days=3)
    assert plan()["minutes_ahead"] == round(done - 66, 1)


def test_whoever_began_before_the_plan_has_no_diagnostic_in_it(clock: Clock) -> None:
    write_exam(Path("decks"), diagnostic_questions())
    full_exam(Path("decks"), cards_per_task=20)
    assert run("review", "--plain", stdin="\n4\n").exit_code == 0
    clock.now += dt.timedelta(minutes=5)
    assert plan("--exam-date", "2026-03-30", "--minutes", "30")["days_plan"][0]["minutes"] == 30  # type: ignore[index]
    clock.now += dt.timedelta(days=1)
    assert plan()["minutes_ahead"] == -30


def test_today_and_the_plan_say_the_same_all_day(clock: Clock) -> None:
    full_exam(Path("decks"), cards_per_task=15)
    clock.step = dt.timedelta(seconds=4)
    plan("--exam-date", "2026-03-09", "--minutes", "3")
    for day in range(4):
        clock.now = START + dt.timedelta(days=day, hours=1)
        run("review", "--plain", stdin="\n3\n" * 60)
        shown = plan()
        today = json.loads(run("today", "--json").stdout)["exams"][0]["plan"]
        names = ("exam_date", "expected_recall", "interval", "minutes_ahead", "points_ahead")
        assert {name: today[name] for name in names} == {name: shown[name] for name in names}
        first = shown["days_plan"][0]  # type: ignore[index]
        assert (today["minutes_today"], today["days_left"]) == (first["minutes"], shown["days"])
        assert shown["met"] + len(shown["dropped"]) == shown["cards"]  # type: ignore[arg-type, operator]


@pytest.mark.parametrize("back", [dt.timedelta(days=1), dt.timedelta(days=40)])
def test_answers_from_after_today_count_as_given_today(clock: Clock, back: dt.timedelta) -> None:
    """A clock that was set right, or a learner who flew west."""
    clock.step = dt.timedelta(seconds=2)
    plan("--exam-date", "2026-03-30", "--minutes", "10")
    assert run("review", "--plain", stdin="\n1\n3\n3\n4\n3\n").exit_code == 0
    clock.now = START + dt.timedelta(days=1)
    assert run("review", "--plain", stdin="\n3\n" * 5).exit_code == 0
    clock.now = START + dt.timedelta(days=1) - back
    assert run("today").exit_code == run("review", "--plain", stdin="\n3\n").exit_code == 0
    shown = plan()
    assert shown["days"] == 27 + back.days
    assert 0 < shown["expected_recall"] <= 1  # type: ignore[operator]
    assert shown["minutes_ahead"] == 0
    assert plan("--minutes", "20")["minutes_per_day"] == 20


def test_the_learners_own_limits_hold_and_the_plan_promises_no_more(clock: Clock) -> None:
    full_exam(Path("decks"), cards_per_task=15)
    clock.step = dt.timedelta(seconds=4)
    free = plan("--exam-date", "2026-03-16", "--minutes", "10")
    assert free["met"] == free["cards"]
    clock.now += dt.timedelta(hours=1)
    assert run("settings", "new_per_day", "2").exit_code == run("settings", "reviews_per_day", "30").exit_code == 0
    limited = plan()
    assert limited["met"] == 28  # two on each of fourteen days
    assert all(day["new"] <= 2 for day in limited["days_plan"])  # type: ignore[attr-defined]
    assert "Limits      at most 2 new cards and 30 reviews a day, by your settings" in run("plan").stdout
    for day in range(5):
        clock.now = START + dt.timedelta(days=day, hours=2)
        said = run("review", "--plain", stdin="\n3\n" * 60).stdout
        assert "(2 new)" in said
        (today,) = json.loads(run("today", "--json").stdout)["exams"]
        assert today["met"] == 2 * (day + 1)
        assert not today["waiting"]  # cards that were met come, too: there is time for them
    late = plan()
    assert late["met"] == 28
    assert late["interval"][0] <= limited["expected_recall"] <= late["interval"][1]  # type: ignore[index]


def test_a_deck_of_which_all_cards_are_suspended_leads_to_no_plan(clock: Clock) -> None:
    plan("--exam-date", "2026-03-16", "--minutes", "10")
    for _ in range(4):
        clock.now += dt.timedelta(minutes=1)
        run("review", "--plain", stdin="suspend\n@\n" * 40)
    refused = run("plan", "--minutes", "20")
    assert refused.exit_code == 2
    assert "all cards of this deck are suspended, so that there is nothing to plan" in refused.stderr
    clock.now += dt.timedelta(days=1)
    assert "nothing is planned, because all cards are suspended" in " ".join(run("today").stdout.split())
    none = "no card: all cards of the deck are suspended, so that there is nothing to plan"
    assert none in " ".join(run("plan").stdout.split())
    assert run("plan", "--html", "plan.html").exit_code == 0
    assert none in Path("plan.html").read_text(encoding="utf-8")
    assert plan()["days_plan"] == []


def test_on_a_day_off_no_card_is_said_to_come_back_today(clock: Clock) -> None:
    full_exam(Path("decks"), cards_per_task=15)
    clock.step = dt.timedelta(seconds=5)
    plan("--exam-date", "2026-03-30", "--minutes", "2", "--off", "tue")
    assert "in learning" not in run("review", "--plain", stdin="\n1\n" * 20).stdout
    clock.now = START + dt.timedelta(days=1)
    said = run("review", "--plain").stdout
    assert "Nothing was reviewed." in said
    assert "today is a day off in your plan" in said
    assert "in learning" not in said
    assert "used up" not in said


def test_the_usual_pace_is_named_until_the_learner_has_one(clock: Clock) -> None:
    clock.step = dt.timedelta(seconds=5)
    usual = "Pace        35 seconds for a new card and 12 for a review, until yours is known"
    assert usual in run("plan", "--exam-date", "2026-03-30", "--minutes", "10").stdout
    assert run("review", "--plain", stdin="\n3\n").exit_code == 0
    clock.now += dt.timedelta(days=1)
    assert "Pace" not in run("plan").stdout


def test_the_page_has_the_calendar_and_the_plot(clock: Clock) -> None:
    assert run("plan", "--exam-date", "2026-03-30", "--minutes", "10", "--html", "plan.html").exit_code == 0
    page = Path("plan.html").read_text(encoding="utf-8")
    assert 'title="30 March 2026: the exam"' in page
    assert page.count("<circle") == 1
    assert "It is not the chance to pass" in page


def test_minutes_without_a_card_to_ask_are_not_behind_the_plan(clock: Clock) -> None:
    full_exam(Path("decks"), cards_per_task=1)
    clock.step = dt.timedelta(seconds=8)
    plan("--exam-date", "2026-03-12", "--minutes", "10")
    for _ in range(4):
        assert run("review", "--plain", stdin="\n4\n" * 4).exit_code == 0
        clock.now += dt.timedelta(days=1)
    assert plan()["minutes_ahead"] == pytest.approx(0, abs=1)  # of 40 minutes, four cards need few
    assert "behind" not in run("today").stdout
    assert "behind" not in run("plan").stdout


def test_a_small_deck_that_is_always_studied_as_it_comes_is_not_behind(clock: Clock) -> None:
    """Ten minutes a day are more than eight cards take, and some of them are forgotten again."""
    full_exam(Path("decks"), cards_per_task=2)
    clock.step = dt.timedelta(seconds=3)
    plan("--exam-date", "2026-03-20", "--minutes", "10")
    for day in range(9):
        clock.now = START + dt.timedelta(days=day)
        assert run("review", "--plain", stdin="\n3\n\n1\n\n3\n" * 20).exit_code == 0
        clock.now = START + dt.timedelta(days=day, hours=1)
        assert "min behind" not in " ".join(run("today").stdout.split()), day
    assert plan()["minutes_ahead"] == pytest.approx(0, abs=0.5)
    clock.now = START + dt.timedelta(days=10)
    assert -10 < plan()["minutes_ahead"] < -0.5  # type: ignore[operator]  # what eight cards would have taken


def test_a_deck_that_is_too_large_for_a_plan_is_studied_without_one(
    clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    plan("--exam-date", "2026-03-12", "--minutes", "10")
    for module in ("todays_plan", "change"):
        monkeypatch.setattr(f"clfcards.use_cases.plan.{module}.MOST_CARDS", 5)
    for arguments in ((), ("--minutes", "20")):
        refused = run("plan", *arguments)
        assert refused.exit_code == 2
        assert "this deck has 24 cards, and a plan can weigh at most 5: study without one; run 'clfcards review'" in (
            " ".join(refused.stderr.split())
        )
    assert json.loads(run("today", "--json").stdout)["exams"][0]["plan"] is None
    assert run("review", stdin="q\n").exit_code == 0
    assert plan("--drop")["dropped"] == "2026-03-12"
    assert "there is no plan yet" in run("plan").stdout

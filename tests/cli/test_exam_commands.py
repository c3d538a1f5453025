"""`exam`, `diagnostic`, `readiness` and `history exams`, as the shell sees them."""

import json
import os
import sqlite3
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from clfcards.cli import practice as cli_practice
from clfcards.errors import ClfcardsError
from clfcards.pages import report as report_html
from clfcards.words import practice as words
from tests.command import run
from tests.exam.exam_bank import at
from tests.small_exam import fact, facts_file, question, questions_file, write_exam

TASKS = ("A.1", "A.2", "B.1", "C.1")


@pytest.fixture
def exam(tmp_path: Path) -> list[str]:
    """The global options for a small exam: 20 scored and 4 unscored questions, half an hour, 120 of 200 passes."""
    files = {}
    for task in TASKS:
        slug = task.lower().replace(".", "")
        items = [question(f"q-{slug}-{n}", "exam", tests=f"[f-{slug}]") for n in range(12)]
        items += [question(f"q-{slug}-s{n}", "study") for n in range(6)]
        items += [question(f"q-{slug}-two", "exam", right=2)]
        files[f"questions/{task}-x.yaml"] = questions_file(task, *items)
        files[f"facts/{task}-x.yaml"] = facts_file(task, fact(f"f-{slug}"))
    write_exam(tmp_path / "decks", files)
    return ["--decks", str(tmp_path / "decks"), "--data", str(tmp_path / "data")]


def form_of(exam: list[str]) -> dict[str, Any]:
    """The form that was begun last, from the log."""
    (database,) = Path(exam[3]).glob("*.db")
    with sqlite3.connect(database) as connection:
        query = "SELECT payload FROM event WHERE kind = 'sitting' ORDER BY number DESC LIMIT 1"
        found: dict[str, Any] = json.loads(connection.execute(query).fetchone()[0])["form"]
    connection.close()
    return found


def lines(form: dict[str, Any], right: int) -> str:
    """What to type to answer `right` of the scored questions correctly."""
    typed = []
    for number, q in enumerate(form["questions"], start=1):
        key = q["key"]
        if not q["scored"] or right <= 0:
            key = ([option for option in q["options"] if option not in key] + key)[: len(key)]
        right -= bool(q["scored"])
        typed += [f"go {number}", "".join("abcdef"[q["options"].index(option)] for option in key)]
    return "\n".join([*typed, "submit", "y", ""])


def sit(
    exam: list[str], right: int, *options: str, command: str = "exam", again: tuple[str, ...] = ()
) -> dict[str, Any]:
    """The `--json` document of a whole sitting, which is begun with `options`, left, and resumed with `again`."""
    stopped = run(*exam, command, *options, "--json", stdin="q\n")
    assert json.loads(stopped.stdout)["stopped"] is True
    done = run(*exam, command, *again, "--json", stdin="r\n" + lines(form_of(exam), right))
    assert done.exit_code == 0, done.stderr
    document: dict[str, Any] = json.loads(done.stdout)
    return document


def test_a_whole_exam_through_a_pipe(exam: list[str]) -> None:
    document = sit(exam, 14, "--seed", "3")
    assert document["form"] == {"seed": 3, "kind": "exam", "questions": 24, "scored": 20}
    assert document["raw"] == 14
    assert document["passed"] is True
    assert 120 <= document["scaled"] <= 200
    assert [(d["id"], d["of"]) for d in document["domains"]] == [("A", 10), ("B", 6), ("C", 4)]
    assert len(document["wrong"]) == 6 + 4
    assert document["ended"] == "learner"


def test_an_exam_makes_the_days_backup(exam: list[str]) -> None:
    run(*exam, "exam", stdin="q\n")
    run(*exam, "exam", stdin="q\n")
    assert len(list(Path(exam[3]).glob("backups/*-daily.db"))) == 1


def test_the_seed_gives_the_same_form_and_is_shown_to_those_who_need_it(exam: list[str], tmp_path: Path) -> None:
    """Every exam began with "(seed 328313583)", also for learners who had not asked for one."""
    begun = run(*exam, "exam", stdin="q\n")
    assert "seed" not in begun.stderr + begun.stdout
    seed = str(form_of(exam)["seed"])
    elsewhere = [*exam[:3], str(tmp_path / "other data")]
    assert f"(seed {seed})" in run(*elsewhere, "exam", "--seed", seed, stdin="q\n").stderr
    assert form_of(elsewhere) == form_of(exam)
    assert "(seed " in run(*exam, "--json", "exam", "--new", stdin="q\n").stderr


def test_a_left_exam_is_offered_and_can_be_thrown_away(exam: list[str]) -> None:
    run(*exam, "exam", "--seed", "1", stdin="q\n")
    result = run(*exam, "exam", "--length", "10", "--seed", "2", stdin="t\nq\n")
    said = " ".join(result.stdout.split())
    assert "'--length 10 --seed 2' asks for another one: type t to throw this one away and begin it" in said
    assert "You left a practice exam on" in result.stdout
    assert "0 of 10 answered" in result.stdout
    assert len(form_of(exam)["questions"]) == 10


@pytest.mark.parametrize("options", [("--domain", "Z"), ("--length", "500"), ("--redo-wrong",)])
def test_options_for_a_new_exam_are_checked_while_one_is_left(exam: list[str], options: tuple[str, ...]) -> None:
    """`exam --domain 9` went on with the exam that was left, without a word."""
    run(*exam, "exam", "--seed", "1", stdin="q\n")
    result = run(*exam, "exam", *options, stdin="q\n")
    assert result.exit_code == 2
    assert "Question 1" not in result.stdout


@pytest.mark.parametrize("options", [("--new", "--length", "25"), ("--new", "--domain", "Z")])
def test_a_left_exam_stays_when_the_new_one_is_refused(exam: list[str], options: tuple[str, ...]) -> None:
    run(*exam, "exam", "--seed", "1", stdin="q\n")
    assert run(*exam, "exam", *options, stdin="q\n").exit_code == 2
    assert "You left a practice exam on" in run(*exam, "exam", stdin="r\nq\n").stdout


@pytest.mark.parametrize("typed", ["r\nq\n", "R\nq\n", "resume\nq\n", "\nq\n", " \nq\n", ""])
def test_a_left_exam_is_resumed_by_r_by_enter_and_at_the_end_of_input(exam: list[str], typed: str) -> None:
    run(*exam, "exam", "--seed", "1", stdin="q\n")
    resumed = run(*exam, "exam", stdin=typed)
    assert "Question 1 of 24" in resumed.stdout
    assert words.UNKNOWN_CHOICE not in resumed.stdout


def test_an_unknown_key_at_the_resume_prompt_asks_again(exam: list[str]) -> None:
    """Any other key resumed a timed exam."""
    run(*exam, "exam", "--seed", "1", stdin="q\n")
    asked = run(*exam, "exam", "--json", stdin="x\nyes\nh\n")
    assert asked.stderr.count(words.UNKNOWN_CHOICE) == 2
    assert json.loads(asked.stdout)["raw"] == 0


@pytest.mark.parametrize("answer", ["true", "the", "hot", "a,c"])
def test_the_first_answer_of_a_script_decides_nothing_about_the_left_exam(exam: list[str], answer: str) -> None:
    """A line that began with t threw the exam away, and nothing in the output said that it was asked for."""
    run(*exam, "exam", "--seed", "1", stdin="a\nq\n")
    resumed = run(*exam, "exam", stdin=f"{answer}\nr\nq\n").stdout
    assert words.RESUME_PROMPT.rstrip() in resumed
    assert words.UNKNOWN_CHOICE in resumed
    assert "1 of 24 answered" in resumed


def test_a_left_exam_can_be_handed_in(exam: list[str]) -> None:
    run(*exam, "exam", stdin="q\n")
    result = run(*exam, "exam", "--json", stdin="h\n")
    assert json.loads(result.stdout)["raw"] == 0


def test_changes_of_the_bank_since_an_exam_was_left_are_reported(exam: list[str], tmp_path: Path) -> None:
    run(*exam, "exam", "--seed", "1", stdin="q\n")
    gone = form_of(exam)["questions"][0]["id"]
    for path in (tmp_path / "decks/tea-101/questions").glob("*.yaml"):
        path.write_text(path.read_text().replace(f"id: {gone}\n", f"id: {gone}-new\n"))
    result = run(*exam, "exam", stdin="r\nq\n")
    assert f"1 question was changed or removed and no longer counts: {gone}" in " ".join(result.stdout.split())
    assert "Question 1 of 23" in result.stdout


def test_changes_of_the_bank_before_the_time_ran_out_are_reported_too(
    exam: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The exam was handed in with a question that was gone, and the question was scored."""
    monkeypatch.setattr(cli_practice, "read_instant", lambda: at(0))
    run(*exam, "exam", "--seed", "1", "--strict", "--length", "5", stdin="q\n")
    gone = form_of(exam)["questions"][0]["id"]
    for path in (tmp_path / "decks/tea-101/questions").glob("*.yaml"):
        path.write_text(path.read_text().replace(f"id: {gone}\n", f"id: {gone}-new\n"))
    monkeypatch.setattr(cli_practice, "read_instant", lambda: at(86_400))
    result = run(*exam, "exam", "--json", stdin="")
    assert f"no longer counts: {gone}" in " ".join(result.stderr.split())
    report = json.loads(result.stdout)
    assert (report["form"]["scored"], report["ended"]) == (4, "clock")


@pytest.mark.parametrize("mistake", ["a broken item", "a key given twice", "a broken file", "another ending"])
@pytest.mark.parametrize("answer", ["r", "h"])
def test_a_temporary_error_in_the_sources_costs_no_question(
    exam: list[str], tmp_path: Path, mistake: str, answer: str
) -> None:
    """A question that could not be read was dropped from the exam permanently, as if it had been removed."""
    run(*exam, "exam", "--seed", "1", stdin="q\n")
    form = form_of(exam)
    path = next(
        p for p in (tmp_path / "decks/tea-101/questions").glob("*") if form["questions"][0]["id"] in p.read_text()
    )
    whole = path.read_text()
    if mistake == "a broken item":
        path.write_text(whole.replace("pool: exam", "pool: exams"))
    elif mistake == "a key given twice":
        path.write_text(whole.replace("text: cup", "text: mug, text: cup"))
    elif mistake == "a broken file":
        path.write_text(whole.replace("questions:", "questions: ["))
    else:
        path.rename(path.with_suffix(".yml"))
    refused = run(*exam, "exam", stdin=f"{answer}\n")
    assert refused.exit_code == 1
    assert "of your unfinished exam ha" in refused.stderr
    assert "Fix the errors shown by 'clfcards check'; your answers are safe" in refused.stderr
    path.with_suffix(".yml").unlink(missing_ok=True)
    path.write_text(whole)
    done = json.loads(run(*exam, "exam", "--json", stdin="r\n" + lines(form, 20)).stdout)
    assert (done["raw"], done["form"]["scored"]) == (20, 20)


def test_an_exam_can_be_thrown_away_even_if_its_questions_cannot_be_read(exam: list[str], tmp_path: Path) -> None:
    run(*exam, "exam", "--seed", "1", "--domain", "B", stdin="q\n")
    path = tmp_path / "decks/tea-101/questions/B.1-x.yaml"
    path.write_text(path.read_text().replace("pool: exam", "pool: exams", 1))
    assert "Question 1 of 5" in run(*exam, "exam", "--length", "5", stdin="t\nq\n").stdout


def test_short_domain_and_redo_forms(exam: list[str]) -> None:
    short = sit(exam, 4, "--length", "10")
    assert short["form"]["scored"] == 10
    drill = sit(exam, 2, "--domain", "B")
    assert (drill["scaled"], drill["passed"]) == (None, None)
    drilled = {q["id"] for q in form_of(exam)["questions"]}
    redo = sit(exam, 99, "--redo-wrong")
    assert redo["wrong"] == []
    assert {q["id"] for q in form_of(exam)["questions"]} == set(short["wrong"]) - drilled | set(drill["wrong"])
    refused = run(*exam, "exam", "--redo-wrong")
    assert refused.exit_code == 2
    assert "you have no wrong answers to redo" in refused.stderr


def test_time_follows_the_options(exam: list[str]) -> None:
    for options, clock in (
        ((), "30:00 left"),
        (("--length", "12"), "15:00 left"),
        (("--extra-time", "30"), "60:00 left"),
        (("--untimed",), "Question 1 of 24\n"),
    ):
        assert clock in run(*exam, "exam", "--new", *options, stdin="q\n").stdout
    assert run(*exam, "exam", "--untimed", "--strict").exit_code == 2


def test_wrong_answers_are_reviewed_with_their_reasons(exam: list[str]) -> None:
    run(*exam, "exam", "--length", "5", stdin="q\n")
    result = run(*exam, "exam", stdin="r\n" + lines(form_of(exam), 4) + "y\n\n")
    assert "is a model for practice: Tea Board publishes no conversion" in " ".join(result.stdout.split())
    assert "← your choice" in result.stdout
    assert "It is no cup." in result.stdout
    assert "https://example.org/tea" in result.stdout


def test_a_terminal_without_the_reports_symbols_shows_the_rest(exam: list[str]) -> None:
    """If its encoding had no ✓, the report was a traceback, although the exam was already handed in."""
    done = subprocess.run(
        [sys.executable, "-m", "clfcards", *exam, "exam", "--length", "5"],
        input=b"submit\ny\ny\n",
        capture_output=True,
        check=False,
        env={**os.environ, "PYTHONIOENCODING": "cp1252"},
    )
    assert (done.returncode, b"Traceback" in done.stderr) == (0, False)
    assert b"It is no cup." in done.stdout


def test_the_page_is_self_contained(exam: list[str], tmp_path: Path) -> None:
    page = tmp_path / "out" / "report.html"
    run(*exam, "exam", "--length", "5", stdin="q\n")
    run(*exam, "exam", "--html", str(page), stdin="r\n" + lines(form_of(exam), 2))
    html = page.read_text()
    assert html.startswith("<!doctype html>")
    assert "Worth reviewing" in html
    assert "<dt>To review</dt><dd>" in html
    assert not any(loads in html for loads in ("src=", "<link", "@import", "<script", "url("))


def test_a_page_that_cannot_be_written_is_refused_before_the_exam(exam: list[str], tmp_path: Path) -> None:
    """It was refused after the exam, which was handed in but never reported."""
    (tmp_path / "file").write_text("")
    for page, exit_code, error in ((tmp_path / "file" / "x.html", 1, "cannot write"), (tmp_path, 2, "is a directory")):
        result = run(*exam, "exam", "--html", str(page), stdin="q\n")
        assert (result.exit_code, error in result.stderr) == (exit_code, True)
    assert not (tmp_path / "data").exists()


def test_the_report_is_shown_even_if_the_page_can_no_longer_be_written(
    exam: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise ClfcardsError("cannot write 'x.html': no space left on device")

    monkeypatch.setattr(report_html, "write_report", full)
    run(*exam, "exam", "--length", "5", stdin="q\n")
    page = str(tmp_path / "x.html")
    result = run(*exam, "exam", "--html", page, "--json", stdin="r\n" + lines(form_of(exam), 2))
    assert (result.exit_code, "no space left" in result.stderr) == (1, True)
    assert json.loads(result.stdout)["raw"] == 2


def test_diagnostic(exam: list[str]) -> None:
    document = sit(exam, 7, command="diagnostic")
    assert document["form"] == {"seed": document["form"]["seed"], "kind": "diagnostic", "questions": 10, "scored": 10}
    assert document["share"] == 0.7
    assert document["share_interval"] == pytest.approx([0.4356, 0.8649])
    assert document["passed"] is None
    assert document["plan"]
    assert document["next"][0].startswith("clfcards")


def test_a_diagnostics_plan_is_kept_in_the_log_and_the_next_diagnostic_replaces_it(exam: list[str]) -> None:
    sit(exam, 7, command="diagnostic", again=("--minutes", "60"))
    listed = run(*exam, "history").stdout
    assert "study-plan: 60 minutes for 4 tasks" in listed
    again = run(*exam, "diagnostic", stdin="q\n")
    assert "replaces your study plan, of which 60 minutes are left" in " ".join(again.stderr.split())


@pytest.mark.parametrize("right", [10, 3, 0])
def test_diagnostic_in_words(exam: list[str], right: int) -> None:
    """Seed 1 asks for C, A and A first: even if all in domain B are wrong, ten answers cannot tell."""
    run(*exam, "diagnostic", "--seed", "1", stdin="q\n")
    output = run(*exam, "diagnostic", stdin="r\n" + lines(form_of(exam), right)).stdout
    assert "Weakest domain: cannot tell from 10 questions\n" in output
    assert "not passed" not in output
    assert "Study plan: 10 h 00 min" in output


def test_a_plan_for_more_than_a_thousand_hours_is_refused(exam: list[str]) -> None:
    """The computing time grows with the minutes: three hundred million took half a minute."""
    refused = run(*exam, "diagnostic", "--minutes", "300000000", stdin="q\n")
    assert (refused.exit_code, "30<=x<=60000" in refused.stderr) == (2, True)


def test_a_diagnostic_gets_more_questions_up_to_thirty_and_none_twice(exam: list[str]) -> None:
    """24 study questions: ten, ten more, and those of the last four that are in domains in doubt."""
    refused = run(*exam, "diagnostic", "--more")
    assert (refused.exit_code, "there is no diagnostic yet" in refused.stderr) == (2, True)
    first = sit(exam, 5, "--seed", "1", command="diagnostic")
    assert (first["answers"], first["more"], first["next"][-1]) == (10, True, "clfcards diagnostic --more")
    asked = {q["id"] for q in form_of(exam)["questions"]}
    second = sit(exam, 5, "--more", "--seed", "1", command="diagnostic")
    assert (second["form"]["kind"], second["answers"], second["raw"]) == ("more", 20, 10)
    more = {q["id"] for q in form_of(exam)["questions"]}
    assert len(more) == 10
    assert not more & asked
    assert sum(domain["of"] for domain in second["domains"]) == 20
    answers = 20
    while (begun := run(*exam, "diagnostic", "--more", "--seed", "1", stdin="q\n")).exit_code == 0 and answers < 24:
        answers = json.loads(run(*exam, "diagnostic", "--json", stdin="h\n").stdout)["answers"]
    assert 20 < answers <= 24, begun.output
    assert (begun.exit_code, "and no more can be added" in begun.stderr) == (2, True)
    assert sit(exam, 5, "--seed", "1", command="diagnostic")["answers"] == 10


def test_more_questions_are_not_confused_with_a_left_diagnostic(exam: list[str]) -> None:
    run(*exam, "diagnostic", stdin="q\n")
    said = " ".join(run(*exam, "diagnostic", "--more", stdin="r\nq\n").stdout.split())
    assert "You left a diagnostic on" in said
    assert "'--more' asks for another one: type t" in said


def test_a_left_exam_names_its_kind(exam: list[str]) -> None:
    run(*exam, "exam", "--domain", "B", stdin="q\n")
    assert "You left a practice exam of domain B on" in run(*exam, "exam", stdin="r\nq\n").stdout
    same = run(*exam, "exam", "--domain", "B", stdin="r\nq\n").stdout
    assert "asks for another one" not in same


def test_an_exam_whose_time_ran_out_is_handed_in_and_what_was_asked_for_is_named(
    exam: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cli_practice, "read_instant", lambda: at(0))
    run(*exam, "exam", "--strict", stdin="q\n")
    monkeypatch.setattr(cli_practice, "read_instant", lambda: at(86_400))
    said = " ".join(run(*exam, "exam", "--domain", "B", stdin="").stdout.split())
    assert "You asked for another one, which 'clfcards exam --domain B' begins now." in said


def test_a_score_says_how_many_questions_were_seen_before(exam: list[str]) -> None:
    """The bank has 52 exam questions, 26 of them in domain A: three exams use up its unseen ones."""
    begun = run(*exam, "exam", stdin="q\n").stderr
    assert "24 questions in 30 minutes, all new to you." in begun
    run(*exam, "exam", stdin="h\n")
    first = run(*exam, "history", "exams", "--json").stdout
    assert json.loads(first)["attempts"][0]["seen"] == {"of": 24, "exam": 0, "review": 0, "lately": 0}
    for _ in range(3):
        sit(exam, 20)
    second = run(*exam, "exam", stdin="q\n").stderr
    assert "24 of them before (24 in an exam; 24 in the last 60 days)." in " ".join(second.split())
    assert "the score will measure your memory of these questions" in " ".join(second.split())
    report = run(*exam, "exam", stdin="h\nn\n").stdout
    said = " ".join(report.split())
    assert "You had seen 24 of 24 questions before (24 in an exam; 24 in the last 60 days)." in said
    assert "does not count for 5 in a row: you had met half of its questions or more" in said
    listed = run(*exam, "history", "exams").stdout
    assert "seen" in listed.splitlines()[0]
    assert json.loads(run(*exam, "readiness", "--json").stdout)["attempts"] < 5


def test_the_diagnostic_prefers_questions_that_were_not_met_in_review(exam: list[str]) -> None:
    """24 study questions, of which the first review asks some: the diagnostic takes ten others."""
    run(*exam, "review", "--kind", "question", "--new", "8", stdin="a\n3\n" * 40)
    listed = json.loads(run(*exam, "history", "--limit", "99", "--json").stdout)["events"]
    met = {event["subject"].rpartition("/")[0] for event in listed if event["kind"] == "review"}
    assert met
    run(*exam, "diagnostic", stdin="q\n")
    asked = {q["id"] for q in form_of(exam)["questions"]}
    assert len(met) > 10 or not met & asked


def test_history_names_an_exams_kind_and_its_score(exam: list[str]) -> None:
    sit(exam, 20)
    listed = run(*exam, "history").stdout
    assert "sitting: practice exam, 24 questions" in listed
    assert "report: practice exam, 20 of 20 right, 200 passed" in listed


def test_every_question_can_be_gone_through(exam: list[str]) -> None:
    run(*exam, "exam", "--length", "10", stdin="q\n")
    every = run(*exam, "exam", stdin="r\n" + lines(form_of(exam), 10) + "a\n" + "\n" * 20).stdout
    assert all(f"Question {n} ·" in every for n in range(1, 11))
    assert "Question 7 ·" not in run(*exam, "history", "exams", "--show", "1").stdout
    shown = run(*exam, "history", "exams", "--show", "1", "--every-question").stdout
    assert all(f"Question {n} ·" in shown for n in range(1, 11))
    refused = run(*exam, "history", "exams", "--every-question")
    assert (refused.exit_code, "choose it with --show" in refused.stderr) == (2, True)


def test_readiness_from_nothing_to_something(exam: list[str]) -> None:
    empty = json.loads(run(*exam, "readiness", "--json").stdout)
    assert (empty["verdict"], empty["attempts"], empty["weakest_domain"]) == ("not enough evidence", 0, None)
    assert "clfcards diagnostic" in run(*exam, "readiness").stdout
    sit(exam, 6)
    low = json.loads(run(*exam, "readiness", "--json").stdout)
    assert (low["verdict"], low["attempts"]) == ("not yet", 1)
    assert "Not yet" in run(*exam, "readiness").stdout


def test_history_lists_shows_and_compares(exam: list[str]) -> None:
    assert "No practice exam yet" in run(*exam, "history", "exams").stdout
    sit(exam, 8)
    sit(exam, 18)
    listed = run(*exam, "history", "exams").stdout
    assert "8 of 20" in listed
    assert "18 of 20" in listed
    compared = json.loads(run(*exam, "history", "exams", "--compare", "1", "2", "--json").stdout)
    assert compared["gain"] > 40
    assert "compared with attempt 1" in run(*exam, "history", "exams", "--compare", "1", "2").stdout
    shown = json.loads(run(*exam, "history", "exams", "--show", "2", "--json").stdout)
    assert shown["raw"] == 18
    refused = run(*exam, "history", "exams", "--show", "9")
    assert (refused.exit_code, "the attempts are 1 to 2" in refused.stderr) == (2, True)


def test_a_fitted_table_can_be_shipped_and_is_read(exam: list[str], tmp_path: Path) -> None:
    sit(exam, 8)
    table = tmp_path / "decks" / "tea-101" / "difficulty.json"
    table.write_text(run(*exam, "history", "exams", "--fitted").stdout)
    assert len(json.loads(table.read_text())["questions"]) == 24
    assert run(*exam, "exam", stdin="q\n").exit_code == 0
    table.write_text('{"q-a1-0": {"logits": "much"}}')
    refused = run(*exam, "exam", "--new", stdin="q\n")
    assert (refused.exit_code, "fix it or delete it" in refused.stderr) == (1, True)


def test_a_small_bank_says_what_is_missing(tmp_path: Path) -> None:
    write_exam(tmp_path / "decks", {"questions/A.1-x.yaml": questions_file("A.1", question("q-1", "exam"))})
    result = run("--decks", str(tmp_path / "decks"), "--data", str(tmp_path / "data"), "exam")
    assert result.exit_code == 2
    assert "the bank is too small for 24 questions: it has 1 question with 'pool: exam', missing" in result.stderr


def small_bank(tmp_path: Path, **pools: str) -> list[str]:
    """The small exam with one question per letter for a task: "e" for practice exams, "s" for study."""
    files = {}
    for name, letters in pools.items():
        task = name.replace("_", ".").upper()
        items = [
            question(f"q-{name.replace('_', '')}-{n}", "exam" if letter == "e" else "study")
            for n, letter in enumerate(letters)
        ]
        files[f"questions/{task}-x.yaml"] = questions_file(task, *items)
    write_exam(tmp_path / "decks", files)
    return ["--decks", str(tmp_path / "decks"), "--data", str(tmp_path / "data")]


def test_a_diagnostic_says_which_questions_it_takes_and_what_can_be_done_instead(tmp_path: Path) -> None:
    result = run(*small_bank(tmp_path, a_1="eeeee", b_1="eees", c_1="ee"), "diagnostic")
    assert result.exit_code == 2
    assert result.output == (
        "clfcards: the diagnostic takes 10 questions with 'pool: study', and the bank has only 1: missing 5 in A "
        "Leaves (has 0 of 5), 2 in B Water (has 1 of 3), 2 in C Cups & saucers (has 0 of 2); "
        "run 'clfcards exam --length 10'\n"
    )


def test_the_next_step_of_a_refusal_runs(tmp_path: Path) -> None:
    options = small_bank(tmp_path, a_1="eeeee", b_1="eee", c_1="ee")
    refused = run(*options, "diagnostic").output.rsplit("'clfcards ", 1)[1].rstrip("'\n").split()
    assert run(*options, *refused, stdin="q\n").exit_code == 0
    whole = run(*options, "exam", "--new")
    assert "it has 10 questions with 'pool: exam', missing" in whole.output
    assert whole.output.endswith("use --length 10\n")
    assert run(*options, "exam", "--length", "10", "--new", stdin="q\n").exit_code == 0


def test_a_domain_without_questions_is_named(tmp_path: Path) -> None:
    options = small_bank(tmp_path, a_1="e" * 20, b_1="eee")
    result = run(*options, "exam", "--domain", "C")
    assert result.output.startswith("clfcards: the bank is too small for 5 questions: it has no questions with ")
    assert "in domain C" in result.output
    assert result.output.endswith("; run 'clfcards exam --length 2'\n")


def test_readiness_on_a_small_bank_says_so_and_advises_what_can_be_done(tmp_path: Path) -> None:
    options = small_bank(tmp_path, a_1="eee", b_1="ee", c_1="e")
    document = json.loads(run(*options, "readiness", "--json").stdout)
    assert "the bank has only 6 questions for practice exams, but a verdict takes 10 answers" in document["reasons"]
    assert document["next"]["command"] == "clfcards exam --length 6"


def test_readiness_without_any_question_advises_the_cards(tmp_path: Path) -> None:
    write_exam(tmp_path / "decks", {"facts/A.1-x.yaml": facts_file("A.1", fact("leaf"))})
    options = ["--decks", str(tmp_path / "decks"), "--data", str(tmp_path / "data")]
    document = json.loads(run(*options, "readiness", "--json").stdout)
    assert "the bank has no questions for practice exams, but a verdict takes 10 answers" in document["reasons"]
    assert document["next"]["command"] == "clfcards review"

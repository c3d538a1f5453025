"""From learners' answers to the difficulties of a bank: `history share`, `bank calibrate`, `coverage --difficulty`,
and `result`."""

import datetime as dt
import json
from pathlib import Path

import pytest

from clfcards.use_cases import calibrate
from tests.cli.test_exam_commands import exam, sit
from tests.command import run
from tests.fixed_clock import Clock

__all__ = ["exam"]


def test_answers_of_two_learners_calibrate_the_bank(exam: list[str], tmp_path: Path) -> None:
    shared = []
    for learner, right in (("ada", 19), ("bob", 8)):
        own = [*exam[:3], str(tmp_path / learner)]
        sit(own, right, "--seed", "1")
        shared.append(str(tmp_path / f"{learner}.json"))
        result = run(*own, "history", "share", shared[-1])
        assert "24 answers of 1 practice exam, without your name" in result.stdout, result.stderr
    folder = tmp_path / "decks" / "tea-101"
    tried = run(*exam[:2], "bank", "calibrate", *shared)
    assert tried.stdout.splitlines() == [
        "48 answers of 2 learners to 24 questions",
        "nothing was written: use --write to write it",
    ]
    assert not (folder / "difficulty.json").exists()
    written = json.loads(run(*exam[:2], "bank", "calibrate", *shared, shared[0], "--write", "--json").stdout)
    assert (written["counted"], written["learners"]) == (48, 2)
    rows = json.loads((folder / "difficulty.json").read_text())["questions"]
    assert {row["answers"] for row in rows.values()} == {2}
    assert sum(row["right"] for row in rows.values()) == 27 + 0  # the unscored four are wrong in both
    listed = json.loads(run(*exam[:2], "coverage", "--difficulty", "--json").stdout)["questions"]
    assert sum(each["answers"] for each in listed) == 48
    text = run(*exam[:2], "coverage", "--difficulty").stdout
    assert "Separation" in text
    assert "without answers of learners:" in text


def test_answers_in_the_banks_table_do_not_count_again_for_the_learner_who_gave_them(
    exam: list[str], tmp_path: Path
) -> None:
    sit(exam, 8)
    own = json.loads(run(*exam, "history", "exams", "--fitted").stdout)
    shared = tmp_path / "shared.json"
    run(*exam, "history", "share", str(shared))
    run(*exam[:2], "bank", "calibrate", str(shared), "--write")
    again = json.loads(run(*exam, "history", "exams", "--fitted").stdout)
    assert own["questions"] == again["questions"]
    run(*exam, "exam", "--new", "--seed", "5", stdin="q\n")
    table = json.loads((tmp_path / "decks" / "tea-101" / "difficulty.json").read_text())["questions"]
    from tests.cli.test_exam_commands import form_of

    met = {q["id"]: q["difficulty"] for q in form_of(exam)["questions"] if q["id"] in table}
    assert met
    assert met == {id_: table[id_]["logits"] for id_ in met}


def test_nothing_to_share_is_said(exam: list[str], tmp_path: Path) -> None:
    result = run(*exam, "history", "share", str(tmp_path / "s.json"))
    assert (result.exit_code, "there is nothing to share yet" in result.stderr) == (2, True)
    assert not (tmp_path / "s.json").exists()


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "is not a history that a learner shared"),
        (b"\xff\x00", "is not a history that a learner shared"),
        (b'{"clfcards": "log"}', "is not a history that a learner shared"),
        (b'{"namespace": "x", "exam": "x", "learner": "x"}', "holds answers to the deck 'x', not to 'tea-taster'"),
        (
            b'{"format": 2, "namespace": "tea-taster", "exam": "x", "learner": "x"}',
            "is not a history that a learner shared",
        ),
        (b"[" * 100_000, "is not a history that a learner shared"),
    ],
)
def test_another_file_is_refused_in_a_sentence(exam: list[str], tmp_path: Path, content: bytes, message: str) -> None:
    (tmp_path / "file.json").write_bytes(content)
    result = run(*exam[:2], "bank", "calibrate", str(tmp_path / "file.json"), "--write")
    assert (result.exit_code, message in result.stderr) == (2, True), result.stderr
    assert not (tmp_path / "decks" / "tea-101" / "difficulty.json").exists()


def test_a_file_too_large_is_refused_before_it_is_read(
    exam: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(calibrate, "MOST_BYTES", 100)
    (tmp_path / "file.json").write_bytes(b" " * 101)
    result = run(*exam[:2], "bank", "calibrate", str(tmp_path / "file.json"))
    assert (result.exit_code, "is larger than" in result.stderr) == (1, True)


def test_a_real_result_is_recorded_with_what_readiness_had_said(exam: list[str], tmp_path: Path) -> None:
    sit(exam, 18)
    today = dt.datetime.now().astimezone().date()
    recorded = json.loads(run(*exam, "result", "150", "--json").stdout)
    assert (recorded["passed"], recorded["value"], recorded["day"]) == (True, 150, str(today))
    # The exam was taken today, so that nothing was known when the day began.
    assert recorded["forecast"]["verdict"] == "not enough evidence"
    failed = run(*exam, "result", "failed", "--day", "2026-01-02")
    assert "TEA-101 on 2026-01-02: not passed." in failed.stdout
    listed = run(*exam, "history").stdout
    assert "result TEA-101: passed with 150 on" in listed
    shared = tmp_path / "s.json"
    assert "and 2 real results" in run(*exam, "history", "share", str(shared)).stdout
    calibrated = run(*exam[:2], "bank", "calibrate", str(shared), "--write").stdout
    assert "2 real results: 1 passed; readiness had expected" in calibrated
    assert json.loads(run(*exam, "readiness", "--json").stdout)["real_results"] == 2
    assert "compared with 2 real results" in " ".join(run(*exam, "readiness").stdout.split())


def test_a_result_can_be_taken_back(exam: list[str], tmp_path: Path) -> None:
    run(*exam, "result", "119")
    assert "undone:" in run(*exam, "history", "undo").stdout
    result = run(*exam, "history", "share", str(tmp_path / "s.json"))
    assert result.exit_code == 2


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (("201",), "'201' is no result: give a score from 0 to 200, 'passed' or 'failed'"),
        (("-5",), ""),
        (("812.5",), "is no result"),
        (("maybe",), "is no result"),
        (("150", "--day", "2999-01-01"), "the exam cannot have been on 2999-01-01"),
        (("150", "--day", "yesterday"), "'yesterday' does not match"),
    ],
)
def test_what_is_no_result_is_refused(exam: list[str], words: tuple[str, ...], message: str) -> None:
    result = run(*exam, "result", *words)
    assert (result.exit_code, message in result.stderr) == (2, True), result.stderr


def test_a_forecast_uses_only_what_was_known_when_the_day_began(
    exam: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    clock = Clock(dt.datetime(2026, 3, 2, 12, tzinfo=dt.timezone(dt.timedelta(hours=-5))))
    clock.install(monkeypatch, "cli", "system")
    for _ in range(3):
        sit(exam, 18)
    forecasts = {
        day: json.loads(run(*exam, "result", "150", "--day", day, "--json").stdout)["forecast"]
        for day in ("2026-03-01", "2026-03-02")
    }
    assert [each["attempts"] for each in forecasts.values()] == [0, 0]
    clock.now += dt.timedelta(days=1)
    sit(exam, 5)  # on the day of the exam, which its forecast leaves out
    after = json.loads(run(*exam, "result", "150", "--json").stdout)["forecast"]
    assert after["probability"] > 0.6
    assert after["probability"] > json.loads(run(*exam, "readiness", "--json").stdout)["exam_day"]["probability"]

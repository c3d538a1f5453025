"""The report of an exam, as printed and as a document. The expected numbers are computed by hand."""

from dataclasses import replace

import pytest

from clfcards.codec import to_json
from clfcards.exam.report import Report, report_of
from clfcards.exam.score import FormScore, Score
from clfcards.exam.seen import Seen
from clfcards.words.report import document, lines
from tests.exam.exam_bank import GUIDE, answered, do, form, sitting

NEW = Seen(10, 0, 0, 0)
SCORE = Score("scaled", value=712, cut=700, low=650, high=770, passed=True)
RESULT = FormScore(raw=7, of=10, cut=6, score=SCORE, repeat_pass=0.523)
REPORT = replace(report_of(GUIDE, answered(sitting(form(10)), 7)), result=RESULT, is_short=False)


def drawn(report: Report, width: int = 100) -> list[str]:
    return [line.text for line in lines(GUIDE, report, NEW, width)]


def test_the_score_and_what_it_may_mean() -> None:
    """Half the distance from 650 to 770 is 60."""
    text = drawn(REPORT)
    assert text[0].startswith("Practice exam · 10 questions · 2026-03-01 ")
    assert text[0].endswith(" · seed 1")
    assert text[2] == "✓ 712 of 1000: passed (700 passes)"
    assert " ".join(text[3:5]) == (
        "Standard error 60: two times in three, the true score is between 650 and 770, and the next score can be "
        "further away; someone of exactly this ability would pass 52 of 100 such forms."
    )
    assert text[5] == "7 of 10 scored questions right; on this form 6 pass."


def test_a_fail_says_so() -> None:
    failed = replace(REPORT, result=replace(RESULT, score=replace(SCORE, value=640, passed=False)))
    verdict = lines(GUIDE, failed, NEW, 100)[2]
    assert (verdict.text, verdict.style) == ("✗ 640 of 1000: not passed (700 passes)", "bad")


def test_every_domain_is_followed_by_its_tasks() -> None:
    """Two of three right fill seven of ten columns of the bar; two of four fill five."""
    rows = [line for line in drawn(REPORT, 70) if line[-1:] in ("━", "╌")]
    assert rows[0] == f"{'1 Domain 1, 24%':<50} 2 of 2   ━━━━━━━━━━"
    assert rows[1] == f"   {'1.1 Task 1.1':<47} 1 of 1   ━━━━━━━━━━"
    assert f"{'2 Domain 2, 30%':<50} 2 of 3   ━━━━━━━╌╌╌" in rows
    assert f"{'3 Domain 3, 34%':<50} 2 of 4   ━━━━━╌╌╌╌╌" in rows


def test_how_it_was_worked() -> None:
    """Ten questions in a minute and a half, all of it spent on the first; one guess, which was right."""
    first = form(10).questions[0]
    state = do(sitting(form(10)), "marked", 30, first.id, word="guess")
    report = report_of(GUIDE, answered(state, 7, seconds=90.0))
    text = drawn(report)
    assert [line for line in text if line.startswith(("Time", "Changed", "Guessed", "Unanswered", "To review"))] == [
        "Time        1:30 of 90:00, 90 s for the middle question",
        "Changed     0 right to wrong, 0 wrong to right",
        "Guessed     1, of which 1 right by luck",
        "Unanswered  0",
        "To review   4: wrong, flagged or guessed",
    ]


def test_one_domain_has_no_score() -> None:
    drill = report_of(GUIDE, answered(sitting(replace(form(10), kind="domain")), 4))
    text = drawn(drill)
    assert text[0].startswith("Practice of one domain · 10 questions · ")
    assert text[2] == "4 of 10 right. No score: these questions are not a sample of the exam."


def test_questions_no_longer_in_the_bank_are_counted() -> None:
    ids = [q.id for q in form(10).questions]
    for void, sentence in (
        (ids[:1], "1 question is no longer in the bank and does not count."),
        (ids[:2], "2 questions are no longer in the bank and do not count."),
    ):
        state = do(sitting(form(10)), "voided", 1, options=tuple(void))
        assert sentence in drawn(report_of(GUIDE, answered(state, 7)))


def test_the_document() -> None:
    assert to_json(document(GUIDE, REPORT, NEW)) == {
        "form": {"seed": 1, "kind": "exam", "questions": 10, "scored": 10},
        "seen": {"of": 10, "exam": 0, "review": 0, "lately": 0},
        "partly_right": {"of": 1, "partly": 0, "points": 0},
        "raw": 7,
        "scaled": 712,
        "interval": (650, 770),
        "cut": 6,
        "passed": True,
        "domains": tuple(
            {"id": id_, "name": f"Domain {id_}", "right": right, "of": of}
            for id_, right, of in (("1", 2, 2), ("2", 2, 3), ("3", 2, 4), ("4", 1, 1))
        ),
        "tasks": tuple({"id": t.id, "name": t.title, "right": t.right, "of": t.of} for t in REPORT.tasks),
        "seconds": 60.0,
        "ended": "learner",
        "wrong": REPORT.wrong,
        "unanswered": (),
        "flagged": (),
        "guessed": (),
        "lucky": (),
        "right_to_wrong": (),
        "wrong_to_right": (),
        "score": {"kind": "scaled", "value": 712, "cut": 700, "low": 650, "high": 770, "passed": True},
    }


def test_the_document_without_a_score() -> None:
    drill = document(GUIDE, report_of(GUIDE, answered(sitting(replace(form(10), kind="domain")), 4)), NEW)
    assert (drill.scaled, drill.interval, drill.cut, drill.passed, drill.score) == (None, None, None, None, None)


def test_what_all_or_nothing_cost_is_told_once_and_a_narrow_pass_is_called_so() -> None:
    """The form has one multiple-response question; half of it right is half an answer more than seven."""
    state = sitting(form(10))
    two = next(q for q in state.form.questions if len(q.key) == 2)
    half = (sorted(two.key)[0], next(option for option in two.options if option not in two.key))
    state = do(do(state, "chose", 5, two.id, half), "submitted", 9, word="learner")
    drill = replace(report_of(GUIDE, state), is_short=False)
    assert "all-or-nothing scoring cost about 0.5 answers." in " ".join(drawn(drill))
    narrow = " ".join(drawn(REPORT))
    assert "This is a narrow pass. Nerves on the day typically cost a few percentage points: 3%" in narrow
    assert "Aim for 750 to 800 or more in full timed exams before you book." in narrow


@pytest.mark.parametrize(("right", "said"), [(0, "fewer than 1 of 100"), (50, "more than 99 of 100")])
def test_to_pass_again_is_never_certain_or_impossible(right: int, said: str) -> None:
    text = " ".join(drawn(report_of(GUIDE, answered(sitting(form(50)), right))))
    assert f"of exactly this ability would pass {said} such forms" in text

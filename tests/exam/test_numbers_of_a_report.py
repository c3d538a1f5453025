"""The numbers in a report, each computed by hand for forms whose questions are all equally hard."""

import math
from dataclasses import replace

import pytest

from clfcards.exam.report import report_of
from clfcards.exam.scale import Scale, equated, form_cut, scale_of, scaled_score
from clfcards.exam.score import FormScore, Score
from clfcards.exam.sitting import Sitting, begin
from clfcards.exam.timing import Timing
from tests.exam.exam_bank import at, do
from tests.exam.tiny_exam import tiny_form, tiny_guide

EVEN = Scale(100, 700, 1000, (0.0, 0.0, 0.0, 0.0), 2)
"""Four questions, of which two must be right: a right answer is worth 300 points below the cut and 150 above it."""
HARD = (math.log(3),) * 4
"""A learner who gets half of EVEN right gets a quarter of these right, because the odds are a third."""


@pytest.mark.parametrize(
    ("raw", "points", "low", "high"),
    [
        # Right answers ± √(4 p (1 − p)), p = raw/4 (0 and 4 count as ½ and 3½ for the error), in points:
        (0, 100, 100, 298),  # 0 + 0.6614 → 100 + 198.4; below 0 there is nothing
        (1, 400, 140, 660),  # 1 ± 0.8660 → 400 ± 259.8
        (2, 700, 400, 850),  # 2 ± 1 → 700 − 300, 700 + 150
        (3, 850, 720, 980),  # 3 ± 0.8660 → 850 ± 129.9
        (4, 1000, 901, 1000),  # 4 − 0.6614 → 1000 − 99.2
    ],
)
def test_points_and_interval(raw: int, points: int, low: int, high: int) -> None:
    score = scaled_score(EVEN, EVEN.reference, raw)
    assert (score.points, score.low, score.high) == (points, low, high)
    assert (score.raw, score.of, score.cut, score.passed) == (raw, 4, 2, raw >= 2)


def test_the_standard_error_is_half_the_width_of_the_interval() -> None:
    """From 650 to 760 points are 110. From 61.2% to 75% are 13.8 percentage points."""
    scaled, percent = Score("scaled", 700, 700, 650, 760, True), Score("percent", 70, 70, 61.2, 75, True)
    assert [FormScore(35, 50, 35, score, 0.5).standard_error for score in (scaled, percent)] == [55, 6.9]


def test_a_harder_form_needs_fewer_right_answers_and_gives_more_points_for_them() -> None:
    """Ability at 2 of 4 on HARD is ln 3: three quarters right on EVEN, so 3 right answers, 850 points.

    The error there: one right answer on HARD (√(4·¼)), times the slopes' ratio 0.75/1, is 0.75 right answers on
    EVEN: 850 ± 112.5. At ability 0 a quarter of HARD is right, so one right answer passes.
    """
    assert form_cut(EVEN, HARD) == 1
    assert equated(EVEN, HARD, 2) == pytest.approx(3)
    score = scaled_score(EVEN, HARD, 2)
    assert (score.points, score.low, score.high, score.passed) == (850, 738, 963, True)
    assert scaled_score(EVEN, HARD, 1).points == 700


def test_the_probability_of_passing_again() -> None:
    """Two of four at even odds: 11 of 16 outcomes have two or more right. On HARD one is enough: 15 of 16."""
    assert scaled_score(EVEN, EVEN.reference, 2).repeat_pass == pytest.approx(11 / 16)
    assert scaled_score(EVEN, HARD, 2).repeat_pass == pytest.approx(15 / 16)


def test_the_reference_form_is_evenly_spaced_from_the_easiest_to_the_hardest() -> None:
    guide = tiny_guide(100, scored=5, cut=3)
    spread = replace(guide, practice=replace(guide.practice, difficulty_easiest=-1.0, difficulty_hardest=3.0))
    assert scale_of(spread).reference == (-1.0, 0.0, 1.0, 2.0, 3.0)
    single = replace(spread, format=replace(spread.format, scored=1))
    assert scale_of(single).reference == (-1.0,)


# ── a whole report ──

GUIDE = tiny_guide(50, 50, scored=4, cut=2)


def sat() -> Sitting:
    """q1 is right after 10 s, q2 wrong after 30 s more, q3 right 20 s later, 40 s before the end; q4 is never seen.

    q5 is unscored, and is wrong too: its answer was a guess.
    """
    state = begin("s", tiny_form("1", "1", "2", "2", unscored=1), Timing(600.0), at(0))
    state = do(state, "chose", 10, "q1", ("a",))
    state = do(state, "looked", 10, "q2")
    state = do(state, "chose", 40, "q2", ("b",))
    state = do(state, "looked", 40, "q3")
    state = do(state, "chose", 60, "q3", ("a",))
    state = do(state, "chose", 60, "q5", ("c",))
    state = do(state, "marked", 60, "q5", word="guess")
    return do(state, "submitted", 100, word="learner")


def test_a_report_counts_the_right_answers() -> None:
    """Two of four scored questions are exactly the cut, so 700 of 1000; one standard error is 400 to 850."""
    report = report_of(GUIDE, sat())
    assert (report.raw, report.scored, report.passed) == (2, 4, True)
    assert report.result is not None
    assert report.score == Score("scaled", value=700, cut=700, low=400, high=850, passed=True)
    assert (report.result.cut, report.result.standard_error) == (2, 225)
    assert [(part.id, part.weight, part.right, part.of) for part in report.domains] == [
        ("1", 50, 1, 2),
        ("2", 50, 1, 2),
    ]
    assert [(part.id, part.right, part.of) for part in report.tasks] == [("1.1", 1, 2), ("2.1", 1, 2)]


def test_a_report_lists_wrong_unanswered_and_guessed_questions() -> None:
    report = report_of(GUIDE, sat())
    assert report.wrong == ("q2", "q4", "q5")
    assert report.unanswered == ("q4",)
    assert (report.guessed, report.lucky) == (("q5",), ())


def test_a_report_has_the_time_used() -> None:
    """100 of 600 seconds; 10 on q1, 30 on q2, 20 + 40 on q3: the median is 30."""
    pace = report_of(GUIDE, sat()).pace
    assert (pace.seconds, pace.limit_seconds) == (100, 600)
    assert pace.median_seconds == 30

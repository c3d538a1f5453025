"""Past attempts, as printed and as documents. The expected numbers are computed by hand."""

from collections.abc import Sequence
from dataclasses import replace

from clfcards.codec import to_json
from clfcards.exam.attempts import Attempt, compare
from clfcards.exam.report import Report
from clfcards.words.attempts import comparison_document, comparison_lines, document, lines
from tests.exam.exam_bank import GUIDE
from tests.words.test_report import NEW, REPORT, RESULT, SCORE

BETTER = replace(REPORT, raw=9, result=replace(RESULT, raw=9, score=replace(SCORE, value=900, low=855, high=945)))
SEEN = replace(NEW, exam=3, review=1, lately=4)
DRILL = replace(REPORT, result=None)


def numbered(reports: Sequence[Report]) -> list[Attempt]:
    return [Attempt(number, report, SEEN) for number, report in enumerate(reports, start=1)]


def test_without_attempts_the_list_names_the_command() -> None:
    assert [line.text for line in lines(GUIDE, [], 80)] == ["No practice exam yet: start with 'clfcards exam'."]


def test_the_list_shows_each_score_on_the_scale() -> None:
    """A width of 102 leaves 51 columns for 900 points: 712 is in column 50·612/900 = 34, 700 in 33, 650 in 30.6,
    and 770 in 37.2."""
    head, first = lines(GUIDE, numbered([REPORT]), 102)
    row = "1  2026-03-01  10 questions  7 of 10     4    712"
    assert first.text.startswith(row)
    assert first.text[len(row) + 2 :] == " " * 31 + "──│●───"
    assert first.style == "good"
    assert head.text[len(row) + 2 :] == "100" + " " * 29 + "700" + " " * 12 + "1000"


def test_a_narrow_list_has_no_scale_and_a_drill_no_score() -> None:
    rows = [line.text for line in lines(GUIDE, numbered([DRILL]), 50)]
    assert rows == [
        "   day         exam            right  seen  score",
        "1  2026-03-01  10 questions  7 of 10     4      –",
    ]


def test_the_columns_fit_every_attempt() -> None:
    many = [REPORT] * 9 + [replace(DRILL, raw=10)]
    assert [line.text for line in lines(GUIDE, numbered(many), 50)][9:] == [
        " 9  2026-03-01  10 questions   7 of 10     4    712",
        "10  2026-03-01  10 questions  10 of 10     4      –",
    ]


def test_a_gain_is_compared_with_its_error() -> None:
    """√(60² + 45²) = 75; 188 is more than twice that."""
    text = [line.text for line in comparison_lines(compare(*numbered([REPORT, BETTER])), 100)]
    assert text[:2] == [
        "Attempt 2 compared with attempt 1",
        "+188 points, standard error of the difference 75: more than chance explains.",
    ]
    assert "2 Domain 2: 2 of 3 → 2 of 3 (+0%)" in text
    assert text[-1] == "Time: 1:00 → 1:00"


def test_without_a_score_only_the_shares_are_compared() -> None:
    comparison = compare(*numbered([REPORT, DRILL]))
    text = [line.text for line in comparison_lines(comparison, 100)]
    assert text[1] == "Their scores cannot be compared, only the shares of right answers."
    made = comparison_document(GUIDE, comparison)
    assert (made.gain, made.standard_error) == (None, None)


def test_the_documents_number_the_attempts_first() -> None:
    first, second = to_json(document(GUIDE, numbered([REPORT, BETTER])))["attempts"]
    assert list(first)[:5] == ["number", "ended_at", "form", "seen", "partly_right"]
    assert (first["number"], second["number"], second["scaled"]) == (1, 2, 900)
    assert first["ended_at"] == "2026-03-01T12:01:00+00:00"
    compared = to_json(comparison_document(GUIDE, compare(*numbered([REPORT, BETTER]))))
    assert list(compared) == ["earlier", "later", "gain", "standard_error"]
    assert (compared["gain"], compared["standard_error"]) == (188, 75)

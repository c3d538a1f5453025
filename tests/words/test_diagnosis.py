"""The result of a diagnostic, as printed and as a document. The expected numbers are computed by hand."""

from dataclasses import replace

import pytest

from clfcards.exam.diagnostic import diagnose
from clfcards.exam.report import report_of
from clfcards.exam.seen import Seen
from clfcards.exam.study_plan import study_plan
from clfcards.words.diagnosis import document, lines
from tests.exam.exam_bank import EVERYTHING, GUIDE, answered, form, sitting

NEW = Seen(10, 0, 0, 0)
REPORT = report_of(GUIDE, answered(sitting(form(10)), 7))
DIAGNOSIS = diagnose(GUIDE, {}, [REPORT], 600, EVERYTHING)


def test_where_the_learner_stands() -> None:
    """7 of 10 right: the 5% and 95% quantiles of Beta(8, 4) are 0.4356 and 0.8649."""
    text = [line.text for line in lines(GUIDE, DIAGNOSIS, NEW, 100)]
    assert text[0] == "Diagnostic · 7 of 10 right"
    assert text[2].startswith("You would answer between 44% and 86% of such questions correctly (90% interval).")
    assert " ".join(text[2:4]).endswith(" 10 questions are too few for a verdict.")
    assert "Weakest domain: cannot tell from 10 questions" in text


def test_no_share_is_certain() -> None:
    """0 of 10 right: the 5% quantile of Beta(1, 11) is 0.0047."""
    none = diagnose(GUIDE, {}, [report_of(GUIDE, answered(sitting(form(10)), 0))], 600, EVERYTHING)
    assert lines(GUIDE, none, NEW, 100)[2].text.startswith("You would answer between <1% and 24% of such questions")


def test_the_plan_divides_the_minutes_by_weight_and_by_what_is_unknown() -> None:
    """With known shares of 75%, 60%, 50% and 2/3, the claims 6, 12, 17 and 4 of 39 divide 120 steps of five minutes
    into 18.5, 36.9, 52.3 and 12.3, rounded to 19, 37, 52 and 12."""
    known = {"1": 0.75, "2": 0.6, "3": 0.5, "4": 2 / 3}
    plan = study_plan(GUIDE, {}, known, (), 600)
    text = [line.text for line in lines(GUIDE, replace(DIAGNOSIS, plan=plan), NEW, 100)]
    start = text.index("Study plan: 10 h 00 min")
    assert [line for line in text[start:] if " min  " in line] == [
        " 260 min  3 Domain 3",
        " 185 min  2 Domain 2",
        "  95 min  1 Domain 1",
        "  60 min  4 Domain 4",
    ]
    rest = " ".join(text[start:])
    assert "600 minutes are 20 a day for 30 days; 'clfcards diagnostic --minutes N' plans another number." in rest


def test_what_to_do_next() -> None:
    text = [line.text for line in lines(GUIDE, DIAGNOSIS, NEW, 100)]
    start = text.index("From here")
    assert text[start + 1 : start + 5] == [
        "clfcards review                learn a few cards a day",
        "clfcards review --domain 3     learn first where you have the most to gain",
        "clfcards exam                  take a full practice exam, once you know the cards",
        "clfcards readiness             find out whether you are ready",
    ]


@pytest.mark.parametrize("width", [20, 30, 40, 60])
def test_in_a_narrow_window_nothing_is_cut_off(width: int) -> None:
    text = [line.text for line in lines(GUIDE, DIAGNOSIS, NEW, width)]
    assert max(map(len, text)) <= width
    rest = " ".join(" ".join(text[text.index("From here") :]).split())
    assert "clfcards exam take a full practice exam, once you know the cards clfcards readiness" in rest


def test_a_diagnostic_of_one_question_is_told_in_the_singular() -> None:
    one = diagnose(GUIDE, {}, [report_of(GUIDE, answered(sitting(form(1)), 1))], 600, EVERYTHING)
    text = " ".join(line.text for line in lines(GUIDE, one, NEW, 100))
    assert "1 question is too few for a verdict." in " ".join(text.split())
    assert "cannot tell from 1 question " in text


def test_the_share_is_rounded_to_four_decimals() -> None:
    """2 of 3 right are 0.666…"""
    three = diagnose(GUIDE, {}, [report_of(GUIDE, answered(sitting(form(3)), 2))], 600, EVERYTHING)
    assert document(GUIDE, three, NEW).share == 0.6667


def test_the_document_extends_the_reports() -> None:
    made = document(GUIDE, DIAGNOSIS, NEW)
    assert (made.raw, made.share, made.weakest_domain) == (7, 0.7, None)
    assert made.share_interval == pytest.approx((0.4356, 0.8649))
    assert [(domain.id, domain.minutes) for domain in made.plan] == [(d.id, d.minutes) for d in DIAGNOSIS.plan]
    assert (made.answers, made.more, made.passed, made.cut) == (10, True, None, None)
    assert (made.scaled, made.interval) == (DIAGNOSIS.score.value, (DIAGNOSIS.score.low, DIAGNOSIS.score.high))
    assert made.next == (
        "clfcards review",
        "clfcards review --domain 3",
        "clfcards exam",
        "clfcards readiness",
        "clfcards diagnostic --more",
    )

"""Readiness. The expected numbers are the worked values of the exam notes, to four digits."""

import datetime as dt
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from clfcards.exam.beta import Beta, beta_binomial, probability_at_most, probability_lowest, quantile
from clfcards.exam.diagnostic import share_interval
from clfcards.exam.evidence import HALF_LIFE_DAYS, Recall, discount, domain_beta, probability_of_passing
from clfcards.exam.form import Form
from clfcards.exam.readiness import Readiness, assess
from clfcards.exam.report import report_of
from clfcards.exam.sightings import FirstSighting, first_sightings
from clfcards.exam.sitting import Sitting
from clfcards.exam.verdict import (
    BeginWithDiagnostic,
    Book,
    LeastProbability,
    MayBeLuck,
    PassingProbability,
    SitWholeExam,
    StudyDomain,
    TooFewAnswers,
    UnansweredDomains,
    WeakDomain,
)
from tests.exam.exam_bank import EVERYTHING, GUIDE, NOON, answered, form, sitting


def passing(right: int, of: int) -> float:
    return probability_of_passing([(Beta(1 + right, 1 + of - right), 50)], 35)


@pytest.mark.parametrize(
    ("right", "of", "probability"), [(33 + 36 + 38, 150, 0.6202), (40, 50, 0.8844), (120, 150, 0.94)]
)
def test_the_probability_of_passing_has_the_worked_values(right: int, of: int, probability: float) -> None:
    assert passing(right, of) == pytest.approx(probability, abs=5e-5)


def test_the_interval_of_a_diagnostic_with_seven_right() -> None:
    assert share_interval(7, 10) == pytest.approx((0.436, 0.865), abs=5e-4)


def test_the_incomplete_beta_function_agrees_with_the_binomial() -> None:
    """I_x(a, b) for integers a and b is a binomial tail. Source: DLMF 8.17.5."""
    assert probability_at_most(Beta(2, 3), 0.4) == pytest.approx(
        sum(c * 0.4**k * 0.6 ** (4 - k) for k, c in ((2, 6), (3, 4), (4, 1)))
    )
    assert (probability_at_most(Beta(2, 3), 0.0), probability_at_most(Beta(2, 3), 1.0)) == (0, 1)


@settings(max_examples=40, deadline=None)
@given(st.floats(0.3, 400), st.floats(0.3, 400), st.floats(0.01, 0.99))
def test_the_quantile_is_the_inverse_of_the_distribution(right: float, wrong: float, probability: float) -> None:
    beta = Beta(right, wrong)
    assert probability_at_most(beta, quantile(beta, probability)) == pytest.approx(probability, abs=1e-6)
    assert sum(beta_binomial(beta, 20)) == pytest.approx(1)


def test_equal_parts_are_equally_likely_to_be_the_lowest() -> None:
    assert probability_lowest([Beta(3, 2)] * 4) == pytest.approx([0.25] * 4)
    assert probability_lowest([Beta(1, 20), Beta(20, 1)])[0] == pytest.approx(1, abs=1e-4)


def sat(*rights: int, limit: float | None = 5400.0) -> list[Sitting]:
    """Whole forms without a common question, each with the given number right."""
    return [answered(sitting(_fresh(n), limit), right) for n, right in enumerate(rights)]


def _fresh(n: int) -> Form:
    made = form(seed=n)
    return replace(made, questions=tuple(replace(q, id=f"{n}-{q.id}") for q in made.questions))


def assessed(sittings: list[Sitting], days_later: float = 0, memory: dict[str, Recall] | None = None) -> Readiness:
    reports = [report_of(GUIDE, s) for s in sittings]
    now = NOON + dt.timedelta(days=days_later)
    return assess(GUIDE, reports, first_sightings(sittings), now, memory or {}, EVERYTHING)


def test_without_answers_there_is_not_enough_evidence() -> None:
    readiness = assessed([])
    assert (readiness.verdict, readiness.answers) == ("not enough evidence", 0)
    assert readiness.reasons == (TooFewAnswers(0, 25),)
    assert readiness.advice == BeginWithDiagnostic()


def test_a_domain_without_answers_is_named_as_the_reason() -> None:
    """45 answers were called too few, with 25 needed, where only a domain had none."""
    firsts = [FirstSighting(f"{d}-{n}", d, f"{d}.1", True, NOON) for d in "123" for n in range(15)]
    readiness = assess(GUIDE, [], firsts, NOON, {}, EVERYTHING)
    assert (readiness.verdict, readiness.answers) == ("not enough evidence", 45)
    assert readiness.reasons == (UnansweredDomains((readiness.domains[3],)),)
    assert readiness.advice == SitWholeExam()


@pytest.mark.parametrize(("answers", "is_enough"), [(24, False), (25, True)])
def test_half_of_an_exams_scored_questions_are_enough_answers(answers: int, is_enough: bool) -> None:
    firsts = [FirstSighting(f"q-{n}", "1234"[n % 4], f"{'1234'[n % 4]}.1", True, NOON) for n in range(answers)]
    reasons = assess(GUIDE, [], firsts, NOON, {}, EVERYTHING).reasons
    assert (reasons == (TooFewAnswers(answers, 25),)) is not is_enough


def test_one_good_exam_can_be_luck_but_several_are_not() -> None:
    one = assessed(sat(40))
    assert one.verdict == "not enough evidence"
    assert one.reasons == (PassingProbability(one.probability), MayBeLuck(one.interval[0]))
    assert one.advice == SitWholeExam()
    five = assessed(sat(44, 44, 43, 45, 44))
    assert five.verdict == "ready"
    assert five.signals.streak == 5
    assert (five.reasons, five.advice) == ((PassingProbability(five.probability),), Book())
    assert five.interval[0] < five.probability < five.interval[1]


def test_low_scores_give_not_yet() -> None:
    readiness = assessed(sat(28, 30))
    assert readiness.verdict == "not yet"
    assert readiness.probability < 0.2
    assert readiness.reasons == (PassingProbability(readiness.probability), LeastProbability(0.85))
    assert isinstance(readiness.advice, StudyDomain)
    claims = {d.id: d.weight * (1 - d.expected) for d in readiness.domains}
    assert claims[readiness.advice.domain.id] == max(claims.values())


def test_the_stratified_result_agrees_with_the_pooled_one_if_domains_are_similar() -> None:
    """The flat prior is divided by weight, so that four domains together have as much prior as one pool."""
    firsts = [
        FirstSighting(f"{d}-{n}", d, f"{d}.1", n < right, NOON)
        for d, right, of in (("1", 9, 12), ("2", 12, 15), ("3", 13, 17), ("4", 5, 6))
        for n in range(of)
    ]
    readiness = assess(GUIDE, [], firsts, NOON, {}, EVERYTHING)
    assert readiness.probability == pytest.approx(passing(39, 50), abs=0.02)


def test_questions_seen_before_do_not_count() -> None:
    once = assessed(sat(40))
    same = form(seed=0)
    twice = assessed([answered(sitting(same), 40), answered(sitting(same), 50)])
    assert twice.answers == once.answers == pytest.approx(50)


def test_old_answers_count_less() -> None:
    assert discount(NOON, NOON) == 1
    assert discount(NOON, NOON + dt.timedelta(days=HALF_LIFE_DAYS)) == pytest.approx(0.5)
    assert assessed(sat(44, 44), days_later=400).verdict == "not enough evidence"


def test_an_answer_from_the_future_counts_once() -> None:
    assert discount(NOON + dt.timedelta(days=1), NOON) == 1


def test_a_streak_begins_after_the_last_attempt_below_the_mark() -> None:
    readiness = assessed(sat(45, 45, 30, 45, 45))
    assert (readiness.signals.streak, readiness.signals.full_attempts, readiness.signals.mark) == (2, 5, 750)


def test_untimed_attempts_are_not_full_attempts() -> None:
    assert assessed(sat(45, limit=None)).signals.full_attempts == 0


@pytest.mark.parametrize(("minutes", "full"), [(90, 1), (90 + 30, 1), (90 + 31, 0)])
def test_a_full_attempt_has_no_more_time_than_the_exam_allows(minutes: int, full: int) -> None:
    """The limit is 90 minutes, plus 30 for candidates who are granted extra time."""
    assert assessed(sat(45, limit=60.0 * minutes)).signals.full_attempts == full


def test_a_weak_domain_is_a_reason() -> None:
    firsts = [FirstSighting(f"{d}-{n}", d, f"{d}.1", d != "2" or n < 5, NOON) for d in "1234" for n in range(20)]
    readiness = assess(GUIDE, [], firsts, NOON, {}, EVERYTHING)
    assert readiness.signals.is_well_below
    assert readiness.signals.weakest.id == "2"
    assert WeakDomain(readiness.signals.weakest, readiness.signals.average) in readiness.reasons


def test_recall_of_cards_changes_a_domain_a_little() -> None:
    without = domain_beta(GUIDE, GUIDE.domains[1], [], NOON, None)
    with_cards = domain_beta(GUIDE, GUIDE.domains[1], [], NOON, Recall(1000, 0.95))
    assert without.mean == 0.5
    assert 0.8 < with_cards.mean < 0.97
    assert with_cards.right + with_cards.wrong == pytest.approx(0.6 + 3)

"""The numbers of readiness, each computed by hand for exams with one to four questions."""

import datetime as dt
from math import sqrt

import pytest

from clfcards.exam.evidence import Recall, domain_beta
from clfcards.exam.possible import possible_forms
from clfcards.exam.readiness import Readiness, assess
from clfcards.exam.sightings import FirstSighting
from clfcards.model.guide import Guide
from tests.exam.exam_bank import NOON
from tests.exam.tiny_exam import tiny_guide


def answers(domain: str, right: int, wrong: int, days_ago: float = 0) -> list[FirstSighting]:
    when = NOON - dt.timedelta(days=days_ago)
    return [
        FirstSighting(f"{domain}-{n}-{days_ago}", domain, f"{domain}.1", n < right, when) for n in range(right + wrong)
    ]


def assessed(guide: Guide, firsts: list[FirstSighting], memory: dict[str, Recall] | None = None) -> Readiness:
    return assess(guide, [], firsts, NOON, memory or {}, possible_forms(guide, [], []))


@pytest.mark.parametrize(("cut", "probability"), [(1, 5 / 6), (2, 1 / 2)])
def test_one_right_answer_and_two_questions_to_come(cut: int, probability: float) -> None:
    """Beta(1 + 1, 1): of two questions, none is right with probability 1/6, one with 1/3, both with 1/2."""
    readiness = assessed(tiny_guide(100, scored=2, cut=cut), answers("1", 1, 0))
    assert readiness.probability == pytest.approx(probability)


def test_the_interval_is_that_of_the_share_of_right_answers() -> None:
    """Beta(2, 1) is at most x with probability x²: 5% are below √0.05, and 5% above √0.95.

    With a share of x, at least one of two questions is right with probability 1 − (1 − x)².
    """
    readiness = assessed(tiny_guide(100, scored=2, cut=1), answers("1", 1, 0))
    low, high = sqrt(0.05), sqrt(0.95)
    (domain,) = readiness.domains
    assert domain.expected == pytest.approx(2 / 3)
    assert [domain.low, domain.high] == pytest.approx([low, high])
    assert list(readiness.interval) == pytest.approx([1 - (1 - low) ** 2, 1 - (1 - high) ** 2])


@pytest.mark.parametrize(("cut", "probability"), [(1, 1 - 0.25 * 0.75), (2, 0.75 * 0.25)])
def test_two_domains_are_two_draws(cut: int, probability: float) -> None:
    """Each has half of the flat prior: one right is Beta(1.5, 0.5), so 0.75; one wrong is Beta(0.5, 1.5), so 0.25."""
    guide = tiny_guide(50, 50, scored=2, cut=cut)
    readiness = assessed(guide, [*answers("1", 1, 0), *answers("2", 0, 1)])
    assert [domain.expected for domain in readiness.domains] == pytest.approx([0.75, 0.25])
    assert readiness.probability == pytest.approx(probability)


def test_an_answer_sixty_days_old_counts_half() -> None:
    """With ¾ of the prior: 0.75 + 2 right and 0.75 + ½ wrong, 2.75 of 4. The other domain has only the prior."""
    guide = tiny_guide(75, 25, scored=4, cut=3)
    readiness = assessed(guide, [*answers("1", 2, 0), *answers("1", 0, 1, days_ago=60)])
    first, second = readiness.domains
    assert [first.expected, first.answers] == pytest.approx([0.6875, 2.5])
    assert (second.expected, second.answers) == (0.5, 0)
    assert readiness.answers == pytest.approx(2.5)
    assert readiness.signals.average == pytest.approx(0.75 * 0.6875 + 0.25 * 0.5)
    assert readiness.signals.weakest.id == "2"
    assert not readiness.signals.is_well_below, "0.141 below the average is less than 0.15"


def test_reviews_count_for_a_domain_like_a_few_answers() -> None:
    """40 cards are worth 2 answers; with recall 0.9, a question is right with 0.9 + 0.1 × ¼ = 0.925."""
    guide = tiny_guide(75, 25, scored=4, cut=3)
    beta = domain_beta(guide, guide.domains[1], [], NOON, Recall(40, 0.9))
    assert [beta.right, beta.wrong] == pytest.approx([0.25 + 2 * 0.925, 0.25 + 2 * 0.075])
    (_, second) = assessed(guide, [], {"2": Recall(40, 0.9)}).domains
    assert second.expected == pytest.approx(2.1 / 2.5)


def test_reviews_of_many_cards_are_worth_no_more_than_their_domains_part_of_ten_answers() -> None:
    guide = tiny_guide(75, 25, scored=4, cut=3)
    beta = domain_beta(guide, guide.domains[1], [], NOON, Recall(1000, 1.0))
    assert [beta.right, beta.wrong] == pytest.approx([0.25 + 2.5, 0.25])


def test_half_the_scored_questions_with_one_in_each_domain_are_enough_evidence() -> None:
    guide = tiny_guide(50, 50, scored=4, cut=2)
    assert assessed(guide, answers("1", 2, 0)).verdict == "not enough evidence", "none in domain 2"
    assert assessed(guide, [*answers("1", 0, 1), *answers("2", 0, 1)]).verdict == "not yet"
    assert assessed(guide, [*answers("1", 1, 0), *answers("2", 0, 1, days_ago=1)]).verdict == "not enough evidence"


def test_ready_is_a_probability_of_85_percent_that_may_not_fall_below_70() -> None:
    guide = tiny_guide(100, scored=1, cut=1)
    for right, wrong, verdict in ((4, 0, "not yet"), (5, 0, "not enough evidence"), (8, 0, "ready")):
        # One question is right with (1 + r)/(2 + r): 5/6, 6/7, 9/10. 5% are below 0.05^(1/(1 + r)): 0.61 after 5.
        readiness = assessed(guide, answers("1", right, wrong))
        assert readiness.probability == pytest.approx((1 + right) / (2 + right))
        assert readiness.interval[0] == pytest.approx(0.05 ** (1 / (1 + right)))
        assert readiness.verdict == verdict

"""Difficulties fitted to the answers of many learners.

The peer is the published analysis of the LSAT, section 6: 1,000 people, five questions (Bock & Lieberman 1970), whose
Rasch estimates with a normal ability are in the manual of the R package ltm (`rasch(LSAT)`).
"""

import random

import pytest

from clfcards.exam.calibration import Response, fit
from clfcards.exam.difficulty import Estimate
from clfcards.exam.rasch import probability_right

# How many people had this pattern of right (1) and wrong (0) answers.
_LSAT = {
    "00000": 3,
    "00001": 6,
    "00010": 2,
    "00011": 11,
    "00100": 1,
    "00101": 1,
    "00110": 3,
    "00111": 4,
    "01000": 1,
    "01001": 8,
    "01011": 16,
    "01101": 3,
    "01110": 2,
    "01111": 15,
    "10000": 10,
    "10001": 29,
    "10010": 14,
    "10011": 81,
    "10100": 3,
    "10101": 28,
    "10110": 15,
    "10111": 80,
    "11000": 16,
    "11001": 56,
    "11010": 21,
    "11011": 173,
    "11100": 11,
    "11101": 61,
    "11110": 28,
    "11111": 298,
}
_DISCRIMINATION = 0.7551  # ltm gives difficulties in standard deviations of the ability; 0.7551 logits are one
_PUBLISHED = [value * _DISCRIMINATION for value in (-3.6153, -1.3224, -0.3176, -1.7301, -2.7802)]
_WEAK = Estimate(0.0, 10.0)


def _lsat() -> list[Response]:
    people = [pattern for pattern, count in _LSAT.items() for _ in range(count)]
    return [
        Response(str(number), f"item-{item}", mark == "1")
        for number, pattern in enumerate(people)
        for item, mark in enumerate(pattern)
    ]


def test_the_published_difficulties_of_the_lsat_are_found() -> None:
    assert sum(_LSAT.values()) == 1000
    found = fit(_lsat(), {f"item-{n}": _WEAK for n in range(5)})
    logits = [found[f"item-{n}"].estimate.logits for n in range(5)]
    # Weak priors leave the zero of the scale open, so that the distances from the mean are compared.
    mean, published_mean = sum(logits) / 5, sum(_PUBLISHED) / 5
    assert [value - mean for value in logits] == pytest.approx([v - published_mean for v in _PUBLISHED], abs=0.01)
    assert [found[f"item-{n}"].right for n in range(5)] == [924, 709, 553, 763, 870]  # printed in the same manual


def test_answers_move_a_wrong_guess_of_the_author_towards_the_truth() -> None:
    source = random.Random(1)
    truth = {f"q{n}": -1.5 + 0.1 * n for n in range(30)}
    priors = {id_: Estimate(0.0, 1.0) for id_ in truth}
    answers = []
    for person in range(250):
        ability = source.gauss(0.0, 1.0)
        for id_, difficulty in truth.items():
            answers.append(Response(str(person), id_, source.random() < probability_right(ability, difficulty)))
    found = fit(answers, priors)
    assert max(abs(found[id_].estimate.logits - truth[id_]) for id_ in truth) < 0.5
    assert all(found[id_].estimate.error < 0.25 for id_ in truth)


def test_a_question_that_the_able_fail_is_shown_by_its_separation() -> None:
    source = random.Random(2)
    questions = [f"q{n}" for n in range(20)]
    answers = []
    for person in range(200):
        ability = source.gauss(0.0, 1.5)
        for id_ in questions:
            able = -ability if id_ == "q0" else ability
            answers.append(Response(str(person), id_, source.random() < probability_right(able, 0.0)))
    found = fit(answers, {id_: Estimate(0.0, 0.8) for id_ in questions})
    separations = {id_: found[id_].separation for id_ in questions}
    assert separations["q0"] is not None
    assert separations["q0"] < -0.3
    assert all(value is not None and value > 0.2 for id_, value in separations.items() if id_ != "q0")


def test_few_answers_give_no_separation_and_stay_near_the_prior() -> None:
    answers = [Response(sitting, id_, id_ == "easy") for sitting in ("a", "b") for id_ in ("easy", "hard")]
    found = fit(answers, {"easy": Estimate(0.5, 0.5), "hard": Estimate(0.5, 0.5)})
    assert found["easy"].separation is None
    assert found["easy"].estimate.answers == 2
    assert 0.1 < found["easy"].estimate.logits < 0.5 < found["hard"].estimate.logits < 0.9


def test_the_same_answer_counts_once_and_the_order_does_not_matter() -> None:
    priors = {f"item-{n}": _WEAK for n in range(5)}
    once = _lsat()[:500]
    twice = once + random.Random(3).sample(once, len(once))
    assert fit(twice, priors)["item-0"].estimate.answers == fit(once, priors)["item-0"].estimate.answers == 100


def test_questions_without_a_prior_have_left_the_bank_and_are_left_out() -> None:
    assert fit([Response("a", "gone", True)], {}) == {}
    assert fit([], {"q": _WEAK}) == {}

"""Readiness, as printed and as a document."""

from dataclasses import replace

import pytest

from clfcards.codec import to_json
from clfcards.exam.evidence import Recall
from clfcards.exam.readiness import Readiness
from clfcards.exam.signals import Signals
from clfcards.exam.verdict import (
    BankTooSmall,
    DomainReadiness,
    ExamDay,
    LeastProbability,
    MayBeLower,
    NoUnseenQuestions,
    Reason,
    TooFewAnswers,
    TooFewAttempts,
    UnansweredDomains,
    WeakDomain,
)
from clfcards.next_step import NextStep
from clfcards.use_cases.next_action import CardsWait, NextAction
from clfcards.words.phrases import estimated
from clfcards.words.readiness import document, lines, reason_sentence
from tests.exam.exam_bank import GUIDE

WEAK = DomainReadiness("2", "Domain 2", 30, 0.45, 0.301, 0.6, 3.62, True, 15, Recall(40, 0.912, 1150))
STRONG = DomainReadiness("1", "Domain 1", 24, 0.9, 0.8, 0.95, -1.2, False, 12, None)
REVIEW = NextAction(NextStep.run("review"), CardsWait(0, 24, 0, 6.0))
READINESS = Readiness(
    verdict="not yet",
    probability=0.41236,
    interval=(0.201, 0.6),
    exam_day=0.30001,
    exam_day_interval=(0.1, 0.5),
    answers=27,
    domains=(STRONG, WEAK),
    signals=Signals(750, 2, 3),
    reasons=(ExamDay(0.30001, 0.1), WeakDomain(WEAK), LeastProbability(0.9)),
)


@pytest.mark.parametrize(
    ("reason", "sentence"),
    [
        (
            TooFewAnswers(3, 25),
            "3 answers to questions that you had not met in the 60 days before are too few: 25 are needed, with at "
            "least one in every domain",
        ),
        (
            TooFewAnswers(1, 25),
            "1 answer to questions that you had not met in the 60 days before is too few: 25 are needed, with at "
            "least one in every domain",
        ),
        (
            TooFewAnswers(3, 25, (STRONG, WEAK)),
            "3 answers to questions that you had not met in the 60 days before are too few: 25 are needed, with at "
            "least one in every domain; domains 1 Domain 1 and 2 Domain 2 have none",
        ),
        (BankTooSmall(20, 25), "the bank has only 20 questions for practice exams, but a verdict takes 25 answers"),
        (BankTooSmall(1, 25), "the bank has only 1 question for practice exams, but a verdict takes 25 answers"),
        (BankTooSmall(0, 25), "the bank has no questions for practice exams, but a verdict takes 25 answers"),
        (
            UnansweredDomains((WEAK,)),
            "domain 2 Domain 2 has no answer to a question that you had not met in the 60 days before",
        ),
        (
            UnansweredDomains((STRONG, WEAK)),
            "domains 1 Domain 1 and 2 Domain 2 have no answer to a question that you had not met in the 60 days before",
        ),
        (ExamDay(0.876, 0.7), "the probability of 700 or more on the day is 88%"),
        (
            WeakDomain(WEAK),
            "domain 2 Domain 2 is likely to cost you: about 4 of 50 scored answers, compared with your other domains",
        ),
        (LeastProbability(0.9), "'ready' takes at least 90% on the day"),
        (MayBeLower(0.541, 0.75), "it may be as low as 54%, and 'ready' takes at least 75%"),
        (
            TooFewAttempts(1, 3),
            "one good run can be luck: 'ready' takes 3 full timed attempts with questions that are mostly new to you, "
            "and you have 1",
        ),
        (
            NoUnseenQuestions(),
            "an exam adds little now: you have met too many of its questions in the last 60 days",
        ),
    ],
)
def test_reasons(reason: Reason, sentence: str) -> None:
    assert reason_sentence(reason, GUIDE) == sentence


@pytest.mark.parametrize(
    ("probability", "shown"), [(0.0, "<1%"), (0.004, "<1%"), (0.5, "50%"), (0.994, ">99%"), (1.0, ">99%")]
)
def test_no_probability_is_certain(probability: float, shown: str) -> None:
    assert estimated(probability) == shown


def test_an_interval_within_one_percent_is_not_printed_as_a_narrow_one() -> None:
    sure = replace(
        READINESS, probability=0.0002, interval=(0.0, 0.0009), exam_day=0.0003, exam_day_interval=(0.0, 0.04)
    )
    text = " ".join(line.text for line in lines(GUIDE, sure, REVIEW, 200))
    assert "another exam of these questions: <1%, from 27 answers" in text
    assert "On the day: <1% (<1% to 4%), if nerves" in text


def test_as_printed() -> None:
    drawn = lines(GUIDE, READINESS, REVIEW, 100)
    assert (drawn[0].text, drawn[0].style) == ("Not yet", "bad")
    assert [line.text for line in drawn[1:]] == [
        "Probability of 700 or more on another exam of these questions: 41% (90% interval 20% to 60%), from",
        "27 answers to questions that you had not met in the 60 days before.",
        "On the day: 30% (10% to 50%), if nerves cost 3% of your answers and the exam of Test Board may be",
        "somewhat harder or easier than this bank.",
        "",
        "· the probability of 700 or more on the day is 30%",
        "· domain 2 Domain 2 is likely to cost you: about 4 of 50 scored answers, compared with your other",
        "  domains",
        "· 'ready' takes at least 90% on the day",
        "",
        "Right answers to expect, by domain; its cards include those outside the deck",
        "1 Domain 1, 24%",
        "   ━━━━━━━━━━━━━━━━━━╌╌ 90% (80% to 95%)",
        "2 Domain 2, 30%",
        "   ━━━━━━━━━╌╌╌╌╌╌╌╌╌╌╌ 45% (30% to 60%) · 40 of 1,150 cards reviewed, recalled at 91%",
        "",
        "✗ 2 of 5 full timed attempts in a row at 750 or more, with questions that are mostly new to you",
        "",
        "You have the most to gain in domain 2 Domain 2: clfcards review --domain 2",
        "",
        "An estimate from a model of your answers here, not a prediction of your result at Test Board: it has",
        "been compared with no real results.",
        "",
        "Next: clfcards review (24 due cards, about 6 minutes)",
    ]


def test_without_answers_there_are_no_numbers() -> None:
    nothing = replace(READINESS, answers=0, verdict="not enough evidence", reasons=(TooFewAnswers(0, 25),))
    assert not any("interval" in line.text for line in lines(GUIDE, nothing, REVIEW, 100))


@pytest.mark.parametrize("reason", [TooFewAnswers(10, 25), UnansweredDomains((WEAK,))])
def test_before_there_is_enough_evidence_no_probability_is_named(reason: Reason) -> None:
    """Ten wrong answers give "1% (1% to 1%)", which says more than ten answers can."""
    early = replace(READINESS, answers=10, verdict="not enough evidence", reasons=(reason,))
    assert not any("Probability" in line.text or "On the day" in line.text for line in lines(GUIDE, early, REVIEW, 100))


def test_with_too_few_whole_exams_the_probability_is_named() -> None:
    late = replace(READINESS, verdict="not enough evidence", reasons=(ExamDay(0.93, 0.8), TooFewAttempts(1, 3)))
    assert any("Probability" in line.text for line in lines(GUIDE, late, REVIEW, 100))


def test_the_document() -> None:
    assert to_json(document(GUIDE, READINESS, REVIEW)) == {
        "verdict": "not yet",
        "probability": 0.4124,
        "interval": (0.201, 0.6),
        "exam_day": {"probability": 0.3, "interval": (0.1, 0.5)},
        "attempts": 3,
        "mark": 750,
        "streak": 2,
        "real_results": 0,
        "answers": 27,
        "weakest_domain": "2",
        "domains": (
            {
                "id": "1",
                "name": "Domain 1",
                "expected": 0.9,
                "interval": (0.8, 0.95),
                "answers": 12,
                "recall": None,
                "cost": -1.2,
            },
            {
                "id": "2",
                "name": "Domain 2",
                "expected": 0.45,
                "interval": (0.301, 0.6),
                "answers": 15,
                "recall": 0.912,
                "cost": 3.6,
            },
        ),
        "reasons": (
            "the probability of 700 or more on the day is 30%",
            "domain 2 Domain 2 is likely to cost you: about 4 of 50 scored answers, compared with your other domains",
            "'ready' takes at least 90% on the day",
        ),
        "next": {"command": "clfcards review", "reason": "24 due cards, about 6 minutes"},
    }

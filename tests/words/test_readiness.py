"""Readiness, as printed and as a document."""

from dataclasses import replace

import pytest

from clfcards.codec import to_json
from clfcards.exam.evidence import Recall
from clfcards.exam.readiness import Readiness, Signals
from clfcards.exam.verdict import (
    Advice,
    BankTooSmall,
    BeginWithDiagnostic,
    Book,
    DomainReadiness,
    LeastProbability,
    MayBeLuck,
    OnlyReview,
    PassingProbability,
    Reason,
    SitShortExam,
    SitWholeExam,
    StudyDomain,
    TooFewAnswers,
    UnansweredDomains,
    WeakDomain,
)
from clfcards.next_step import NextStep
from clfcards.words.readiness import advice_sentence, document, lines, reason_sentence
from tests.exam.exam_bank import GUIDE

WEAK = DomainReadiness("2", "Domain 2", 30, 0.45, 0.301, 0.6, 14.96, Recall(40, 0.912))
STRONG = DomainReadiness("1", "Domain 1", 24, 0.9, 0.8, 0.95, 12.0, None)
READINESS = Readiness(
    verdict="not yet",
    probability=0.41236,
    interval=(0.201, 0.6),
    answers=26.96,
    domains=(STRONG, WEAK),
    signals=Signals(750, 2, 3, WEAK, 0.65, is_well_below=True),
    reasons=(PassingProbability(0.41236), WeakDomain(WEAK, 0.65), LeastProbability(0.85)),
    advice=StudyDomain(WEAK, NextStep.run("exam", domain="2")),
)


@pytest.mark.parametrize(
    ("reason", "sentence"),
    [
        (
            TooFewAnswers(3.4, 25),
            "3 scored answers to unseen questions, discounted by age, are too few: 25 are needed, with at least one "
            "in every domain",
        ),
        (
            TooFewAnswers(24.8, 25),
            "24 scored answers to unseen questions, discounted by age, are too few: 25 are needed, with at least one "
            "in every domain",
        ),
        (
            TooFewAnswers(0.96, 25),
            "1 scored answer to unseen questions, discounted by age, is too few: 25 are needed, with at least one "
            "in every domain",
        ),
        (
            TooFewAnswers(3.4, 25, (STRONG, WEAK)),
            "3 scored answers to unseen questions, discounted by age, are too few: 25 are needed, with at least one "
            "in every domain; domains 1 Domain 1 and 2 Domain 2 have none",
        ),
        (BankTooSmall(20, 25), "the bank has only 20 questions for practice exams, but a verdict takes 25 answers"),
        (BankTooSmall(1, 25), "the bank has only 1 question for practice exams, but a verdict takes 25 answers"),
        (BankTooSmall(0, 25), "the bank has no questions for practice exams, but a verdict takes 25 answers"),
        (
            UnansweredDomains((WEAK,)),
            "domain 2 Domain 2 has too few scored answers to unseen questions, discounted by age: at least one is "
            "needed in every domain",
        ),
        (
            UnansweredDomains((STRONG, WEAK)),
            "domains 1 Domain 1 and 2 Domain 2 have too few scored answers to unseen questions, discounted by age: "
            "at least one is needed in every domain",
        ),
        (PassingProbability(0.876), "the probability of 700 or more is 88%"),
        (WeakDomain(WEAK, 0.65), "domain 2 Domain 2 is well below the average: 45% against 65%"),
        (LeastProbability(0.85), "'ready' takes a probability of at least 85%"),
        (MayBeLuck(0.541), "one good run can be luck: the probability may be as low as 54%"),
    ],
)
def test_reasons(reason: Reason, sentence: str) -> None:
    assert reason_sentence(reason, GUIDE) == sentence


@pytest.mark.parametrize(
    ("advice", "sentence"),
    [
        (Book(), "book the exam; until then, keep what you know with 'clfcards review'"),
        (SitWholeExam(), "take a full practice exam: clfcards exam"),
        (
            SitShortExam(30),
            "take the longest practice exam that the bank has questions for: clfcards exam --length 30",
        ),
        (
            OnlyReview(),
            "learn the cards with 'clfcards review': the bank has too few questions for a practice exam",
        ),
        (StudyDomain(WEAK, None), "you have the most to gain in domain 2 Domain 2: clfcards review"),
        (BeginWithDiagnostic(), "start with: clfcards diagnostic"),
        (
            StudyDomain(WEAK, NextStep.run("exam", domain="2")),
            "you have the most to gain in domain 2 Domain 2: clfcards review, then clfcards exam --domain 2",
        ),
    ],
)
def test_advice(advice: Advice, sentence: str) -> None:
    assert advice_sentence(advice) == sentence


def test_as_printed() -> None:
    drawn = lines(GUIDE, READINESS, 100)
    assert (drawn[0].text, drawn[0].style) == ("Not yet", "bad")
    assert [line.text for line in drawn[1:]] == [
        "Probability of 700 or more: 41% (90% interval 20% to 60%), from 27 answers to unseen questions.",
        "",
        "· the probability of 700 or more is 41%",
        "· domain 2 Domain 2 is well below the average: 45% against 65%",
        "· 'ready' takes a probability of at least 85%",
        "",
        "1 Domain 1, 24%",
        "   ━━━━━━━━━━━━━━━━━━╌╌ 90% (80% to 95%)",
        "2 Domain 2, 30%",
        "   ━━━━━━━━━╌╌╌╌╌╌╌╌╌╌╌ 45% (30% to 60%) · 40 cards recalled at 91%",
        "",
        "✗ 2 of 5 full timed attempts in a row at 750 or more",
        "✗ domain 2 Domain 2 is well below the average: 45% against 65%",
        "",
        "Next: you have the most to gain in domain 2 Domain 2: clfcards review, then clfcards exam --domain 2",
        "",
        "An estimate from a model of your answers here, not a prediction of your result at Test Board: it",
        "assumes that these questions are like the exam's.",
    ]


@pytest.mark.parametrize(
    ("answers", "reason", "shown"),
    [
        (24.8, TooFewAnswers(24.8, 25), "from 24 answers"),
        (0.96, TooFewAnswers(0.96, 25), "from 1 answer to"),
        (26.96, LeastProbability(0.85), "from 27 answers"),
    ],
)
def test_the_number_of_answers_agrees_with_the_reason(answers: float, reason: Reason, shown: str) -> None:
    drawn = lines(GUIDE, replace(READINESS, answers=answers, reasons=(reason,)), 100)
    assert shown in drawn[1].text


def test_a_single_card_is_not_counted_in_the_plural() -> None:
    one = replace(WEAK, recall=Recall(1, 0.9))
    drawn = lines(GUIDE, replace(READINESS, domains=(one,)), 100)
    assert any(line.text.endswith("· 1 card recalled at 90%") for line in drawn)


def test_the_document() -> None:
    assert to_json(document(GUIDE, READINESS)) == {
        "verdict": "not yet",
        "probability": 0.4124,
        "interval": (0.201, 0.6),
        "attempts": 3,
        "answers": 27.0,
        "weakest_domain": "2",
        "domains": (
            {
                "id": "1",
                "name": "Domain 1",
                "expected": 0.9,
                "interval": (0.8, 0.95),
                "answers": 12.0,
                "recall": None,
            },
            {
                "id": "2",
                "name": "Domain 2",
                "expected": 0.45,
                "interval": (0.301, 0.6),
                "answers": 15.0,
                "recall": 0.912,
            },
        ),
        "signals": {"mark": 750, "streak": 2, "no_weak_domain": False},
        "reasons": (
            "the probability of 700 or more is 41%",
            "domain 2 Domain 2 is well below the average: 45% against 65%",
            "'ready' takes a probability of at least 85%",
        ),
        "next_step": "you have the most to gain in domain 2 Domain 2: clfcards review, then clfcards exam --domain 2",
    }

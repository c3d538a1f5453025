"""Learners who differ from what is believed: what answers say about them, and what is promised of them."""

import random
from collections.abc import Sequence

import numpy as np
import pytest

from clfcards.forecast.card import PastAnswer, PlannedCard
from clfcards.forecast.deck import deck_of
from clfcards.forecast.history import History, history_of
from clfcards.forecast.memories import Floats
from clfcards.forecast.outlook import estimate_of, outlook
from clfcards.forecast.policy import Policy
from clfcards.forecast.situation import Situation
from clfcards.forecast.unsure import SPREAD, posterior, unsure_learners
from clfcards.memory.model import MemoryModel
from clfcards.memory.state import Memory
from clfcards.memory.study_day import day_of
from clfcards.memory.weights import DEFAULT_WEIGHTS
from clfcards.model.rating import Rating
from clfcards.model.time import StudyDay
from tests.fixtures.real_history import real_history

TODAY = StudyDay(20_000)


def weights(factors: Sequence[float]) -> tuple[float, ...]:
    return tuple(weight * factor for weight, factor in zip(DEFAULT_WEIGHTS, factors, strict=True))


def factors(**changed: float) -> tuple[float, ...]:
    return tuple(changed.get(f"w{n}", 1.0) for n in range(21))


def answered(real: Sequence[float], cards: int = 120, days: int = 40, seed: int = 1) -> tuple[PlannedCard, ...]:
    """Cards as they are believed to be after weeks with a learner of these weights, reviewed at a recall of 90%."""
    draw, believed, own = random.Random(seed), MemoryModel(DEFAULT_WEIGHTS), MemoryModel(real)
    found = []
    for number in range(cards):
        day = draw.randrange(10)
        rating = draw.choice((Rating.AGAIN, Rating.GOOD, Rating.GOOD))
        memory, true = believed.after(None, rating, 0), own.after(None, rating, 0)
        answers = [PastAnswer(StudyDay(TODAY - days + day), rating)]
        while (elapsed := max(1, round(memory.stability))) + day < days:
            day += elapsed
            rating = Rating.GOOD if draw.random() < own.retrievability(elapsed, true.stability) else Rating.AGAIN
            memory, true = believed.after(memory, rating, elapsed), own.after(true, rating, elapsed)
            answers.append(PastAnswer(StudyDay(TODAY - days + day), rating))
        found.append(PlannedCard(f"card {number}", 1.0, (), memory, answers[-1].day, tuple(answers)))
    return tuple(found)


def test_without_answers_any_weights_are_as_likely_as_before() -> None:
    mean, root = posterior(history_of([PlannedCard("new", 1.0)]), DEFAULT_WEIGHTS, SPREAD)
    assert mean == pytest.approx(np.zeros(21))
    assert root @ root.T == pytest.approx(SPREAD**2 * np.eye(21))


def test_the_posterior_is_that_of_the_likelihood() -> None:
    """Against another way to compute it: many draws from the prior, weighted by the likelihood of the answers."""
    history = history_of(answered(weights(factors(w8=0.85)), cards=25))
    mean, root = posterior(history, DEFAULT_WEIGHTS, SPREAD)
    drawn = np.random.default_rng(3).normal(0, SPREAD, (21, 20_000))
    recall = history.replayed(np.exp(drawn) * np.asarray(DEFAULT_WEIGHTS)[:, None]).recall
    likely = np.where(history.recalled[:, None], np.log(recall), np.log1p(-recall)).sum(axis=0)
    share = np.exp(likely - likely.max())
    share /= share.sum()
    assert 1 / (share**2).sum() > 500  # enough of the draws count
    expected = drawn @ share
    covariance = (drawn - expected[:, None]) * share @ (drawn - expected[:, None]).T
    assert mean == pytest.approx(expected, abs=0.25 * SPREAD)
    assert np.diag(root @ root.T) ** 0.5 == pytest.approx(np.diag(covariance) ** 0.5, rel=0.2)


FORGETFUL = weights(factors(w0=0.5, w1=0.5, w2=0.5, w3=0.5, w8=0.8))
RETENTIVE = weights(factors(w0=2, w1=2, w2=2, w3=2, w8=1.2))


@pytest.mark.parametrize("own", [FORGETFUL, RETENTIVE])
def test_answers_show_a_learner_who_is_not_as_believed(own: tuple[float, ...]) -> None:
    """The mean recall at all answers is found, though the believed weights are wrong about it, and it is known well."""
    history = history_of(answered(own, cards=800))
    mean, root = posterior(history, DEFAULT_WEIGHTS, SPREAD)
    drawn = np.random.default_rng(3).normal(size=(21, 200))
    true = mean_recall(history, np.asarray(own)[:, None])[0]
    believed = mean_recall(history, np.asarray(DEFAULT_WEIGHTS)[:, None])[0]
    before = mean_recall(history, np.exp(SPREAD * drawn) * np.asarray(DEFAULT_WEIGHTS)[:, None])
    found = mean_recall(history, np.exp(mean[:, None] + root @ drawn) * np.asarray(DEFAULT_WEIGHTS)[:, None])
    assert abs(believed - true) > 0.02
    assert abs(found.mean() - true) < 0.6 * abs(believed - true)
    assert found.std() < 0.4 * before.std()
    assert abs(found.mean() - true) < 3 * found.std()


def mean_recall(history: History, own: Floats) -> Floats:
    return np.asarray(history.replayed(own).recall.mean(axis=0))


def test_days_that_differ_make_answers_count_less() -> None:
    """As many answers were wrong, but all of them on every fifth day: what is true of a day is not of the learner."""
    history = history_of(answered(DEFAULT_WEIGHTS))
    on_bad_days = History(history.cards, history.steps, history.days % 5 != 0, history.days)
    shuffled = np.random.default_rng(1).permutation(on_bad_days.recalled)
    by_chance = History(history.cards, history.steps, shuffled, history.days)
    (_, differ), (_, alike) = (posterior(each, DEFAULT_WEIGHTS, SPREAD) for each in (on_bad_days, by_chance))
    assert np.trace(differ @ differ.T) > 1.05 * np.trace(alike @ alike.T)


def test_a_real_learner_s_days_differ_so_that_less_is_believed() -> None:
    """The first 3,000 reviews of the one public history, against the same answers as if each had a day of its own."""
    answers: dict[str, list[PastAnswer]] = {}
    for one in real_history()[:3000]:
        day = day_of(one)
        answers.setdefault(one.subject, []).append(PastAnswer(day, one.rating or Rating.AGAIN))
    history = history_of([PlannedCard(card, 1.0, answers=tuple(own)) for card, own in answers.items()])
    alone = History(history.cards, history.steps, history.recalled, np.arange(len(history.days)))
    (_, root), (_, whole) = (posterior(each, DEFAULT_WEIGHTS, SPREAD) for each in (history, alone))
    known, known_whole = (np.linalg.det(np.linalg.inv(each @ each.T) * SPREAD**2) for each in (root, whole))
    assert len(np.unique(history.days)) == 14
    assert 1 < known < known_whole / 100  # in several directions, each the square of how much the spread shrank


def test_memories_follow_from_the_answers_under_the_learners_own_weights() -> None:
    """Against the scheduler of py-fsrs, answer by answer."""
    cards = answered(DEFAULT_WEIGHTS, cards=6)
    truth = unsure_learners(cards, deck_of(cards, TODAY), DEFAULT_WEIGHTS, 5, SPREAD, 2)
    for learner in range(5):
        model = MemoryModel([float(weight[learner, 0]) for weight in truth.weights])
        for number, card in enumerate(cards):
            memory, last = None, card.answers[0].day
            for day, rating in card.answers:
                memory, last = model.after(memory, rating, day - last), day
            found = truth.memories.stability[learner, number], truth.memories.difficulty[learner, number]
            assert found == pytest.approx(memory, rel=1e-6)


def test_a_card_without_answers_has_the_memory_that_is_believed() -> None:
    cards = (PlannedCard("known", 1.0, (), Memory(7.0, 4.0), TODAY), PlannedCard("new", 1.0))
    memories = unsure_learners(cards, deck_of(cards, TODAY), DEFAULT_WEIGHTS, 3, SPREAD, 2).memories
    assert (memories.stability[:, 0] == 7).all()
    assert (memories.difficulty[:, 0] == 4).all()


def test_learners_who_are_certain_to_be_as_believed_are() -> None:
    cards = answered(DEFAULT_WEIGHTS, cards=5)
    deck = deck_of(cards, TODAY)
    truth = unsure_learners(cards, deck, DEFAULT_WEIGHTS, 2, 0.0, 2)
    assert truth.memories.stability[0] == pytest.approx(deck.memories.stability)
    assert [float(weight[1, 0]) for weight in truth.weights] == pytest.approx(DEFAULT_WEIGHTS)


def test_what_is_expected_follows_the_answers() -> None:
    """Of the same memories as they are believed to be, a forgetful learner is promised less than a retentive one."""
    found = []
    for own in (FORGETFUL, RETENTIVE):
        situation = Situation(TODAY, (60.0,) * 10, answered(own, cards=400))
        believed = outlook(situation, Policy("greedy", TODAY), seed=1, learners=60, spread=0.0).recall
        found.append((believed, outlook(situation, Policy("greedy", TODAY), seed=1, learners=60).recall))
    (believed_less, less), (believed_more, more) = found
    assert less.mean < believed_less.mean - 0.01
    assert more.mean > believed_more.mean + 0.005
    assert less.high < more.low


def test_an_interval_holds_one_more_learner_in_nine_of_ten() -> None:
    """However few learners it is made of: here nineteen, of whom the lowest and the highest are its ends."""
    draw = np.random.default_rng(5)
    inside = 0
    for _ in range(2000):
        *shares, truth = draw.random(20)
        estimate = estimate_of(np.asarray(shares)[:, None], np.ones(1))
        inside += estimate.low <= truth <= estimate.high
    assert inside / 2000 == pytest.approx(0.9, abs=0.02)

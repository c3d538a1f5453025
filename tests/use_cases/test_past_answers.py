"""What a plan knows of past answers: replayed by its own arrays, they lead to the memories that the log derives."""

import random
from pathlib import Path

import numpy as np
import pytest

from clfcards.forecast.card import PastAnswer, PlannedCard
from clfcards.forecast.history import history_of
from clfcards.log.log import Log
from clfcards.memory.weights import DEFAULT_WEIGHTS
from clfcards.model.event import Event
from clfcards.model.rating import Rating
from clfcards.model.time import StudyDay
from clfcards.use_cases.plan.past_answers import past_answers
from tests.log_events import DAY, NOON, NOW, day_of, event, review, undo

CARDS = ("a", "b", "c", "d")
LATER = StudyDay(day_of(NOON) + 1000)
LEARNING = {"learning": True, "answer": "it"}


def open_log(folder: Path, *events: Event) -> Log:
    log = Log.open(folder, "tea-taster", NOW)
    log.append(*events)
    return log


def random_log(seed: int) -> list[Event]:
    """Some weeks of answers in two time zones, with answers that are undone, first meetings and resets."""
    draw, at, events = random.Random(seed), int(NOON), list[Event]()
    begun = set[str]()
    for number in range(150):
        at += draw.choice((60_000, 3_600_000, DAY // 2))
        card, offset = draw.choice(CARDS), draw.choice((0, 600))
        rating = draw.randint(1, 4)
        chance = draw.random()
        if chance < 0.05:
            events.append(event(f"e{number:03}", "reset", "some", at, payload={"cards": [card, "other"]}))
            begun.discard(card)
        elif chance < 0.1 and events and events[-1].kind == "review":
            events.append(undo(f"e{number:03}", events[-1].id, at))
        elif chance < 0.5 and card not in begun:
            events.append(review(f"e{number:03}", card, rating, at, utc_offset=offset, payload=LEARNING))
        else:
            events.append(review(f"e{number:03}", card, rating, at, utc_offset=offset, payload={"answer": "it"}))
        begun.add(card)
    return events


@pytest.mark.parametrize("seed", range(12))
def test_the_replay_of_arrays_has_the_memories_of_the_log(tmp_path: Path, seed: int) -> None:
    with open_log(tmp_path, *random_log(seed)) as log:
        answers, states = past_answers(log, LATER), log.states()
        known = {card: past for card in CARDS if (past := states[card].past) is not None}
    assert answers.keys() - {"other"} == known.keys()
    cards = [PlannedCard(card, 1.0, answers=answers[card]) for card in known]
    stability, difficulty = history_of(cards).replayed(np.asarray(DEFAULT_WEIGHTS)[:, None]).memories
    for n, past in enumerate(known.values()):
        assert (stability[n, 0], difficulty[n, 0]) == pytest.approx(past.memory, rel=1e-9)
        assert cards[n].answers[-1].day == past.last_day


def test_only_answers_that_count_are_read_and_on_their_own_study_days(tmp_path: Path) -> None:
    """Cram answers change no memory; three hours after midnight belongs to the day before."""
    late = NOON + 15 * 3_600_000
    events = (
        review("1", "a", 3),
        event("2", "cram", "a", NOON + 1, rating=1),
        review("3", "a", 1, late),
        review("4", "a", 4, late + 1),
        undo("5", "4", late + 2),
        review("6", "b", 2, late + 3, payload=LEARNING),
        event("7", "set", "cutoff_hour", late + 4, payload={"value": 4}),
    )
    today = day_of(NOON)
    with open_log(tmp_path, *events) as log:
        assert past_answers(log, today) == {
            "a": (PastAnswer(today, Rating.GOOD), PastAnswer(today, Rating.AGAIN)),
            "b": (PastAnswer(today, Rating.HARD),),
        }


def test_the_cutoff_that_the_learner_chose_decides_the_day(tmp_path: Path) -> None:
    events = (
        event("0", "set", "cutoff_hour", NOON, payload={"value": 0}),
        review("1", "a", 3, NOON + 15 * 3_600_000),
    )
    with open_log(tmp_path, *events) as log:
        assert past_answers(log, LATER)["a"][0].day == day_of(NOON) + 1


def test_an_answer_from_after_today_counts_as_one_of_today(tmp_path: Path) -> None:
    today = day_of(NOON)
    with open_log(tmp_path, review("1", "a", 3), review("2", "a", 1, NOON + 3 * DAY)) as log:
        assert past_answers(log, today)["a"] == (PastAnswer(today, Rating.GOOD), PastAnswer(today, Rating.AGAIN))

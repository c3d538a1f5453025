"""The same reviews give the same memory and the same next interval as in Anki. The oracle is the `anki` package."""

import json
import random
import subprocess
import sys
import time
from pathlib import Path

import pytest

from clfcards.memory.replay import Replay, ReplayTerms
from clfcards.memory.schedule import AGAIN, EASY, GOOD, HARD, Scheme, Traffic, preview
from clfcards.model.interval import Days, Steps
from tests.log_events import day_of, review

DAY = 86_400_000
HISTORIES = 240


def histories(now: int) -> list[list[tuple[int, int, int]]]:
    """Random reviews, oldest first, with gaps of minutes, of whole days, and of fractional days."""
    draw = random.Random(20261123)
    made = []
    for i in range(HISTORIES):
        gaps = []
        for _ in range(draw.randint(1, 9)):
            days = draw.choice((0, 1, 1, 2, 3, 5, 8, 13, 30, 90))
            part = 0.0 if i % 2 else draw.random()
            gaps.append(max(60_000, int((days + part) * DAY)))
        at = now - sum(gaps)
        history = []
        for gap in gaps:
            history.append((at + i, draw.choice((1, 2, 3, 3, 3, 3, 4)), max(1, gap // DAY)))
            at += gap
        made.append(history)
    return made


@pytest.mark.anki
def test_memory_and_intervals_of_random_histories_agree() -> None:
    now = int(time.time() * 1000)  # Anki reads the clock itself, so both sides use the current time
    made = histories(now)
    oracle = Path(__file__).with_name("anki_oracle.py")
    run = subprocess.run([sys.executable, oracle], input=json.dumps(made), text=True, capture_output=True, check=True)
    replay = Replay(ReplayTerms())
    halves = 0
    for history, (stability, difficulty, days, after, again) in zip(made, json.loads(run.stdout), strict=True):
        events = [review(f"r{i}", "a/1", rating, at, interval) for i, (at, rating, interval) in enumerate(history)]
        state = replay.card("a/1", events)
        # Anki stores stability with 4 decimals and difficulty with 3.
        assert state.past
        assert state.past.memory.stability == pytest.approx(stability, rel=1e-3, abs=5e-5), history
        assert state.past.memory.difficulty == pytest.approx(difficulty, rel=1e-3), history
        outcomes = preview(replay.model, Scheme(fuzz=False), state, day_of(now), Traffic())
        for rating, expected in zip((HARD, GOOD, EASY), days, strict=True):
            actual, memory = outcomes[rating].interval, outcomes[rating].memory
            assert actual == Days(expected) or near_a_half(memory.stability), history
            halves += actual != Days(expected)
        stabilities = [outcomes[rating].memory.stability for rating in (HARD, GOOD, EASY)]
        assert stabilities == pytest.approx(after, rel=1e-3, abs=5e-5)
        assert outcomes[AGAIN].interval == Steps(again)
    assert halves <= 3  # of 720


def near_a_half(days: float) -> bool:
    """Whether the rounding of Anki's stored memory can change the interval, which at 0.9 is the stability."""
    return abs(days % 1 - 0.5) < max(1e-3 * days, 1e-3)

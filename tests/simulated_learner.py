"""A learner whose memory follows FSRS with weights of their own, for tests and benchmarks."""

import random
from collections.abc import Sequence

from clfcards.memory.model import MemoryModel
from clfcards.model.event import Event
from tests.log_events import DAY, NOON, review


def reviews(weights: Sequence[float], cards: int, days: int, seed: int) -> list[Event]:
    """Reviews of `cards` cards over `days`, each when recall has fallen to about 90 %; good if recalled, else again."""
    draw, model = random.Random(seed), MemoryModel(weights)
    events: list[Event] = []
    for i in range(cards):
        day, last = draw.randrange(max(1, days // 2)), None
        stability = difficulty = None
        while day < days:
            if last is None or stability is None:
                rating = draw.choice((1, 3, 3, 4))
            else:
                rating = 3 if draw.random() < model.retrievability(day - last, stability) else 1
            stability, difficulty = model.after(stability, difficulty, rating, 0 if last is None else day - last)
            interval = max(1, round(model.interval(stability, 0.9) * draw.uniform(0.7, 1.4)))
            events.append(review(f"r{i:05}-{day:04}", f"c{i:05}/1", rating, NOON + day * DAY + i, interval))
            last, day = day, day + interval
    return sorted(events, key=lambda event: event.order)

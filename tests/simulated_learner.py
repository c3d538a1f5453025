"""A simulated learner whose memory follows FSRS with given weights, for tests and benchmarks."""

import random
from collections.abc import Sequence

from clfcards.memory.model import MemoryModel
from clfcards.memory.state import Memory
from clfcards.model.event import Event
from clfcards.model.rating import Rating
from tests.log_events import DAY, NOON, review


def reviews(weights: Sequence[float], cards: int, days: int, seed: int) -> list[Event]:
    """Reviews of `cards` cards over `days`, each when recall is about 90%; "good" if recalled, else "again"."""
    draw, model = random.Random(seed), MemoryModel(weights)
    events: list[Event] = []
    for i in range(cards):
        day, last = draw.randrange(max(1, days // 2)), None
        memory: Memory | None = None
        while day < days:
            if last is None or memory is None:
                rating = draw.choice((Rating.AGAIN, Rating.GOOD, Rating.GOOD, Rating.EASY))
            else:
                is_recalled = draw.random() < model.retrievability(day - last, memory.stability)
                rating = Rating.GOOD if is_recalled else Rating.AGAIN
            memory = model.after(memory, rating, 0 if last is None else day - last)
            interval = max(1, round(model.interval(memory.stability, 0.9) * draw.uniform(0.7, 1.4)))
            events.append(review(f"r{i:05}-{day:04}", f"c{i:05}/1", rating, NOON + day * DAY + i, interval))
            last, day = day, day + interval
    return sorted(events, key=lambda event: event.order)

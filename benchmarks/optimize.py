"""Simulate learners of known memory, and count how often weights that were adopted are worse on the next reviews.

    python benchmarks/optimize.py [--learners 12] [--seed 1]

Each learner's weights are the default ones times exp N(0, spread), and in some worlds their days differ: recall is
better or worse on a whole day, as with tiredness. The program trains on the first reviews and decides; the next
thousand reviews of the same learner are the judge. "Worse" counts any loss, "clearly" one of more than two standard
errors, clustered by card. The last row is the one real history that is public, at 27 points.
"""

import argparse
import math
import random
from collections.abc import Sequence
from dataclasses import dataclass, replace

from tests.fixtures.real_history import real_history
from tests.simulated_learner import reviews

from clfcards.memory.evaluation import Lead, lead_over
from clfcards.memory.trainer import Trial, predictions_of, train, trials_of
from clfcards.memory.weights import DEFAULT_WEIGHTS, within_bounds
from clfcards.model.event import Event
from clfcards.model.rating import Rating

SPREADS = (0.0, 0.15, 0.3, 0.5)
SIZES = (200, 600, 1900)
NEXT = 1000
POINTS = (100, 150, 200, 250, 325, 400, 475, 550, 625, 700, 775, 850, 925, 1000, 1150, 1300, 1500, 1750, 2000, 2250,
          2500, 2750, 3000, 3500, 4000, 4500, 5000)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Outcome:
    """Whether weights were adopted, and how far they were ahead of the default ones on the next reviews."""

    adopted: bool
    ahead: Lead


def outcome(trials: Sequence[Trial], size: int) -> Outcome:
    """What the program decides after `size` trials, and what came of it."""
    following = trials[size : size + NEXT]
    training = train(trials[:size])
    if training is None:
        return Outcome(adopted=False, ahead=Lead(0.0, None))
    default, own = predictions_of(DEFAULT_WEIGHTS, following), predictions_of(training.weights, following)
    return Outcome(training.is_better, lead_over(default, own, [trial.card for trial in following]))


def weights_of(spread: float, draw: random.Random) -> tuple[float, ...]:
    """The default weights, each times exp N(0, spread), within their bounds."""
    while True:
        weights = tuple(round(w * math.exp(draw.gauss(0, spread)), 4) for w in DEFAULT_WEIGHTS)
        if within_bounds(weights):
            return weights


def with_days_that_differ(events: Sequence[Event], draw: random.Random) -> list[Event]:
    """On one day in five, a third of what would have been recalled is forgotten."""
    bad = {day for day in range(4000) if draw.random() < 0.2}
    first = min(event.at for event in events)
    return [
        replace(event, rating=Rating.AGAIN)
        if (event.at - first) // 86_400_000 in bad and draw.random() < 1 / 3
        else event
        for event in events
    ]


def row(name: str, outcomes: Sequence[Outcome]) -> str:
    """One row of the table; a lead of less than zero is a loss."""
    adopted = [each.ahead for each in outcomes if each.adopted]
    worse = [lead for lead in adopted if lead.log_loss < 0]
    clearly = [lead for lead in worse if lead.standard_error and lead.log_loss < -2 * lead.standard_error]
    mean = sum(lead.log_loss for lead in adopted) / len(adopted) if adopted else 0.0
    worst = min((lead.log_loss for lead in adopted), default=0.0)
    numbers = f"{len(outcomes)} | {len(adopted)} | {len(worse)} | {len(clearly)}"
    return f"| {name} | {numbers} | {mean:+.4f} | {worst:+.4f} |"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("--learners", type=int, default=12)
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    print("| learners | fits | adopted | worse | clearly | mean lead, nats | worst |")
    print("|---|---|---|---|---|---|---|")
    for differ in (False, True):
        for spread in SPREADS:
            for size in SIZES:
                outcomes = []
                for number in range(given.learners):
                    draw = random.Random(f"{given.seed}-{spread}-{size}-{number}")
                    events = reviews(weights_of(spread, draw), (size + NEXT) // 4, 365, draw.randrange(10**9))
                    trials = trials_of(with_days_that_differ(events, draw) if differ else events, 4)
                    outcomes.append(outcome(trials, min(size, len(trials) - NEXT)))
                name = f"spread {spread}, {size} reviews{', days differ' if differ else ''}"
                print(row(name, outcomes), flush=True)
    trials = trials_of(real_history(), 4)
    print(row("py-fsrs' real history", [outcome(trials, size) for size in POINTS]))


if __name__ == "__main__":
    main()

"""How often what a plan promises each morning holds what is recalled on the day of the exam.

Run: `python benchmarks/plan_month.py --seeds FIRST END [--shipped] [--keep FOLDER]`. Learners study for a month by the
program's own order, half of them with less time for the deck, and the plan is made again on some mornings. The decks
are small, or with `--shipped` the deck of CLF-C02 with the values that the program gives its cards. Their memory is
py-fsrs's, with the weights of the plan or with others, and they meet misfortunes. The truth is the recall of the whole
deck on the day of the exam by the learner's own memory. Months are kept in a folder, so that a run that was stopped
goes on, and what is said can be asked of them again (delete the files that end in "said").
"""

import argparse
import math
import pickle
import random
import sys
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from functools import cache, partial
from itertools import product
from pathlib import Path
from typing import NamedTuple, TypeVar

from benchmarks.plan import TODAY, Learner
from clfcards.decks.load import load_with_guide
from clfcards.decks.study import study_deck
from clfcards.forecast.allowance import allowance
from clfcards.forecast.card import PlannedCard
from clfcards.forecast.choice import choose_policy, renewed
from clfcards.forecast.course import course_of
from clfcards.forecast.order import order_of_today
from clfcards.forecast.outlook import group_recall, simulated
from clfcards.forecast.policy import Policy
from clfcards.forecast.situation import Situation
from clfcards.forecast.values import card_values
from clfcards.memory.model import MemoryModel
from clfcards.memory.weights import DEFAULT_WEIGHTS, HIGHEST_WEIGHTS, LOWEST_WEIGHTS
from clfcards.model.time import StudyDay
from clfcards.use_cases.plan.starting_point import doubted

DAYS = 30
DECKS = {"time is ample": (100, 300.0), "time is short": (250, 300.0)}  # cards, seconds a day
SHIPPED = {"CLF-C02, 30 minutes": 1800.0, "CLF-C02, 20 minutes": 1200.0}  # seconds a day
KINDS = {"as believed": 0.0, "weights off by 0.25": 0.25}
VALUES = (0.25, 1.0, 2.1)
MORNINGS = (0, 5, 10, 15, 20, 23, 28)
MISSED_DAYS = frozenset({8, 9, 17, 24})
EXAM_DAYS = frozenset({21, 27})
BAD_EXAM, QUESTIONS, WRONG = 21, 20, 12
MISFORTUNES = ("none", "four missed days", "a bad exam", "both")
_LEARNERS, _ALLOWANCE_LEARNERS = 48, 24  # as on every morning

T = TypeVar("T")


class Morning(NamedTuple):
    """What the plan was made from on a morning, and its policy."""

    day: int
    situation: Situation
    policy: Policy


class Month(NamedTuple):
    """A month, and the share of the deck that was recalled on the day of the exam."""

    mornings: tuple[Morning, ...]
    recalled: float


class Promise(NamedTuple):
    """What is said on a morning: the model's own 90% interval, and by how much the allowance lowers its lower end."""

    day: int
    low: float
    high: float
    allowance: float


def weights_of(seed: int, spread: float) -> tuple[float, ...]:
    """The weights of a learner, each of which differs by a factor with this spread in its logarithm."""
    draw = random.Random(seed)
    own = (weight * math.exp(draw.gauss(0, spread)) for weight in DEFAULT_WEIGHTS)
    return tuple(
        min(max(weight, low), high) for weight, low, high in zip(own, LOWEST_WEIGHTS, HIGHEST_WEIGHTS, strict=True)
    )


def beginning(cards: int, seconds: float) -> Situation:
    """A new deck on the first morning; a day with a practice exam has no time for cards."""
    return first_morning((PlannedCard(f"card-{n}", VALUES[n % len(VALUES)], ("deck",)) for n in range(cards)), seconds)


def shipped(seconds: float) -> Situation:
    """The shipped deck on the first morning, without its spare cards."""
    folder = Path(__file__).parents[1] / "decks" / "clf-c02"
    loaded, guide, settings = load_with_guide(folder)
    cards = study_deck(folder).cards
    asked = [question for question in loaded.bank.questions if question.pool == "exam"]
    values = card_values(guide, settings.shares, asked, cards.values())
    own = (PlannedCard(key, values[key], ("deck",)) for key, card in cards.items() if not card.spare)
    return first_morning(own, seconds)


def first_morning(cards: Iterable[PlannedCard], seconds: float) -> Situation:
    return Situation(TODAY, tuple(0.0 if day in EXAM_DAYS else seconds for day in range(DAYS)), tuple(cards))


def month(where: Situation, policy: Policy, misfortune: str, weights: tuple[float, ...], seed: int) -> Month:
    """A month of a learner with these weights, who begins with this policy."""
    learner = Learner(None, where, MemoryModel(weights), MemoryModel(where.weights), seed)  # type: ignore[arg-type]
    mornings: list[Morning] = []
    pulled: set[str] = set()
    for day in range(DAYS):
        if day in MISSED_DAYS and misfortune in ("four missed days", "both"):
            continue
        now = morning(where, learner, day)
        if day in MORNINGS:
            policy = renewed(now, policy)
            mornings.append(Morning(day, now, policy))
        if day == BAD_EXAM and misfortune in ("a bad exam", "both"):
            pulled = {where.cards[n].key for n in missed(learner, day)}
        pulled.difference_update(study(learner, replace(now, cards=doubted(now.cards, pulled)), policy, day))
    return Month(tuple(mornings), sum(recalls(learner, DAYS).values()) / len(where.cards))


def study(learner: Learner, now: Situation, policy: Policy, day: int) -> list[str]:
    """The keys of the cards that are answered on a day; the rest of the last one is taken off the next day of study."""
    if not now.seconds[0]:
        return []
    place = {card.key: n for n, card in enumerate(now.cards)}
    left = now.seconds[0] - learner.debt
    answered: list[str] = []
    for one in order_of_today(now, policy).cards:
        if left <= 0:
            break
        left -= learner.answer(place[one.key], day)
        answered.append(one.key)
    learner.debt = max(0.0, -left)
    return answered


def morning(where: Situation, learner: Learner, day: int) -> Situation:
    """The situation on a day, as the plan sees it."""
    cards = tuple(
        card
        if n not in learner.last_day
        else card._replace(
            memory=learner.memories[1][n],
            last_day=StudyDay(TODAY + learner.last_day[n]),
            answers=tuple(learner.answers[n]),
        )
        for n, card in enumerate(where.cards)
    )
    return replace(where, today=StudyDay(TODAY + day), seconds=where.seconds[day:], cards=cards)


def missed(learner: Learner, day: int) -> Iterator[int]:
    """The cards behind the questions that are missed: those that are forgotten first."""
    draw = random.Random(day)
    known = recalls(learner, day)
    asked = draw.sample(sorted(known), min(QUESTIONS, len(known)))
    return iter(sorted(asked, key=lambda card: known[card] - draw.random())[:WRONG])


def recalls(learner: Learner, day: int) -> Mapping[int, float]:
    """The true recall of each card that was met."""
    return {card: learner.recall(card, day) for card in learner.memories[0]}


def promise(one: Morning, seed: int) -> Promise:
    """What the program says on a morning."""
    course = course_of(one.situation, one.policy)
    own = group_recall(one.situation, simulated(one.situation, course, seed, _LEARNERS), "deck")
    less = allowance(one.situation, course, own.mean, "deck", seed, _ALLOWANCE_LEARNERS)
    return Promise(one.day, own.low, own.high, less)


def promises(found: Month, seed: int) -> list[Promise]:
    return [promise(one, seed) for one in found.mornings]


def played(deck: str, kind: str, misfortune: str, seed: int) -> Month:
    """A month of one learner."""
    return month(situation_of(deck), first_policy(deck), misfortune, weights_of(seed, KINDS[kind]), seed)


@cache
def situation_of(deck: str) -> Situation:
    return beginning(*DECKS[deck]) if deck in DECKS else shipped(SHIPPED[deck])


@cache
def first_policy(deck: str) -> Policy:
    return choose_policy(situation_of(deck), 1)


def kept(path: Path, make: Callable[[], T]) -> T:
    """What is kept in the file; it is made if it is not there."""
    if not path.exists():
        path.write_bytes(pickle.dumps(make()))
    found: T = pickle.loads(path.read_bytes())
    return found


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seeds", type=int, nargs=2, default=(100, 120), metavar=("FIRST", "END"))
    parser.add_argument("--shipped", action="store_true")
    parser.add_argument("--keep", type=Path, default=Path("build/plan-months"))
    options = parser.parse_args()
    options.keep.mkdir(parents=True, exist_ok=True)
    decks = tuple(SHIPPED if options.shipped else DECKS)
    counts: defaultdict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    for seed, kind, misfortune in product(range(*options.seeds), KINDS, MISFORTUNES):
        deck = decks[seed % len(decks)]
        path = options.keep / f"{deck}, {kind}, {misfortune}, {seed}"
        found = kept(path, partial(played, deck, kind, misfortune, seed))
        said = kept(path.with_name(f"{path.name}, said"), partial(promises, found, seed))
        for one in said:
            for name in ("all", deck, f"misfortune: {misfortune}", f"morning {one.day + 1:2}"):
                counts[name, kind].update(outcomes(one, found.recalled))
        print(f"{path.name}: {found.recalled:.1%}", file=sys.stderr, flush=True)
    table(counts)


def outcomes(said: Promise, recalled: float) -> Iterator[str]:
    """What a promise counts as: the model's own interval, and the one with the allowance."""
    yield "said"
    if said.low <= recalled <= said.high:
        yield "own"
    if recalled < said.low - said.allowance:
        yield "below"
    if recalled > said.high:
        yield "above"


def table(counts: Mapping[tuple[str, str], Counter[str]]) -> None:
    print("| | learners | in the interval | below | above | without the allowance |")
    print("|---|---|---|---|---|---|")
    for (name, kind), count in sorted(counts.items()):
        inside = count["said"] - count["below"] - count["above"]
        print(
            f"| {name} | {kind} | {inside} of {count['said']} ({inside / count['said']:.0%}) | {count['below']} | "
            f"{count['above']} | {count['own'] / count['said']:.0%} |"
        )


if __name__ == "__main__":
    main()

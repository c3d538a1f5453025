"""Simulate learners who take the diagnostic, and compare what it says with the truth.

    python benchmarks/diagnostic.py [--learners 2000] [--seed 1] [--processes 2]

Everybody answers ten questions of the shipped bank, then ten more from the domains in doubt, and ten more again, as
`diagnostic --more` chooses them. Worlds: domains of one learner that differ by 0.35 or by 0.8 logits, and 0.35 with
20% guessing; in all of them abilities are N(0.3, 0.9) and the questions' difficulties are off by 0.75 logits. The
truth is the learner's expected score, and the domain in which the learner is weakest.
"""

import argparse
import math
import random
from collections import Counter, defaultdict
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from statistics import fmean

from clfcards.compose.apportion import apportion
from clfcards.decks.load import load_with_guide
from clfcards.exam.assembly import Experience, Request, assemble
from clfcards.exam.diagnostic import questions_in_doubt, weakest_of
from clfcards.exam.diagnostic_length import QUESTIONS
from clfcards.exam.difficulty import Estimate, estimates
from clfcards.exam.few_answers import FewAnswer, from_few
from clfcards.exam.points import points_of_exam
from clfcards.exam.reference import cut_ability, reference_difficulties
from clfcards.model.bank import Question
from clfcards.model.deck import DeckSettings
from clfcards.model.guide import Guide

DECKS = Path(__file__).resolve().parents[1] / "decks" / "clf-c02"
WORLDS = {"0.35": (0.35, 0.0), "0.8": (0.8, 0.0), "0.35, guessing": (0.35, 0.2)}


@cache
def shipped() -> tuple[Guide, DeckSettings, list[Question], dict[str, Estimate]]:
    loaded, guide, deck = load_with_guide(DECKS)
    pool = [q for q in loaded.bank.questions if q.pool == "study"]
    return guide, deck, pool, estimates(pool, guide.practice, cut_ability(guide), {}, {})


@dataclass(frozen=True)
class Said:
    """After a diagnostic of `questions`: the right answers, what was said, and what is true."""

    world: str
    questions: int
    right: int
    points: float
    low: float
    high: float
    true: float
    named: str
    weakest: str


class Learner:
    """Somebody with a true ability in each domain."""

    def __init__(self, world: str, generator: random.Random) -> None:
        guide, *_ = shipped()
        deviation, self.guess = WORLDS[world]
        ability = generator.gauss(0.3, 0.9)
        self.ability = {d.id: ability + generator.gauss(0, deviation) for d in guide.domains}
        self.generator = generator

    def chance(self, domain: str, difficulty: float) -> float:
        return self.guess + (1 - self.guess) / (1 + math.exp(difficulty - self.ability[domain]))

    def is_right(self, domain: str, difficulty: float) -> bool:
        return self.generator.random() < self.chance(domain, difficulty + self.generator.gauss(0, 0.75))

    def true_points(self) -> float:
        """The score of the expected number of right answers on a form like the reference form."""
        guide, *_ = shipped()
        seats = apportion({d.id: d.weight for d in guide.domains}, guide.format.scored)
        off = [0.75 * z for z in (-1.75, -1.15, -0.67, -0.32, 0.0, 0.32, 0.67, 1.15, 1.75)]  # a normal one in ninths
        right = sum(
            n * fmean(self.chance(d, b + e) for b in reference_difficulties(guide) for e in off)
            for d, n in seats.items()
        )
        return points_of_exam(guide, right)


def taken(world: str, seed: int) -> list[Said]:
    """One learner's diagnostic of ten, twenty and thirty questions."""
    guide, deck, pool, difficulties = shipped()
    learner = Learner(world, random.Random(f"{world}-{seed}"))
    answers: list[FewAnswer] = []
    seen: dict[str, int] = {}
    found = []
    claims: dict[str, int] = {}
    for part in range(3):
        request = Request("more" if part else "diagnostic", sum(claims.values()) or QUESTIONS, weights=claims)
        left = [q for q in pool if q.id not in seen]
        form = assemble(guide, deck.shares, left, request, Experience(seen, difficulties), seed)
        seen |= dict.fromkeys(form.by_id, 1)
        answers += [FewAnswer(q.domain, q.difficulty, learner.is_right(q.domain, q.difficulty)) for q in form.questions]
        few = from_few(guide, answers)
        claims = questions_in_doubt(few, Counter(guide.domain_of_task[q.task].id for q in pool if q.id not in seen))
        found.append(
            Said(
                world=world,
                questions=len(answers),
                right=sum(a.right for a in answers),
                points=few.score.value,
                low=few.score.low,
                high=few.score.high,
                true=learner.true_points(),
                named=weakest_of(few) or "",
                weakest=min(learner.ability, key=learner.ability.__getitem__),
            )
        )
    return found


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--learners", type=int, default=2000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--processes", type=int, default=2)
    options = parser.parse_args()
    seeds = range(options.seed * 1_000_000, options.seed * 1_000_000 + options.learners)
    for world in WORLDS:
        with ProcessPoolExecutor(options.processes) as pool:
            said = [s for learner in pool.map(taken, [world] * len(seeds), seeds, chunksize=20) for s in learner]
        for questions in (10, 20, 30):
            those = [s for s in said if s.questions == questions]
            named = [s for s in those if s.named]
            right = sum(s.named == s.weakest for s in named)
            print(
                f"domains {world}, {questions} questions: bias {fmean(s.points - s.true for s in those):+.0f}, RMSE "
                f"{math.sqrt(fmean((s.points - s.true) ** 2 for s in those)):.0f}, in the interval "
                f"{fmean(s.low <= s.true <= s.high for s in those):.0%}, named {len(named) / len(those):.1%}"
                + (f", of these right {right / len(named):.0%} ({right} of {len(named)})" if named else "")
            )
    by_right: dict[int, list[Said]] = defaultdict(list)
    for s in (s for s in said if s.questions == 10):
        by_right[s.right].append(s)
    for count, those in sorted(by_right.items(), reverse=True):
        said_points, true = fmean(s.points for s in those), fmean(s.true for s in those)
        print(f"{world}, {count} of 10: said {said_points:.0f}, true {true:.0f}")


if __name__ == "__main__":
    main()

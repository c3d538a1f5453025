"""Simulate learners of four kinds who take practice exams, and compare what readiness says with the truth.

    python benchmarks/readiness.py [--learners 500] [--world fixed …] [--seed 1] [--processes 2]

Everybody takes eight exams of the shipped bank, four days apart, assembled, scored and assessed by the program. The
truth is the probability that the learner, as he or she is right after an exam, passes the next form, computed from
what the simulation knows. Worlds: `fixed` (the Rasch model with right difficulties), `misfit` (difficulties off by
0.75 logits, slopes, domains that differ by 0.35, and 20% guessing), `growing` (as misfit, and 0.2 logits more with
each exam), and `half-learned` (a question is right if its facts are known, or by a guess; a part of the deck was
learned, the rest is known by background alone).
"""

import argparse
import datetime as dt
import math
import random
from collections import Counter
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from clfcards.decks.load import Loaded, load_with_guide
from clfcards.exam.assembly import Experience, Request, assemble
from clfcards.exam.difficulty import Estimate, estimates
from clfcards.exam.evidence import NextForm, Recall
from clfcards.exam.form import Form
from clfcards.exam.possible import Possible, possible_forms
from clfcards.exam.readiness import assess
from clfcards.exam.reference import cut_ability
from clfcards.exam.scale import form_cut, scale_of, scaled_score
from clfcards.exam.sightings import SatQuestion, SatSitting
from clfcards.exam.signals import Signals
from clfcards.model.bank import Question
from clfcards.model.deck import DeckSettings
from clfcards.model.guide import Guide

DECKS = Path(__file__).resolve().parents[1] / "decks" / "clf-c02"
WORLDS = ("fixed", "misfit", "growing", "half-learned")
EXAMS = 8
DAYS_BETWEEN = 4
NERVES = 0.03


@cache
def shipped() -> tuple[Loaded, Guide, DeckSettings, list[Question], dict[str, Estimate]]:
    loaded, guide, deck = load_with_guide(DECKS)
    pool = [q for q in loaded.bank.questions if q.pool == "exam"]
    return loaded, guide, deck, pool, estimates(pool, guide.practice, cut_ability(guide), {}, {})


@cache
def everything() -> Possible:
    loaded, guide, *_ = shipped()
    by_pool = [[q for q in loaded.bank.questions if q.pool == pool] for pool in ("exam", "study")]
    return possible_forms(guide, *by_pool)


class Learner:
    """Somebody with a true probability of answering each question right."""

    def __init__(self, world: str, generator: random.Random) -> None:
        loaded, guide, _, pool, difficulties = shipped()
        self.world = world
        self.ability = generator.gauss(1.0, 0.9)
        self.growth = 0.2 if world == "growing" else 0.0
        self.memory: dict[str, Recall] = {}
        domain_of = {q.id: guide.domain_of_task[q.task].id for q in pool}
        if world == "half-learned":
            background, share, recall = generator.uniform(0.2, 0.8), generator.uniform(0.1, 0.95), 0.92
            known = {f.id: recall if generator.random() < share else background for f in loaded.bank.facts}
            self.known = {q.id: math.prod(known.get(f, background) for f in q.tests) for q in pool}
            cards = Counter(guide.domain_of_task[f.task].id for f in loaded.bank.facts)
            self.memory = {d: Recall(round(share * n), recall, n) for d, n in cards.items()}
            return
        rough = world != "fixed"
        of_domain = {d.id: generator.gauss(0, 0.35) if rough else 0.0 for d in guide.domains}
        self.difficulty = {
            q.id: difficulties[q.id].logits - of_domain[domain_of[q.id]] + (generator.gauss(0, 0.75) if rough else 0.0)
            for q in pool
        }
        self.slope = {q.id: math.exp(generator.gauss(0, 0.3)) if rough else 1.0 for q in pool}
        self.guess = 0.2 if rough else 0.0

    def probability(self, id_: str) -> float:
        if self.world == "half-learned":
            return self.known[id_] + (1 - self.known[id_]) * 0.25
        p = 1 / (1 + math.exp(self.slope[id_] * (self.difficulty[id_] - self.ability)))
        return self.guess + (1 - self.guess) * p if self.guess else p


def chance(form: Form, learner: Learner, cut: int, loss: float = 0.0) -> float:
    """The true probability of at least `cut` right answers."""
    counts = [1.0]
    for question in form.questions:
        if question.scored:
            p = max(0.0, learner.probability(question.id) - loss)
            counts = [a * (1 - p) + b * p for a, b in zip([*counts, 0.0], [0.0, *counts], strict=True)]
    return math.fsum(counts[cut:])


@dataclass(frozen=True)
class Said:
    """After an exam: what readiness said, and what was true."""

    exam: int
    probability: float
    low: float
    high: float
    verdict: str
    true: float
    nervous: float


def played(world: str, seed: int) -> list[Said]:
    """One learner's eight exams."""
    _, guide, deck, pool, difficulties = shipped()
    generator = random.Random(f"{world}-{seed}")
    learner = Learner(world, generator)
    scale = scale_of(guide)
    seen: Counter[str] = Counter()
    sat: list[SatSitting] = []
    said: list[Said] = []
    points: list[int] = []
    typical = assemble(guide, deck.shares, pool, Request("exam"), Experience({}, difficulties), 0)
    questions = tuple((q.domain, q.difficulty) for q in typical.questions if q.scored)
    next_form = NextForm(questions, form_cut(scale, [b for _, b in questions]))
    now = dt.datetime(2026, 3, 1, tzinfo=dt.UTC)
    for exam in range(1, EXAMS + 1):
        form = assemble(guide, deck.shares, pool, Request("exam"), Experience(seen, difficulties), exam + 100 * seed)
        right = {q.id: generator.random() < learner.probability(q.id) for q in form.questions}
        asked = tuple(SatQuestion(q.id, q.domain, q.difficulty, right[q.id], not seen[q.id]) for q in form.questions)
        sat.append(SatSitting(now, asked))
        seen.update(form.by_id.keys())
        scored = [q for q in form.questions if q.scored]
        points.append(scaled_score(scale, [q.difficulty for q in scored], sum(right[q.id] for q in scored)).points)
        attempts = sum(s.fresh * 2 > len(s.questions) for s in sat)
        found = assess(guide, Signals(750, 0, attempts), sat, now, learner.memory, next_form, everything())
        ahead = assemble(guide, deck.shares, pool, Request("exam"), Experience(seen, difficulties), 50 + exam)
        cut = form_cut(scale, [q.difficulty for q in ahead.questions if q.scored])
        true, nervous = chance(ahead, learner, cut), chance(ahead, learner, cut, NERVES)
        said.append(Said(exam, found.probability, *found.interval, found.verdict, true, nervous))
        learner.ability += learner.growth
        now += dt.timedelta(days=DAYS_BETWEEN)
    return said


def table(world: str, everybody: list[list[Said]]) -> None:
    print(f"\n{world}: {len(everybody)} learners")
    print("exam   said   true   bias    ECE  Brier  cover")
    for exam in range(EXAMS):
        now = [said[exam] for said in everybody]
        bins: dict[int, list[Said]] = {}
        for one in now:
            bins.setdefault(min(9, int(one.probability * 10)), []).append(one)
        mean = math.fsum(s.probability for s in now) / len(now)
        true = math.fsum(s.true for s in now) / len(now)
        ece = math.fsum(abs(math.fsum(s.probability - s.true for s in part)) for part in bins.values()) / len(now)
        brier = math.fsum(s.true * (1 - s.probability) ** 2 + (1 - s.true) * s.probability**2 for s in now) / len(now)
        cover = sum(s.low <= s.true <= s.high for s in now) / len(now)
        print(f"{exam + 1:4}  {mean:5.3f}  {true:5.3f}  {mean - true:+.3f}  {ece:5.3f}  {brier:5.3f}  {cover:5.1%}")
    first = [next((s for s in said if s.verdict == "ready"), None) for said in everybody]
    ready = [s for s in first if s]
    if ready:
        passing = math.fsum(s.true for s in ready) / len(ready)
        nervous = math.fsum(s.nervous for s in ready) / len(ready)
        print(f"told ready: {len(ready)}; they pass in {passing:.1%}, with nerves in {nervous:.1%}")
    for by, exam in ((5, 4), (8, 7)):
        able = [said for said in everybody if said[exam].true > 0.97]
        told = sum(any(s.verdict == "ready" for s in said[: exam + 1]) for said in able)
        print(f"above 0.97 at exam {by}: {len(able)}, told ready by then {told / max(1, len(able)):.1%}")
    unable = [said for said in everybody if max(s.true for s in said) < 0.7]
    told = sum(any(s.verdict == "ready" for s in said) for said in unable)
    print(f"never above 0.7: {len(unable)}, ever told ready {told / max(1, len(unable)):.1%}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--learners", type=int, default=500)
    parser.add_argument("--world", choices=WORLDS, nargs="*", default=list(WORLDS))
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--processes", type=int, default=2)
    given = parser.parse_args()
    with ProcessPoolExecutor(given.processes) as pool:
        for world in given.world:
            seeds = range(given.seed, given.seed + given.learners)
            table(world, list(pool.map(played, [world] * given.learners, seeds, chunksize=5)))


if __name__ == "__main__":
    main()

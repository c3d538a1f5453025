"""Measure the seconds per rule for a bank of 20,000 questions and 5,000 facts: `python benchmarks/rules.py`.

The bank is made by randomly changing a third of the words of every real stem, so that it has the word
frequencies of real stems but almost no similar pairs. The floor is one `str.split` of every text.
"""

import random
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path
from statistics import median

from clfcards.decks.folders import exam_folder
from clfcards.decks.load import load
from clfcards.model.bank import Bank, Origin, Question
from clfcards.rules import RULES
from clfcards.rules.rule import Rule, Sources
from clfcards.rules.similarity import similar_texts
from clfcards.rules.texts import texts
from clfcards.rules.words import content_words, normalized, words

QUESTIONS, FACTS, RUNS = 20_000, 5_000, 3


def large_sources(decks: Path) -> Sources:
    """The bank of the first exam in `decks`, enlarged by copies with changed stems."""
    sources = load(exam_folder(decks, None)).sources()
    assert sources is not None
    draw = random.Random(1)
    vocabulary = sorted({word for question in sources.bank.questions for word in question.stem.split()})
    questions = [
        _changed(sources.bank.questions[i % len(sources.bank.questions)], i, vocabulary, draw) for i in range(QUESTIONS)
    ]
    own = sources.bank.facts
    more = [replace(own[i % len(own)], id=f"f-{i}") for i in range(FACTS - len(own))]
    return replace(sources, bank=Bank((*own, *more), tuple(questions)))


def _changed(question: Question, number: int, vocabulary: list[str], draw: random.Random) -> Question:
    stem = question.stem.split()
    for _ in range(len(stem) // 3):
        stem[draw.randrange(len(stem))] = draw.choice(vocabulary)
    return replace(question, id=f"q-{number}", stem=" ".join(stem), enemies=(), origin=Origin("large.yaml", number))


def seconds(work: Callable[[], object]) -> float:
    started = time.perf_counter()
    work()
    return time.perf_counter() - started


def run(sources: Sources) -> dict[str, float]:
    """The seconds of each rule; caches of an earlier run are cleared."""
    for cached in (words, content_words, normalized, similar_texts):
        cached.cache_clear()
    return {rule.name: seconds(partial(_find, rule, sources)) for rule in RULES}


def _find(rule: Rule, sources: Sources) -> None:
    for _ in rule.find(sources):
        pass


def main() -> None:
    sources = large_sources(Path(sys.argv[1] if len(sys.argv) > 1 else "decks"))
    floor = median(
        seconds(lambda: [text.split() for item in sources.bank for _, text in texts(item)]) for _ in range(RUNS)
    )
    runs = [run(sources) for _ in range(RUNS)]
    print(f"{QUESTIONS:,} questions, {FACTS:,} facts; medians of {RUNS}")
    rows = {rule: median(figures[rule] for figures in runs) for rule in runs[0]}
    for name, figure in sorted(rows.items(), key=lambda row: -row[1]):
        if figure >= 0.05:
            print(f"{name:22}{figure:8.2f} s")
    total = median(sum(figures.values()) for figures in runs)
    print(f"{'all rules':22}{total:8.2f} s  {total / floor:5.0f} × the floor ({floor:.2f} s)")


if __name__ == "__main__":
    main()

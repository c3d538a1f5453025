"""Show how far readers agreed on how hard each question is, and how `expected` in the sources follows from it.

    python benchmarks/judged.py [--exam aif-c01] [--write]

judged/<exam>.csv has a row per question: the share of just-passing candidates that each reader expects to answer
it right, from stem and options alone. The mean of the first three is the basis; a fourth, where there is one, shows
how well such a mean predicts another reader. Readers agree on the order of questions better than on the level, and
experts are known to find questions too easy. So one constant is subtracted from all logits, such that a form with
the exam's weights has the cut that guide.yaml assumes. With --write, `expected` is written into the sources.
"""

import argparse
import csv
import math
import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path
from statistics import correlation, fmean, pstdev

from clfcards.compose.apportion import apportion
from clfcards.decks.load import load_with_guide
from clfcards.exam.reference import reference_cut
from clfcards.model.bank import Bank
from clfcards.model.guide import Guide

HERE = Path(__file__).resolve().parent
DECKS = HERE.parent / "decks"
_BASIS = 3  # the readers whose mean is used; another one only compares


def logit(share: float) -> float:
    return math.log(share / (1 - share))


def share_of(logits: float) -> float:
    return 1 / (1 + math.exp(-logits))


def judged(exam: str) -> dict[str, list[float]]:
    with (HERE / "judged" / f"{exam}.csv").open(encoding="utf-8", newline="") as file:
        return {row[0]: [float(share) for share in row[1:]] for row in list(csv.reader(file))[1:]}


def ranks(values: Sequence[float]) -> list[float]:
    """The rank of each value; equal values share their mean rank. So a correlation of ranks is Spearman's."""
    ordered = sorted(values)
    return [(bisect_left(ordered, value) + bisect_right(ordered, value) - 1) / 2 for value in values]


def right_on_a_form(guide: Guide, bank: Bank, shares: dict[str, float]) -> float:
    """How many scored questions of a form a just-passing candidate is expected to answer right."""
    seats = apportion({domain.id: domain.weight for domain in guide.domains}, guide.format.scored)
    by_domain: dict[str, list[float]] = defaultdict(list)
    for question in bank.questions:
        if question.pool == "exam":
            by_domain[guide.domain_of_task[question.task].id].append(shares[question.id])
    return sum(seats[domain] * fmean(found) for domain, found in by_domain.items())


def shifted(guide: Guide, bank: Bank, shares: dict[str, float]) -> tuple[float, dict[str, float]]:
    """The constant (logits), and the shares after it is subtracted: a form then has the cut of the reference form."""
    low, high = -3.0, 3.0
    for _ in range(60):
        middle = (low + high) / 2
        moved = {id_: share_of(logit(share) - middle) for id_, share in shares.items()}
        low, high = (middle, high) if right_on_a_form(guide, bank, moved) > reference_cut(guide) else (low, middle)
    return middle, {id_: min(0.97, max(0.05, round(share, 2))) for id_, share in moved.items()}


def write(folder: Path, shares: dict[str, float]) -> None:
    for path in sorted((folder / "questions").glob("*.yaml")):
        lines, id_ = path.read_text(encoding="utf-8").split("\n"), ""
        for n, line in enumerate(lines):
            if found := re.match(r"  - id: (\S+)", line):
                id_ = found[1]
            elif re.match(r"    (difficulty|expected): ", line):
                lines[n] = f"    expected: {shares[id_]:.2f}"
        path.write_text("\n".join(lines), encoding="utf-8", newline="\n")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--write", action="store_true", help="write `expected` into the sources")
    parser.add_argument("--exam", default="clf-c02", help="the folder of the exam")
    given = parser.parse_args()
    folder = DECKS / given.exam
    loaded, guide, _ = load_with_guide(folder)
    rows = judged(given.exam)
    columns = list(zip(*rows.values(), strict=True))
    basis = {id_: fmean(row[:_BASIS]) for id_, row in rows.items()}
    print(f"{len(rows)} questions; mean share by reader: {', '.join(f'{fmean(column):.3f}' for column in columns)}")
    if len(columns) > _BASIS:
        agreement = correlation(ranks(list(basis.values())), ranks(columns[_BASIS]))
        print(f"rank correlation of the mean of the first three with the fourth: {agreement:.2f}")
    within = math.sqrt(fmean(pstdev(map(logit, row)) ** 2 * len(row) / (len(row) - 1) for row in rows.values()))
    print(f"standard deviation between readers of one question: {within:.2f} logits")
    shift, shares = shifted(guide, loaded.bank, basis)
    print(f"of a form, they expect {right_on_a_form(guide, loaded.bank, basis):.1f} of {guide.format.scored} right;")
    print(f"the cut is {reference_cut(guide)}, so {shift:.2f} logits are subtracted from every question")
    if given.write:
        write(folder, shares)


if __name__ == "__main__":
    main()

"""The recall of each domain's cards today."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping

from clfcards.exam.evidence import Recall
from clfcards.memory.state import CardState

TestedCard = tuple[str, int, float]
"""A card whose recall was tested: its domain, the study day of its last review, and its stability in days.

It is a plain tuple, because there can be a hundred thousand of them.
"""


def recall_by_domain(
    cards: Mapping[str, int], tested: Iterable[TestedCard], today: int, retrievability: Callable[[float, float], float]
) -> dict[str, Recall]:
    """The mean probability of recall of the tested cards by domain id. Domains without tested cards are absent.

    `cards` is how many cards each domain has. Neither holds the cards of exam questions: they show that a question is
    remembered, not that its subject is known; and a card that was only met while its text was read has shown no recall.

    `today` is a study day; `retrievability` takes elapsed days, of which negative ones count as none, and stability in
    days.
    """
    recalled: dict[str, list[float]] = defaultdict(list)
    for domain, last_day, stability in tested:
        recalled[domain].append(retrievability(today - last_day, stability))
    return {
        domain: Recall(len(recalled[domain]), math.fsum(recalled[domain]) / len(recalled[domain]), of)
        for domain, of in cards.items()
        if domain in recalled
    }


def cards_tested(states: Iterable[CardState], domain_of: Callable[[str], str | None]) -> Iterator[TestedCard]:
    """The tested ones of these cards. `domain_of` returns the domain of a card that counts, else None."""
    for state in states:
        domain, past = domain_of(state.card), state.past
        if domain is not None and past is not None and past.tested is not None:
            yield domain, past.last_day, past.tested.stability

"""The recall of each domain's cards today."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable
from statistics import fmean

from clfcards.exam.evidence import Recall
from clfcards.memory.state import CardState
from clfcards.model.bank import Bank
from clfcards.model.card import note_of
from clfcards.model.guide import Guide


def recall_by_domain(
    guide: Guide,
    bank: Bank,
    states: Iterable[CardState],
    today: int,
    retrievability: Callable[[float, float], float],
) -> dict[str, Recall]:
    """The mean probability of recall of the reviewed cards by domain id, and how many cards there are.

    Domains without reviewed cards are absent.

    A card that was only met while its text was read has shown no recall, and is left out.

    `today` is a study day; `retrievability` takes elapsed days and stability in days. Cards of exam
    questions are left out: they show that a question is remembered, not that its subject is known.
    """
    domains = guide.domain_of_task
    domain_of = {fact.id: domains[fact.task].id for fact in bank.facts if fact.task in domains}
    domain_of |= {q.id: domains[q.task].id for q in bank.questions if q.pool == "study" and q.task in domains}
    cards = Counter({domain.id: 0 for domain in guide.domains})
    for item in bank:
        if item.id in domain_of:
            cards[domain_of[item.id]] += item.cards
    recalled: dict[str, list[float]] = defaultdict(list)
    for state in states:
        domain = domain_of.get(note_of(state.card))
        if domain and (past := state.past) is not None and past.tested is not None:
            recalled[domain].append(retrievability(max(0, today - past.last_day), past.memory.stability))
    return {domain: Recall(len(values), fmean(values), cards[domain]) for domain, values in recalled.items()}

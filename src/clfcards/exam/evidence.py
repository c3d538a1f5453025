"""What a learner's sittings and reviews say about the ability to pass, as values for the model of ability."""

import datetime as dt
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from clfcards.compose.apportion import apportion
from clfcards.exam import ability
from clfcards.exam.ability import Answer, Belief
from clfcards.exam.reference import reference_cut, reference_difficulties
from clfcards.exam.sightings import SatQuestion, SatSitting
from clfcards.model.guide import Guide

# These values are our choice; benchmarks/readiness.py shows how they do in simulated worlds.
ITEM_ERROR = 0.9
"""How far a question's difficulty for one learner is from its estimate (standard deviation, in logits)."""
REPEAT_WEIGHT = 0.25  # what the answer to a question that was met lately is worth: it may only be remembered
_FORM_ERROR = 0.08  # how far all of a form is, for one learner, from what its difficulties say (as above)
_BACKGROUND = 0.5  # the share of what no reviewed card taught that a learner knows all the same
_MEMORY_ERROR = 1.0  # how far ability is from what the memory of cards suggests (standard deviation, in logits)


@dataclass(frozen=True, slots=True)
class Recall:
    """The recall of a domain's cards: how many of them were reviewed so far, and their mean probability of recall."""

    cards: int
    recall: float
    of: int

    @property
    def known(self) -> float:
        """The share of the domain's cards that the learner can be expected to know, the unreviewed ones included."""
        share = min(1.0, self.cards / self.of) if self.of else 0.0
        return share * self.recall + (1 - share) * _BACKGROUND


@dataclass(frozen=True, slots=True)
class NextForm:
    """A form with questions like those of the bank: (domain, difficulty) of each scored one, and its raw cut."""

    questions: tuple[tuple[str, float], ...]
    cut: int

    @property
    def difficulties(self) -> list[float]:
        return [difficulty for _, difficulty in self.questions]


def reference_form(guide: Guide) -> NextForm:
    """The reference form as if it were the next one: for a bank that cannot fill an exam.

    Easy and hard questions take turns over the domains, so that none gets all the hard ones.
    """
    seats = apportion({domain.id: domain.weight for domain in guide.domains}, guide.format.scored)
    order = [id_ for turn in range(max(seats.values())) for id_, count in seats.items() if turn < count]
    return NextForm(tuple(zip(order, reference_difficulties(guide), strict=True)), reference_cut(guide))


def belief_now(
    guide: Guide, sat: Sequence[SatSitting], memory: Mapping[str, Recall], form: NextForm, now: dt.datetime
) -> Belief:
    """What is believed about the learner's ability now, from sittings (oldest first) and review memory by domain."""
    belief = ability.at_start()
    last: dt.datetime | None = None
    for sitting in sat:
        if last is not None:
            belief = ability.after_days(belief, _days(last, sitting.at))
        belief = ability.after_answers(belief, [answer_of(question) for question in sitting.questions])
        last = sitting.at
    if last is not None:
        belief = ability.after_days(belief, _days(last, now))
    if memory:
        belief = ability.after_memory(belief, _remembered_ability(guide, memory, form), _MEMORY_ERROR)
    return ability.less_certain(belief, _FORM_ERROR)


def answer_of(question: SatQuestion) -> Answer:
    """The answer to a question, as the model of ability takes it."""
    return Answer(question.difficulty, ITEM_ERROR, question.right, 1.0 if question.is_fresh else REPEAT_WEIGHT)


def _remembered_ability(guide: Guide, memory: Mapping[str, Recall], form: NextForm) -> float:
    """The ability at which a form of mean difficulty is answered as somebody with this memory would answer it."""
    weights = sum(domain.weight for domain in guide.domains)
    known = math.fsum(
        domain.weight * (memory[domain.id].known if domain.id in memory else _BACKGROUND) for domain in guide.domains
    )
    share = known / weights
    guessed = math.fsum(1 / options for options in guide.format.options) / len(guide.format.options)
    right = min(share + (1 - share) * guessed, 0.97)
    return math.fsum(form.difficulties) / len(form.questions) + math.log(right / (1 - right))


def _days(since: dt.datetime, until: dt.datetime) -> float:
    return max(0.0, (until - since).total_seconds() / 86400)

"""What a bank knows about the facts that are taken for one another, and what learners' answers say about that."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from clfcards.exam.linked_distractors import linked_distractors
from clfcards.model.bank import Bank, Option, Question
from clfcards.render.grading import option_key
from clfcards.rules.unlinked_distractor import Named, named_by
from clfcards.survey.contrast import Contrasts

LEAST_ANSWERS = 10
"""That nobody chooses an option means something only after this many answers to its question."""

Chosen = Mapping[str, Sequence[Sequence[str]]]
"""For each question by its id, the keys of the options chosen in every answer."""


class OfferedPair(NamedTuple):
    """Two facts, of which so many questions offer one for the other; their ids are in order."""

    one: str
    other: str
    questions: int


class UnlinkedOption(NamedTuple):
    """A distractor without a link: `fact` is the one whose answer it is; empty if there is none, or several."""

    question: str
    option: str
    fact: str


class OptionAnswers(NamedTuple):
    """A distractor was chosen this many `times` in all `answers` to its question; `fact` is as in UnlinkedOption."""

    question: str
    option: str
    times: int
    answers: int
    fact: str = ""


@dataclass(frozen=True, slots=True)
class ConfusionCoverage:
    """The coverage. `linked` of the `distractors` name the fact that they stand for; the others are `unlinked`.

    Of the `pairs` of facts that questions offer for one another, those `without_contrast` have no card that names
    both. Of questions with at least LEAST_ANSWERS of the `answers`, the options `never_chosen` are listed. `unknown`
    are options that learners choose although the bank does not say what they stand for.
    """

    distractors: int
    linked: int
    pairs: int
    without_contrast: tuple[OfferedPair, ...]
    unlinked: tuple[UnlinkedOption, ...]
    answers: int
    never_chosen: tuple[OptionAnswers, ...]
    unknown: tuple[OptionAnswers, ...]


def confusion_coverage(bank: Bank, chosen: Chosen) -> ConfusionCoverage:
    """The coverage of the bank, with the answers to its questions that are known; the worst of each list first."""
    named = named_by(bank.facts)
    pairs = _offered_pairs(bank)
    contrasts = Contrasts(bank.facts)
    options = [(question, option) for question in bank.questions for option in question.distractors]
    answered = list(_answered(options, chosen, named))
    return ConfusionCoverage(
        distractors=len(options),
        linked=sum(bool(option.fact) for _, option in options),
        pairs=len(pairs),
        without_contrast=tuple(pair for pair in pairs if not contrasts.between(pair.one, pair.other)),
        unlinked=tuple(
            UnlinkedOption(q.id, option.text, named.only(q, option) or "") for q, option in options if not option.fact
        ),
        answers=sum(len(chosen.get(question.id, ())) for question in bank.questions),
        never_chosen=tuple(
            sorted(
                (one for one, _ in answered if not one.times and one.answers >= LEAST_ANSWERS),
                key=lambda one: -one.answers,
            )
        ),
        unknown=tuple(
            sorted(
                (one for one, option in answered if one.times and not option.fact),
                key=lambda one: (-one.times, one.answers),
            )
        ),
    )


def _offered_pairs(bank: Bank) -> list[OfferedPair]:
    """The pairs that questions offer for one another, those of most questions first."""
    found = Counter[tuple[str, str]]()
    for links in linked_distractors(bank).values():
        found.update({(min(links.right, wrong), max(links.right, wrong)) for wrong in links.offered})
    return [OfferedPair(*pair, number) for pair, number in sorted(found.items(), key=lambda one: (-one[1], one[0]))]


def _answered(
    options: Iterable[tuple[Question, Option]], chosen: Chosen, named: Named
) -> Iterable[tuple[OptionAnswers, Option]]:
    """How often each distractor of an answered question was chosen."""
    for question, option in options:
        answers = chosen.get(question.id, ())
        if answers:
            key = option_key(question.id, option.text)
            times = sum(key in each for each in answers)
            fact = "" if option.fact else named.only(question, option) or ""
            yield OptionAnswers(question.id, option.text, times, len(answers), fact), option

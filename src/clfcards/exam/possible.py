"""What a bank has enough questions for, so that nobody is told to do what cannot be done."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from clfcards.next_step import NextStep

if TYPE_CHECKING:  # a review ends with what is possible, and needs neither the guide nor the questions
    from clfcards.model.bank import Question
    from clfcards.model.guide import Guide
    from clfcards.model.number import Number


@dataclass(frozen=True, slots=True)
class Possible:
    """The forms that a bank can fill; a length of 0 means none.

    `questions` is the number of questions for practice exams. `whole` is the number of questions in a whole exam, and
    `exam` in the longest one that the bank can fill. `domains` are the same two numbers for a form of one domain, by
    the domain's id. `diagnostic` says whether there are enough study questions for a diagnostic.
    """

    questions: int
    whole: int
    exam: int
    domains: Mapping[str, tuple[int, int]]
    diagnostic: bool

    def exam_step(self) -> NextStep | None:
        """The command for the longest exam, or None if there is none."""
        if self.exam == self.whole:
            return NextStep.run("exam")
        return NextStep.run("exam", length=self.exam) if self.exam else None

    def domain_step(self, domain: str) -> NextStep | None:
        """The command for the longest form of one domain, or None if there is none."""
        whole, longest = self.domains[domain]
        if longest == whole:
            return NextStep.run("exam", domain=domain)
        return NextStep.run("exam", domain=domain, length=longest) if longest else None

    def any_step(self) -> NextStep | None:
        """The command for an exam, or else for the domain with the most questions."""
        best = max(self.domains, key=lambda domain: self.domains[domain][1])
        return self.exam_step() or self.domain_step(best)


def possible_forms(guide: Guide, exam: Iterable[Question], study: Iterable[Question]) -> Possible:
    """What can be made of the questions of the two pools; those of tasks that the guide lacks do not count."""
    from clfcards.compose.apportion import apportion
    from clfcards.exam.diagnostic_length import diagnostic_length

    weights = {domain.id: domain.weight for domain in guide.domains}
    terms = guide.format
    parts = [apportion(weights, count) for count in (terms.scored, terms.unscored)]
    needs = {domain: sum(part[domain] for part in parts) for domain in weights}
    has, has_study = _by_domain(guide, exam), _by_domain(guide, study)
    is_whole = all(has[domain] >= need for domain, need in needs.items())
    length = diagnostic_length(guide)
    return Possible(
        questions=has.total(),
        whole=terms.questions,
        exam=terms.questions if is_whole else longest_form(weights, has, terms.questions - 1),
        domains={domain: (need, min(need, has[domain])) for domain, need in needs.items()},
        diagnostic=longest_form(weights, has_study, length) == length,
    )


def _by_domain(guide: Guide, questions: Iterable[Question]) -> Counter[str]:
    domains = guide.domain_of_task
    return Counter(domains[question.task].id for question in questions if question.task in domains)


def longest_form(weights: Mapping[str, Number], has: Mapping[str, int], most: int) -> int:
    """The length of the longest form, at most `most`, that has enough questions in every domain."""
    from clfcards.compose.apportion import seat_order

    counts = Counter[str]()
    for length, domain in enumerate(seat_order(weights), start=1):
        counts[domain] += 1
        if length > most or counts[domain] > has.get(domain, 0):
            return length - 1
    raise AssertionError("seat_order never ends")

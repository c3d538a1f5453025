"""The number of exam forms that the bank can fill."""

from collections.abc import Iterable

from clfcards.compose.apportion import apportion
from clfcards.model.bank import Question
from clfcards.model.guide import Guide


def questions_per_form(guide: Guide) -> dict[str, int]:
    """The number of questions per domain in one form. Scored and unscored questions are apportioned separately."""
    weights = {domain.id: domain.weight for domain in guide.domains}
    scored, unscored = apportion(weights, guide.format.scored), apportion(weights, guide.format.unscored)
    return {domain: scored[domain] + unscored[domain] for domain in weights}


def forms_by_domain(guide: Guide, questions: Iterable[Question]) -> dict[str, int]:
    """For how many forms each domain's exam pool has enough questions; the smallest number counts.

    The mix of difficulties and enemies can make a question repeat a form earlier.
    """
    have = dict.fromkeys((domain.id for domain in guide.domains), 0)
    for question in questions:
        if question.pool == "exam" and (domain := guide.domain_of_task.get(question.task)):
            have[domain.id] += 1
    return {domain: have[domain] // need if need else 0 for domain, need in questions_per_form(guide).items()}

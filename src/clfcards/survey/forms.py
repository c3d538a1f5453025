"""How many exam forms the bank can fill."""

from collections.abc import Iterable

from clfcards.compose.apportion import apportion
from clfcards.model.bank import Question
from clfcards.model.guide import Guide


def questions_a_form(guide: Guide) -> dict[str, int]:
    """Questions of each domain in one form: scored and unscored are shared out apart."""
    weights = {domain.id: domain.weight for domain in guide.domains}
    scored, unscored = apportion(weights, guide.format.scored), apportion(weights, guide.format.unscored)
    return {domain: scored[domain] + unscored[domain] for domain in weights}


def forms_by_domain(guide: Guide, questions: Iterable[Question]) -> dict[str, int]:
    """Forms without a repeated question that the exam pool fills, by domain; the least is the bank's."""
    have = dict.fromkeys((domain.id for domain in guide.domains), 0)
    for question in questions:
        if question.pool == "exam" and (domain := guide.domain_of_task.get(question.task)):
            have[domain.id] += 1
    return {domain: have[domain] // need if need else 0 for domain, need in questions_a_form(guide).items()}

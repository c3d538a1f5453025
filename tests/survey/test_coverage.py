"""How items are counted, and how many exam forms they fill."""

import pytest

from clfcards.model.bank import Bank
from clfcards.survey.coverage import Count, coverage
from clfcards.survey.forms import forms_by_domain, questions_per_form
from tests.rules.bank_of import GUIDE, card, question

BANK = Bank(
    (card(topics=("green-tea",), services=("tea-pot",)), card(task="B.1", topics=("temperature",))),
    (question(pool="exam", difficulty="hard", topics=("green-tea", "black-tea")), question(task="C.1")),
)


def test_an_item_counts_under_its_task_and_each_of_its_topics() -> None:
    found = coverage(GUIDE, BANK)
    leaves = found.domains[0]
    assert leaves.count == Count(facts=1, exam=1, hard=1)
    assert leaves.tasks[0].count == leaves.count
    assert [topic.count.items for topic in leaves.tasks[0].topics] == [2, 1]
    assert leaves.tasks[1].count == Count()


def test_services_in_scope_are_counted_and_those_without_items_are_named() -> None:
    found = coverage(GUIDE, BANK)
    assert [(service.id, count.items) for service, count in found.services] == [("tea-pot", 1), ("tea-kettle", 0)]
    assert [service.id for service in found.bare_services()] == ["tea-kettle"]


def test_thin_topics_are_sorted_thinnest_first() -> None:
    thin = coverage(GUIDE, BANK).thin_topics(2)
    assert [topic.id for _, topic in thin] == ["highlands", "serving", "black-tea", "temperature"]


def test_scored_and_unscored_questions_are_apportioned_separately() -> None:
    """With 50/30/20%, 20 scored questions are 10, 6 and 4; 4 unscored ones are 2, 1 and 1."""
    assert questions_per_form(GUIDE) == {"A": 12, "B": 7, "C": 5}


@pytest.mark.parametrize(("exam", "forms"), [(11, 0), (12, 1), (23, 1), (24, 2)])
def test_forms_without_a_repeated_question(exam: int, forms: int) -> None:
    questions = [question(pool="exam")] * exam + [question()] * 50
    assert forms_by_domain(GUIDE, questions)["A"] == forms


def test_the_thinnest_domain_limits_the_number_of_forms() -> None:
    questions = tuple(question(pool="exam", task=task) for task in ("A.1",) * 24 + ("B.1",) * 21 + ("C.1",) * 5)
    assert coverage(GUIDE, Bank((), questions)).forms == 1

"""What a bank has enough questions for is exactly what can be assembled from it."""

import pytest

from clfcards.exam.assembly import Experience, Request, assemble
from clfcards.exam.difficulty import estimates
from clfcards.exam.form_refused import FormRefused
from clfcards.exam.possible import Possible, possible_forms
from clfcards.model.bank import Question
from clfcards.next_step import NextStep
from tests.exam.exam_bank import EVERYTHING, GUIDE, question, questions


def counts(one: int, two: int, three: int, four: int) -> list[Question]:
    """This many questions of each domain."""
    numbers = zip("1234", (one, two, three, four), strict=True)
    return [question(f"q-{domain}-{n}", f"{domain}.1") for domain, number in numbers for n in range(number)]


def can_be_made(bank: list[Question], request: Request) -> bool:
    experience = Experience({}, estimates(bank, GUIDE.practice, 1.1, {}, {}))
    try:
        assemble(GUIDE, {}, bank, request, experience, 1)
    except FormRefused:
        return False
    return True


BANKS = [counts(0, 0, 0, 0), counts(5, 6, 7, 2), counts(20, 30, 0, 9), counts(16, 19, 22, 8), counts(16, 19, 21, 8)]


@pytest.mark.parametrize("bank", BANKS, ids=len)
def test_the_longest_exam_can_be_made_and_no_longer_one(bank: list[Question]) -> None:
    possible = possible_forms(GUIDE, bank, [])
    assert possible.whole == 65
    if possible.exam:
        assert can_be_made(bank, Request(length=possible.exam))
    if possible.exam < possible.whole:
        assert not can_be_made(bank, Request(length=possible.exam + 1))


@pytest.mark.parametrize("bank", BANKS, ids=len)
def test_the_longest_form_of_a_domain_can_be_made(bank: list[Question]) -> None:
    possible = possible_forms(GUIDE, bank, [])
    for domain, (whole, longest) in possible.domains.items():
        assert can_be_made(bank, Request("domain", None, domain)) == (longest == whole)
        if longest:
            assert can_be_made(bank, Request("domain", longest, domain))


@pytest.mark.parametrize(("study", "is_enough"), [(counts(2, 3, 4, 1), True), (counts(2, 3, 3, 1), False), ([], False)])
def test_a_diagnostic_takes_ten_study_questions_by_weight(study: list[Question], is_enough: bool) -> None:
    assert possible_forms(GUIDE, questions(9), study).diagnostic is is_enough
    assert can_be_made(study, Request("diagnostic", 10)) is is_enough


def test_questions_of_tasks_that_the_guide_lacks_do_not_count() -> None:
    assert possible_forms(GUIDE, [question("q", "9.9")], []).questions == 0


def test_the_next_step_is_what_can_be_done() -> None:
    assert EVERYTHING.exam_step() == NextStep.run("exam")
    small = possible_forms(GUIDE, counts(5, 6, 7, 2), [])
    assert small.exam_step() == NextStep.run("exam", length=small.exam)
    assert small.domain_step("3") == NextStep.run("exam", domain="3", length=7)
    lopsided: Possible = possible_forms(GUIDE, counts(0, 30, 0, 0), [])
    assert (lopsided.exam_step(), lopsided.domain_step("1")) == (None, None)
    assert lopsided.any_step() == NextStep.run("exam", domain="2")
    assert possible_forms(GUIDE, [], []).any_step() is None

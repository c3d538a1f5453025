"""Forms: counts by weight, no question twice in five forms, a fixed mix of difficulties.

The expected counts are from the apportionment table of the exam notes, where they are checked against the largest
remainder method.
"""

from collections import Counter
from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from clfcards.codec import from_json, to_json
from clfcards.exam.assembly import Experience, Request, assemble, form_of
from clfcards.exam.difficulty import Estimate
from clfcards.exam.form import Form
from clfcards.exam.form_refused import FormRefused
from clfcards.exam.refusal import Refusal, Shortage, TooFew, TooLong, UnknownDomain
from clfcards.model.bank import Question
from tests.exam.exam_bank import GUIDE, experience, questions

BANK = questions(12)
NOTHING = experience(BANK)
CLASS = {q.id: q.difficulty for q in BANK}


def made(seed: int, length: int | None = None, known: Experience = NOTHING, domain: str | None = None) -> Form:
    return assemble(GUIDE, {}, BANK, Request("domain" if domain else "exam", length, domain), known, seed)


def by_domain(form: Form, *, scored: bool | None = None) -> tuple[int, ...]:
    counts = Counter(q.domain for q in form.questions if scored is None or q.scored == scored)
    return tuple(counts[d] for d in "1234")


@pytest.mark.parametrize(
    ("length", "counts"), [(10, (2, 3, 4, 1)), (15, (4, 4, 5, 2)), (50, (12, 15, 17, 6)), (65, (16, 19, 22, 8))]
)
def test_counts_follow_the_weights_over_a_thousand_seeds(length: int, counts: tuple[int, ...]) -> None:
    for seed in range(1000):
        form = made(seed, length)
        assert by_domain(form) == counts
        assert len(form.by_id) == length


def test_the_two_parts_of_a_whole_form_are_apportioned_separately() -> None:
    form = made(3)
    assert (form.scored, len(form)) == (50, 65)
    assert by_domain(form, scored=True) == (12, 15, 17, 6)
    assert by_domain(form, scored=False) == (4, 4, 5, 2)


def test_tasks_share_their_domain_evenly() -> None:
    scored = Counter(q.task for q in made(4).questions if q.scored)
    for domain in GUIDE.domains:
        counts = [scored[task.id] for task in domain.tasks]
        assert max(counts) - min(counts) <= 1


def test_shares_of_tasks_are_followed() -> None:
    shares = {"2.1": 3, "2.2": 5, "2.3": 4, "2.4": 3}
    form = assemble(GUIDE, shares, BANK, Request(), NOTHING, 1)
    counts = Counter(q.task for q in form.questions if q.scored)
    assert [counts[task] for task in shares] == [3, 5, 4, 3]


def test_five_forms_in_a_row_share_no_question() -> None:
    bank = questions(25)
    seen = Counter[str]()
    for seed in range(5):
        form = assemble(GUIDE, {}, bank, Request(), experience(bank, dict(seen)), seed)
        assert not seen.keys() & form.by_id.keys()
        seen.update(form.by_id.keys())


def test_the_mix_of_difficulties_is_that_of_the_reference_form() -> None:
    for seed in range(50):
        mix = Counter(CLASS[q.id] for q in made(seed).questions if q.scored)
        assert abs(mix["easy"] - 15) <= 2
        assert abs(mix["hard"] - 10) <= 2
        assert abs(sum(q.difficulty for q in made(seed).questions if q.scored) / 50) < 0.1


def test_unscored_seats_go_to_the_least_calibrated_questions() -> None:
    known = {q.id: Estimate(0.0, 0.5, 3 if n % 2 else 0) for n, q in enumerate(BANK)}
    form = made(8, known=Experience({}, known))
    assert all(known[q.id].answers == 0 for q in form.questions if not q.scored)


def test_the_same_seed_gives_the_same_form_and_another_seed_another_form() -> None:
    assert made(11) == made(11)
    assert made(11) != made(12)


def test_scored_and_unscored_are_mixed_throughout() -> None:
    halves = [[q.scored for q in made(seed).questions] for seed in range(40)]
    early = sum(not scored for half in halves for scored in half[:32])
    assert 200 < early < 400  # of 600 unscored ones, about half


def test_a_form_can_have_a_single_domain() -> None:
    form = made(1, domain="4")
    assert {q.domain for q in form.questions} == {"4"}
    assert len(form) == form.scored == 8
    assert len(made(1, 5, domain="2")) == 5


def refusal_of(length: int | None = None, domain: str | None = None, bank: list[Question] = BANK) -> Refusal:
    """The reason why the form is refused."""
    with pytest.raises(FormRefused) as refused:
        assemble(GUIDE, {}, bank, Request("exam", length, domain), NOTHING, 1)
    return refused.value.reason


def test_an_unknown_domain_is_refused_with_the_known_ones() -> None:
    assert refusal_of(domain="9") == UnknownDomain("9", GUIDE.domains)


def test_a_form_longer_than_the_exam_is_refused_with_the_exams_length() -> None:
    assert refusal_of(66) == TooLong(65)


def test_a_bank_that_is_too_small_is_refused_with_what_is_missing_and_what_fits() -> None:
    bank = [q for q in BANK if not q.task.startswith("4")] + [q for q in BANK if q.task == "4.1"][:5]
    refusal = refusal_of(bank=bank)
    assert isinstance(refusal, TooFew)
    assert (refusal.length, refusal.missing) == (65, (Shortage(GUIDE.domains[3], 5, 8),))
    assert len(assemble(GUIDE, {}, bank, Request(length=refusal.fits), NOTHING, 1)) == refusal.fits
    assert refusal_of(refusal.fits + 1, bank=bank) == TooFew(
        refusal.fits + 1, (Shortage(GUIDE.domains[3], 5, 6),), refusal.fits, "exam", len(bank)
    )


def test_a_task_without_questions_is_replaced_by_others_in_its_domain() -> None:
    bank = [q for q in BANK if q.task != "3.1"]
    assert by_domain(assemble(GUIDE, {}, bank, Request(), NOTHING, 1)) == (16, 19, 22, 8)


def test_chosen_questions_make_a_form_of_exactly_these() -> None:
    form = form_of(GUIDE, "redo", BANK[:7], NOTHING, 3)
    assert set(form.by_id) == {q.id for q in BANK[:7]}


@settings(max_examples=20, deadline=None)
@given(st.integers(0, 10**9), st.integers(1, 65))
def test_a_form_is_unchanged_by_writing_and_reading_it(seed: int, length: int) -> None:
    form = made(seed, length)
    assert from_json(to_json(form), Form) == form


def with_enemies(bank: list[Question], pairs: dict[str, str]) -> list[Question]:
    """The bank in which each key of `pairs` names its value as an enemy."""
    return [replace(q, enemies=(pairs[q.id],) if q.id in pairs else ()) for q in bank]


def test_enemies_do_not_meet_in_one_form() -> None:
    """In each task the first question names the second, the third the fourth, and so on: half of the bank has to go."""
    by_task = [[q.id for q in BANK if q.task == task] for task in GUIDE.tasks]
    pairs = {ids[i]: ids[i + 1] for ids in by_task for i in range(0, len(ids), 2)}
    bank = with_enemies(BANK, pairs)
    for seed in range(200):
        form = assemble(GUIDE, {}, bank, Request("exam"), NOTHING, seed)
        assert not any(first in form.by_id and second in form.by_id for first, second in pairs.items())
        assert by_domain(form) == (16, 19, 22, 8)


def test_enemies_meet_if_nothing_else_is_left() -> None:
    bank = with_enemies(questions(4), {q.id: other.id for q, other in pairwise(questions(4)) if q.task == other.task})
    form = assemble(GUIDE, {}, bank, Request("exam", domain="1"), experience(bank), 1)
    assert len(form.by_id) == 16


def test_a_bank_without_enemies_gives_the_forms_that_it_always_gave() -> None:
    assert [q.id for q in made(7).questions][:3] == ["q-3.4-9", "q-1.3-9", "q-4.2-8"]

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
from tests.exam.exam_bank import GUIDE, experience, question, questions

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
def test_counts_follow_the_weights_with_any_seed(length: int, counts: tuple[int, ...]) -> None:
    for seed in range(200):
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


def test_a_short_form_of_a_bank_without_enemies_is_what_it_always_was() -> None:
    """Only the unscored seats of a whole form have moved."""
    assert [q.id for q in made(7, 10).questions][:3] == ["q-2.3-1", "q-3.1-9", "q-1.2-3"]


# ── questions that test the same thing ──


def about(id_: str, task: str, *facts: str, stem: str = "") -> Question:
    """A question that tests these facts; without a stem, it has one that resembles no other."""
    return replace(question(id_, task), tests=facts, stem=stem or " ".join(f"{id_}-{n}" for n in range(8)))


def in_domain_4(bank: list[Question], seed: int, length: int) -> Form:
    return assemble(GUIDE, {}, bank, Request("domain", length, "4"), experience(bank), seed)


def test_two_questions_that_test_one_fact_do_not_meet() -> None:
    """Each of task 4.1's questions shares a fact with one of task 4.2: eight of sixteen can be in one form."""
    bank = [about(f"a{n}", "4.1", f"f{n}") for n in range(8)] + [about(f"b{n}", "4.2", f"f{n}") for n in range(8)]
    for seed in range(100):
        numbers = [q.id[1:] for q in in_domain_4(bank, seed, 8).questions]
        assert len(set(numbers)) == 8


def test_near_twins_do_not_meet() -> None:
    """Nine of ten words are the same in each pair, so their similarity is 9/11; that of other pairs is 7/13 at most."""
    stem = "Which {} keeps log files number {} cheapest?"
    bank = [about(f"a{n}", "4.1", stem=stem.format("plan", f"{n} x{n} y{n}")) for n in range(6)]
    bank += [about(f"b{n}", "4.2", stem=stem.format("tier", f"{n} x{n} y{n}")) for n in range(6)]
    for seed in range(100):
        numbers = [q.id[1:] for q in in_domain_4(bank, seed, 6).questions]
        assert len(set(numbers)) == 6


def test_in_a_bank_too_small_to_avoid_it_questions_of_one_fact_meet_before_enemies_do() -> None:
    """Four of five questions are needed. "same" can join "a0", whose fact it tests; "enemy" cannot."""
    bank = [about(f"a{n}", "4.1", f"f{n}") for n in range(3)]
    bank += [about("same", "4.1", "f0"), replace(about("enemy", "4.1", "f9"), enemies=("a0",))]
    forms = [in_domain_4(bank, seed, 4).by_id for seed in range(100)]
    assert not any({"a0", "enemy"} <= form.keys() for form in forms)
    assert any({"a0", "same"} <= form.keys() for form in forms)


def test_a_form_that_takes_the_whole_bank_is_still_made() -> None:
    bank = [about(f"a{n}", "4.1", "f", stem="Which one?") for n in range(5)]
    assert len(in_domain_4(bank, 1, 5).by_id) == 5


def test_a_question_seen_before_is_better_than_a_second_one_on_the_same_fact() -> None:
    bank = [about("a", "4.1", "f"), about("b", "4.1", "f"), about("seen", "4.1", "g")]
    known = experience(bank, {"seen": 3})
    for seed in range(50):
        assert "seen" in assemble(GUIDE, {}, bank, Request("domain", 2, "4"), known, seed).by_id


# ── unscored seats ──


def unscored_tasks(seeds: range, shares: dict[str, int], bank: list[Question] = BANK) -> Counter[str]:
    known = experience(bank)
    forms = [assemble(GUIDE, shares, bank, Request(), known, seed) for seed in seeds]
    return Counter(q.task for form in forms for q in form.questions if not q.scored)


def test_unscored_seats_go_round_all_tasks_by_their_shares() -> None:
    """Domain 3 has five unscored seats and eight tasks. With shares of 2, and 3 for the last, of 17 in all, a task has
    10/17 or 15/17 of a seat in a form: over 600 forms, 353 and 529 seats, give or take 12 and 8 (√(n p (1 − p)))."""
    shares = {f"3.{n}": 3 if n == 8 else 2 for n in range(1, 9)}
    seats = unscored_tasks(range(600), shares)
    assert all(abs(seats[f"3.{n}"] - 353) < 48 for n in range(1, 8))
    assert abs(seats["3.8"] - 529) < 32
    assert all(abs(seats[f"4.{n}"] - 400) < 46 for n in range(1, 4))  # two of three
    assert all(seats[f"1.{n}"] == 600 for n in range(1, 5))  # four of four


def test_every_task_is_reached_within_a_few_forms() -> None:
    for first in range(0, 200, 10):
        assert set(unscored_tasks(range(first, first + 10), {})) == set(GUIDE.tasks)


def test_a_task_with_too_few_questions_passes_its_unscored_seat_on() -> None:
    """Task 4.1 has the questions for its two scored seats alone, so 4.2 and 4.3 get both unscored ones."""
    bank = [q for q in BANK if q.task != "4.1"] + [q for q in BANK if q.task == "4.1"][:2]
    seats = unscored_tasks(range(50), {}, bank)
    assert (seats["4.1"], seats["4.2"] + seats["4.3"]) == (0, 100)


def test_the_scored_part_does_not_change_with_the_seed() -> None:
    counts = [Counter(q.task for q in made(seed).questions if q.scored) for seed in range(30)]
    assert all(count == counts[0] for count in counts)

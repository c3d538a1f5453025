"""Composed decks: quotas are met, and small changes to the bank make small changes to the deck."""

import datetime as dt
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clfcards.compose.deck import compose
from clfcards.errors import UsageError
from clfcards.model.bank import Bank, Fact, Origin
from clfcards.model.deck import DeckSettings, Limits, Note, Package
from clfcards.model.guide import Guide
from clfcards.source.guide import read_guide
from tests.small_exam import GUIDE

PACKAGE = Package("tea.apkg", "Tea", ("facts", "study"), default=True)
TASKS = ("A.1", "A.2", "B.1", "C.1")


def small_guide() -> Guide:
    guide, problems = read_guide("guide.yaml", GUIDE)
    assert guide is not None, problems
    return guide


TEA = small_guide()


def settings(**shares: int) -> DeckSettings:
    return DeckSettings("tea", (PACKAGE,), {k.replace("_", "."): v for k, v in shares.items()}, Limits(), 0.9)


def note(task: str, number: int, priority: int = 2, cards: int = 1) -> Fact:
    return Fact(
        origin=Origin("x", number), id=f"{task.lower().replace('.', '-')}-{number}", task=task, priority=priority,
        source="https://example.org", verified=dt.date(2026, 1, 1), why="w", front="f", back="b", cards=cards,
    )  # fmt: skip


def bank(**counts: int) -> Bank:
    return Bank(tuple(note(task.replace("_", "."), i) for task, n in counts.items() for i in range(n)))


NOTES = st.lists(
    st.builds(note, st.sampled_from(TASKS), st.integers(0, 10_000), st.integers(1, 3)), max_size=60,
    unique_by=lambda fact: fact.id,
)  # fmt: skip
MIXED_NOTES = st.lists(
    st.builds(note, st.sampled_from(TASKS), st.integers(0, 10_000), st.integers(1, 3), st.sampled_from([1, 1, 2, 3])),
    max_size=60, unique_by=lambda fact: fact.id,
)  # fmt: skip


def ids(notes: tuple[Note, ...]) -> set[str]:
    return {fact.id for fact in notes}


def test_the_default_deck_is_the_largest_that_every_domain_can_fill() -> None:
    deck = compose(TEA, settings(), bank(A_1=20, A_2=20, B_1=9, C_1=20), PACKAGE)
    assert [(d.quota, d.cards) for d in deck.domains] == [(16, 16), (9, 9), (6, 6)]
    assert [d.reserve for d in deck.domains] == [24, 0, 14]
    assert len(deck.reserve) == 38


def test_tasks_share_their_domain_equally_by_default() -> None:
    full = bank(A_1=20, A_2=20, B_1=20, C_1=20)
    equal = compose(TEA, settings(), full, PACKAGE, size=20)
    tilted = compose(TEA, settings(A_1=4), full, PACKAGE, size=20)
    assert [sum(n.task == task for n in equal.notes) for task in TASKS] == [5, 5, 6, 4]
    assert [sum(n.task == task for n in tilted.notes) for task in TASKS] == [8, 2, 6, 4]


def test_a_task_with_no_notes_left_gives_its_seats_to_its_domain() -> None:
    deck = compose(TEA, settings(), bank(A_1=1, A_2=20, B_1=20, C_1=20), PACKAGE, size=20)
    assert [sum(n.task == task for n in deck.notes) for task in TASKS] == [1, 9, 6, 4]


def test_core_notes_come_before_details() -> None:
    notes = [note("B.1", i, priority=1 + i % 3) for i in range(9)]
    deck = compose(TEA, settings(), Bank(tuple(notes + list(bank(A_1=9, C_1=9).facts))), PACKAGE, size=10)
    assert {n.priority for n in deck.notes if n.task == "B.1"} == {1}


def test_new_cards_follow_the_weights_at_every_moment() -> None:
    deck = compose(TEA, settings(), bank(A_1=30, A_2=30, B_1=30, C_1=30), PACKAGE)
    for shown in range(1, len(deck.notes)):
        b = sum(n.task == "B.1" for n in deck.notes[:shown])
        assert abs(b - 0.30 * shown) < 1


def test_the_order_of_new_notes_matches_a_hand_computation() -> None:
    """With 50, 30 and 20%, ten seats go to A B C A A B A C B A. A note waits for one seat per card."""
    leaves, cups = (bank(**{task: n}).facts for task, n in (("A_1", 5), ("C_1", 2)))
    water = (note("B.1", 0, priority=1, cards=2), note("B.1", 1))
    deck = compose(TEA, settings(), Bank((*leaves, *water, *cups)), PACKAGE)
    domains = "".join(fact.task[0] for fact in deck.notes)
    assert domains == "ACAABACBA"
    assert [fact.id for fact in deck.notes if fact.task == "B.1"] == ["b-1-0", "b-1-1"]


def test_a_size_that_cannot_be_filled_reports_what_is_missing() -> None:
    with pytest.raises(UsageError) as caught:
        compose(TEA, settings(), bank(A_1=20, B_1=3, C_1=1), PACKAGE, size=20)
    assert "missing 3 in Water (3 of 6), 3 in Cups & saucers (1 of 4)" in str(caught.value)


def test_a_note_with_two_cards_is_never_split() -> None:
    notes = [note("B.1", i, cards=2) for i in range(9)]
    full = Bank((*notes, *bank(A_1=30, C_1=30).facts))
    assert compose(TEA, settings(), full, PACKAGE, size=10).domains[1].cards == 2  # quota 3
    default = compose(TEA, settings(), full, PACKAGE)
    assert all(d.cards == d.quota for d in default.domains)


@given(MIXED_NOTES)
def test_the_default_deck_meets_every_quota_and_loses_nothing(notes: list[Fact]) -> None:
    deck = compose(TEA, settings(), Bank(tuple(notes)), PACKAGE)
    assert all(d.cards == d.quota for d in deck.domains)
    assert ids(deck.notes) | ids(deck.reserve) == {n.id for n in notes}
    assert len(deck.notes) + len(deck.reserve) == len(notes)


@given(MIXED_NOTES, st.integers(1, 59))
def test_a_larger_deck_holds_every_card_of_a_smaller_one(notes: list[Fact], size: int) -> None:
    full = Bank(tuple(notes))
    largest = compose(TEA, settings(), full, PACKAGE).cards
    if size < largest:
        smaller = compose(TEA, settings(), full, PACKAGE, size=size)
        larger = compose(TEA, settings(), full, PACKAGE, size=size + 1)
        assert ids(smaller.notes) <= ids(larger.notes)


@given(NOTES, st.sampled_from(TASKS), st.integers(1, 3), st.integers(1, 40))
def test_adding_a_note_pushes_out_at_most_one(notes: list[Fact], task: str, priority: int, size: int) -> None:
    before_bank = Bank(tuple(notes))
    if size > compose(TEA, settings(), before_bank, PACKAGE).cards:
        return
    newcomer = note(task, 20_000, priority)
    before = ids(compose(TEA, settings(), before_bank, PACKAGE, size=size).notes)
    after = ids(compose(TEA, settings(), Bank((*notes, newcomer)), PACKAGE, size=size).notes)
    assert len(before - after) <= 1
    assert after - before <= {newcomer.id} | {n.id for n in notes}


@given(NOTES, st.randoms())
def test_the_order_of_the_files_does_not_matter(notes: list[Fact], random: object) -> None:
    shuffled = list(notes)
    random.shuffle(shuffled)  # type: ignore[attr-defined]  # hypothesis gives a random.Random
    one, other = (compose(TEA, settings(), Bank(tuple(some)), PACKAGE) for some in (notes, shuffled))
    assert [n.id for n in one.notes] == [n.id for n in other.notes]


@given(NOTES, st.integers(0, 59))
def test_editing_a_text_does_not_move_anything(notes: list[Fact], index: int) -> None:
    if index >= len(notes):
        return
    edited = [replace(n, front="another text") if i == index else n for i, n in enumerate(notes)]
    one, other = (compose(TEA, settings(), Bank(tuple(some)), PACKAGE) for some in (notes, edited))
    assert [n.id for n in one.notes] == [n.id for n in other.notes]

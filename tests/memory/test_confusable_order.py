"""The last step of the day's order: confusable facts apart while they are new, together once they are recalled."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from clfcards.memory.confusable_order import brought_together, kept_apart
from clfcards.memory.day_order import Pace, Queue, StudyTime
from clfcards.memory.known_cards import known_cards
from clfcards.memory.options import SessionOptions, StudySettings
from clfcards.memory.queue import build_queue, usual_arrangement
from clfcards.memory.state import CardState
from clfcards.model.study import StudyCard
from clfcards.model.time import Timestamp
from tests.log_events import NOON
from tests.memory.test_queue import TODAY, WEIGHTS, deck, due, in_steps

Pairs = Mapping[str, tuple[str, ...]]


def both_ways(*pairs: tuple[str, str]) -> Pairs:
    found: dict[str, tuple[str, ...]] = {}
    for one, other in pairs:
        found[one] = (*found.get(one, ()), other)
        found[other] = (*found.get(other, ()), one)
    return found


def queue(
    cards: list[StudyCard], states: list[CardState], confusable: Pairs | None, limit: int | None = None, **settings: int
) -> Queue:
    by_key = {card.key: card for card in cards}
    options = SessionOptions(limit=limit)
    known = known_cards(states, TODAY)
    return build_queue(
        by_key,
        known,
        WEIGHTS,
        StudySettings(**settings),  # type: ignore[arg-type]
        options,
        TODAY,
        confusable=confusable,
    )


def notes(found: Queue) -> list[str]:
    return [key.rpartition("/")[0] for key in found.main]


def test_confusable_facts_are_not_introduced_on_one_day() -> None:
    cards = deck(60)  # n000, n003, … are of domain A
    plain = notes(queue(cards, [], None, new_per_day=10))
    apart = notes(queue(cards, [], both_ways(("n000", "n003")), new_per_day=10))
    assert {"n000", "n003"} <= set(plain)
    assert "n000" in apart
    assert "n003" not in apart
    assert [int(note[1:]) % 3 for note in apart] == [int(note[1:]) % 3 for note in plain]


def test_the_one_that_waited_comes_on_the_next_day_if_the_other_was_recalled() -> None:
    confusable = both_ways(("n000", "n003"))
    learned = due("n000/1", TODAY + 3, first_day=TODAY - 1, last_day=TODAY - 1)
    assert "n003" in notes(queue(deck(60), [learned], confusable, new_per_day=10))


def test_it_waits_while_the_other_is_in_its_first_steps_or_was_met_today() -> None:
    confusable = both_ways(("n000", "n003"))
    for met in (in_steps("n000/1", 10**12), due("n000/1", TODAY + 3, first_day=TODAY, last_day=TODAY)):
        assert "n003" not in notes(queue(deck(60), [met], confusable, new_per_day=10))


def test_a_confusable_fact_comes_if_nothing_else_of_its_domain_is_left() -> None:
    cards = [card for card in deck(60) if card.note in ("n000", "n003", "n001")]
    assert set(notes(queue(cards, [], both_ways(("n000", "n003")), new_per_day=10))) == {"n000", "n001", "n003"}


def test_a_fact_that_a_missed_question_pulled_in_does_not_wait() -> None:
    pulled = [CardState(f"{note}/1", pulled_at=Timestamp(NOON)) for note in ("n000", "n003")]
    confusable = both_ways(("n000", "n003"), ("n000", "n006"))
    found = notes(queue(deck(60), pulled, confusable, new_per_day=6))
    assert {"n000", "n003"} <= set(found)
    assert "n006" not in found


def planned_queue(planned: list[str], confusable: Pairs | None, minutes: int, pulled: tuple[str, ...] = ()) -> Queue:
    """The queue of a plan that wants these notes, with minutes for `minutes` new cards."""
    cards = {card.key: card for card in deck(60)}
    states = [CardState(f"{note}/1", pulled_at=NOON) for note in pulled]
    settings = StudySettings(minutes_per_day=minutes)
    arrangement = replace(usual_arrangement(settings, WEIGHTS), planned=[f"{note}/1" for note in planned])
    return build_queue(
        cards,
        known_cards(states, TODAY),
        WEIGHTS,
        settings,
        SessionOptions(),
        TODAY,
        StudyTime(0.0, Pace(due=20.0, new=60.0)),
        arrangement,
        confusable,
    )


def test_under_a_plan_confusable_facts_are_not_introduced_on_one_day() -> None:
    order = ["n000", "n003", "n001", "n006", "n009"]  # n001 is of domain B, the others are of A
    plain = planned_queue(order, None, 3)
    apart = planned_queue(order, both_ways(("n000", "n003")), 3)
    assert sorted(notes(plain)) == ["n000", "n001", "n003"]
    assert sorted(notes(apart)) == ["n000", "n001", "n006"]
    assert [key.rpartition("/")[0] for key in apart.reserve] == ["n009", "n003"]  # it comes if there is time for all
    assert apart.new == plain.new == 3


def test_under_a_plan_a_pulled_fact_keeps_its_place_and_the_other_one_waits() -> None:
    apart = planned_queue(["n000", "n003", "n006"], both_ways(("n000", "n003")), 2, pulled=("n003",))
    assert sorted(notes(apart)) == ["n003", "n006"]


def test_under_a_plan_a_confusable_fact_comes_if_nothing_else_of_its_domain_is_left() -> None:
    assert sorted(notes(planned_queue(["n000", "n003", "n001"], both_ways(("n000", "n003")), 3))) == [
        "n000",
        "n001",
        "n003",
    ]


def test_confusable_facts_that_are_due_follow_each_other() -> None:
    cards = [StudyCard(f"n{i}/1", f"n{i}", "A", "A.1", "fact") for i in range(6)]
    states = [due(f"n{i}/1", stability=30 - i) for i in range(6)]
    assert notes(queue(cards, states, None, new_per_day=0)) == ["n0", "n1", "n2", "n3", "n4", "n5"]
    together = notes(queue(cards, states, both_ways(("n1", "n5")), new_per_day=0))
    assert together == ["n0", "n1", "n5", "n2", "n3", "n4"]


def test_a_partner_of_another_domain_comes_to_the_next_place_of_its_own() -> None:
    order = ["a1/1", "b1/1", "a2/1", "b2/1", "b3/1"]
    found = brought_together(order, (), both_ways(("a2", "b3")), lambda key: key[0])
    assert found == ("a1/1", "b1/1", "a2/1", "b3/1", "b2/1")


NOTES = [f"n{i:03}" for i in range(60)]
confusable_facts = st.lists(st.tuples(st.sampled_from(NOTES), st.sampled_from(NOTES)), max_size=60).map(
    lambda pairs: both_ways(*(pair for pair in pairs if pair[0] != pair[1]))
)


@given(
    confusable_facts,
    st.sets(st.sampled_from(NOTES), max_size=40),
    st.sets(st.sampled_from(NOTES), max_size=10),
    st.integers(0, 30),
    st.integers(0, 30),
    st.none() | st.integers(1, 40),
)
def test_no_number_and_no_mix_changes(
    confusable: Pairs, met: set[str], pulled: set[str], new: int, reviews: int, limit: int | None
) -> None:
    """At every place, there is a card of the same domain, and new or due as it was; what was pulled in stays."""
    states = [due(f"{note}/1", TODAY - len(note) % 2, pulled_at=10**9 if note in pulled else None) for note in met]
    states += [CardState(f"{note}/1", pulled_at=Timestamp(NOON)) for note in pulled - met]
    settings = {"new_per_day": new, "reviews_per_day": reviews}
    plain = queue(deck(60), states, None, limit, **settings)
    gentle = queue(deck(60), states, confusable, limit, **settings)

    def place(key: str) -> tuple[int, bool, bool]:
        note = key.rpartition("/")[0]
        return int(note[1:]) % 3, note in met, note in pulled

    assert [place(key) for key in gentle.main] == [place(key) for key in plain.main]
    assert len(set(gentle.main)) == len(gentle.main)
    assert gentle.learning == plain.learning
    counts = [
        (q.new, q.over_day_limit, q.over_session_limit, q.pulled_waiting, q.new_cards_wait) for q in (plain, gentle)
    ]
    assert counts[0] == counts[1]
    if limit is None:
        due_cards = [Counter(key for key in q.main if key.rpartition("/")[0] in met) for q in (plain, gentle)]
        assert due_cards[0] == due_cards[1]


@given(confusable_facts, st.integers(0, 20))
def test_keeping_apart_loses_and_repeats_no_card(confusable: Pairs, first: int) -> None:
    cards = deck(60)
    assert sorted(kept_apart(cards, first, confusable, ())) == sorted(cards)
    assert list(kept_apart(cards, first, {}, ())) == cards
    assert list(kept_apart(cards, first, confusable, ()))[:first] == cards[:first]

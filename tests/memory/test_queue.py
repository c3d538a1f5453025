"""The queue: which cards are in it, in which order, and which wait."""

from itertools import chain, groupby, pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clfcards.memory.day_order import Arrangement, Pace, Queue, StudyTime
from clfcards.memory.known_cards import known_cards
from clfcards.memory.lazy_cards import LazyCards, pattern_of
from clfcards.memory.model import MemoryModel
from clfcards.memory.options import SessionOptions, StudySettings
from clfcards.memory.queue import build_queue, is_due, is_open, retrievability, reviews_left
from clfcards.memory.state import CardState, Learning, Memory, Past, Review, Suspension
from clfcards.model.study import StudyCard
from clfcards.model.time import StudyDay, Timestamp
from tests.log_events import NOON

TODAY = StudyDay(100)
ANYTHING = SessionOptions()
WEIGHTS = {"A": 50, "B": 30, "C": 20}


def deck(count: int = 100) -> list[StudyCard]:
    """Cards of the three domains in turn, one per note."""
    return [
        StudyCard(f"n{i:03}/1", f"n{i:03}", "ABC"[i % 3], f"{'ABC'[i % 3]}.1", "fact", tags=(f"t::priority::{i % 2}",))
        for i in range(count)
    ]


def due(
    card: str,
    day: int = TODAY,
    stability: float = 10.0,
    difficulty: float = 5.0,
    first_day: int = 1,
    last_day: int | None = None,
    last_at: int = NOON - 1,
    **more: Any,
) -> CardState:
    """A card that is due on `day`, after an interval of ten days and three reviews."""
    last_day = day - 10 if last_day is None else last_day
    past = Past(Memory(stability, difficulty), 3, 0, StudyDay(first_day), StudyDay(last_day), Timestamp(last_at))
    return CardState(card, Review(StudyDay(day), 10, past), **more)


def in_steps(card: str, due_at: int) -> CardState:
    """A card that was introduced today, and is in its first step."""
    past = Past(Memory(1.0, 5.0), 1, 0, TODAY, TODAY, Timestamp(NOON - 1000))
    return CardState(card, Learning(0, Timestamp(due_at), past))


def queue(
    cards: list[StudyCard], states: list[CardState], options: SessionOptions = ANYTHING, **settings: object
) -> Queue:
    """The queue; that of the same cards as they are stored, where each is created only on access, is equal."""
    known, chosen = known_cards(states, TODAY), StudySettings(**settings)  # type: ignore[arg-type]
    found = build_queue({card.key: card for card in cards}, known, WEIGHTS, chosen, options, TODAY)
    assert build_queue(stored(cards), known, WEIGHTS, chosen, options, TODAY) == found
    return found


def stored(cards: list[StudyCard]) -> LazyCards:
    patterns: dict[StudyCard, int] = {}
    pattern_by_key = {card.key: patterns.setdefault(pattern_of(card), len(patterns)) for card in cards}
    return LazyCards(pattern_by_key, tuple(patterns))


def test_of_all_new_cards_only_those_that_come_are_created(monkeypatch: pytest.MonkeyPatch) -> None:
    created: list[str] = []
    create = LazyCards.__getitem__

    def creating(cards: LazyCards, key: str) -> StudyCard:
        created.append(key)
        return create(cards, key)

    monkeypatch.setattr(LazyCards, "__getitem__", creating)
    cards = deck(1000)
    states = [due(card.key, TODAY + 9) for card in cards[:100]]
    found = build_queue(stored(cards), known_cards(states, TODAY), WEIGHTS, StudySettings(), ANYTHING, TODAY)
    assert sorted(created) == sorted(found.main)
    assert found.new == StudySettings().new_per_day


def test_new_cards_follow_the_weights_at_every_moment() -> None:
    cards = deck(300)
    domain = {card.key: card.domain for card in cards}
    main = queue(cards, [], new_per_day=100).main
    for n in range(1, 101):
        introduced = [domain[key] for key in main[:n]]
        for name, weight in WEIGHTS.items():
            assert abs(introduced.count(name) - n * weight / 100) <= 1


def test_cards_introduced_before_count_toward_the_weights() -> None:
    """Ten of domain A were introduced: the others catch up first."""
    cards = deck(300)
    states = [due(card.key, TODAY + 9) for card in cards if card.domain == "A"][:10]
    domain = {card.key: card.domain for card in cards}
    assert "A" not in [domain[key] for key in queue(cards, states, new_per_day=10).main[:9]]


def test_a_domain_without_new_cards_leaves_its_places_to_the_others() -> None:
    cards = [card for card in deck(60) if card.domain != "A"] + deck(1)
    assert len(queue(cards, [], new_per_day=50).main) == len(cards)


def test_the_limits_of_the_day_are_kept() -> None:
    cards = deck()
    states = [due(card.key) for card in cards[:30]]
    states += [due(cards[30].key, TODAY + 5, last_day=TODAY, first_day=TODAY)]
    found = queue(cards, states, new_per_day=5, reviews_per_day=30)
    assert sum(key in {state.card for state in states[:30]} for key in found.main) == 30
    assert (found.due, found.new, len(found.main)) == (30, 4, 34)  # one was introduced today
    assert (found.over_day_limit, found.over_session_limit, found.overdue) == (0, 0, 0)


def test_no_new_cards_come_while_more_are_due_than_the_limit_of_reviews() -> None:
    """Anki does the same. Asking for new cards by number, or reviewing ahead, is the learner's own decision."""
    cards = deck()
    states = [due(card.key) for card in cards[:13]]
    found = queue(cards, states, new_per_day=5, reviews_per_day=12)
    assert (found.due, found.new, found.over_day_limit, found.new_cards_wait) == (12, 0, 1, True)
    assert queue(cards, states, new_per_day=5, reviews_per_day=13).new == 5
    assert queue(cards, states, SessionOptions(new=3), reviews_per_day=12).new == 3
    assert queue(cards, states, SessionOptions(ahead=1), new_per_day=5, reviews_per_day=12).new == 5


def test_new_cards_wait_for_a_backlog_that_a_filter_leaves_out() -> None:
    cards = deck()
    states = [due(card.key) for card in cards[:30]]
    only_c = SessionOptions(domains=frozenset("C"))
    assert queue(cards, states, only_c, reviews_per_day=12).new == 0
    assert queue(cards, states, only_c, new_per_day=4, reviews_per_day=30).new == 4


def test_new_cards_wait_all_day_and_not_only_until_the_first_review() -> None:
    """13 are due and 12 allowed: after 5 reviews 8 are due and 7 allowed."""
    cards = deck()
    done = [due(card.key, TODAY + 9, last_day=TODAY) for card in cards[:5]]
    found = queue(cards, [*done, *(due(card.key) for card in cards[5:13])], new_per_day=5, reviews_per_day=12)
    assert (found.due, found.new, found.over_day_limit) == (7, 0, 1)


def test_the_limit_of_the_session_is_told_from_that_of_the_day() -> None:
    """Of 30 due cards, the day allows 12 and the session 8; no new cards take places."""
    cards = deck()
    states = [due(card.key) for card in cards[:30]]
    found = queue(cards, states, SessionOptions(limit=8), new_per_day=0, reviews_per_day=12)
    assert (len(found.main), found.over_day_limit, found.over_session_limit, found.overdue) == (8, 18, 4, 22)


def test_options_replace_the_days_limit_of_new_cards_and_limit_the_session() -> None:
    cards = deck()
    assert len(queue(cards, [], SessionOptions(new=7), new_per_day=0).main) == 7
    found = queue(cards, [due(card.key) for card in cards[:30]], SessionOptions(limit=10))
    assert len(found.main) == 10


def test_due_cards_come_by_descending_retrievability() -> None:
    cards = deck()
    states = [due(cards[i].key, stability=s) for i, s in enumerate((5.0, 50.0, 1.0))]
    assert queue(cards, states, SessionOptions(new=0)).main == ("n001/1", "n000/1", "n002/1")
    assert queue(cards, states, SessionOptions(new=0), order="weakest").main == ("n002/1", "n000/1", "n001/1")


def test_the_order_can_be_by_difficulty_or_by_due_day() -> None:
    cards = deck()
    states = [due(cards[i].key, TODAY - i, difficulty=d) for i, d in enumerate((9.0, 2.0, 5.0))]
    assert queue(cards, states, SessionOptions(new=0), order="difficulty").main == ("n001/1", "n002/1", "n000/1")
    assert queue(cards, states, SessionOptions(new=0), order="due").main == ("n002/1", "n001/1", "n000/1")


def test_a_note_has_one_card_per_day() -> None:
    cards = [StudyCard(f"n/{i}", "n", "A", "A.1", "fact") for i in (1, 2, 3)]
    assert queue(cards, []).main == ("n/1",)
    assert queue(cards, [due("n/2")]).main == ("n/2",)
    assert queue(cards, [due("n/2", TODAY + 3, last_day=TODAY)]).main == ()


def test_suspended_and_buried_cards_are_left_out() -> None:
    cards = deck(3)
    states = [
        due("n000/1", suspended=Suspension.AS_LEECH),
        due("n001/1", buried_day=TODAY),
        due("n002/1", buried_day=TODAY - 1),
    ]
    assert queue(cards, states).main == ("n002/1",)


def test_cards_in_steps_come_soonest_first() -> None:
    cards = deck(3)
    states = [in_steps(f"n00{i}/1", NOON - i) for i in range(3)]
    assert queue(cards, states).learning == ("n002/1", "n001/1", "n000/1")


def test_cards_that_left_the_deck_are_left_out() -> None:
    assert queue(deck(1), [due("gone/1")]).main == ("n000/1",)


def test_a_missed_exam_question_is_in_the_queue() -> None:
    spare = StudyCard("q1/1", "q1", "C", "C.1", "question", spare=True)
    cards = [*deck(30), spare]
    assert "q1/1" not in queue(cards, [], new_per_day=50).main
    assert queue(cards, [CardState("q1/1", pulled_at=NOON)]).main[0] == "q1/1"


def test_a_missed_exam_question_takes_a_place_of_the_days_new_cards_or_waits() -> None:
    """One exam brought up to 174 new cards on a limit of 20."""
    spare = StudyCard("q1/1", "q1", "C", "C.1", "question", spare=True)
    cards, missed = [*deck(30), spare], CardState("q1/1", pulled_at=NOON)
    assert queue(cards, [missed], new_per_day=0) == Queue((), (), pulled_waiting=1)
    assert queue(cards, [missed], SessionOptions(new=0)) == Queue((), (), pulled_waiting=1)
    found = queue(cards, [missed], SessionOptions(new=3))
    assert (found.main[0], len(found.main), found.pulled_waiting) == ("q1/1", 3, 0)
    assert queue(cards, [missed], SessionOptions(domains=frozenset("A"), new=0)).main == ()


def test_a_pulled_card_is_due_before_its_day() -> None:
    later = due("n000/1", TODAY + 30, pulled_at=NOON)
    assert queue(deck(1), [later]).main == ("n000/1",)
    assert queue(deck(1), [due("n000/1", TODAY + 30, pulled_at=NOON, last_at=NOON + 1)]).main == ()


def test_each_filter_limits_the_queue() -> None:
    cards = deck(60)
    cards[0] = cards[0]._replace(kind="question", services=("s3",))
    assert {key[1:4] for key in queue(cards, [], SessionOptions(domains=frozenset("B"))).main} <= {
        card.note[1:] for card in cards if card.domain == "B"
    }
    assert queue(cards, [], SessionOptions(kinds=frozenset({"question"}))).main == ("n000/1",)
    assert queue(cards, [], SessionOptions(services=frozenset({"s3", "ec2"}))).main == ("n000/1",)
    assert len(queue(cards, [], SessionOptions(tasks=frozenset({"C.1"}), new=99)).main) == 20
    assert len(queue(cards, [], SessionOptions(tags=frozenset({"priority::1"}), new=99)).main) == 30


def test_ahead_includes_cards_due_in_the_next_days() -> None:
    cards = deck(2)
    states = [due("n000/1", TODAY + 2), due("n001/1", TODAY + 4)]
    assert queue(cards, states).main == ()
    assert queue(cards, states, SessionOptions(ahead=3)).main == ("n000/1",)


def test_cram_goes_through_all_cards_weakest_first() -> None:
    cards = deck(3)
    states = [due("n000/1", TODAY + 9, stability=50.0), due("n001/1", TODAY + 9, stability=2.0)]
    assert queue(cards, states, SessionOptions(cram=True)).main == ("n001/1", "n000/1", "n002/1")
    assert queue(cards, states, SessionOptions(cram=True, new=0)).main == ("n001/1", "n000/1")


def test_new_cards_are_spread_among_due_ones() -> None:
    cards = deck()
    main = queue(cards, [due(card.key) for card in cards[:20]], new_per_day=5).main
    places = [i for i, key in enumerate(main) if int(key[1:4]) >= 20]
    assert len(places) == 5
    assert all(3 <= later - earlier <= 7 for earlier, later in pairwise(places))


def test_reviews_done_today_count_against_the_days_limit() -> None:
    """After 3 of 5 reviews there are 2 more; two cards that were introduced today do not count as reviews."""
    cards = deck()
    done = [due(card.key, TODAY + 9, last_day=TODAY) for card in cards[:3]]
    introduced = [due(card.key, TODAY + 9, first_day=TODAY, last_day=TODAY) for card in cards[3:5]]
    found = queue(cards, [*done, *introduced, *(due(card.key) for card in cards[10:20])], SessionOptions(new=0),
                  reviews_per_day=5)  # fmt: skip
    assert len(found.main) == 2
    assert found.overdue == 8
    assert reviews_left(StudySettings(reviews_per_day=200), [*done, *introduced], TODAY) == 197
    assert reviews_left(StudySettings(reviews_per_day=2), done, TODAY) == 0


def test_recall_after_its_stability_is_90_percent() -> None:
    """This is the definition of stability; recall is 1 just after a review, and 0 for a new card."""
    model = MemoryModel()
    assert retrievability(due("n000/1", TODAY, stability=10.0), model, TODAY) == pytest.approx(0.9)
    assert retrievability(due("n000/1", TODAY, stability=10.0), model, StudyDay(TODAY - 10)) == 1.0
    assert retrievability(CardState("n000/1"), model, TODAY) == 0.0


def test_a_card_is_due_from_its_due_day_or_when_it_is_pulled() -> None:
    card = due("n000/1", TODAY)
    assert [is_due(card, StudyDay(TODAY + days)) for days in (-1, 0, 1)] == [False, True, True]
    assert is_due(due("n000/1", TODAY + 5, pulled_at=NOON), TODAY)
    assert not is_due(in_steps("n000/1", 0), TODAY)
    assert not is_due(CardState("n000/1", pulled_at=NOON), TODAY)


def test_a_due_card_that_is_not_resting_is_in_the_queue() -> None:
    cards = deck(3)
    assert queue(cards, [due("n002/1", TODAY, pulled_at=NOON - 5)], SessionOptions(new=0)).main == ("n002/1",)
    # The note of a card that was studied today has already had its card.
    assert queue(cards, [due("n001/1", TODAY, last_day=TODAY)], SessionOptions(new=0)).main == ()


def test_a_new_card_that_was_flagged_waits_for_the_days_limit() -> None:
    cards = deck(3)
    assert queue(cards, [CardState("n000/1", flag=1)], new_per_day=0).main == ()
    pulled_and_learned = due("n001/1", TODAY + 9, pulled_at=NOON, last_at=NOON + 1)
    assert queue(cards, [CardState("n000/1", flag=1), pulled_and_learned], new_per_day=0).main == ()


def test_cards_in_steps_use_up_the_sessions_limit() -> None:
    cards = deck()
    learning = in_steps(cards[0].key, NOON)
    others = [due(card.key) for card in cards[1:9]]
    assert queue(cards, [learning, *others], SessionOptions(limit=1)).main == ()
    assert len(queue(cards, [learning, *others], SessionOptions(limit=3)).main) == 2
    both = [learning, in_steps(cards[1].key, NOON + 1)]
    found = queue(cards, both, SessionOptions(limit=1))
    assert (found.learning, found.main) == (("n000/1",), ())


def test_the_order_of_new_cards_computed_by_hand() -> None:
    """By Sainte-Laguë for 50, 30 and 20; the deck's cards are of A, B and C in turn."""
    domain = {card.key: card.domain for card in deck()}
    assert "".join(domain[key] for key in queue(deck(), [], new_per_day=10).main) == "ABCAABACBA"


def test_recall_falls_with_days_and_more_slowly_with_higher_stability() -> None:
    """1 day of 2 is half of the stability, 30 days of 40 three quarters: the first has better recall, and is first."""
    cards = deck(2)
    states = [due("n000/1", TODAY, 2.0, last_day=TODAY - 1), due("n001/1", TODAY, 40.0, last_day=TODAY - 30)]
    assert queue(cards, states, SessionOptions(new=0)).main == ("n000/1", "n001/1")
    assert queue(cards, states, SessionOptions(new=0), order="weakest").main == ("n001/1", "n000/1")


def test_pulled_cards_come_before_due_cards() -> None:
    cards = deck(3)
    states = [due("n000/1", stability=50.0), due("n001/1", stability=1.0, pulled_at=NOON), due("n002/1", stability=9.0)]
    assert queue(cards, states, SessionOptions(new=0)).main == ("n001/1", "n000/1", "n002/1")


def test_filters_apply_to_due_cards_and_to_cramming() -> None:
    cards = deck(6)
    states = [due(card.key) for card in cards]
    only_b = frozenset("B")
    assert set(queue(cards, states, SessionOptions(domains=only_b)).main) == {"n001/1", "n004/1"}
    assert set(queue(cards, states, SessionOptions(domains=only_b, cram=True)).main) == {"n001/1", "n004/1"}


def test_cram_includes_cards_that_were_studied_today() -> None:
    cards = deck(3)
    states = [due("n000/1", last_day=TODAY), due("n001/1", TODAY), in_steps("n002/1", NOON)]
    assert queue(cards, states, SessionOptions(cram=True)).main == ("n001/1", "n000/1", "n002/1")


def test_a_spare_card_is_open_after_it_was_pulled_or_learned() -> None:
    card = StudyCard("q/1", "q", "A", "A.1", "question", spare=True)
    assert not is_open(card, CardState("q/1", flag=1), TODAY)
    assert is_open(card, CardState("q/1", pulled_at=NOON), TODAY)
    assert is_open(card, due("q/1"), TODAY)
    assert is_open(card._replace(spare=False), CardState("q/1"), TODAY)
    assert not is_open(card, due("q/1", buried_day=TODAY), TODAY)


def test_cards_introduced_today_count_toward_the_weights() -> None:
    """After two of A: A is at 50 / 5 = 10, B at 30, C at 20; then B is at 30 / 3 = 10, after A with more weight."""
    cards = deck()
    today = [due(cards[i].key, TODAY + 5, first_day=TODAY, last_day=TODAY) for i in (0, 3)]
    domain = {card.key: card.domain for card in cards}
    assert "".join(domain[key] for key in queue(cards, today, SessionOptions(new=4)).main) == "BCAB"


def test_the_mix_of_new_and_due_cards_computed_by_hand() -> None:
    """Four due cards are at 1/8, 3/8, 5/8, 7/8, and two new ones at 1/4 and 3/4; in a tie, the due card is first."""
    cards = deck()

    def mixed(due_cards: int, new: int) -> str:
        states = [due(card.key) for card in cards[:due_cards]]
        main = queue(cards, states, SessionOptions(new=new)).main
        return "".join("D" if key in {state.card for state in states} else "N" for key in main)

    assert mixed(4, 2) == "DNDDND"
    assert mixed(2, 2) == "DNDN"
    assert mixed(1, 3) == "NDNN"


def test_many_pulled_cards_are_mixed_by_domain_and_the_rest_wait() -> None:
    """An exam pulls 30 cards of A, then 30 of B, then 30 of C, in the deck's order."""
    cards = sorted(deck(180), key=lambda card: card.domain)
    pulled = [CardState(card.key, pulled_at=NOON) for name in "ABC" for card in cards if card.domain == name][:150]
    domain = {card.key: card.domain for card in cards}
    found = queue(cards, pulled, new_per_day=20)
    order = "".join(domain[key] for key in found.main)
    assert (len(order), found.pulled_waiting) == (20, 130)
    assert (order.count("A"), order.count("B"), order.count("C")) == (10, 6, 4)
    assert max(len(list(run)) for _, run in groupby(order)) <= 2


def test_pulled_cards_that_are_due_are_mixed_by_domain() -> None:
    cards = sorted(deck(60), key=lambda card: card.domain)
    states = [due(card.key, TODAY + 9, stability=float(i + 1), pulled_at=NOON) for i, card in enumerate(cards)]
    domain = {card.key: card.domain for card in cards}
    order = "".join(domain[key] for key in queue(cards, states, SessionOptions(new=0)).main)
    assert sorted(order) == sorted("A" * 20 + "B" * 20 + "C" * 20)
    assert max(len(list(run)) for _, run in groupby(order)) <= 2


def test_minutes_limit_everything_at_the_learners_own_pace() -> None:
    """10 minutes: 2 were spent, a card in steps takes 20 s, 12 due ones 240 s: 220 s are left for 4 new ones."""
    cards = deck()
    states = [in_steps(cards[0].key, NOON), *(due(card.key) for card in cards[1:13])]
    time = StudyTime(120.0, Pace(due=20.0, new=50.0))
    found = timed(cards, states, time, minutes_per_day=10)
    assert (len(found.learning), found.due, found.new, found.waiting) == (1, 12, 4, 0)
    found = timed(cards, states, time, minutes_per_day=5)
    assert (found.due, found.new, found.over_day_limit, found.new_cards_wait) == (8, 0, 4, True)
    found = timed(cards, states, time, minutes_per_day=2)
    assert (found.main, found.over_day_limit) == ((), 12)
    assert timed(cards, states, time).new == 19  # without a limit of minutes; one was introduced today


def timed(cards: list[StudyCard], states: list[CardState], time: StudyTime, **settings: object) -> Queue:
    by_key = {card.key: card for card in cards}
    known = known_cards(states, TODAY)
    return build_queue(by_key, known, WEIGHTS, StudySettings(**settings), ANYTHING, TODAY, time)  # type: ignore[arg-type]


def test_after_weeks_away_the_cards_still_known_best_come_first() -> None:
    """Whatever order the learner chose: a card that is nearly forgotten loses little by waiting."""
    cards = deck()
    states = [due(card.key, TODAY - 30, stability=float(i + 1)) for i, card in enumerate(cards[:30])]
    found = queue(cards, states, reviews_per_day=10, order="weakest")
    assert found.catch_up
    assert found.main == tuple(card.key for card in reversed(cards[20:30]))
    on_time = [due(card.key, TODAY - 3, stability=float(i + 1)) for i, card in enumerate(cards[:30])]
    assert not queue(cards, on_time, reviews_per_day=10, order="weakest").catch_up
    assert not queue(cards, states, reviews_per_day=30, order="weakest").catch_up


def test_another_arrangement_replaces_the_order_and_never_the_limits() -> None:
    """As a plan will: the last cards of the deck first, and the cards that are due last."""
    cards = deck()
    last_first = Arrangement(
        due=lambda one, _: -int(one.card[1:4]),
        new=lambda waiting, _: iter(sorted(chain.from_iterable(waiting.values()), reverse=True)),
    )
    by_key = {card.key: card for card in cards}
    states = [due(card.key) for card in cards[:8]]

    def planned(**settings: Any) -> Queue:
        known = known_cards(states, TODAY)
        return build_queue(by_key, known, WEIGHTS, StudySettings(**settings), ANYTHING, TODAY, arrangement=last_first)

    assert planned(new_per_day=2, reviews_per_day=8).main[:2] == ("n007/1", "n006/1")
    assert planned(new_per_day=2, reviews_per_day=8).new == 2
    assert "n099/1" in planned(new_per_day=2, reviews_per_day=8).main
    assert planned(new_per_day=2, reviews_per_day=3).main == ("n007/1", "n006/1", "n005/1")


@given(
    st.integers(0, 40), st.integers(0, 40), st.integers(0, 15), st.integers(0, 15), st.integers(0, 15),
    st.none() | st.integers(1, 20), st.none() | st.integers(1, 30),
)  # fmt: skip
def test_no_source_of_cards_exceeds_a_limit(
    due_cards: int, pulled: int, steps: int, new_limit: int, due_limit: int, minutes: int | None, limit: int | None
) -> None:
    """Everything is either asked or counted as waiting, and no note comes twice."""
    cards = deck(150)
    states = [due(card.key) for card in cards[:due_cards]]
    states += [CardState(card.key, pulled_at=NOON) for card in cards[due_cards : due_cards + pulled]]
    states += [in_steps(card.key, NOON) for card in cards[80 : 80 + steps]]
    options, time = SessionOptions(limit=limit), StudyTime(60.0, Pace(10.0, 30.0))
    settings = StudySettings(new_per_day=new_limit, reviews_per_day=due_limit, minutes_per_day=minutes)
    known = known_cards(states, TODAY)
    found = build_queue({card.key: card for card in cards}, known, WEIGHTS, settings, options, TODAY, time)
    left = max(0, new_limit - steps)  # those in steps were introduced today
    assert found.new <= left
    assert found.due <= due_limit
    assert not (found.new and due_cards > due_limit)
    assert limit is None or len(found.learning) + len(found.main) <= limit
    asked = len(found.learning) * 10 + found.due * 10 + found.new * 30
    assert minutes is None or not found.main or asked <= 60 * minutes - 60
    assert found.due + found.overdue == due_cards
    assert len(set(found.main)) == len(found.main)
    if limit is None:
        came = sum(state.card in found.main for state in states if state.is_new)
        assert came + found.pulled_waiting == pulled


def test_a_card_left_in_steps_takes_a_due_place_unless_it_is_suspended() -> None:
    """A leech that was suspended in its steps took the place of a due card on every day."""
    cards = deck()
    past = Past(Memory(1.0, 5.0), 9, 8, StudyDay(1), StudyDay(TODAY - 1), Timestamp(NOON - 1000))
    left = CardState(cards[0].key, Learning(0, NOON, past))
    states = [due(card.key) for card in cards[1:9]]
    assert queue(cards, [left, *states], reviews_per_day=4).due == 3
    leech = left._replace(suspended=Suspension.AS_LEECH)
    assert queue(cards, [leech, *states], reviews_per_day=4).due == 4

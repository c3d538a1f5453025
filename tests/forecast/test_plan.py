"""A plan from end to end: a policy, the order of a day, what can be expected, and what other minutes change."""

import subprocess
import sys
from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from clfcards.codec import from_json, to_json
from clfcards.forecast.allowance import allowance, with_missed_days
from clfcards.forecast.card import PlannedCard
from clfcards.forecast.choice import choose_policy, renewed
from clfcards.forecast.course import course_of
from clfcards.forecast.habits import Costs, Habits
from clfcards.forecast.order import order_of_today
from clfcards.forecast.outlook import Outlook, left_out, outlook
from clfcards.forecast.policy import Policy
from clfcards.forecast.situation import MOST_DAYS, NO_LIMITS, DayLimits, Situation
from clfcards.forecast.today_order import TodayOrder
from clfcards.memory.model import MemoryModel
from clfcards.memory.state import Memory
from clfcards.model.time import StudyDay

TODAY = StudyDay(20_000)


def new(count: int, **more: Any) -> tuple[PlannedCard, ...]:
    return tuple(PlannedCard(f"new {n}", **{"value": 1.0, "groups": (str(n % 2),), **more}) for n in range(count))


def old(key: str, stability: float, days_ago: int, value: float = 1.0) -> PlannedCard:
    return PlannedCard(key, value, ("0",), Memory(stability, 5.0), StudyDay(TODAY - days_ago))


def plan(seconds: tuple[float, ...], *cards: PlannedCard) -> tuple[Situation, Policy]:
    situation = Situation(TODAY, seconds, cards)
    return situation, choose_policy(situation, seed=1)


@pytest.mark.parametrize(
    "wrong",
    [
        {"seconds": (-1.0,)},
        {"seconds": (float("nan"),)},
        {"seconds": (0.0,) * (MOST_DAYS + 1)},
        {"cards": new(1) + new(1)},
        {"cards": new(1, value=-1.0)},
        {"cards": new(1, memory=Memory(1.0, 5.0))},
        {"cards": (old("a", 1.0, days_ago=-1),)},
        {"weights": (1.0,)},
    ],
)
def test_nonsense_is_refused(wrong: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match=r"."):
        Situation(**{"today": TODAY, "seconds": (60.0,), "cards": (), **wrong})


@pytest.mark.parametrize("wrong", [{"costs": Costs(right=0)}, {"first": (1, 1, 0, 0)}, {"right": (0.5, 0, 0.5, 0)}])
def test_habits_that_nobody_can_have_are_refused(wrong: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match=r"."):
        Habits(**wrong)


def test_a_learner_s_pace_scales_the_costs() -> None:
    """A due card that takes twice as long as the default learner's: 0.9 · 13.05 + 0.1 · 38.35 = 15.58 s."""
    assert Costs().scaled(due=31.16, new=50) == pytest.approx((26.1, 76.7, 50))


def test_a_forgotten_card_comes_before_one_that_is_known_and_the_valuable_before_others() -> None:
    """On the eve of the exam, a review is worth most where the card would be forgotten."""
    situation, policy = plan((120.0,), old("known", 300.0, 3), old("forgotten", 2.0, 30), old("dear", 2.0, 30, 3.0))
    assert [card.key for card in order_of_today(situation, policy).cards][:2] == ["dear", "forgotten"]


def test_a_card_that_can_wait_is_asked_later() -> None:
    """Far from the exam, a card reviewed yesterday had better wait, and a new one comes first."""
    situation, policy = plan((300.0,) * 20, old("yesterday", 30.0, 1), *new(40))
    keys = [card.key for card in order_of_today(situation, policy).cards]
    assert keys[0].startswith("new")
    assert "yesterday" not in keys[:7]  # as many as fit into today


def test_a_plan_is_the_same_for_the_same_seed_and_survives_storing() -> None:
    situation, policy = plan((300.0, 0.0, 300.0, 600.0), old("a", 3.0, 2), *new(20))
    order = order_of_today(situation, policy)
    assert choose_policy(situation, seed=1) == policy
    assert order_of_today(situation, policy) == order
    assert from_json(to_json(policy), Policy) == policy
    assert from_json(to_json(order), TodayOrder) == order


@pytest.mark.parametrize("kind", ["prices", "greedy"])
def test_a_course_made_for_other_memories_orders_the_cards_alike(kind: Any) -> None:
    """What is believed of a card can change for a day's order, and the course need not be made again."""
    cards = (*(old(f"old {n}", 3.0 + n, 2 + n % 5) for n in range(20)), *new(20))
    situation, policy = plan((300.0,) * 6, *cards)
    policy = replace(policy, kind=kind)
    doubted = tuple(card._replace(memory=Memory(1.0, 5.0)) if card.key == "old 19" else card for card in cards)
    less = replace(situation, cards=doubted)
    course = course_of(situation, policy)
    assert order_of_today(less, policy, course) == order_of_today(less, policy)
    assert order_of_today(less, policy, course) != order_of_today(situation, policy, course)
    assert outlook(situation, policy, seed=1, learners=4, course=course) == outlook(situation, policy, 1, learners=4)


def test_a_day_off_has_no_study_and_the_others_keep_their_minutes() -> None:
    situation, policy = plan((600.0, 0.0, 600.0, 600.0), *new(60))
    expected = outlook(situation, policy, seed=1, learners=40)
    seconds = [day.seconds for day in expected.days]
    assert seconds[1] == 0
    assert sum(seconds) == pytest.approx(1800, rel=0.02)
    assert expected.days[1][1:] == (0, 0, 0)


def test_a_learners_own_limits_hold_on_every_day_and_the_time_goes_to_what_they_leave() -> None:
    cards = (*new(40), *(old(f"old {n}", 3.0, 20) for n in range(20)))
    situation = Situation(TODAY, (900.0,) * 6, cards, limits=DayLimits(3, 8))
    policy = choose_policy(situation, seed=1)
    assert policy.limits == situation.limits
    expected = outlook(situation, policy, seed=1, learners=40)
    assert all(day.new <= 3 and day.reviews <= 8 for day in expected.days)
    assert sum(day.new for day in expected.days) == pytest.approx(18)
    assert sum(day.reviews for day in expected.days) > 40
    free = replace(situation, limits=NO_LIMITS)
    assert expected.recall.mean < outlook(free, choose_policy(free, seed=1), seed=1, learners=40).recall.mean - 0.1


def test_more_cards_than_time_are_dropped_by_value() -> None:
    cards = new(30) + tuple(PlannedCard(f"dear {n}", 4.0, ("0",)) for n in range(10))
    situation, policy = plan((240.0, 240.0), *cards)
    expected = outlook(situation, policy, seed=1, learners=40)
    for group, number in (("0", 25), ("1", 15)):
        met = next(found.introduced for found in expected.groups if found.id == group)
        dropped = left_out(situation, expected, group)
        assert len(dropped) == number - round(met)
        assert all(key.startswith("new") for key in dropped)
    # 480 s at 39 s a card introduce 12 or 13 of 40
    assert sum(len(left_out(situation, expected, group)) for group in "01") == pytest.approx(27, abs=2)
    assert {group.id: group.cards for group in expected.groups} == {"0": 25, "1": 15}
    assert expected.recall.low <= expected.recall.mean <= expected.recall.high <= 1


def test_no_policy_is_expected_to_surpass_the_bound() -> None:
    situation, policy = plan((300.0,) * 6, *new(40))
    expected = outlook(situation, policy, seed=3, learners=40, spread=0.0)
    assert expected.bound * 0.985 <= expected.recall.mean <= expected.bound * 1.005


def test_on_the_day_of_the_exam_what_is_known_now_counts() -> None:
    situation = Situation(TODAY, (), (old("a", 10.0, 10), *new(1)))
    policy = choose_policy(situation, seed=1)
    expected = outlook(situation, policy, seed=1, spread=0.0)
    assert MemoryModel().retrievability(10, 10.0) == pytest.approx(0.9)
    assert (expected.recall.mean, expected.bound) == pytest.approx((0.45, 0.45))
    assert order_of_today(situation, policy).cards == ()


def test_without_cards_there_is_nothing_to_expect() -> None:
    situation = Situation(TODAY, (60.0,), ())
    policy = choose_policy(situation, seed=1)
    assert renewed(situation, policy).first_day == TODAY
    assert outlook(situation, policy, seed=1) == Outlook((0, 0, 0), (0, 0, 0), 0.0, (), (), ())  # type: ignore[arg-type]


@pytest.mark.parametrize("seconds", [(0.0,) * 5, (600.0,)])
def test_a_plan_without_time_or_of_one_day_can_be_made(seconds: tuple[float, ...]) -> None:
    situation, policy = plan(seconds, old("a", 3.0, 400), old("b", 3.0, 0), *new(3))
    expected = outlook(situation, policy, seed=1, learners=4)
    assert len(expected.days) == len(seconds)
    assert 0 < expected.recall.mean < 1


def test_an_exam_in_two_years_can_be_planned() -> None:
    situation = Situation(TODAY, (60.0,) * MOST_DAYS, (old("a", 3.0, 400), *new(3)))
    expected = outlook(situation, Policy("greedy", TODAY), seed=1, learners=4)
    assert len(expected.days) == MOST_DAYS
    assert 0.8 < expected.recall.mean < 1


def test_the_next_morning_begins_with_the_prices_of_the_day_before() -> None:
    situation, policy = plan((300.0,) * 8, *new(60))
    later = replace(situation, today=StudyDay(TODAY + 1), seconds=situation.seconds[1:], cards=situation.cards[7:])
    again = renewed(later, policy)
    assert (again.kind, again.first_day, len(again.prices)) == (policy.kind, TODAY + 1, 7)
    assert again.prices == pytest.approx(policy.prices[1:], rel=0.3)


def test_more_time_brings_more() -> None:
    situation, policy = plan((300.0,) * 8, *new(60))
    now = outlook(situation, policy, seed=1, learners=16).recall.mean
    for seconds in ((900.0,) * 8, (300.0,) * 15):
        more = replace(situation, seconds=seconds)
        assert 0.1 < outlook(more, renewed(more, policy), seed=1, learners=16).recall.mean - now < 0.8


def test_the_allowance_is_what_a_missed_day_a_week_costs() -> None:
    situation = Situation(TODAY, (0.0, 700.0, 350.0), new(40, groups=("deck",)))
    assert with_missed_days(situation).seconds == pytest.approx((0, 600, 300))  # six of seven parts, but today whole
    policy = Policy("greedy", TODAY)
    mean = outlook(situation, policy, seed=1, learners=24, spread=0).recall.mean
    # 1,050 seconds introduce 1,050 / 39.24 = 27 of the 40 cards, and 900 seconds 23: at a recall near 0.9, about 9%.
    assert 0.06 < allowance(situation, course_of(situation, policy), mean, "deck", seed=1, learners=24) < 0.13


def test_on_the_last_evening_nothing_is_left_to_allow_for() -> None:
    situation = Situation(TODAY, (600.0,), (*new(20), old("a", 5.0, 3)))
    policy = Policy("greedy", TODAY)
    mean = outlook(situation, policy, seed=1, learners=24).recall.mean
    assert allowance(situation, course_of(situation, policy), mean, "no such group", seed=1, learners=24) < 1e-9


def test_a_stored_plan_is_read_without_numpy() -> None:
    names = ("card", "habits", "policy", "situation", "today_order", "values")
    imports = "".join(f"import clfcards.forecast.{name}\n" for name in names)
    code = f"{imports}import sys\nprint('numpy' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout == "False\n"


def test_learners_who_differ_are_wider_than_those_who_do_not() -> None:
    situation = Situation(TODAY, (1200.0,) * 6, (*new(150), old("a", 5.0, 5)))
    policy = Policy("greedy", TODAY)
    same = outlook(situation, policy, seed=3, learners=40, spread=0.0).recall
    differ = outlook(situation, policy, seed=3, learners=40).recall
    assert differ.high - differ.low > 1.2 * (same.high - same.low)
    assert np.isfinite(differ).all()

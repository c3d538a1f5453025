"""First meetings: answers to new cards right after their text was read are learning, neither recall nor failure."""

from collections.abc import Sequence
from dataclasses import replace

import pytest
from fsrs import Scheduler
from hypothesis import given
from hypothesis import strategies as st

from clfcards.memory.first_meeting import is_first_meeting
from clfcards.memory.replay import Replay, ReplayTerms, replay
from clfcards.memory.schedule import Scheme, preview_first_meeting
from clfcards.memory.state import CardState, Learning, New, Review
from clfcards.memory.statistics import statistics
from clfcards.memory.weights import DEFAULT_WEIGHTS
from clfcards.model.event import Event
from clfcards.model.interval import Days, Steps
from clfcards.model.rating import Rating
from clfcards.model.study import StudyCard
from clfcards.model.time import Seconds
from tests.log_events import DAY, NOON, day_of, review

MINUTE = 60_000


def met(id_: str = "m", card: str = "a/1", rating: int = 3, at: int = NOON, interval: int = -600) -> Event:
    return review(id_, card, rating, at, interval, payload={"learning": True})


def state_after(*events: Event) -> CardState:
    return replay(events, ReplayTerms())["a/1"]


@pytest.mark.parametrize("rating", list(Rating))
def test_a_first_meeting_leaves_the_card_in_learning_with_nothing_tested(rating: Rating) -> None:
    state = state_after(met(rating=rating))
    assert isinstance(state.phase, Learning)
    assert (state.reviews, state.lapses, state.was_tested) == (0, 0, False)
    assert state.past is not None
    assert state.past.tested is None
    assert state.past.first_day == day_of(NOON)  # it counts as one of the day's new cards


@pytest.mark.parametrize("first", list(Rating))
@pytest.mark.parametrize("second", list(Rating))
def test_the_next_answer_is_the_first_that_fsrs_is_given(first: Rating, second: Rating) -> None:
    """Whatever was pressed while reading, the memory is that of py-fsrs after one review."""
    state = state_after(met(rating=first), review("r", "a/1", second, NOON + 10 * MINUTE, 2))
    scheduler = Scheduler(parameters=DEFAULT_WEIGHTS)
    assert state.past is not None
    assert state.past.memory.stability == pytest.approx(scheduler._initial_stability(rating=second))
    assert state.past.reviews == 1


def test_a_card_that_was_met_and_asked_only_days_later_gets_the_memory_of_a_first_review() -> None:
    later = state_after(met(), review("r", "a/1", 3, NOON + 5 * DAY, 2))
    at_once = state_after(met(), review("r", "a/1", 3, NOON + 10 * MINUTE, 2))
    assert later.past is not None
    assert at_once.past is not None
    assert later.past.memory == at_once.past.memory


def test_forgetting_it_the_first_time_it_is_asked_is_not_a_lapse() -> None:
    without_steps = met(interval=1)
    state = state_after(without_steps, review("r", "a/1", 1, NOON + DAY, -600))
    assert isinstance(state_after(without_steps).phase, Review)
    assert state.lapses == 0


def test_a_first_meeting_after_another_devices_review_does_not_change_the_memory() -> None:
    """Both devices showed the card as new; merged, one answer is earlier."""
    reviewed = review("r", "a/1", 4, NOON, 8)
    merged = state_after(reviewed, met(at=NOON + DAY))
    before, after = state_after(reviewed).past, merged.past
    assert before is not None
    assert after is not None
    assert (after.memory, after.reviews, after.lapses) == (before.memory, 1, 0)


def test_the_days_until_the_next_answer_are_counted_from_the_last_one_that_tested_recall() -> None:
    """As in Anki, which leaves the first meeting out, and as the training counts them."""
    first, last = review("r", "a/1", 3, NOON, -600), review("s", "a/1", 3, NOON + 3 * DAY, 4)
    without = state_after(first, last).past
    with_it = state_after(first, met(at=NOON + 3 * DAY - MINUTE), last).past
    assert without is not None
    assert with_it is not None
    assert with_it.memory == without.memory


def test_an_undone_first_meeting_leaves_a_new_card() -> None:
    undone = Event(id="u", at=NOON, utc_offset=met().utc_offset, kind="undo", subject="m")
    assert isinstance(replay([met(), undone], ReplayTerms()).get("a/1", CardState("a/1")).phase, New)


@pytest.mark.parametrize("entry", [False, None, 1, "true", [True]])
def test_only_true_makes_a_first_meeting(entry: object) -> None:
    assert not is_first_meeting(review("r", "a/1", payload={"learning": entry}))
    assert is_first_meeting(met())
    assert not is_first_meeting(replace(met(), kind="cram"))


STEPS = [
    ((60, 600), (60, 330, 600, 600)),
    ((600,), (600, 600, 600, 600)),
    ((60, 600, 3600), (60, 330, 600, 600)),
    ((1200, 60), (1200, 60, 60, 60)),
]


@pytest.mark.parametrize(("steps", "seconds"), STEPS)
def test_whatever_the_rating_the_card_is_asked_again_in_a_learning_step(
    steps: tuple[int, ...], seconds: tuple[int, ...]
) -> None:
    scheme = Scheme(learning_steps=tuple(map(Seconds, steps)))
    outcomes = preview_first_meeting(Replay(ReplayTerms()).model, scheme)
    assert [outcomes[rating].interval for rating in Rating] == [Steps(Seconds(one)) for one in seconds]


def test_without_learning_steps_it_is_asked_tomorrow() -> None:
    outcomes = preview_first_meeting(Replay(ReplayTerms()).model, Scheme(learning_steps=()))
    assert {outcome.interval for outcome in outcomes.values()} == {Days(1)}


def test_statistics_leave_first_meetings_out_but_count_the_time_and_the_due_card() -> None:
    cards = [StudyCard("a/1", "a", "1", "1.1", "fact"), StudyCard("b/1", "b", "1", "1.1", "fact")]
    events = [met(), met("n", "b/1", 1), review("r", "b/1", 3, NOON + 10 * MINUTE, 2)]
    states = replay(events, ReplayTerms())
    found = statistics(cards, states, events, Replay(ReplayTerms()).model, day_of(NOON), 4)
    (day,) = found.days
    assert (day.answers.answers, day.answers.recalled) == (1, 1)
    assert day.minutes == pytest.approx(3 * 5 / 60)
    assert found.domains[0].seen == 1
    assert sum(found.forecast) == 2
    assert sum(found.recall) == sum(found.difficulty) == sum(found.stability) == 1


def test_training_is_given_the_answers_that_a_replay_gives_to_fsrs() -> None:
    trainer = pytest.importorskip("clfcards.memory.trainer")
    tested = [review("r", "a/1", 3, NOON + 10 * MINUTE, 2), review("s", "a/1", 1, NOON + 3 * DAY, -600)]
    with_meeting = trainer.trials_of([met(rating=1), *tested], 4)
    without = trainer.trials_of(tested, 4)
    assert [(t.elapsed_days, t.recalled, t.number, t.lapses) for t in with_meeting] == [
        (t.elapsed_days, t.recalled, t.number, t.lapses) for t in without
    ]
    assert len(without) == 1


ANSWERS = st.lists(
    st.tuples(st.integers(0, 9), st.integers(1, 4), st.booleans(), st.sampled_from([-60, -600, 1, 5])), max_size=8
)


@given(ANSWERS)
def test_the_memory_is_that_of_the_answers_that_tested_recall(
    answers: Sequence[tuple[int, int, bool, int]],
) -> None:
    """The property behind "FSRS is not given it": if a log begins with a first meeting, leaving it out changes nothing.

    Days are in order, and a first meeting comes only before everything else, as on one device.
    """
    days = sorted(answers)
    tested = [review(f"r{n}", "a/1", r, NOON + d * DAY + n * MINUTE, i) for n, (d, r, _, i) in enumerate(days, 1)]
    first = met("m", "a/1", 1, NOON - DAY)
    if not tested:
        return
    with_meeting, without = state_after(first, *tested).past, state_after(*tested).past
    assert with_meeting is not None
    assert without is not None
    assert with_meeting.memory == without.memory
    assert with_meeting.reviews == without.reviews

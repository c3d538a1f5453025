"""A sitting as the fold of its steps: answers, marks, and a clock that cannot be lengthened."""

import datetime as dt
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from clfcards.exam.sitting import (
    apply,
    beginning_from_json,
    beginning_to_json,
    chosen_after,
    remaining_seconds,
    replay,
    time_is_up,
)
from clfcards.exam.sitting_steps import Step, step_from_json, step_to_json
from clfcards.model.instant import Instant
from tests.exam.exam_bank import NOON, at, do, form, sitting

FORM = form()
FIRST, SECOND = FORM.questions[0], FORM.questions[1]
PAIR = next(q for q in FORM.questions if len(q.key) == 2)


def test_another_choice_replaces_the_first_if_the_question_asks_for_one() -> None:
    a, b, *_ = FIRST.options
    assert chosen_after(FIRST, (a,), b) == (b,)
    assert chosen_after(FIRST, (b,), b) == ()


def test_a_third_option_is_refused_if_the_question_asks_for_two() -> None:
    a, b, c, *_ = PAIR.options
    assert chosen_after(PAIR, (a,), b) == (a, b)
    assert chosen_after(PAIR, (a, b), c) is None
    assert chosen_after(PAIR, (a, b), a) == (b,)


def test_half_an_answer_counts_as_unanswered() -> None:
    state = do(sitting(FORM), "chose", 5, PAIR.id, PAIR.options[:1])
    assert PAIR.id in state.unanswered
    assert PAIR.id not in do(state, "chose", 6, PAIR.id, PAIR.options[:2]).unanswered


def test_choosing_a_struck_option_unstrikes_it() -> None:
    option = FIRST.options[0]
    state = do(sitting(FORM), "struck", 1, FIRST.id, (option,))
    assert (FIRST.id, option) in state.struck
    assert not do(state, "chose", 2, FIRST.id, (option,)).struck


def test_time_is_counted_for_the_current_question() -> None:
    state = do(sitting(FORM), "looked", 30, SECOND.id)
    state = do(state, "looked", 50, FIRST.id)
    state = do(state, "submitted", 55, word="learner")
    assert state.seconds_on[FIRST.id] == pytest.approx(35)
    assert state.seconds_on[SECOND.id] == pytest.approx(20)
    assert state.used_seconds == pytest.approx(55)


def test_every_complete_answer_is_kept_in_order() -> None:
    a, b, *_ = FIRST.options
    state = sitting(FORM)
    for seconds, option in enumerate((a, b, b, a), start=1):
        state = do(state, "chose", seconds, FIRST.id, (option,))
    assert state.revisions[FIRST.id] == ((a,), (b,), (a,))


def test_the_clock_is_stopped_while_away() -> None:
    state = do(sitting(FORM, 600), "stopped", 100)
    assert remaining_seconds(state, at(9000)) == 500
    state = do(state, "resumed", 9000)
    assert remaining_seconds(state, at(9050)) == 450


def test_after_a_crash_the_clock_continues_from_the_last_step() -> None:
    """After a crash there is no "stopped" step."""
    state = do(sitting(FORM, 600), "ticked", 100)
    state = do(state, "resumed", 9000)
    assert remaining_seconds(state, at(9000)) == 500


def test_a_strict_clock_keeps_running_while_away() -> None:
    state = do(sitting(FORM, 600, strict=True), "stopped", 100)
    assert remaining_seconds(state, at(300)) == 300
    assert time_is_up(state, at(601))


def test_an_answer_after_the_time_is_up_does_not_count() -> None:
    state = do(sitting(FORM, 600), "chose", 601, FIRST.id, FIRST.options[:1])
    assert state.answers == {}
    ended = do(state, "submitted", 601, word="clock")
    assert (ended.ended, ended.used_seconds) == ("clock", 600)


def test_nothing_changes_after_a_sitting_is_handed_in() -> None:
    ended = do(sitting(FORM), "submitted", 10, word="learner")
    assert do(ended, "chose", 11, FIRST.id, FIRST.options[:1]) == ended
    assert do(ended, "abandoned", 12) == ended


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.tuples(st.floats(0.1, 200), st.floats(-10_000, 10_000), st.sampled_from(["ticked", "stopped", "resumed"])),
        min_size=1,
        max_size=12,
    )
)
def test_setting_the_clock_never_lengthens_a_strict_sitting(steps: list[tuple[float, float, str]]) -> None:
    """However the wall clock is set between steps, within one boot the time used is at least the true time."""
    state, true = sitting(FORM, 5400, strict=True), 0.0
    for passed, shift, kind in steps:
        true += passed
        state = apply(state, Step(kind, at(true, wall_shift=shift)))  # type: ignore[arg-type]
        left = remaining_seconds(state, at(true, wall_shift=shift))
        assert left is not None
        assert left <= max(0.0, 5400 - true) + 1e-6


def test_a_clock_set_back_across_a_restart_ends_a_strict_sitting() -> None:
    state = do(sitting(FORM, 600, strict=True), "stopped", 100)
    later = Instant(NOON - dt.timedelta(hours=1), 5.0, "another boot")
    assert time_is_up(state, later)
    assert not time_is_up(replace(state, timing=replace(state.timing, strict=False)), later)


def test_after_a_restart_without_tampering_the_wall_clock_counts() -> None:
    state = do(sitting(FORM, 600, strict=True), "stopped", 100)
    assert remaining_seconds(state, Instant(NOON + dt.timedelta(seconds=250), 5.0, "another boot")) == 350


def test_setting_the_clock_does_not_affect_a_sitting_that_is_not_strict() -> None:
    state = sitting(FORM, 600)
    assert remaining_seconds(state, at(100, wall_shift=3000)) == 500
    assert remaining_seconds(state, at(100, wall_shift=-3000)) == 500


def test_an_untimed_sitting_has_no_clock() -> None:
    state = sitting(FORM, None)
    assert remaining_seconds(state, at(10**6)) is None
    assert not time_is_up(state, at(10**6))


def test_voided_questions_are_left_out_everywhere() -> None:
    state = do(sitting(FORM), "voided", 1, options=(FIRST.id,))
    assert FIRST.id not in {q.id for q in state.questions}
    assert state.current == SECOND.id
    assert FIRST.id not in state.unanswered


def test_voiding_after_the_time_is_up_removes_questions_but_gives_no_time_back() -> None:
    """This includes a strict sitting whose clock was set back across a restart."""
    state = do(sitting(FORM, 600, strict=True), "stopped", 100)
    set_back = Instant(NOON - dt.timedelta(hours=1), 5.0, "another boot")
    for late in (at(700), set_back):
        voided = apply(state, Step("voided", late, options=(FIRST.id,)))
        assert FIRST.id not in {q.id for q in voided.questions}
        assert time_is_up(voided, late)


def test_a_sitting_is_replayed_from_the_log() -> None:
    steps = [
        Step("chose", at(1), FIRST.id, FIRST.options[:1]),
        Step("flagged", at(2), FIRST.id),
        Step("marked", at(3), FIRST.id, word="guess"),
        Step("struck", at(4), FIRST.id, FIRST.options[1:2]),
        Step("looked", at(5), SECOND.id),
        Step("submitted", at(6), word="learner"),
    ]
    begun = sitting(FORM, 600, strict=True)
    read = beginning_from_json(begun.id, beginning_to_json(begun))
    assert read == begun
    again = [step_from_json(step_to_json(step)) for step in steps]
    assert replay(read, again) == replay(begun, steps)

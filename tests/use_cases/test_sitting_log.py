"""Sittings in the log: everything that was acknowledged is there again, even after a crash."""

import json
import os
import random
import signal
import time
from dataclasses import replace
from pathlib import Path

import pytest

from clfcards.codec import dumps
from clfcards.errors import ClfcardsError
from clfcards.exam.report import report_of
from clfcards.exam.report_record import report_record
from clfcards.use_cases.sitting_log import read_sittings, replayed
from tests.exam.exam_bank import GUIDE, at
from tests.exam.sat_exam import HandClock, again, begun, open_log, short_form
from tests.log_events import event, review


def test_a_stopped_sitting_is_resumed_where_it_was_left(tmp_path: Path) -> None:
    clock = HandClock()
    with open_log(tmp_path) as log:
        opened = begun(log, clock)
        clock.seconds = 30
        opened.toggle(opened.current.options[0])
        opened.flag()
        opened.mark("guess")
        opened.strike(opened.current.options[1])
        opened.go(3)
        opened.stop()
        before = opened.state
    clock.seconds = 5000
    with open_log(tmp_path) as log:
        opened = again(log, clock)
        assert opened.state == before
        assert opened.position == 3
        assert opened.remaining_seconds() == 1170
        opened.resume()
        clock.seconds = 5010
        assert opened.remaining_seconds() == 1160


def test_after_a_crash_the_clock_is_where_the_last_step_left_it(tmp_path: Path) -> None:
    """Before the fix, it had run out a day later, and the sitting was handed in, as there was no "stopped" step."""
    clock = HandClock()
    with open_log(tmp_path) as log:
        opened = begun(log, clock)
        clock.seconds = 30
        opened.flag()
    clock.seconds = 86_400
    with open_log(tmp_path) as log:
        opened = again(log, clock)
        assert not opened.time_is_up
        assert opened.remaining_seconds() == 1170


def test_a_strict_sitting_whose_time_ran_out_is_handed_in_as_it_was_left(tmp_path: Path) -> None:
    clock = HandClock()
    with open_log(tmp_path) as log:
        opened = begun(log, clock, strict=True)
        opened.toggle(opened.current.options[0])
        opened.stop()
        clock.seconds = 1201
        opened = again(log, clock)
        assert opened.time_is_up
        opened.submit()
        (ended,) = read_sittings(log).read
        assert (ended.ended, len(ended.answers)) == ("clock", 1)


def test_steps_keep_their_order_when_the_wall_clock_is_set_back(tmp_path: Path) -> None:
    shift = [0.0]
    with open_log(tmp_path) as log:
        clock = HandClock()
        opened = begun(log, clock)
        opened._clock = lambda: at(clock.seconds, wall_shift=shift[0])
        a, b, *_ = opened.current.options
        for seconds, back, option in ((1, 0, a), (2, -9000, b), (3, -5000, a)):
            clock.seconds, shift[0] = seconds, back
            opened.choose((option,) if len(opened.current.key) == 1 else (option, opened.current.options[4]))
        assert read_sittings(log).read[0] == replace(opened.state, away=True)


def test_the_stored_end_equals_the_replayed_steps(tmp_path: Path) -> None:
    clock = HandClock()
    with open_log(tmp_path) as log:
        opened = begun(log, clock)
        start = opened.state
        for position in (0, 3, 1, 0):
            clock.seconds += 7.25
            opened.go(position)
            opened.toggle(opened.current.options[position % 3])
            opened.flag()
            opened.mark("unsure")
            opened.strike(opened.current.options[3])
        opened.submit()
        (stored,) = read_sittings(log).read
        assert stored == opened.state == replayed(log, start)


def test_handing_in_logs_answers_and_report_together(tmp_path: Path) -> None:
    clock = HandClock()
    with open_log(tmp_path) as log:
        opened = begun(log, clock)
        clock.seconds = 12
        opened.choose(tuple(opened.current.key))
        report = opened.submit()
        answers = log.events(kinds=("answer",))
        assert {event.subject for event in answers} == set(opened.state.form.by_id)
        assert sum(event.payload["right"] for event in answers) == 1
        assert all(event.payload["pulled"] for event in answers if not event.payload["right"])
        assert sum(event.duration or 0 for event in answers) == 12_000
        (logged,) = log.events(kinds=("report",))
        assert logged.payload == json.loads(dumps(report_record(report)))


def test_missed_questions_are_pulled_once(tmp_path: Path) -> None:
    clock = HandClock()
    with open_log(tmp_path) as log:
        opened = begun(log, clock)
        opened.choose(tuple(opened.current.key))
        right = opened.current.id
        opened.submit()
        opened.submit()
        pulled = {card for card, state in log.states().items() if state.is_pulled}
        assert pulled == {f"{id_}/1" for id_ in opened.state.form.by_id if id_ != right}
        assert len(log.events(kinds=("report",))) == 1


def test_a_report_can_be_made_again_from_the_log(tmp_path: Path) -> None:
    clock = HandClock()
    with open_log(tmp_path) as log:
        opened = begun(log, clock)
        opened.toggle(opened.current.options[0])
        report = opened.submit()
    with open_log(tmp_path) as log:
        assert report_of(GUIDE, read_sittings(log).read[0]) == report


def test_nothing_is_logged_after_the_time_is_up(tmp_path: Path) -> None:
    clock = HandClock()
    with open_log(tmp_path) as log:
        opened = begun(log, clock)
        clock.seconds = 1200
        opened.toggle(opened.current.options[0])
        assert log.events(kinds=("sitting-step",)) == []


def test_the_same_sitting_cannot_run_in_two_windows(tmp_path: Path) -> None:
    clock = HandClock()
    with open_log(tmp_path) as one, open_log(tmp_path) as other:
        first = begun(one, clock)
        second = again(other, clock)
        second.toggle(second.current.options[0])
        with pytest.raises(ClfcardsError, match="another window"):
            first.flag()
        assert read_sittings(one).read[0].answers == second.state.answers


def test_a_sitting_resumed_on_two_devices_keeps_the_answers_of_both(tmp_path: Path) -> None:
    """Before the fix, the steps of both devices had the same ids, so that those of one were lost."""
    clock = HandClock()
    with open_log(tmp_path / "one") as one, open_log(tmp_path / "two") as two:
        opened = begun(one, clock)
        clock.seconds = 10
        opened.stop()
        two.merge(one.events())
        for log, run, place, seconds in ((one, "a", 1, 1000), (two, "b", 2, 5000), (one, "c", 3, 9000)):
            clock.seconds = seconds
            opened = again(log, clock, run)
            opened.resume()
            opened.go(place)
            clock.seconds += 5
            opened.choose(tuple(opened.current.key))
            opened.stop()
        two.merge(one.events())
        one.merge(two.events())
        assert one.events() == two.events()
        (merged,) = read_sittings(one).read
        assert read_sittings(two).read == (merged,)
        assert set(merged.answers) == {merged.form.questions[place].id for place in (1, 2, 3)}
        assert merged.used_seconds == 10 + 3 * 5
        opened = again(two, clock, "d")
        opened.resume()
        opened.submit()
        again(one, clock, "e").submit()
        two.merge(one.events())
        one.merge(two.events())
        assert one.events() == two.events()
        assert [sitting.ended for sitting in read_sittings(one).read] == ["learner"]


def test_reviews_in_another_program_do_not_disturb_a_sitting(tmp_path: Path) -> None:
    clock = HandClock()
    with open_log(tmp_path) as one, open_log(tmp_path) as other:
        opened = begun(one, clock)
        other.append(review("r1", "some-card/1"))
        opened.flag()
        assert read_sittings(one).read[0].flagged == opened.state.flagged


def test_a_sitting_that_cannot_be_read_is_left_out_and_reported(tmp_path: Path) -> None:
    with open_log(tmp_path) as log:
        opened = begun(log, HandClock())
        beginning = log.event("s1")
        assert beginning
        log.append(event("x", "sitting", at=0, payload={"form": 3}))
        log.append(replace(beginning, id="y"))
        log.append(event("y.1", "sitting-step", "y", 0, payload={"kind": "melted"}))
        logged = read_sittings(log)
    assert [sitting.id for sitting in logged.read] == [opened.state.id]
    assert [sitting.id for sitting in logged.unreadable] == ["x", "y"]


@pytest.mark.posix
def test_a_process_killed_at_fifty_random_moments_loses_no_acknowledged_answer(tmp_path: Path) -> None:
    """A child answers as fast as it can and acknowledges each answer; it is killed at a random moment."""
    generator = random.Random(4)
    for round_ in range(50):
        folder = tmp_path / str(round_)
        read_end, write_end = os.pipe()
        child = os.fork()
        if child == 0:
            _answer_forever(folder, write_end)
        os.close(write_end)
        with os.fdopen(read_end, "rb") as acknowledged:
            acknowledged.readline()
            time.sleep(generator.uniform(0, 0.03))
            os.kill(child, signal.SIGKILL)
            os.waitpid(child, 0)
            lines = [line for line in acknowledged.read().split(b"\n")[:-1] if line]
        with open_log(folder) as log:
            (found,) = read_sittings(log).read
        reported: dict[str, list[tuple[str, ...]]] = {}
        for line in lines:
            id_, option = line.decode().split(" ")
            reported.setdefault(id_, []).append((option,))
        for id_, answers in reported.items():
            assert list(found.revisions[id_][: len(answers)]) == answers
        assert sum(map(len, found.revisions.values())) - len(lines) in (0, 1)


def _answer_forever(folder: Path, write_end: int) -> None:
    """Runs in the child; never returns."""
    try:
        with open_log(folder) as log:
            form = short_form()
            opened = begun(log, HandClock(), form)
            singles = [i for i, q in enumerate(form.questions) if len(q.key) == 1]
            os.write(write_end, b"begun\n")
            for step in range(100_000):
                opened.go(singles[step % len(singles)])
                option = opened.current.options[step // len(singles) % 4]
                opened.choose((option,))
                os.write(write_end, f"{opened.current.id} {option}\n".encode())
    finally:
        os._exit(0)

"""Which exams can be resumed, and beginning, resuming, handing in and abandoning them."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from clfcards.exam.assembly import Request
from clfcards.exam.bank_change import BankChange
from clfcards.exam.form import Kind
from clfcards.exam.form_refused import FormRefused
from clfcards.exam.refusal import NothingMissed
from clfcards.exam.timing import Timing
from clfcards.log.log import Log
from clfcards.model.bank import Bank
from clfcards.model.deck import DeckSettings, Limits
from clfcards.model.event import Stamp
from clfcards.use_cases.practice import Practice, Unfinished
from tests.exam.exam_bank import GUIDE, NOON
from tests.exam.sat_exam import BANK, HandClock, open_log, short_form
from tests.log_events import stamp

DECK = DeckSettings("tests", (), {}, Limits(), 0.9)
KINDS: tuple[Kind, ...] = ("exam", "domain", "redo")


def run(name: str) -> Stamp:
    return stamp(0, name)


def practice(log: Log, folder: Path, clock: HandClock, bank: Bank = BANK, *, is_whole: bool = True) -> Practice:
    return Practice(folder, GUIDE, DECK, bank, is_whole, log, clock)


def without(id_: str) -> Bank:
    return Bank((), tuple(q for q in BANK.questions if q.id != id_))


def left(of: Practice, *, strict: bool = False) -> None:
    """Begins an exam with ten questions and twenty minutes, answers the first question, and leaves it."""
    opened = of.begin(short_form(), Timing(1200.0, strict), run("r1"))
    opened.choose(tuple(opened.current.key))
    opened.stop()


def found(of: Practice) -> Unfinished:
    unfinished = of.unfinished(KINDS)
    assert unfinished is not None
    return unfinished


def step_kinds(log: Log) -> list[str]:
    return [str(event.payload["kind"]) for event in log.events(kinds=("sitting-step",))]


def test_an_unfinished_exam_shows_its_progress_and_when_it_was_left(tmp_path: Path) -> None:
    clock = HandClock()
    with open_log(tmp_path) as log:
        left(practice(log, tmp_path, clock))
        clock.seconds = 5000
        unfinished = found(practice(log, tmp_path, clock))
        assert (unfinished.answered, unfinished.asked, unfinished.remaining_seconds) == (1, 10, 1200)
        assert (unfinished.left_at, unfinished.change) == (NOON, BankChange((), ()))
        assert (unfinished.time_is_up, unfinished.is_refused) == (False, False)
        assert practice(log, tmp_path, clock).unfinished(("diagnostic",)) is None


def test_resuming_removes_questions_that_left_the_bank(tmp_path: Path) -> None:
    clock = HandClock()
    gone = short_form().questions[3].id
    with open_log(tmp_path) as log:
        left(practice(log, tmp_path, clock))
        now = practice(log, tmp_path, clock, without(gone))
        assert found(now).change == BankChange((gone,), ())
        opened = now.resume(found(now), run("r2"))
        assert opened.change == BankChange((gone,), ())
        assert [q.id for q in opened.asked] == [q.id for q in short_form().questions if q.id != gone]
        assert step_kinds(log) == ["chose", "stopped", "resumed", "voided"]


def test_handing_in_scores_the_remaining_questions(tmp_path: Path) -> None:
    clock = HandClock()
    gone = short_form().questions[3].id
    with open_log(tmp_path) as log:
        left(practice(log, tmp_path, clock))
        now = practice(log, tmp_path, clock, without(gone))
        report = now.hand_in(found(now), run("r2"))
        assert (report.raw, report.scored, report.sitting.ended) == (1, 9, "learner")
        assert practice(log, tmp_path, clock).unfinished(KINDS) is None


def test_an_exam_whose_time_ran_out_is_handed_in_by_the_clock(tmp_path: Path) -> None:
    clock = HandClock()
    with open_log(tmp_path) as log:
        left(practice(log, tmp_path, clock), strict=True)
        clock.seconds = 86_400
        now = practice(log, tmp_path, clock)
        assert found(now).time_is_up
        assert now.hand_in(found(now), run("r2")).sitting.ended == "clock"
        assert step_kinds(log) == ["chose", "stopped", "submitted"]


def test_an_exam_whose_time_ran_out_is_handed_in_without_the_questions_that_are_gone(tmp_path: Path) -> None:
    clock = HandClock()
    with open_log(tmp_path) as log:
        left(practice(log, tmp_path, clock), strict=True)
        clock.seconds = 86_400
        now = practice(log, tmp_path, clock, without(short_form().questions[3].id))
        report = now.hand_in(found(now), run("r2"))
        assert (report.scored, report.sitting.ended) == (9, "clock")
        assert step_kinds(log) == ["chose", "stopped", "voided", "submitted"]


@pytest.mark.parametrize("act", [Practice.resume, Practice.hand_in])
def test_with_errors_in_the_sources_a_changed_exam_can_only_be_abandoned(
    tmp_path: Path, act: Callable[[Practice, Unfinished, Stamp], object]
) -> None:
    """A question that cannot be read now would be removed from the exam permanently."""
    clock = HandClock()
    with open_log(tmp_path) as log:
        left(practice(log, tmp_path, clock))
        now = practice(log, tmp_path, clock, without(short_form().questions[3].id), is_whole=False)
        assert found(now).is_refused
        with pytest.raises(ValueError, match="permanently"):
            act(now, found(now), run("r2"))
        assert step_kinds(log) == ["chose", "stopped"]
        now.abandon(found(now), run("r2"))
        assert practice(log, tmp_path, clock).unfinished(KINDS) is None


def test_an_exam_can_be_resumed_with_errors_elsewhere_in_the_sources(tmp_path: Path) -> None:
    clock = HandClock()
    with open_log(tmp_path) as log:
        left(practice(log, tmp_path, clock))
        now = practice(log, tmp_path, clock, is_whole=False)
        assert not found(now).is_refused
        assert len(now.resume(found(now), run("r2")).asked) == 10


def test_an_exam_without_remaining_questions_is_handed_in(tmp_path: Path) -> None:
    clock = HandClock()
    with open_log(tmp_path) as log:
        left(practice(log, tmp_path, clock))
        now = practice(log, tmp_path, clock, Bank((), ()))
        opened = now.resume(found(now), run("r2"))
        assert (opened.asked, opened.state.ended) == ((), "learner")


def test_only_questions_that_were_answered_wrong_are_asked_again(tmp_path: Path) -> None:
    clock = HandClock()
    with open_log(tmp_path) as log:
        left(practice(log, tmp_path, clock))
        now = practice(log, tmp_path, clock)
        with pytest.raises(FormRefused) as refused:
            now.redo_form(None, None, 1)
        assert refused.value.reason == NothingMissed()
        wrong = now.hand_in(found(now), run("r2")).wrong
        after = practice(log, tmp_path, clock)
        assert set(after.redo_form(None, None, 1).by_id) == set(wrong)
        assert len(after.redo_form(4, None, 1)) == 4
        domain = after.redo_form(None, "3", 1)
        assert {q.domain for q in domain.questions} == {"3"}


def test_the_next_form_has_unseen_questions(tmp_path: Path) -> None:
    clock = HandClock()
    with open_log(tmp_path) as log:
        first = practice(log, tmp_path, clock)
        opened = first.begin(first.form(Request(), "exam", 1), Timing(None), run("r1"))
        opened.submit()
        second = practice(log, tmp_path, clock).form(Request(), "exam", 2)
        assert not second.by_id.keys() & opened.state.form.by_id.keys()


def test_an_exam_with_a_reworded_question_can_be_resumed(tmp_path: Path) -> None:
    clock = HandClock()
    with open_log(tmp_path) as log:
        left(practice(log, tmp_path, clock))
        asked = short_form().questions[3].id
        bank = Bank((), tuple(replace(q, stem="Other?") if q.id == asked else q for q in BANK.questions))
        unfinished = found(practice(log, tmp_path, clock, bank, is_whole=False))
        assert (unfinished.change, unfinished.is_refused) == (BankChange((), (asked,)), False)


def test_the_chance_of_passing_is_that_of_the_banks_own_forms(tmp_path: Path) -> None:
    """A bank whose questions are all judged easy has a higher cut than the reference form, so passing is less likely.

    On the reference form 35 of 50 pass. Where just-passing candidates get every question right nine times in ten,
    45 pass.
    """
    easy = Bank((), tuple(replace(q, expected=0.9) for q in BANK.questions))
    with open_log(tmp_path) as log:
        of = practice(log, tmp_path, HandClock())
        opened = of.begin(of.form(Request("exam"), "exam", 3), Timing(None, False), run("r1"))
        for number, question in enumerate(opened.asked):
            opened.go(number)
            if number % 10 < 7:
                opened.choose(tuple(question.key))
        opened.submit()
        usual = practice(log, tmp_path, HandClock()).readiness(run("now"))
        harder_to_pass = practice(log, tmp_path, HandClock(), easy).readiness(run("now"))
    assert usual.probability > harder_to_pass.probability + 0.1

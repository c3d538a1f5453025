"""Messages before and after an exam."""

import datetime as dt
from pathlib import Path

from clfcards.codec import to_json
from clfcards.exam.bank_change import BankChange
from clfcards.exam.possible import Possible
from clfcards.exam.refusal import NothingMissed, Shortage, TooFew, TooLong, UnknownDomain
from clfcards.use_cases.practice import Unfinished
from clfcards.use_cases.sitting_log import Unreadable
from clfcards.words.next_steps import error_sentence
from clfcards.words.practice import (
    bank_change_sentence,
    errors_in_sources,
    form_refused,
    resumed_sentence,
    stopped_document,
    stopped_sentence,
    unfinished_sentence,
    unreadable_sentence,
)
from tests.exam.exam_bank import GUIDE, sitting
from tests.exam.sat_exam import HandClock, begun, open_log

NOTHING = BankChange((), ())
SMALL = Possible(
    questions=9, whole=65, exam=0, domains={"1": (16, 0), "2": (20, 0), "3": (22, 9), "4": (8, 0)}, diagnostic=False
)


def unfinished(change: BankChange = NOTHING, left: float | None = 61.0, *, time_is_up: bool = False) -> Unfinished:
    left_at = dt.datetime(2026, 3, 1, 12, 5).astimezone()
    return Unfinished(sitting(), 3, 10, left, left_at, change, time_is_up, is_refused=False)


def test_an_unfinished_exam_is_described() -> None:
    assert unfinished_sentence(unfinished()) == (
        "You left a practice exam on 2026-03-01 12:05: 3 of 10 answered, 1:01 on the clock."
    )
    assert unfinished_sentence(unfinished(left=None)).endswith("3 of 10 answered, no clock.")


def test_changes_of_the_bank_are_counted_and_named() -> None:
    assert bank_change_sentence(NOTHING) == ""
    assert bank_change_sentence(BankChange(("a",), ())) == (
        "The bank has changed since you stopped: 1 question was changed or removed and no longer counts: a."
    )
    assert bank_change_sentence(BankChange(("a", "b"), ("c", "d"))) == (
        "The bank has changed since you stopped: 2 questions were changed or removed and no longer count: a, b; "
        "2 questions were reworded: c, d."
    )


def test_that_time_ran_out_is_reported_before_what_changed() -> None:
    assert resumed_sentence(unfinished()) == ""
    ran_out = "The time of your unfinished exam ran out: it was handed in as it was."
    assert resumed_sentence(unfinished(time_is_up=True)) == ran_out
    both = resumed_sentence(unfinished(BankChange(("a",), ()), time_is_up=True))
    assert both.startswith(f"{ran_out} The bank has changed since you stopped: 1 question")


def test_with_errors_in_the_sources_the_message_says_what_to_do_and_that_nothing_is_lost() -> None:
    assert error_sentence(errors_in_sources(unfinished(BankChange(("a",), ())))) == (
        "1 question of your unfinished exam has changed or is missing. "
        "Fix the errors shown by 'clfcards check'; your answers are safe"
    )
    two = error_sentence(errors_in_sources(unfinished(BankChange(("a", "b"), ()))))
    assert two.startswith("2 questions of your unfinished exam have changed or are missing.")


def test_a_refused_form_says_what_to_request_instead() -> None:
    titles = "1 (Domain 1), 2 (Domain 2), 3 (Domain 3), 4 (Domain 4)"
    for reason, sentence in (
        (UnknownDomain("9", GUIDE.domains), f"there is no domain '9': the domains are {titles}"),
        (TooLong(65), "the exam has 65 questions, and no form has more; use --length 65"),
        (
            TooFew(65, (Shortage(GUIDE.domains[3], 5, 8),), 43, "exam", 62),
            "the bank is too small for 65 questions: it has 62 questions with 'pool: exam', missing 3 in 4 Domain 4 "
            "(has 5 of 8); use --length 43",
        ),
        (
            TooFew(5, (Shortage(GUIDE.domains[0], 0, 1),), 0, "exam", 9),
            "the bank is too small for 5 questions: it has 9 questions with 'pool: exam', missing 1 in 1 Domain 1 "
            "(has 0 of 1); run 'clfcards exam --domain 3 --length 9'",
        ),
        (NothingMissed(), "you have no wrong answers to redo; run 'clfcards exam --domain 3 --length 9'"),
    ):
        assert error_sentence(form_refused(reason, SMALL)) == sentence


def test_a_stopped_exam_reports_how_far_it_got(tmp_path: Path) -> None:
    clock = HandClock()
    with open_log(tmp_path) as log:
        opened = begun(log, clock)
        opened.choose(tuple(opened.current.key))
        clock.seconds = 60
        assert stopped_sentence(opened) == "Stopped with 19:00 left, 1 of 10 answered."
        assert to_json(stopped_document(opened)) == {
            "form": {"seed": 1, "questions": 10},
            "stopped": True,
            "answered": 1,
            "remaining_seconds": 1140.0,
        }


def test_an_untimed_exam_has_no_clock(tmp_path: Path) -> None:
    with open_log(tmp_path) as log:
        opened = begun(log, HandClock(), limit=None)
        assert stopped_sentence(opened) == "Stopped, 0 of 10 answered."
        assert stopped_document(opened).remaining_seconds is None


def test_an_exam_of_a_newer_version_is_named() -> None:
    assert unreadable_sentence(Unreadable("x", "no such step")) == (
        "the practice exam 'x' was skipped: this version cannot read it (no such step)"
    )

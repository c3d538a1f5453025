"""Sentences with a number agree with it, also if it is one."""

from pathlib import Path

from clfcards.anki.card_loss import CardLoss
from clfcards.errors import ClfcardsError
from clfcards.exam.refusal import TooLong
from clfcards.log.doctor import Diagnosis
from clfcards.use_cases.build_outcome import FewerCards
from clfcards.words import build, doctor, practice
from clfcards.words.history import history_lines
from clfcards.words.training import optimize_lines
from tests.exam.exam_bank import EVERYTHING
from tests.log_events import event


def test_one_event_was_restored() -> None:
    found = Diagnosis(Path("x.db"), exists=True, events=1, cards=1, backups=1, from_backups=1, repaired=("a/1",))
    assert [line.split(": ", 1)[-1] for line in doctor.lines(found)] == [
        "1 event, 1 card, 1 backup",
        "1 event was missing and was restored from backups",
        "1 card state did not match the log and was computed again",
    ]


def test_one_review_is_too_few() -> None:
    assert optimize_lines(None, 1, adopted=False)[0].startswith("1 review of cards seen on an earlier day is too few")
    assert "trained on 1 review" in history_lines([event("w", "weights", payload={"reviews": 1})])[0]


def test_one_card_would_leave() -> None:
    one, two = (FewerCards((CardLoss("tea", number, 0, number, 0),), ()) for number in (1, 2))
    assert str(build.refusal(one)) == "1 of 1 published card would leave 'tea' (1 left out)"
    assert str(build.refusal(two)) == "2 of 2 published cards would leave 'tea' (2 left out)"


def test_one_question_is_the_whole_exam() -> None:
    refused: ClfcardsError = practice.form_refused(TooLong(1), EVERYTHING)
    assert str(refused) == "the exam has 1 question, and no form has more"

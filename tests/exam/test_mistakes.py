"""What counts as a mistake, and which questions are spoilers."""

from dataclasses import replace

import pytest

from clfcards.exam.met_questions import met_questions
from clfcards.exam.mistakes import mistakes_of
from clfcards.model.event import Event
from tests.exam.exam_bank import do, question, sitting
from tests.exam.test_answers import FORM
from tests.log_events import NOON, event, review, undo


def answer(id_: str, question: str, right: object, *, sitting: str = "s", chosen: object = ("k",)) -> Event:
    payload = {"sitting": sitting, "chosen": chosen, "right": right}
    return event(id_, "answer", question, NOON, payload=payload)


def begun(id_: str, kind: object) -> Event:
    return event(id_, "sitting", payload={"form": {"kind": kind}})


def test_forgotten_cards_and_wrong_answers_are_mistakes_and_right_ones_are_not() -> None:
    events = [
        review("a", "fact/1", 1),
        review("b", "fact/2", 2),
        review("c", "q/1", 3, payload={"chosen": ["x"], "right": False}),  # rated "good" in spite of it
        review("d", "q/1", 1, payload={"chosen": ["y"], "right": True}),  # a guess
        review("e", "q/1", 3, payload={"chosen": ["y"], "right": True}),
        event("f", "cram", "fact/1", rating=1),
        answer("g", "exam-q", False, chosen=["k", "l"]),
        answer("h", "exam-q", True),
        event("i", "suspend", "fact/1"),
    ]
    found = [(one.card, one.occasion, one.chosen) for one in mistakes_of(events)]
    assert found == [
        ("fact/1", "review", ()),
        ("q/1", "review", ("x",)),
        ("q/1", "review", ("y",)),
        ("fact/1", "cram", ()),
        ("exam-q/1", "exam", ("k", "l")),
    ]
    assert [one.item for one in mistakes_of(events)][-1] == "exam-q"


def test_first_meetings_and_undone_answers_are_no_mistakes() -> None:
    met = review("a", "fact/1", 1, payload={"learning": True})
    assert mistakes_of([met, review("b", "fact/2", 1), undo("u", "b")]) == []


@pytest.mark.parametrize(("kind", "occasion"), [("diagnostic", "diagnostic"), ("redo", "redo"), ("oral", "exam"),
                                                (None, "exam")])  # fmt: skip
def test_the_occasion_is_the_kind_of_sitting(kind: object, occasion: str) -> None:
    (mistake,) = mistakes_of([begun("s", kind), answer("a", "q", False)])
    assert mistake.occasion == occasion


@pytest.mark.parametrize("chosen", [None, 5, "abc", {"a": 1}, [1, None]])
def test_a_payload_of_another_program_does_not_stop_the_list(chosen: object) -> None:
    (mistake,) = mistakes_of([event("s", "sitting", payload={"form": 7}), answer("a", "q", False, chosen=chosen)])
    assert mistake.chosen == ()


def test_an_exam_question_is_a_spoiler_until_it_was_met_and_again_while_it_is_asked() -> None:
    asked, other = FORM.questions[0].id, FORM.questions[1].id
    waiting = question(other, "1.1")
    study = replace(waiting, pool="study")
    running = sitting(FORM)
    ended = do(running, "submitted", 9, word="learner")
    nothing = met_questions([], ())
    assert nothing.is_spoiler(waiting)
    assert not nothing.is_spoiler(study)
    assert not nothing.may_name(study)
    during = met_questions([running], (asked,))
    assert during.is_spoiler(question(asked, "1.1"))
    assert during.is_spoiler(study)  # a diagnostic asks study questions
    assert not during.may_name(study)
    after = met_questions([ended], ())
    assert not after.is_spoiler(waiting)
    assert after.may_name(study)
    assert met_questions([], (other,)).may_name(waiting)  # met as a card

"""What a learner can send to a maintainer, and which of it counts."""

import datetime as dt
import json
from dataclasses import replace

import pytest

from clfcards.codec import decode, encode
from clfcards.exam.event_kinds import KINDS, RESULT
from clfcards.exam.real_result import Forecast, RealResult
from clfcards.exam.shared_history import SharedHistory, counted_until, learner_ids, responses, shared_history
from clfcards.exam.sitting import Sitting
from clfcards.model.instant import Instant
from clfcards.render.grading import options_by_key
from tests.exam.exam_bank import NOON, form, questions, sitting

BANK = questions(12)
FORM = form()
BY_ID = {question.id: question for question in BANK}


def sat(id_: str, day: int, *, blank: frozenset[str] = frozenset()) -> Sitting:
    """The form, handed in on this day, with every answer right but the blank ones."""
    answers = {q.id: tuple(sorted(q.key)) for q in FORM.questions if q.id not in blank}
    last = Instant(NOON + dt.timedelta(days=day), 1000.0, "a")
    return replace(sitting(FORM), id=id_, answers=answers, last=last, ended="learner")


def share(*sittings: Sitting) -> SharedHistory:
    return shared_history("zzz", "ZZZ-01", sittings, [])


def test_a_shared_history_is_the_same_after_writing_and_reading() -> None:
    result = RealResult(passed=True, day=dt.date(2026, 4, 1), value=812, forecast=Forecast("ready", 0.9, 0.8, 0.97, 4))
    history = shared_history("zzz", "ZZZ-01", [sat("s1", 0)], [("event", result)])
    assert decode(encode(history), SharedHistory) == history


def test_it_holds_no_id_of_the_log_and_no_time_of_day() -> None:
    text = encode(share(sat("f00df00df00df00d", 0))).decode()
    assert "f00d" not in text
    assert "12:00" not in text
    assert '"day":"2026-03-01"' in text


def test_every_answer_to_a_question_of_today_counts_once_however_often_it_is_shared() -> None:
    first, both = share(sat("s1", 0)), share(sat("s1", 0), sat("s2", 90))
    found = responses([first, both, both], BANK)
    assert len(found) == 2 * len(FORM)
    assert all(response.right for response in found)


def test_a_question_met_in_the_weeks_before_does_not_count_again() -> None:
    assert len(responses([share(sat("s1", 0), sat("s2", 30))], BANK)) == len(FORM)


def test_blanks_and_questions_that_changed_or_left_do_not_count() -> None:
    blank, reworded, gone, new_option = (q.id for q in FORM.questions[:4])
    options = list(options_by_key(BY_ID[new_option]).values())
    bank = [
        replace(q, stem="Something else?") if q.id == reworded
        else replace(q, correct=(replace(options[0], text="another text"),)) if q.id == new_option
        else q
        for q in BANK if q.id != gone
    ]  # fmt: skip
    found = responses([share(sat("s1", 0, blank=frozenset({blank})))], bank)
    assert {q.id for q in FORM.questions} - {response.question for response in found} == {
        blank, reworded, gone, new_option
    }  # fmt: skip


def test_todays_key_decides_what_is_right() -> None:
    first = FORM.questions[0].id
    question = BY_ID[first]
    turned = replace(question, correct=question.distractors[:1], distractors=(*question.correct, *question.distractors))
    found = responses([share(sat("s1", 0))], [turned])
    assert [response.right for response in found] == [False]


def test_a_learner_is_recognized_after_an_older_history_was_merged() -> None:
    alone, merged = [sat("s2", 5)], [sat("s1", 0), sat("s2", 5)]
    assert learner_ids(alone)[0] != learner_ids(merged)[0]
    table = {share(*alone).learner: dt.date(2026, 3, 6)}
    assert counted_until(merged, table) == dt.date(2026, 3, 6)
    assert counted_until([sat("s3", 0)], table) == dt.date.min


@pytest.mark.parametrize(
    "wrong",
    [
        {"value": 1e300},
        {"value": -(2**60)},
        {"forecast": {"verdict": "ready", "probability": 7, "low": 0.8, "high": 0.9, "attempts": 3}},
        {"forecast": {"verdict": "ready", "probability": 0.9, "low": -1, "high": 0.9, "attempts": 3}},
        {"forecast": {"verdict": "ready", "probability": 0.9, "low": 0.8, "high": 1e308, "attempts": 3}},
        {"forecast": {"verdict": "ready", "probability": 0.9, "low": 0.8, "high": 0.9, "attempts": -1}},
    ],
)
def test_a_result_that_no_exam_gives_is_refused_in_a_log_and_in_a_file(wrong: dict[str, object]) -> None:
    """A maintainer's sum of forecasts was nonsense after one such file, and the log kept it forever."""
    payload = {"passed": True, "day": "2026-03-01", "value": 812, **wrong}
    with pytest.raises(ValueError, match="this version cannot read its exam result"):
        KINDS[RESULT].check(payload)
    file = {"namespace": "zzz", "exam": "ZZZ-01", "learner": "", "results": [{"id": "r", "result": payload}]}
    with pytest.raises(ValueError, match=r"probability|score|attempts"):
        decode(json.dumps(file), SharedHistory)

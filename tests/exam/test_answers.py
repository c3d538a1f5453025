"""The cards that a finished sitting brings forward, and the effect of an edited bank on a stopped sitting."""

import datetime as dt
from dataclasses import replace

from clfcards.exam.answers import answers_of, facts_named
from clfcards.exam.assembly import Request, assemble
from clfcards.exam.bank_change import bank_change
from clfcards.exam.sightings import calibrating_answers, missed, sat_sittings, sightings
from clfcards.model.bank import Bank, Fact, Option, Origin
from clfcards.render.grading import options_by_key
from tests.exam.exam_bank import GUIDE, answered, do, experience, questions, sitting

QUESTIONS = questions(12)
FORM = assemble(GUIDE, {}, QUESTIONS, Request(length=10), experience(QUESTIONS), 1)
BY_ID = {q.id: q for q in QUESTIONS}


def fact(id_: str, task: str) -> Fact:
    return Fact(
        origin=Origin("x.yaml", 0), id=id_, task=task, source="https://example.org", verified=dt.date(2026, 1, 1),
        priority=1, why="It is so.", front="Front?", back="Back", reverse=True, cards=2,
    )  # fmt: skip


BANK = Bank(tuple(fact(f"fact-{task}", task) for task in GUIDE.tasks), tuple(QUESTIONS))


def test_a_missed_question_pulls_itself_and_the_facts_behind_it_once() -> None:
    ended = answered(sitting(FORM), 4)
    answers = {answer.question: answer for answer in answers_of(ended, BANK)}
    assert len(answers) == 10
    assert sum(answer.right for answer in answers.values()) == 4
    for answer in answers.values():
        task = BY_ID[answer.question].task
        wanted = () if answer.right else (f"{answer.question}/1", f"fact-{task}/1", f"fact-{task}/2")
        assert answer.pulled == wanted


def test_a_right_answer_that_was_a_guess_pulls_the_same_cards() -> None:
    ended = answered(sitting(FORM), 10)
    lucky, known = FORM.questions[0], FORM.questions[1]
    marked = replace(ended, confidence={lucky.id: "guess", known.id: "unsure"})
    answers = {answer.question: answer for answer in answers_of(marked, BANK)}
    assert answers[lucky.id].right
    assert answers[lucky.id].pulled == (f"{lucky.id}/1", f"fact-{lucky.task}/1", f"fact-{lucky.task}/2")
    assert [id_ for id_, answer in answers.items() if answer.pulled] == [lucky.id]


def test_the_chosen_distractors_fact_comes_after_those_the_question_tests() -> None:
    q = replace(QUESTIONS[0], tests=("fact-1.1",), distractors=(Option("no", "No.", "fact-2.1"),))
    wrong = next(key for key, option in options_by_key(q).items() if option.text == "no")
    facts = {f.id: f for f in BANK.facts}
    assert [f.id for f in facts_named(q, (wrong,), facts)] == ["fact-1.1", "fact-2.1"]
    assert [f.id for f in facts_named(q, (), facts)] == ["fact-1.1"]


def test_sightings_count_the_questions_shown() -> None:
    left = do(do(sitting(FORM), "looked", 5, FORM.questions[1].id), "stopped", 6)
    assert set(sightings([left])) == {FORM.questions[0].id, FORM.questions[1].id}
    assert sum(sightings([answered(sitting(FORM), 4), left]).values()) == 12


def test_a_question_that_an_abandoned_sitting_showed_is_not_fresh() -> None:
    left = do(do(sitting(FORM), "looked", 5, FORM.questions[1].id), "abandoned", 6)
    (met,) = sat_sittings([left, answered(sitting(FORM), 4)])
    assert (met.fresh, len(met.questions)) == (8, 10)


def test_a_sitting_that_repeats_missed_questions_is_no_evidence() -> None:
    """Its questions were chosen because they were wrong, so it says nothing about the others."""
    redo = replace(FORM, kind="redo")
    assert not sat_sittings([answered(sitting(redo), 9)])


def test_only_the_first_answer_to_a_question_calibrates_it() -> None:
    past = [answered(sitting(FORM), 4), answered(sitting(FORM), 9)]
    answers = calibrating_answers(past)
    assert {len(found) for found in answers.values()} == {1}
    assert set(answers) == set(FORM.by_id)


def test_missed_questions_are_those_wrong_when_last_asked() -> None:
    first, second = answered(sitting(FORM), 4), answered(sitting(FORM), 9)
    assert len(missed([first])) == 6
    assert len(missed([first, second])) == 1


def test_an_unchanged_bank_has_no_changes() -> None:
    change = bank_change(sitting(FORM), QUESTIONS)
    assert (change.void, change.reworded, bool(change)) == ((), (), False)


def test_a_question_that_was_removed_or_has_a_new_key_is_void_and_a_reworded_one_stays() -> None:
    gone, rekeyed, reworded = (q.id for q in FORM.questions[:3])
    bank = []
    for q in QUESTIONS:
        if q.id == rekeyed:
            q = replace(q, correct=q.correct[1:] + q.distractors[:1], distractors=q.distractors[1:] + q.correct[:1])
        if q.id == reworded:
            q = replace(q, stem=q.stem + " Really?")
        if q.id != gone:
            bank.append(q)
    change = bank_change(sitting(FORM), bank)
    assert change.void == (gone, rekeyed)
    assert change.reworded == (reworded,)
    assert change

"""An exam on the page: what is stored and when, the clock, and what an interruption costs."""

import pytest

from tests.page.learner import Learner

pytestmark = pytest.mark.browser


def test_a_choice_is_stored_before_anything_is_painted(learner: Learner) -> None:
    learner.start()
    before, after = learner.run(
        "const before = localStorage.length; main.querySelector('.option input').click();"
        "return [before, localStorage.length]"
    )
    assert after == before + 1


def test_the_lines_are_those_of_the_terminal(learner: Learner) -> None:
    """Names in order, no empty field, numbers with the decimal point that Python writes."""
    learner.start()
    learner.press("b", "8", "8", "F")
    begun, *steps = learner.lines()
    assert list(begun) == ["id", "at", "utc_offset", "kind", "subject", "payload"]
    assert (begun["kind"], begun["subject"]) == ("sitting", "")
    assert list(begun["payload"]) == sorted(begun["payload"])
    assert begun["payload"]["wall"].endswith("+00:00")
    assert begun["payload"]["page"] == learner.run("return forms[1].mark")
    assert begun["payload"]["limit_seconds"] == 1800.0
    assert [step["id"] for step in steps] == [f"{begun['id']}.{number:05}" for number in range(1, 5)]
    assert learner.kinds() == ["chose", "marked", "marked", "flagged"]
    assert steps[1]["payload"]["word"] == "unsure"
    assert "word" not in steps[2]["payload"]
    assert '"limit_seconds":1800.0' in learner.run("return exported()")
    assert learner.run("return exported()").startswith('{"clfcards_log":1,"namespace":"tea-taster"}\n')


def test_a_reload_at_every_question_loses_neither_answers_nor_place(learner: Learner) -> None:
    learner.start()
    of = learner.run("return open.sitting.form.asked.length")
    assert of == 12
    for number in range(1, of + 1):
        learner.answer(number, right=number % 3 > 0)
        learner.reload()
        learner.wait("view.name === 'exam'")
        assert learner.text("#title") == f"Question {number} of {of}"

    assert learner.run("return sittings()[0].steps") == len(learner.kinds())


def test_an_answer_taken_back_stays_so_after_a_reload(learner: Learner) -> None:
    learner.start()
    learner.press("a", "a")
    learner.reload()
    learner.wait("view.name === 'exam'")
    assert learner.run("return main.querySelectorAll('input:checked').length") == 0


def test_time_away_does_not_count(learner: Learner) -> None:
    learner.start()
    learner.later(60)
    learner.press("a")
    learner.reload()
    learner.wait("view.name === 'exam'")
    assert 1735 < learner.run("return remaining(open.sitting, now())") <= 1740
    assert "stopped" in learner.kinds()


def test_after_a_killed_tab_the_time_since_the_last_step_does_not_count(learner: Learner) -> None:
    """There is no `stopped` then: the next run begins with `resumed`, an hour later."""
    learner.start()
    learner.later(30)
    learner.press("a")
    learner.run(
        "const {sitting} = open; open = null; const at = {wall: Date.now() + 3600e3, ticks: 0, boot: newId()};"
        "const resumed = {...moment(at), number: 99, kind: 'resumed'};"
        "append(eventLine(`${newId()}.00099`, at, 'sitting-step', sitting.id, resumed))"
    )
    assert 30 <= learner.run("return sittings()[0].used") < 33


def test_the_clock_stands_still_while_the_device_sleeps(learner: Learner) -> None:
    learner.start()
    learner.later(20)
    learner.later(8 * 3600)
    assert learner.kinds()[-2:] == ["stopped", "resumed"]
    assert 1775 < learner.run("return remaining(open.sitting, now())") <= 1780


def test_ten_minutes_and_one_minute_are_announced_and_the_clock_hands_in(learner: Learner) -> None:
    learner.start()
    said = []
    for _ in range(30):
        learner.later(60)
        said.append(learner.text("#notices"))
    assert said.index("10 minutes left.") == 19
    assert said.index("1 minute left.") == 28
    learner.wait("view.name === 'report'")
    assert learner.lines()[-1]["payload"]["word"] == "clock"
    assert "Time is up: your exam has been handed in." in learner.text("#notices")
    assert "handed in when the time was up" in learner.text()


def test_extra_minutes_and_no_limit_are_chosen_before_the_start(learner: Learner) -> None:
    learner.wait("writes")
    learner.run("main.querySelector('[value=extra]').click()")
    learner.start()
    assert learner.lines()[0]["payload"]["limit_seconds"] == 1800 + 30 * 60
    learner.hand_in()
    assert "it had more time than the exam" in learner.text()
    learner.run("go('')")
    learner.wait("view.name === ''")
    learner.run("main.querySelector('[value=none]').click()")
    learner.start()
    assert learner.text("#clock") == "untimed"
    learner.hand_in()
    assert "it was not timed" in learner.text()


def test_one_option_too_many_is_refused_with_the_reason(learner: Learner) -> None:
    learner.start()
    learner.run("move(open.sitting.form.asked.findIndex(each => each.right.length === 2))")
    assert "(Choose two.)" in learner.text()
    learner.press("a", "b", "c")
    assert learner.text("#hint") == "Choose two: unselect one first."
    assert learner.run("return [...main.querySelectorAll('input:checked')].length") == 2
    learner.press("x")
    assert learner.run("return main.querySelectorAll('.struck').length") == 1
    learner.press("a", "x")
    assert learner.run("return main.querySelectorAll('.struck').length") == 2
    learner.press("a")
    assert learner.run("return main.querySelectorAll('.struck').length") == 1


def test_an_exam_is_thrown_away_only_after_a_question(learner: Learner) -> None:
    learner.start()
    learner.answer(1, right=True)
    learner.press("q")
    learner.wait("view.name === ''")
    assert "Exam 1 is not finished" in learner.text()
    assert "1 of 12 answered" in learner.text()
    learner.click("Throw it away …")
    learner.click("Throw it away")
    learner.wait("main.querySelector('[data-form]')")
    assert learner.kinds()[-1] == "abandoned"
    assert "Your results" not in learner.text()


def test_who_had_everything_right_has_nothing_to_review(learner: Learner) -> None:
    learner.start()
    for number in range(1, 13):
        learner.answer(number, right=True)
    learner.press("s")
    assert "Every question is answered." in learner.text("dialog")
    learner.click("Hand in")
    learner.wait("view.name === 'report'")
    assert "200 of 200: passed" in learner.text()
    assert "12 questions answered right" in learner.text()
    assert "Worth reviewing" not in learner.text()
    assert learner.run("return [...main.childNodes].every(node => node.nodeType === Node.ELEMENT_NODE)")


def test_a_question_answered_again_says_that_it_was_seen(learner: Learner) -> None:
    for sentence in ("All questions were new to you.", "You had seen 12 of 12 questions before"):
        learner.start()
        learner.run("for (let i = 0; i < 12; i++) move(i)")
        learner.hand_in()
        assert sentence in learner.text()
        learner.run("go('')")
        learner.wait("view.name === ''")

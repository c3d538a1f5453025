"""Storage that a browser refuses, or that is full: said at once, with a way to save what is there."""

import json
from pathlib import Path

import pytest
from selenium.webdriver import Chrome

from tests.page.learner import Learner

pytestmark = pytest.mark.browser
_REFUSED = "Object.defineProperty(window, 'localStorage', {get() { throw new DOMException('no', 'SecurityError'); }})"


def test_full_storage_is_said_at_once_and_nothing_answered_is_missing_from_the_file(
    learner: Learner, saved: Path
) -> None:
    learner.start()
    learner.answer(1, right=True)
    learner.run(
        "for (let size = 2 ** 22; size >= 1; size /= 2) {"
        "  try { for (let i = 0; ; i++) localStorage.setItem(`junk${size}.${i}`, 'x'.repeat(size)); } catch (error) { }"
        "}"
    )
    learner.answer(2, right=True)
    assert "This browser's storage is full" in learner.text("#banners")
    learner.click("Save now")
    lines = [json.loads(line) for line in learner.file_in(saved).read_text(encoding="utf-8").splitlines()]
    steps = [line["payload"] for line in lines[1:] if line["kind"] == "sitting-step"]
    assert len({step["question"] for step in steps if step["kind"] == "chose"}) == 2
    learner.run("localStorage.clear()")


def test_refused_storage_is_said_before_the_first_answer_and_the_exam_can_be_sat(
    chrome: Chrome, learner: Learner, saved: Path
) -> None:
    made = chrome.execute_cdp_cmd("Page.addScriptToEvaluateOnNewDocument", {"source": _REFUSED})
    try:
        learner.reload()
        assert "lets the page store nothing" in learner.text("#banners")
        learner.start()
        learner.answer(1, right=True)
        learner.hand_in()
        assert "1 of 10" in learner.text() or "0 of 10" in learner.text()
        learner.click("Save result")
        assert learner.file_in(saved).read_text(encoding="utf-8").count("\n") >= 4
    finally:
        chrome.execute_cdp_cmd("Page.removeScriptToEvaluateOnNewDocument", {"identifier": made["identifier"]})


def test_a_damaged_line_in_the_storage_stops_nothing(learner: Learner) -> None:
    for damaged in ("{cut off", '{"id":"y","payload":{}}', "null", "[]", '{"id":"z","kind":"sitting","payload":{}}'):
        learner.run("localStorage.setItem(EVENT + arguments[0], arguments[0])", damaged)
    learner.reload()
    learner.start()
    learner.hand_in()
    assert "Worth reviewing" in learner.text()


def test_everything_is_deleted_after_a_question(learner: Learner) -> None:
    learner.start()
    learner.hand_in()
    learner.run("go('')")
    learner.wait("view.name === ''")
    learner.run("localStorage.setItem('of another page', 'stays')")
    learner.click("Delete everything from this browser …")
    learner.click("Delete")
    learner.wait("!main.innerText.includes('Your results')")
    assert learner.lines() == []
    assert learner.run("return localStorage.getItem('of another page')") == "stays"

"""The page in two tabs: one keeps the answers, the other only looks, until it is asked to go on."""

import pytest
from selenium.webdriver import Chrome

from tests.page.conftest import Site
from tests.page.learner import Learner

pytestmark = pytest.mark.browser


def check_two_tabs(learner: Learner) -> None:
    """What must be true in every browser."""
    browser = learner.browser
    learner.start()
    learner.press("a")
    first = browser.current_window_handle
    browser.switch_to.new_window("tab")
    browser.get(learner.address)
    learner.wait("document.getElementById('banners').textContent.includes('open in another tab')")
    assert learner.run("return [...main.querySelectorAll('button.main:not(:disabled)')].length") == 0
    assert "Exam 1 is not finished" in learner.text()
    second = browser.current_window_handle
    learner.click("Continue here")
    learner.wait("writes")
    browser.switch_to.window(first)
    learner.wait("!writes")
    stored = len(learner.lines())
    learner.run("record('chose', {question: questions[0].id, options: []})")
    assert len(learner.lines()) == stored
    browser.switch_to.window(second)
    learner.click("Resume")
    learner.wait("view.name === 'exam'")
    assert learner.kinds()[-1] == "resumed"


def test_a_second_tab_only_looks(chrome: Chrome, served: Site) -> None:
    check_two_tabs(Learner.new(chrome, f"{served.address}tea-101.html"))


def test_a_second_tab_only_looks_at_a_file_too(learner: Learner) -> None:
    check_two_tabs(learner)


def test_a_tab_that_did_not_hear_of_the_other_finds_out_before_it_writes(learner: Learner) -> None:
    """A tab that was frozen gets its events late."""
    learner.start()
    stored = len(learner.lines())
    learner.run("localStorage.setItem(`${PREFIX}tab`, 'another')")
    learner.press("a")
    assert len(learner.lines()) == stored
    assert "open in another tab" in learner.text("#banners")


def test_a_tab_that_was_killed_does_not_lock_the_page(learner: Learner) -> None:
    learner.run("localStorage.setItem(`${PREFIX}tab`, 'killed'); removeEventListener('pagehide', stop)")
    learner.run("writes = false")
    learner.reload()
    learner.start()
    assert len(learner.lines()) == 1

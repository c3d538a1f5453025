"""The page for everybody: axe-core, the keyboard alone, narrow windows, large fingers, little motion."""

from pathlib import Path

import pytest
from selenium.webdriver import ActionChains, Chrome, Keys

from tests.browser_axe import SCHEMES, WIDTHS, Scheme, too_wide, violations, window
from tests.command import run
from tests.exams.copied import CODES, copied_exam
from tests.page.learner import Learner

pytestmark = pytest.mark.browser
_STATES = {
    "start": "",
    "question": "begin(forms[1], 1800); go('exam'); move(1)",
    "hand-in": "askToHandIn()",
    "report": "document.querySelector('dialog').close(); handIn()",  # of whose questions three are enough
    "diagnosis": "begin(forms[0], null); go('exam'); handIn()",
}
_SMALL = """
const wanted = arguments[0];
return [...document.querySelectorAll("#main button, #main label, #main summary, dialog button")]
  .filter(each => each.checkVisibility() && !each.closest("table"))
  .map(each => [each.textContent.slice(0, 30), each.getBoundingClientRect()])
  .filter(([, box]) => box.height < wanted || box.width < wanted)
  .map(([name, box]) => `${name} ${box.width}x${box.height}`);
"""


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("width", WIDTHS)
def test_no_state_breaks_a_rule_or_is_wider_than_the_window(
    learner: Learner, chrome: Chrome, scheme: Scheme, width: int
) -> None:
    """320 pixels are a desk's 1280 at a zoom of 400%."""
    learner.wait("writes")
    learner.run("document.querySelector('.booklet').remove()")  # axe would look through all that is hidden
    with window(chrome, width, scheme):
        for state, script in _STATES.items():
            learner.run(script)
            learner.wait(f"view.name !== '' || {str(state == 'start').lower()}")
            learner.run("[...main.querySelectorAll('.reviewed')].slice(3).forEach(each => each.remove())")
            assert violations(chrome) == [], state
            assert too_wide(chrome) <= 0, state
            if state in ("question", "hand-in"):
                assert learner.run(_SMALL, 40) == [], state


@pytest.mark.parametrize("code", CODES)
def test_other_languages_and_the_other_direction_break_no_rule(chrome: Chrome, tmp_path: Path, code: str) -> None:
    copied_exam(tmp_path, code)
    result = run("page", "--decks", str(tmp_path), "--exam", code, "--out", str(tmp_path / "page.html"))
    assert result.exit_code == 0, result.output
    learner = Learner.new(chrome, (tmp_path / "page.html").as_uri())
    learner.start()
    with window(chrome, 320):
        assert too_wide(chrome) <= 0
        learner.hand_in()
        assert violations(chrome) == []
        assert too_wide(chrome) <= 0
        assert learner.run("return document.querySelector('.reviewed bdi').lang") in ("ja", "ar")


def test_without_scripts_the_page_breaks_no_rule(chrome: Chrome, learner: Learner) -> None:
    chrome.get(f"{learner.address}#booklet")
    learner.run("[...document.querySelectorAll('.booklet section')].slice(6).forEach(each => each.remove())")
    with window(chrome, 320):
        assert violations(chrome) == []
        assert too_wide(chrome) <= 0


def test_an_exam_is_sat_with_the_keyboard_alone(learner: Learner, chrome: Chrome) -> None:
    """Tab and Enter to the start, then the terminal's keys; the focus is always seen and never lost."""
    learner.wait("writes")
    for _ in range(60):
        ActionChains(chrome, duration=0).send_keys(Keys.TAB).perform()
        if learner.run("return document.activeElement.getAttribute('aria-label')") == "Start Exam 1":
            break
    learner.press(Keys.ENTER)
    learner.wait("view.name === 'exam'")
    assert learner.run("return document.activeElement.id") == "title"
    learner.run("move(open.sitting.form.asked.findIndex(each => each.right.length === 1))")
    at = learner.run("return place()")
    learner.press(Keys.ARROW_DOWN, Keys.ARROW_DOWN)
    assert learner.run("return main.querySelector(':focus').value === current().options[1]")
    assert learner.run("return getComputedStyle(document.activeElement.closest('.option')).outlineStyle") == "solid"
    assert learner.kinds().count("chose") == 0
    learner.press(Keys.ENTER)
    assert learner.run("return chosen(open.sitting, current())[0] === current().options[1]")
    learner.press("7", "F", Keys.ARROW_UP, "x", Keys.ENTER)
    kinds = learner.kinds()
    assert kinds[-5:] == ["chose", "marked", "flagged", "struck", "chose"]
    learner.press(Keys.ENTER)
    assert learner.run("return place()") == at + 1
    assert learner.run("return document.activeElement.id") == "title"
    learner.press("p")
    assert learner.run("return place()") == at
    learner.press("l")
    assert learner.run("return document.activeElement.getAttribute('aria-current')") == "step"
    learner.press("?")
    assert "next question, even without an answer" in learner.text("dialog")
    learner.press(Keys.ESCAPE)
    learner.wait("!document.querySelector('dialog')")
    learner.press("s")
    assert "11 questions not answered; a blank counts as wrong." in learner.text("dialog")
    learner.press(Keys.TAB, Keys.TAB, Keys.ENTER)
    learner.wait("view.name === 'report'")
    assert learner.run("return document.activeElement.id") == "title"


def test_single_keys_can_be_turned_off(learner: Learner) -> None:
    """WCAG 2.1.4: who speaks to the browser would trigger them by accident."""
    learner.start()
    learner.press("?")
    learner.run("document.querySelector('dialog input').click(); document.querySelector('dialog').close()")
    learner.wait("!document.querySelector('dialog')")
    learner.press("a", "F", "n")
    assert learner.kinds() == []


def test_the_clock_is_not_read_out_each_second(learner: Learner) -> None:
    learner.start()
    assert learner.run("return document.getElementById('clock').ariaLive") == "off"
    assert learner.run("return document.getElementById('clock').closest('[role=status], [role=alert]')") is None


def test_in_a_wide_window_a_notice_covers_nothing(learner: Learner, chrome: Chrome) -> None:
    """Below the question, it covered a part of the list of questions for ten seconds."""
    metrics = {"width": 1280, "height": 360, "deviceScaleFactor": 1, "mobile": False}  # the list reaches the bottom
    chrome.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", metrics)
    learner.start()
    learner.run("notice('10 minutes left.')")
    covered = learner.run(
        "const notice = notices.getBoundingClientRect();"
        "return [...document.querySelectorAll('.bar *, .stem, .option, .moves *, .palette *')].filter(each => {"
        "  const box = each.getBoundingClientRect();"
        "  return box.width && box.left < notice.right && box.right > notice.left"
        "    && box.top < notice.bottom && box.bottom > notice.top;"
        "}).map(each => each.outerHTML)"
    )
    assert covered == []
    assert learner.run("return notices.getBoundingClientRect().height") > 20


def test_nothing_moves_for_whoever_asks_for_less_motion(learner: Learner, chrome: Chrome) -> None:
    learner.start()
    with window(chrome, 390, still=True):
        moving = learner.run(
            "return [...document.querySelectorAll('*')].map(each => getComputedStyle(each))"
            ".filter(style => style.transitionDuration !== '0s' || style.animationName !== 'none').length"
        )
    assert moving == 0

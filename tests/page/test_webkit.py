"""The page in WebKit, the engine of every browser on an iPhone."""

import pytest
from selenium.webdriver.remote.webdriver import WebDriver

from tests.page.conftest import Site
from tests.page.learner import Learner
from tests.page.test_tabs import check_two_tabs

pytestmark = pytest.mark.browser


def test_an_exam_in_webkit_survives_a_reload_and_gets_its_score(webkit: WebDriver, served: Site) -> None:
    learner = Learner.new(webkit, f"{served.address}tea-101.html")
    learner.start()
    learner.press("b", "7", "F")
    assert learner.kinds() == ["chose", "marked", "flagged"]
    learner.reload()
    learner.wait("view.name === 'exam'")
    assert learner.kinds()[-1] == "resumed"
    learner.answer(2, right=True)
    learner.hand_in()
    assert "scored questions right" in learner.text()
    assert learner.run("return typeof ran") == "undefined"


def test_a_second_tab_only_looks_in_webkit(webkit: WebDriver, served: Site) -> None:
    check_two_tabs(Learner.new(webkit, f"{served.address}tea-101.html"))

"""The page under attack: hostile texts are shown and never run, and nothing leaves the page."""

import json

import pytest
from selenium.webdriver import Chrome

from tests.page.conftest import Site
from tests.page.learner import Learner
from tests.page.tea_exam import HOSTILE

pytestmark = pytest.mark.browser


def _requested(chrome: Chrome) -> set[str]:
    """The addresses that the browser asked for since it was last asked."""
    entries = [json.loads(entry["message"])["message"] for entry in chrome.get_log("performance")]  # type: ignore[no-untyped-call]
    sent = [entry["params"]["request"]["url"] for entry in entries if entry["method"] == "Network.requestWillBeSent"]
    return {address for address in sent if not address.startswith(("blob:", "data:"))}


def test_hostile_texts_are_shown_and_never_run(learner: Learner, chrome: Chrome) -> None:
    learner.start()
    assert HOSTILE in learner.text("#stem")
    assert "\u202e" not in learner.text("body")
    assert "\\u202e" in learner.text("#stem").lower() or "202e" in learner.text("#stem").lower()
    learner.hand_in()
    assert HOSTILE in learner.text()
    learner.run("go('booklet')")
    learner.wait("view.name === 'booklet'")
    assert learner.run("return typeof ran") == "undefined"
    assert learner.run("return document.querySelectorAll('img, [onclick], [onerror]').length") == 0
    assert chrome.get_log("browser") == []  # type: ignore[no-untyped-call]


def test_hostile_storage_is_shown_and_never_run(learner: Learner) -> None:
    learner.start()
    learner.run(
        "localStorage.setItem(`${EVENT}evil`, JSON.stringify({id: 'evil', at: 1, kind: 'sitting', subject: '', payload:"
        "{form: {kind: arguments[0], seed: 1, questions: []}, limit_seconds: null}}));"
        "location.hash = `report/${arguments[0]}`",
        HOSTILE,
    )
    learner.reload()
    learner.wait("writes")
    assert learner.run("return typeof ran") == "undefined"


def test_no_script_but_ours_runs(learner: Learner) -> None:
    script = "var s = document.createElement('script'); s.textContent = 'window.ran = 1'; document.body.append(s);"
    assert learner.run(f"{script} return typeof ran") == "undefined"


def test_a_whole_exam_makes_no_request(chrome: Chrome, served: Site) -> None:
    learner = Learner.new(chrome, f"{served.address}tea-101.html")
    _requested(chrome)
    served.requests.clear()
    learner.start()
    learner.answer(1, right=True)
    learner.reload()
    learner.wait("view.name === 'exam'")
    learner.hand_in()
    learner.run("save()")
    learner.run("go('booklet')")
    learner.wait("view.name === 'booklet'")
    assert {path for path in served.requests if path != "/favicon.ico"} == {"/tea-101.html"}
    assert _requested(chrome) <= {f"{served.address}tea-101.html", f"{served.address}favicon.ico"}


def test_the_policy_stops_requests_that_a_mistake_would_make(chrome: Chrome, served: Site) -> None:
    learner = Learner.new(chrome, f"{served.address}tea-101.html")
    served.requests.clear()
    learner.run("fetch('stolen').catch(() => {}); navigator.sendBeacon('beacon', 'x'); new Image().src = 'picture'")
    learner.run("return new Promise(done => setTimeout(done, 200))")
    assert [path for path in served.requests if path != "/favicon.ico"] == []

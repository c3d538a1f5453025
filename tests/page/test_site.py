"""The page as part of a site: without a network after one visit, and a newer version that waits for the learner."""

import pytest
from selenium.webdriver import Chrome

from clfcards.system.files import write_atomically
from tests.page.conftest import Site
from tests.page.learner import Learner

pytestmark = pytest.mark.browser
_KEPT = """
const done = arguments[arguments.length - 1];
navigator.serviceWorker.ready.then(({active}) => active.state === "activated" ? done(true)
  : active.addEventListener("statechange", () => done(true)));
"""


def _first_visit(chrome: Chrome, site: Site) -> Learner:
    learner = Learner.new(chrome, f"{site.address}tea-101.html")
    assert chrome.execute_async_script(_KEPT)
    learner.reload()  # a page that was loading while the worker became active is not in its hands yet
    return learner


def _publish_again(site: Site) -> None:
    """Another version of the site: the page's title is new, and so is the version of the worker.

    Each file is replaced as a whole, because the browser may still be reading the former ones.
    """
    cache = 'const CACHE = "clfcards-" + "'
    for name, old, new in (("tea-101.html", "<title>", "<title>New: "), ("worker.js", cache, f"{cache}new")):
        text = (site.folder / name).read_text(encoding="utf-8")
        write_atomically(site.folder / name, text.replace(old, new).encode(), durable=False)


def test_after_one_visit_an_exam_is_sat_without_a_network(chrome: Chrome, site: Site) -> None:
    learner = _first_visit(chrome, site)
    site.stop()
    learner.reload()
    learner.start()
    learner.answer(1, right=True)
    learner.reload()
    learner.wait("view.name === 'exam'")
    learner.hand_in()
    assert "Worth reviewing" in learner.text()


def test_a_new_version_is_announced_and_never_swapped_during_an_exam(chrome: Chrome, site: Site) -> None:
    learner = _first_visit(chrome, site)
    learner.start()
    learner.answer(1, right=True)
    _publish_again(site)
    learner.reload()
    learner.wait("document.getElementById('news').innerText.includes('A new version of this page is ready.')")
    learner.wait("view.name === 'exam'")
    learner.click("Use it now")
    assert "Finish Exam 1 first" in learner.text("#notices")
    learner.reload()
    learner.wait("view.name === 'exam'")
    assert not chrome.title.startswith("New: ")
    learner.hand_in()
    learner.wait("document.querySelector('#news button')")
    learner.click("Use it now")
    learner.wait("document.title.startsWith('New: ')")
    learner.wait("view.name === 'report'")


def test_a_page_that_is_no_part_of_a_site_asks_for_no_worker(chrome: Chrome, served: Site) -> None:
    learner = Learner.new(chrome, f"{served.address}tea-101.html")
    assert learner.run("return navigator.serviceWorker.getRegistrations().then(found => found.length)") == 0


def test_the_site_is_asked_only_for_its_own_files(chrome: Chrome, site: Site) -> None:
    _first_visit(chrome, site)
    assert {path.lstrip("/") for path in site.requests} - {"favicon.ico"} <= {
        path.name for path in site.folder.iterdir()
    }
    assert chrome.get_log("browser") == []  # type: ignore[no-untyped-call]


def test_the_answers_of_an_earlier_version_are_kept_and_can_be_saved(learner: Learner) -> None:
    learner.start()
    learner.hand_in()
    learner.run(
        'const key = Object.keys(localStorage).find(each => localStorage[each].includes(\'"kind":"sitting"\'));'
        'localStorage[key] = localStorage[key].replace(/"stem":"..../g, \'"stem":"old.\')'
    )
    learner.run("go('')")
    learner.reload()
    learner.wait("main.innerText.includes('1 exam of an earlier version of this page')")
    assert "Your results" not in learner.text()
    assert learner.run("return exported()").count("\n") == 3

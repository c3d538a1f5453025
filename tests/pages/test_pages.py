"""What all HTML pages have in common, and the report of a practice exam."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from selenium.webdriver import Chrome

from clfcards.pages.policy import policy_in
from clfcards.pages.preview import waiting_page
from tests.command import run
from tests.small_exam import cloze, fact, facts_file, question, questions_file, write_exam

TASKS = ("A.1", "A.2", "B.1", "C.1")
LONG = "https://example.org/" + "a-very-long-address/" * 12


def _evil(id_: str, tests: str) -> str:
    """A question with Markdown, HTML and a long word in it."""
    text = question(id_, "exam", tests=f"[{tests}]", source=LONG)
    text = text.replace(f"cup {id_} 0", '"`cup` <b>0</b>"')
    return text.replace("It is no cup.", '"No **cup** & no <i>."')


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Path]:
    """Makes the page with this name by running its command."""
    folder = tmp_path_factory.mktemp("pages")
    files = {}
    for task in TASKS:
        slug = task.lower().replace(".", "")
        items = [_evil(f"q-{slug}-{n}", f"f-{slug}") for n in range(13)]
        files[f"questions/{task}-x.yaml"] = questions_file(task, *items)
        files[f"facts/{task}-x.yaml"] = facts_file(
            task, fact(f"f-{slug}", front="'What is <u>green</u> tea?'"), cloze(f"c-{slug}", "Tea is {{hot}}.")
        )
    write_exam(folder / "decks", files)
    where = ("--decks", str(folder / "decks"), "--data", str(folder / "data"))

    def make(name: str) -> Path:
        path = folder / f"{name}.html"
        commands = {
            "coverage": ("coverage", "--html", str(path)),
            "preview": ("preview", "--out", str(path)),
            "report": ("exam", "--seed", "3", "--html", str(path)),
            "stats": ("stats", "--html", str(path)),
        }
        if not path.exists():
            run("review", *where, "--limit", "2", stdin="\n4\n\n1\n")
            result = run(*commands[name], *where, stdin="flag\nsubmit\ny\n")
            assert result.exit_code == 0, result.output
        return path

    return make


NAMES = ("coverage", "preview", "report", "stats")


@pytest.mark.parametrize("name", NAMES)
def test_a_page_is_a_complete_document_that_loads_nothing(made: Callable[[str], Path], name: str) -> None:
    page = made(name).read_text(encoding="utf-8")
    assert page.startswith('<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n')
    assert page.rstrip().endswith("</html>")
    assert '<meta name="viewport" content="width=device-width, initial-scale=1">' in page
    assert re.search(r"<title>[^<]*TEA-101[^<]*</title>", page)
    assert not re.search(r"<link|@import|<script src|url\(|\{\{|\{%", page.partition('id="data">')[0])


@pytest.mark.parametrize("name", NAMES)
def test_a_page_has_a_policy_under_which_it_loads_nothing(made: Callable[[str], Path], name: str) -> None:
    policy = policy_in(made(name).read_text(encoding="utf-8"))
    assert "default-src 'none'" in policy
    assert "connect-src 'none'" in policy
    assert "'unsafe-inline'" not in policy.replace("style-src-attr 'unsafe-inline'", "")
    assert "'unsafe-eval'" not in policy


@pytest.mark.browser
@pytest.mark.parametrize("name", NAMES)
def test_a_browser_runs_the_scripts_and_styles_of_a_page_and_no_others(
    made: Callable[[str], Path], browser: Chrome, name: str
) -> None:
    browser.get("about:blank")
    browser.get_log("browser")  # type: ignore[no-untyped-call]  # forgets what earlier pages logged
    browser.get(made(name).as_uri())
    assert browser.execute_script("return document.styleSheets[0].cssRules.length") > 3
    assert browser.get_log("browser") == []  # type: ignore[no-untyped-call]
    script = "var s = document.createElement('script'); s.textContent = 'window.ran = 1'; document.body.append(s);"
    assert browser.execute_script(script + "return window.ran") is None
    assert "Content Security Policy" in str(browser.get_log("browser"))  # type: ignore[no-untyped-call]


def test_the_page_that_waits_for_the_sources_names_the_problems() -> None:
    page = waiting_page(["'guide.yaml' is <broken>"], version="v")
    assert "<li>&#39;guide.yaml&#39; is &lt;broken&gt;</li>" in page
    assert "connect-src 'self'" in policy_in(page)


def test_the_report_shows_every_unanswered_question(made: Callable[[str], Path]) -> None:
    page = made("report").read_text(encoding="utf-8")
    assert "<h1>Certified Tea Taster</h1>" in page
    assert "Practice exam of 24 questions" in page
    assert len(re.findall(r"<h3>Question \d+ <small>not answered", page)) == 24
    assert re.search(r"<h3>Question 1 <small>not answered, flagged, (unscored, )?task [ABC]\.[12]</small></h3>", page)
    assert '<span class="fail">not passed</span>' in page
    assert "0 of 20 scored questions right" in page


def test_the_report_shows_markdown_and_escapes_html(made: Callable[[str], Path]) -> None:
    page = made("report").read_text(encoding="utf-8")
    assert "<code>cup</code> &lt;b&gt;0&lt;/b&gt;" in page
    assert "No <strong>cup</strong> &amp; no &lt;i&gt;." in page
    assert "What is &lt;u&gt;green&lt;/u&gt; tea?" in page


@pytest.mark.browser
@pytest.mark.parametrize("width", [320, 800])
@pytest.mark.parametrize("name", NAMES)
def test_a_page_fits_its_window(made: Callable[[str], Path], browser: Chrome, name: str, width: int) -> None:
    """The tables of the coverage page and the report were wider than a phone."""
    metrics = {"width": width, "height": 800, "deviceScaleFactor": 1, "mobile": False}
    browser.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", metrics)
    try:
        browser.get(made(name).as_uri())
        assert browser.execute_script("return document.documentElement.scrollWidth") == width
    finally:
        browser.execute_cdp_cmd("Emulation.clearDeviceMetricsOverride", {})

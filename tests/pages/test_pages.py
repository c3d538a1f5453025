"""What all HTML pages have in common, and the report of a practice exam."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from selenium.webdriver import Chrome

from clfcards.pages.policy import policy_in
from clfcards.pages.preview import waiting_page
from tests.browser_axe import WIDTHS, too_wide, window

NAMES = ("coverage", "preview", "report", "stats", "news", "booklet", "waiting")
FOLLOWS = {"waiting": "'self'"}


@pytest.mark.parametrize("name", NAMES)
def test_a_page_is_a_complete_document_that_loads_nothing(made: Callable[[str], Path], name: str) -> None:
    page = made(name).read_text(encoding="utf-8")
    assert page.startswith('<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n')
    assert page.rstrip().endswith("</html>")
    assert '<meta name="viewport" content="width=device-width, initial-scale=1">' in page
    assert re.search(r"<title>[^<]+</title>", page)
    assert not re.search(r"<link|@import|<script src|url\(|\{\{|\{%", page.partition('id="data">')[0])


@pytest.mark.parametrize("name", NAMES)
def test_a_page_has_a_policy_under_which_it_loads_nothing(made: Callable[[str], Path], name: str) -> None:
    policy = policy_in(made(name).read_text(encoding="utf-8"))
    assert "default-src 'none'" in policy
    connects = FOLLOWS.get(name, "'none'")
    assert f"connect-src {connects};" in policy
    assert "'unsafe-inline'" not in policy.replace("style-src-attr 'unsafe-inline'", "")
    assert "'unsafe-eval'" not in policy


@pytest.mark.browser
@pytest.mark.parametrize("name", [name for name in NAMES if name not in FOLLOWS])
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
@pytest.mark.parametrize("width", [*WIDTHS, 740])
@pytest.mark.parametrize("name", NAMES)
def test_a_page_fits_its_window(made: Callable[[str], Path], browser: Chrome, name: str, width: int) -> None:
    """The tables of the coverage page and the report were wider than a phone."""
    with window(browser, width):
        browser.get("about:blank")
        browser.get(made(name).as_uri())
        assert too_wide(browser) <= 0

"""Every page for everybody: axe-core by day and by night in three widths, the keyboard alone, zoom, and print."""

import re
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

import pytest
from selenium.webdriver import ActionChains, Chrome, Keys
from selenium.webdriver.common.by import By
from selenium.webdriver.support.ui import WebDriverWait

from tests.browser_axe import SCHEMES, WIDTHS, Scheme, focus_order, violations, window

pytestmark = pytest.mark.browser
PAGES = ("coverage", "report", "stats", "news", "waiting", "arabic-preview", "arabic-report", "arabic-booklet")


def opened(browser: Chrome, path: Path) -> None:
    browser.get("about:blank")  # a page that differs only after the '#' would not be loaded
    browser.get(path.as_uri())


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("name", PAGES)
def test_axe_finds_nothing_by_day_and_by_night_in_every_width(
    made: Callable[[str], Path], browser: Chrome, name: str, scheme: Scheme
) -> None:
    """At night, most words of the report had a contrast of 2.85:1, and no page had a main landmark."""
    found = {}
    for width in WIDTHS:
        with window(browser, width, scheme):
            opened(browser, made(name))
            browser.execute_script("document.querySelectorAll('details').forEach(each => { each.open = true; })")
            found[width] = violations(browser)
    assert [line for lines in found.values() for line in lines] == []


@pytest.mark.parametrize("name", PAGES)
def test_a_page_has_one_heading_in_one_main_part(made: Callable[[str], Path], name: str) -> None:
    page = re.sub(r"<script.*?</script>", "", made(name).read_text(encoding="utf-8"), flags=re.DOTALL)
    levels = [int(level) for level in re.findall(r"<h([1-6])", page)]
    assert (levels.count(1), page.count("<main")) == (1, 1)
    assert all(after - before <= 1 for before, after in pairwise(levels))


@pytest.mark.parametrize("name", [name for name in PAGES if name != "waiting"])
def test_the_tab_key_reaches_everything_and_the_focus_is_seen(
    made: Callable[[str], Path], browser: Chrome, name: str
) -> None:
    for scheme in SCHEMES:
        with window(browser, 390, scheme):
            opened(browser, made(name))
            reached = focus_order(browser, 40)
            frames = {"iframe"}  # a card in a frame shows its own focus
            assert [each for each in reached if each["outline"] < 2 and each["name"] not in frames] == []
            assert [each for each in reached if not each["inside"]] == []
            links = browser.execute_script("return document.querySelectorAll('a[href], summary, button').length")
            assert reached or not links


def test_the_report_is_read_with_the_keyboard_alone(made: Callable[[str], Path], browser: Chrome) -> None:
    """The questions that were answered right are folded; the others have links to their sources and for reports."""
    opened(browser, made("arabic-report"))
    reached = focus_order(browser, 60)
    assert any(each["label"].startswith("https://example.org/sahab") for each in reached)
    opened(browser, made("report"))
    labels = [each["label"] for each in focus_order(browser, 12)]
    assert "Report a mistake in question 1" in labels
    assert "Report a mistake in question 2" in labels


def test_the_preview_has_a_way_past_its_filters(made: Callable[[str], Path], browser: Chrome) -> None:
    opened(browser, made("arabic-preview"))
    ActionChains(browser).send_keys(Keys.TAB).perform()
    link = browser.switch_to.active_element
    assert (link.text, link.rect["height"] > 10) == ("Skip to the cards", True)
    link.send_keys(Keys.ENTER)
    assert browser.switch_to.active_element.get_attribute("id") == "cards"


def test_the_preview_begins_as_the_system_has_it_and_the_address_keeps_what_was_chosen(
    made: Callable[[str], Path], browser: Chrome
) -> None:
    night = "return document.documentElement.classList.contains('night')"
    for scheme, is_night in (("light", False), ("dark", True)):
        with window(browser, 800, "dark" if is_night else "light"):
            opened(browser, made("arabic-preview"))
            assert (scheme, browser.execute_script(night)) == (scheme, is_night)
            assert "night" not in browser.current_url
            browser.find_element(By.ID, "night").click()
            chosen = browser.current_url
            assert f"night={int(not is_night)}" in chosen
            browser.get("about:blank")
            browser.get(chosen)
            assert browser.execute_script(night) is not is_night


def test_a_card_in_the_preview_is_not_cut_off_when_the_window_becomes_narrow(
    made: Callable[[str], Path], browser: Chrome
) -> None:
    """Frames kept their height, so that a zoom of 400% hid the ends of the cards."""
    hidden = """
        const frame = document.querySelector("iframe[data-filled]"), body = frame.contentDocument?.body;
        return body && body.querySelector(".clf") ? body.getBoundingClientRect().height - frame.clientHeight : null;
    """

    def is_whole() -> bool:
        return bool(browser.execute_script(f"const cut = (() => {{ {hidden} }})(); return cut !== null && cut <= 0"))

    with window(browser, 1280):
        opened(browser, made("arabic-preview"))
        WebDriverWait(browser, 5).until(lambda _: is_whole())
        with window(browser, 320):
            WebDriverWait(browser, 5).until(lambda _: is_whole())


@pytest.mark.parametrize("name", PAGES)
def test_a_page_is_printed_in_dark_words_on_white_even_at_night(
    made: Callable[[str], Path], browser: Chrome, name: str
) -> None:
    with window(browser, 800, "dark"):
        opened(browser, made(name))
        browser.execute_cdp_cmd(
            "Emulation.setEmulatedMedia",
            {"media": "print", "features": [{"name": "prefers-color-scheme", "value": "dark"}]},
        )
        style = "const style = getComputedStyle(document.body); return [style.color, style.backgroundColor]"
        assert browser.execute_script(style)[0] == "rgb(28, 39, 51)"


@pytest.mark.parametrize("name", ["report", "stats"])
def test_a_plot_has_a_text_that_says_what_it_shows(made: Callable[[str], Path], browser: Chrome, name: str) -> None:
    opened(browser, made(name))
    plots = browser.find_elements(By.CSS_SELECTOR, "[role=img]")
    labels = [plot.get_attribute("aria-label") or "" for plot in plots]
    assert all(re.search(r"\d|nothing|none", label) for label in labels), labels
    if name == "report":
        assert re.fullmatch(r"0, between 0 and \d+, on a scale from 0 to 200; 120 passes", labels[0])

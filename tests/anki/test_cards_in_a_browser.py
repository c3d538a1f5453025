"""Cards as learners see them: rendered by Anki's back end, and used in a real Chromium."""

import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING

import pytest

from tests.anki.collection import import_package, learner, note_id
from tests.command import run
from tests.small_exam import cloze, fact, facts_file, question, questions_file, write_exam

if TYPE_CHECKING:
    from selenium.webdriver import Chrome
    from selenium.webdriver.remote.webelement import WebElement

pytestmark = [pytest.mark.anki, pytest.mark.browser]

LONG = "a very long word like Donaudampfschifffahrtsgesellschaftskapitänsmützenabzeichen " * 3
FACTS = facts_file(
    "A.1", fact("leaf", back=LONG), fact("root", services="[tea-pot]"), cloze("bud", "a {{bud|hint}} here")
)
QUESTIONS = questions_file("B.1", question("q-one"), question("q-two", right=2))


@pytest.fixture(scope="module")
def rendered(tmp_path_factory: pytest.TempPathFactory) -> dict[str, tuple[str, str, str]]:
    """(styling, front, back) of every note's first card, by the note's id."""
    folder = tmp_path_factory.mktemp("cards")
    write_exam(
        folder / "decks",
        {"facts/a.yaml": FACTS, "questions/b.yaml": QUESTIONS, "facts/c.yaml": facts_file("C.1", fact("cup"))},
    )
    result = run("--decks", str(folder / "decks"), "build", "--out", str(folder / "out"))
    assert result.exit_code == 0, result.output
    cards = {}
    with learner(folder) as collection:
        import_package(collection, folder / "out" / "tea-101.apkg")
        for id_ in ("leaf", "root", "bud", "q-one", "q-two"):
            card = collection.get_card(collection.card_ids_of_note(note_id(collection, id_))[0])
            output = card.render_output()
            cards[id_] = (output.css, output.question_text, output.answer_text)
    return cards


Show = Callable[..., None]


class Reviewer:
    """Serves one page on the loopback address, as Anki's desktop program does."""

    def __init__(self) -> None:
        reviewer = self
        self.page = ""

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                self.send_response(200)
                self.send_header("Content-Type", "text/html; charset=utf-8")
                self.send_header("Cache-Control", "no-store")
                self.end_headers()
                self.wfile.write(reviewer.page.encode())

            def log_message(self, *_: object) -> None:
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.server.server_port}/"


@pytest.fixture(scope="module")
def reviewer() -> Iterator[Reviewer]:
    reviewer = Reviewer()
    yield reviewer
    reviewer.server.shutdown()
    reviewer.server.server_close()


@pytest.fixture
def show(browser: "Chrome", rendered: dict[str, tuple[str, str, str]], reviewer: Reviewer) -> Show:
    """Shows one side of a note's card; the back is a page of its own in the same tab."""
    reviewer.page = "empty"
    browser.get(reviewer.address)
    browser.execute_script("sessionStorage.clear()")

    def page(
        id_: str, side: str, *, night: bool = False, width: int = 720, scripts: bool = True, before: str = ""
    ) -> None:
        css, front, back = rendered[id_]
        body = front if side == "front" else back
        if not scripts:
            body = body.replace("<script>", "<script type='text/none'>")
        reviewer.page = (
            "<!doctype html><meta charset=utf-8><meta name=viewport content='width=device-width'>"
            f"<script>var RealDate = Date; {before}</script>"
            f"<style>{css}</style><body class='card{' nightMode' if night else ''}'><div id=qa>{body}</div>"
        )
        browser.set_window_size(width, 800)
        browser.get(reviewer.address)

    return page


def options(browser: "Chrome") -> "list[WebElement]":
    from selenium.webdriver.common.by import By

    return browser.find_elements(By.CSS_SELECTOR, ".options > li")


def names(browser: "Chrome") -> list[str]:
    return [option.get_dom_attribute("data-option") or "" for option in options(browser)]


def chosen(browser: "Chrome") -> list[str]:
    return [
        o.get_dom_attribute("data-option") or ""
        for o in options(browser)
        if o.get_dom_attribute("aria-checked") == "true"
    ]


def text(browser: "Chrome", selector: str) -> str:
    from selenium.webdriver.common.by import By

    return browser.find_element(By.CSS_SELECTOR, selector).text


def press(browser: "Chrome", *keys: str) -> None:
    from selenium.webdriver.common.action_chains import ActionChains

    for key in keys:
        ActionChains(browser).send_keys(key).perform()


def hold_alt_and_press(browser: "Chrome", key: str) -> None:
    from selenium.webdriver.common.action_chains import ActionChains
    from selenium.webdriver.common.keys import Keys

    ActionChains(browser).key_down(Keys.ALT).send_keys(key).key_up(Keys.ALT).perform()


# How a platform can keep what the front did: each side is a page of its own in all of these.
NO_STORAGE = "Object.defineProperty(window, 'sessionStorage', {get() { throw new Error('denied') }});"
OWN_STORAGE = "sessionStorage.clear();"  # a store that the other side does not share


def at(day: str) -> str:
    """A script that sets the page's clock: a local time, as in `2026-01-31T23:59`."""
    return f"Date.now = () => new RealDate('{day}').getTime();"


@pytest.mark.parametrize("before", ["", NO_STORAGE, OWN_STORAGE], ids=["shared", "absent", "not shared"])
def test_the_back_has_the_order_of_the_front_whatever_is_stored(browser: "Chrome", show: Show, before: str) -> None:
    for id_ in ("q-one", "q-two"):
        show(id_, "front", before=before)
        order = names(browser)
        options(browser)[0].click()
        show(id_, "back", before=before)
        assert names(browser) == order
        assert (text(browser, ".verdict") != "") == (before == ""), "no verdict without the choice"


def test_options_have_another_order_on_other_days(browser: "Chrome", show: Show) -> None:
    orders = set()
    first = set()
    for day in range(10, 30):
        show("q-one", "front", before=at(f"2026-01-{day}T12:00"))
        orders.add(tuple(names(browser)))
        first.add(names(browser)[0])
    assert len(orders) > 8
    assert len(first) == 4, "each option can be the first"


def test_a_day_begins_at_four_in_the_morning(browser: "Chrome", show: Show) -> None:
    """So midnight does not fall between the sides of a card for those who learn late."""
    for front, back in (("2026-01-30T23:59:58", "2026-01-31T00:00:01"), ("2026-01-31T00:10", "2026-01-31T03:59")):
        show("q-two", "front", before=NO_STORAGE + at(front))
        order = names(browser)
        show("q-two", "back", before=NO_STORAGE + at(back))
        assert names(browser) == order


def test_a_choice_that_was_stored_keeps_the_order_of_its_day(browser: "Chrome", show: Show) -> None:
    for day in range(10, 16):
        show("q-two", "front", before=at(f"2026-01-{day}T03:59:59"))
        order = names(browser)
        show("q-two", "back", before=at(f"2026-01-{day}T04:00:01"))
        assert names(browser) == order


# AnkiMobile's rule, as published in ankidroid/Anki-Android#14303; its manual says the same in words. A tap on anything
# else turns the card. AnkiDroid's new study screen asks for the class, too (ankidroid/ankidroiddocs#182).
IS_LINK = """
function _isLink(node) {
  if (node === null || node === document.body) { return false; }
  if (node.onclick) { return true; }
  if (["A", "BUTTON"].indexOf(node.tagName) >= 0 || node.classList.contains("tappable")) { return true; }
  return _isLink(node.parentElement);
}
return [...document.querySelectorAll(arguments[0])].map(_isLink);
"""


@pytest.mark.parametrize("id_", ["q-one", "q-two"])
def test_a_tap_on_an_option_is_not_taken_for_show_answer(browser: "Chrome", show: Show, id_: str) -> None:
    show(id_, "front")
    taps = browser.execute_script(IS_LINK, ".options li, .options li *")
    assert len(taps) >= 4
    assert all(taps)
    assert not any(browser.execute_script(IS_LINK, ".prompt")), "a tap on the question turns the card"


def test_one_option_is_chosen_by_click_and_graded_on_the_back(browser: "Chrome", show: Show) -> None:
    show("q-one", "front")
    first, second = options(browser)[:2]
    first.click()
    second.click()
    assert chosen(browser) == [second.get_dom_attribute("data-option")]
    picked = chosen(browser)[0]
    show("q-one", "back")
    marked = next(o for o in options(browser) if o.get_dom_attribute("data-option") == picked)
    assert "chosen" in (marked.get_dom_attribute("class") or "")
    is_right = "right" in (marked.get_dom_attribute("class") or "")
    assert text(browser, ".verdict") == ("✓ Right" if is_right else "✗ Not right")


def test_a_right_answer_is_graded_right_in_any_position(browser: "Chrome", show: Show) -> None:
    show("q-two", "back")
    right = {
        o.get_dom_attribute("data-option") for o in options(browser) if "right" in (o.get_dom_attribute("class") or "")
    }
    for _ in range(6):
        show("q-two", "front")
        for option in options(browser):
            if option.get_dom_attribute("data-option") in right:
                option.click()
        show("q-two", "back")
        assert text(browser, ".verdict") == "✓ Right"


def test_half_of_a_multiple_response_answer_is_not_right(browser: "Chrome", show: Show) -> None:
    show("q-two", "front")
    assert text(browser, ".choose") == "Choose two."
    options(browser)[0].click()
    assert text(browser, ".choose") == "Choose two: one chosen"
    show("q-two", "back")
    assert text(browser, ".verdict") == "✗ Not right"


def test_no_more_options_can_be_chosen_than_asked_for(browser: "Chrome", show: Show) -> None:
    show("q-two", "front")
    for option in options(browser):
        option.click()
    assert len(chosen(browser)) == 2
    options(browser)[0].click()
    assert len(chosen(browser)) == 1, "a chosen option can be unselected"


def test_everything_can_be_done_with_the_keyboard(browser: "Chrome", show: Show) -> None:
    from selenium.webdriver.common.keys import Keys

    show("q-two", "front")
    order = names(browser)
    press(browser, Keys.ARROW_DOWN, Keys.ARROW_RIGHT)
    assert chosen(browser) == [order[0]]
    press(browser, Keys.ARROW_UP, Keys.ARROW_RIGHT)
    assert chosen(browser) == [order[0], order[-1]]
    hold_alt_and_press(browser, "1")
    assert chosen(browser) == [order[-1]]


def test_plain_digits_letters_and_space_belong_to_anki(browser: "Chrome", show: Show) -> None:
    show("q-two", "front")
    press(browser, "1", "2", "b", "c", " ")
    assert chosen(browser) == []


def test_an_unanswered_question_is_not_graded(browser: "Chrome", show: Show) -> None:
    show("q-one", "front")
    show("q-one", "back")
    assert text(browser, ".verdict") == ""
    assert not [o for o in options(browser) if "chosen" in (o.get_dom_attribute("class") or "")]


def test_an_answer_to_another_card_is_not_shown(browser: "Chrome", show: Show) -> None:
    show("q-two", "front")
    options(browser)[0].click()
    show("q-one", "back")
    assert text(browser, ".verdict") == ""


@pytest.mark.parametrize("id_", ["q-one", "q-two"])
def test_without_scripts_everything_can_be_read(browser: "Chrome", show: Show, id_: str) -> None:
    show(id_, "front", scripts=False)
    assert len(options(browser)) >= 4
    order = names(browser)
    show(id_, "back", scripts=False)
    assert names(browser) == order
    body = text(browser, "body")
    assert body.count("It is the cup.") == body.count("✓") > 0
    assert body.count("It is no cup.") == body.count("✗") == 3


def test_the_front_does_not_reveal_the_answer(browser: "Chrome", show: Show) -> None:
    show("q-one", "front")
    source = browser.find_element("css selector", "#clf-front").get_dom_attribute("outerHTML") or browser.page_source
    listing = source.split("<script")[0]
    for word in ("✓", "✗", "It is the cup", 'class="right"', 'class="wrong"'):
        assert word not in listing


@pytest.mark.parametrize("id_", ["leaf", "root", "bud", "q-one", "q-two"])
@pytest.mark.parametrize("side", ["front", "back"])
def test_a_narrow_phone_never_scrolls_sideways(browser: "Chrome", show: Show, id_: str, side: str) -> None:
    show(id_, side, width=500)  # Chromium's narrowest window
    browser.execute_script("document.body.style.maxWidth = '328px'")
    assert browser.execute_script("return document.getElementById('qa').scrollWidth <= 328")


CONTRAST = """
const rgb = s => s.match(/[\\d.]+/g).map(Number);
const light = c => { const f = x => (x /= 255) <= .03928 ? x / 12.92 : ((x + .055) / 1.055) ** 2.4;
  return .2126 * f(c[0]) + .7152 * f(c[1]) + .0722 * f(c[2]); };
const ground = e => { for (; e; e = e.parentElement) { const c = rgb(getComputedStyle(e).backgroundColor);
  if (c.length < 4 || c[3] > 0) return c; } return [255, 255, 255]; };
let worst = 21;
for (const e of document.querySelectorAll('#qa *')) {
  if (![...e.childNodes].some(n => n.nodeType === 3 && n.textContent.trim()) || e.tagName === 'SCRIPT') continue;
  const [a, b] = [light(rgb(getComputedStyle(e).color)), light(ground(e))];
  worst = Math.min(worst, (Math.max(a, b) + .05) / (Math.min(a, b) + .05));
}
return worst;
"""


@pytest.mark.parametrize("night", [False, True], ids=["light", "night"])
@pytest.mark.parametrize("id_", ["root", "bud", "q-two"])
def test_text_has_enough_contrast(browser: "Chrome", show: Show, id_: str, night: bool) -> None:
    """At least 4.5 : 1. Source: WCAG 2.2, success criterion 1.4.3."""
    for side in ("front", "back"):
        show(id_, side, night=night)
        if id_ == "q-two" and side == "front":
            options(browser)[0].click()
        assert browser.execute_script(CONTRAST) >= 4.5

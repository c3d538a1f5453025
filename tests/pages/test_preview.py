"""The preview page in a real browser: what a writer sees and can do."""

import json
from pathlib import Path

import pytest
from selenium.webdriver import Chrome
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.support.ui import Select, WebDriverWait

from tests.command import run
from tests.small_exam import DECK, cloze, fact, facts_file, question, questions_file, write_exam

PICTURE = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 64 48"><rect width="64" height="48" fill="red"/></svg>'
CARDS = (
    fact("leaf", front="Which leaf?", back="Sencha ![a leaf](leaf.svg)", services="[tea-pot]"),
    fact("both", front="What does it do?", back="Boils </script><b>", reverse="true"),
    cloze("blank", "Tea is {{hot|how?}}."),
)


@pytest.fixture
def decks(tmp_path: Path) -> Path:
    files = {
        "facts/a.yaml": facts_file("A.1", *CARDS),
        "questions/c.yaml": questions_file("C.1", question("q", pool="exam", right=2)),
        "media/leaf.svg": PICTURE,
    }
    write_exam(tmp_path / "decks", files)
    return tmp_path / "decks"


@pytest.fixture
def page(decks: Path, browser: Chrome, tmp_path: Path) -> Chrome:
    result = run("--decks", str(decks), "preview", "--out", str(tmp_path / "preview.html"))
    assert result.exit_code == 0, result.output
    browser.get("about:blank")
    browser.get((tmp_path / "preview.html").as_uri())
    return browser


def ids(page: Chrome) -> list[str]:
    return [str(article.get_attribute("data-id")) for article in page.find_elements(By.TAG_NAME, "article")]


def side(page: Chrome, title: str, script: str) -> object:
    """Runs a script inside the frame of one side of a card, after it is filled."""
    frame = page.find_element(By.CSS_SELECTOR, f'iframe[title="{title}"]')
    page.execute_script("arguments[0].scrollIntoView()", frame)
    WebDriverWait(page, 5).until(
        lambda _: page.execute_script("return arguments[0].contentDocument?.querySelector('.clf') !== null", frame)
    )
    page.switch_to.frame(frame)
    try:
        return page.execute_script(script)
    finally:
        page.switch_to.default_content()


@pytest.mark.browser
def test_every_card_is_shown_with_both_sides(page: Chrome) -> None:
    assert ids(page) == ["leaf", "both", "both", "blank", "q"]
    assert side(page, "blank, front", "return document.querySelector('.cloze').textContent") == "[how?]"
    assert side(page, "blank, back", "return document.querySelector('.cloze').textContent") == "hot"
    assert page.find_element(By.ID, "count").text == "5 of 5 cards"


@pytest.mark.browser
def test_pictures_are_in_the_page(page: Chrome) -> None:
    shown = "const i = document.querySelector('img'); return [i.src.slice(0, 22), i.complete && i.naturalWidth > 0]"
    assert side(page, "leaf, back", shown) == ["data:image/svg+xml;bas", True]


@pytest.mark.browser
def test_a_question_can_be_answered(page: Chrome) -> None:
    script = "document.querySelector('.options li').click(); return document.querySelector('.choose').textContent"
    assert side(page, "q, front", script) == "Choose two: one chosen"


@pytest.mark.browser
def test_filters_narrow_what_is_shown(page: Chrome) -> None:
    Select(page.find_element(By.ID, "kind")).select_by_value("reversed")
    assert ids(page) == ["both"]
    Select(page.find_element(By.ID, "kind")).select_by_value("")
    Select(page.find_element(By.ID, "domain")).select_by_value("C")
    assert ids(page) == ["q"]
    Select(page.find_element(By.ID, "domain")).select_by_value("")
    Select(page.find_element(By.ID, "service")).select_by_value("tea-pot")
    assert ids(page) == ["leaf"]
    page.refresh()
    assert ids(page) == ["leaf"]  # the address keeps the filters


@pytest.mark.browser
def test_search_and_problems(page: Chrome) -> None:
    page.find_element(By.ID, "search").send_keys("boils")
    assert ids(page) == ["both", "both"]
    page.find_element(By.ID, "search").send_keys(Keys.BACKSPACE * 5)
    assert len(ids(page)) == 5
    page.find_element(By.ID, "problems").click()
    assert "both" in ids(page)
    shown = page.find_element(By.CSS_SELECTOR, '[data-id="both"] .problems .warning').text
    assert shown == "warning: 'it' refers to something that the front does not name [card-vague-front]"


@pytest.mark.browser
def test_night_and_phone(page: Chrome) -> None:
    color = "return getComputedStyle(document.body).backgroundColor"
    light = side(page, "leaf, front", color)
    page.find_element(By.ID, "night").click()
    assert side(page, "leaf, front", color) != light
    page.find_element(By.ID, "phone").click()
    assert side(page, "leaf, front", "return innerWidth") == 373


@pytest.mark.browser
def test_a_link_opens_the_line(page: Chrome, decks: Path) -> None:
    link = page.find_element(By.CSS_SELECTOR, '[data-id="both"] a').get_attribute("href")
    path = (decks / "tea-101" / "facts" / "a.yaml").resolve().as_posix()
    line = 1 + next(
        i for i, text in enumerate(Path(path).read_text(encoding="utf-8").splitlines()) if "id: both" in text
    )
    assert link == f"vscode://file{path}:{line}"


def test_card_text_cannot_end_the_data(decks: Path, tmp_path: Path) -> None:
    run("--decks", str(decks), "preview", "--out", str(tmp_path / "preview.html"))
    page = (tmp_path / "preview.html").read_text(encoding="utf-8")
    data = page.split('<script type="application/json" id="data">')[1].split("</script>")[0]
    assert len(json.loads(data)["cards"]) == 5


def test_a_rule_that_the_deck_switches_off_is_not_shown(decks: Path, tmp_path: Path) -> None:
    """The page used to show the findings of every rule."""
    for switch, expected in (("true", True), ("false", False)):
        deck = DECK + f"rules: {{card-vague-front: {switch}}}\n"
        (decks / "tea-101" / "deck.yaml").write_text(deck, encoding="utf-8")
        run("--decks", str(decks), "preview", "--out", str(tmp_path / "preview.html"))
        page = (tmp_path / "preview.html").read_text(encoding="utf-8")
        assert ("card-vague-front" in page) == expected

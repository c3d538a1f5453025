"""Cards in Japanese and Arabic, rendered by Anki's back end and measured in a real Chromium."""

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any

import pytest

from tests.anki.collection import import_package, learner, note_id
from tests.anki.test_cards_in_a_browser import Reviewer
from tests.command import run
from tests.exams.copied import CODES, copied_exam

if TYPE_CHECKING:
    from selenium.webdriver import Chrome

pytestmark = [pytest.mark.anki, pytest.mark.browser]

Rendered = dict[tuple[str, str], tuple[str, list[tuple[str, str]]]]


@pytest.fixture(scope="module")
def rendered(tmp_path_factory: pytest.TempPathFactory) -> Rendered:
    """The styling, and both sides of every card, by the exam's code and the note's id."""
    folder = tmp_path_factory.mktemp("cards")
    cards: Rendered = {}
    for code in CODES:
        copied_exam(folder / "decks", code)
        result = run("--decks", str(folder / "decks"), "--exam", code, "build", "--all", "--out", str(folder / code))
        assert result.exit_code == 0, result.output
        with learner(folder / code) as collection:
            for name in (f"{code}.apkg", f"{code}-practice.apkg"):
                import_package(collection, folder / code / name)
            for (id_,) in collection.db.execute("select id from notes"):
                note = collection.get_note(id_)
                sides = [output for card in note.cards() if (output := card.render_output())]
                texts = [(output.question_text, output.answer_text) for output in sides]
                cards[code, note["Id"]] = sides[0].css, texts
                assert note_id(collection, note["Id"]) == id_
    return cards


@pytest.fixture(scope="module")
def reviewer() -> Iterator[Reviewer]:
    reviewer = Reviewer()
    yield reviewer
    reviewer.server.shutdown()
    reviewer.server.server_close()


Show = Callable[..., None]


@pytest.fixture
def show(browser: "Chrome", rendered: Rendered, reviewer: Reviewer) -> Show:
    """Shows one side of one of a note's cards."""
    reviewer.page = "empty"
    browser.get(reviewer.address)
    browser.execute_script("sessionStorage.clear()")

    def page(code: str, id_: str, side: str, *, card: int = 0, night: bool = False, width: int = 720) -> None:
        css, cards = rendered[code, id_]
        body = cards[card][side == "back"]
        reviewer.page = (
            "<!doctype html><meta charset=utf-8><meta name=viewport content='width=device-width'>"
            f"<style>{css}</style><body class='card{' nightMode' if night else ''}'><div id=qa>{body}</div>"
        )
        browser.set_window_size(width, 900)
        browser.get(reviewer.address)

    return page


# The box of a piece of text: of the `nth` place where it is in the text of an element.
BOX = """
const [selector, text] = arguments;
for (const element of document.querySelectorAll(selector)) {
  const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
  for (let node; (node = walker.nextNode());) {
    const at = node.data.indexOf(text);
    if (at < 0) { continue; }
    const range = document.createRange();
    range.setStart(node, at);
    range.setEnd(node, at + text.length);
    const box = range.getBoundingClientRect();
    return {left: box.left, right: box.right, top: box.top, width: box.width};
  }
}
return null;
"""


def box(browser: "Chrome", selector: str, text: str) -> dict[str, float]:
    found: dict[str, float] | None = browser.execute_script(BOX, selector, text)
    assert found is not None, f"'{text}' is not in {selector}"
    return found


def style(browser: "Chrome", selector: str, name: str, pseudo: str = "") -> str:
    script = "return getComputedStyle(document.querySelector(arguments[0]), arguments[2] || null)[arguments[1]]"
    return str(browser.execute_script(script, selector, name, pseudo))


def text(browser: "Chrome", selector: str) -> str:
    return str(browser.execute_script("return document.querySelector(arguments[0]).textContent", selector))


def boxes(browser: "Chrome", selector: str) -> list[dict[str, Any]]:
    script = "return [...document.querySelectorAll(arguments[0])].map(e => e.getBoundingClientRect().toJSON())"
    found: list[dict[str, Any]] = browser.execute_script(script, selector)
    return found


def assert_in_order(browser: "Chrome", selector: str, *texts: str) -> None:
    """The texts are on one line of a wide page, one after the other from left to right."""
    browser.set_window_size(1800, 900)
    browser.execute_script("document.querySelector('.clf').style.maxWidth = 'none'")
    found = [box(browser, selector, piece) for piece in texts]
    assert len({round(each["top"]) for each in found}) == 1, found
    lefts = [each["left"] for each in found]
    assert lefts == sorted(lefts), dict(zip(texts, lefts, strict=True))


def test_a_card_says_its_language_and_its_direction(browser: "Chrome", show: Show, rendered: Rendered) -> None:
    for code, id_ in rendered:
        for side in ("front", "back"):
            show(code, id_, side)
            tag = browser.execute_script(
                "return [...document.querySelectorAll('.clf')].map(e => e.lang + ' ' + e.dir).join()"
            )
            assert tag == {"kumo-101": "ja ltr", "sahab-101": "ar rtl"}[code]


def test_arabic_begins_at_the_right(browser: "Chrome", show: Show) -> None:
    show("sahab-101", "elasticity", "back")
    for selector in (".prompt", ".answer", ".why", ".task"):
        edge = boxes(browser, selector)[0]
        first = text(browser, selector).split()[0]
        assert box(browser, selector, first)["right"] == pytest.approx(edge["right"], abs=1.5), selector
    assert_in_order(browser, ".prompt", "؟", "ما ")


def test_latin_words_in_arabic_keep_their_order(browser: "Chrome", show: Show) -> None:
    show("sahab-101", "guest-os", "back")
    assert_in_order(browser, ".prompt", "؟", "Amazon", "EC2", "(Linux", ")", "مَن ")
    show("sahab-101", "q-store-images", "back")
    assert_in_order(browser, ".answers .text", "Amazon EBS", "(gp3", ")")
    assert_in_order(browser, ".answers .why", "C", "++", "مثل")
    show("sahab-101", "elasticity", "back")
    assert_in_order(browser, ".source", "2026", "/11", "/20", "تم")


def test_an_option_in_latin_letters_begins_at_the_right_as_the_others(browser: "Chrome", show: Show) -> None:
    show("sahab-101", "q-store-images", "front")
    options = boxes(browser, ".options > li")
    ends = [box(browser, ".options > li", name)["right"] for name in ("Amazon S3", "(gp3)", "AWS Lambda")]
    assert max(ends) - min(ends) < 2
    assert ends[0] < options[0]["right"] - 30, "the number has room"


@pytest.mark.parametrize(("code", "side"), [("sahab-101", "right"), ("kumo-101", "left")])
def test_the_number_of_an_option_is_where_its_text_begins(browser: "Chrome", show: Show, code: str, side: str) -> None:
    show(code, "q-store-images", "front")
    assert float(style(browser, ".options > li", side, "::before").removesuffix("px")) < 20
    assert style(browser, ".options > li", "width", "::before") != "auto"
    option = boxes(browser, ".options > li")[0]
    inner = browser.execute_script(
        "const r = document.createRange(); r.selectNodeContents(document.querySelector('.options > li'));"
        "return r.getBoundingClientRect().toJSON()"
    )
    room = option["right"] - inner["right"] if side == "right" else inner["left"] - option["left"]
    assert room > 30


def test_code_is_read_from_left_to_right(browser: "Chrome", show: Show) -> None:
    show("sahab-101", "s3-list", "back")
    assert style(browser, ".answer code", "direction") == "ltr"
    assert_in_order(browser, ".answer code", "aws", "s3", "ls", "s3://logs")
    assert_in_order(browser, ".why code", "--", "recursive")
    assert_in_order(browser, ".why pre", "aws s3 ls", "s3://logs", "--recursive")
    block = boxes(browser, ".why pre")[0]
    assert box(browser, ".why pre", "aws")["left"] - block["left"] < 20


def test_a_cloze_asks_and_answers_in_its_place(browser: "Chrome", show: Show) -> None:
    show("sahab-101", "pay-as-you-go", "front")
    assert_in_order(browser, ".cloze-text", "[...]", "يكون")
    show("sahab-101", "pay-as-you-go", "front", card=1)
    assert "[نفقة قبل البدء]" in text(browser, ".cloze-text")
    show("sahab-101", "mfa", "back")
    assert_in_order(browser, ".cloze-text", "MFA", "التحقق")
    show("kumo-101", "pay-as-you-go", "front", card=1)
    assert "[始める前の出費]" in text(browser, ".cloze-text")


def test_a_picture_is_shown_in_full(browser: "Chrome", show: Show) -> None:
    for code in CODES:
        show(code, "regions", "back")
        (picture,) = boxes(browser, ".picture")
        page = boxes(browser, ".clf")[0]
        assert page["left"] <= picture["left"] < picture["right"] <= page["right"]


WORDS = {
    "kumo-101": ("2つ選んでください。", "（1つ選択済み）", "（2つ選択済み）", "✗ 不正解", '（あなたの解答）'),
    "sahab-101": ("اختر إجابتين.", "(تم اختيار إجابة واحدة)", "(تم اختيار إجابتين)", "✗ إجابة غير صحيحة", "(إجابتك)"),
}  # fmt: skip


@pytest.mark.parametrize("code", CODES)
def test_the_words_of_a_question_are_in_its_language(browser: "Chrome", show: Show, code: str) -> None:
    choose, one, two, wrong, yours = WORDS[code]
    show(code, "q-benefits-two", "front")
    assert text(browser, ".how-many").strip() == choose
    right = set(browser.execute_script("return window.rightOnes = [...document.querySelectorAll('.options li')]"))
    options = browser.find_elements("css selector", ".options > li")
    assert len(options) == len(right) == 5
    options[0].click()
    assert text(browser, ".how-many") == f"{choose} {one}"
    options[1].click()
    assert text(browser, ".how-many") == f"{choose} {two}"
    show(code, "q-benefits-two", "front")
    browser.find_elements("css selector", ".options > li")[0].click()
    show(code, "q-benefits-two", "back")
    assert text(browser, ".verdict") == wrong
    assert yours in style(browser, ".answers .chosen .text", "content", "::after") or yours in style(
        browser, ".clf", "--yours"
    )
    page = browser.execute_script("return document.getElementById('qa').innerText")
    for english in ("Choose", "Right", "Not right", "verified", "Click", "your choice", "What is it"):
        assert english not in page


def test_a_right_answer_is_said_to_be_right(browser: "Chrome", show: Show) -> None:
    for code, word in (("kumo-101", "✓ 正解"), ("sahab-101", "✓ إجابة صحيحة")):
        show(code, "q-store-images", "back")
        key = browser.execute_script("return document.querySelector('.answers .right').dataset.option")
        show(code, "q-store-images", "front")
        browser.find_element("css selector", f'.options > li[data-option="{key}"]').click()
        show(code, "q-store-images", "back")
        assert text(browser, ".verdict") == word


def test_what_is_asked_of_a_reversed_card(browser: "Chrome", show: Show) -> None:
    for code, asks in (("kumo-101", "これは何ですか。"), ("sahab-101", "ما هو؟")):
        for side in ("front", "back"):
            show(code, "s3-kind", side, card=1)
            assert text(browser, ".choose") == asks


@pytest.mark.parametrize("night", [False, True], ids=["day", "night"])
@pytest.mark.parametrize("code", CODES)
def test_nothing_is_wider_than_a_phone(
    browser: "Chrome", show: Show, rendered: Rendered, code: str, night: bool
) -> None:
    for exam, id_ in rendered:
        if exam != code:
            continue
        for side in ("front", "back"):
            show(code, id_, side, night=night, width=500)
            browser.execute_script("document.body.style.maxWidth = '328px'")
            assert browser.execute_script("return document.getElementById('qa').scrollWidth <= 328"), (id_, side)
    assert style(browser, "body", "backgroundColor") == ("rgb(27, 33, 40)" if night else "rgb(255, 255, 255)")

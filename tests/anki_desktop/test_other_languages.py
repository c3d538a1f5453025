"""Japanese and Arabic cards in Anki's own reviewer."""

import json
from collections.abc import Iterator
from contextlib import ExitStack

import pytest

from tests.anki_desktop.conftest import leave_out
from tests.anki_desktop.desktop import CannotStartError, Desktop, started_desktop
from tests.command import run
from tests.exams.copied import CODES, copied_exam

pytestmark = pytest.mark.desktop

STYLE = "getComputedStyle(document.querySelector({selector}), {pseudo})[{name}]"
# The left ends of pieces of text, in the order in which they are given.
LEFTS = """
(function (selector, texts) {
  const element = document.querySelector(selector);
  return texts.map(text => {
    const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
    for (let node; (node = walker.nextNode());) {
      const at = node.data.indexOf(text);
      if (at < 0) { continue; }
      const range = document.createRange();
      range.setStart(node, at);
      range.setEnd(node, at + text.length);
      const box = range.getBoundingClientRect();
      return [Math.round(box.top), box.left];
    }
    return null;
  });
})
"""


@pytest.fixture(scope="module")
def desktop(installed: None, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desktop]:
    """Anki with the packages of both exams, in a wide window."""
    folder = tmp_path_factory.mktemp("languages")
    packages = []
    for code in CODES:
        copied_exam(folder / "decks", code)
        result = run("--decks", str(folder / "decks"), "--exam", code, "build", "--out", str(folder / code))
        assert result.exit_code == 0, result.output
        packages.append(folder / code / f"{code}.apkg")
    with ExitStack() as stack:
        try:
            started = stack.enter_context(started_desktop(folder, packages))
        except CannotStartError as error:
            leave_out(str(error))
        yield started


def show(desktop: Desktop, code: str, note: str, *, width: int = 1000) -> None:
    desktop.call("show_in", CODE_DECKS[code], note)
    desktop.call("resize", width, 800)


CODE_DECKS = {"kumo-101": "クラウド基礎検定", "sahab-101": "أساسيات السحابة"}


def style(desktop: Desktop, selector: str, name: str, pseudo: str = "") -> str:
    values = {"selector": selector, "name": name, "pseudo": pseudo or None}
    return str(desktop.page(STYLE.format(**{key: json.dumps(value) for key, value in values.items()})))


def assert_in_order(desktop: Desktop, selector: str, *texts: str) -> None:
    found = desktop.page(f"{LEFTS}({json.dumps(selector)}, {json.dumps(texts)})")
    assert None not in found, found
    assert len({top for top, _ in found}) == 1, found
    assert [left for _, left in found] == sorted(left for _, left in found), found


@pytest.mark.parametrize("night", [False, True], ids=["day", "night"])
def test_an_arabic_question_is_answered(desktop: Desktop, night: bool) -> None:
    show(desktop, "sahab-101", "q-store-images")
    desktop.call("night", night)
    assert style(desktop, ".clf", "direction") == "rtl"
    assert float(style(desktop, ".options > li", "right", "::before").removesuffix("px")) < 20
    assert "انقر" in desktop.page("document.querySelector('.keys').innerText")
    desktop.press("alt+2")
    assert desktop.page("document.querySelectorAll('[aria-checked=true]').length") == 1
    desktop.turn()
    assert desktop.page("document.querySelector('.verdict').textContent") in ("✓ إجابة صحيحة", "✗ إجابة غير صحيحة")
    assert "إجابتك" in style(desktop, ".answers .chosen .text", "content", "::after")
    assert_in_order(desktop, ".source", "2026", "/11", "تم", "example")
    ink = style(desktop, ".clf .answers .why", "color")
    assert (ink == "rgb(159, 173, 186)") == night


def test_the_count_of_chosen_options_is_in_words(desktop: Desktop) -> None:
    show(desktop, "kumo-101", "q-benefits-two")
    hint = "document.querySelector('.how-many').textContent"
    desktop.press("alt+1", "alt+3")
    assert desktop.page(hint) == "2つ選んでください。 （2つ選択済み）"
    desktop.press("alt+3")
    assert desktop.page(hint) == "2つ選んでください。 （1つ選択済み）"


def test_names_and_code_keep_their_order(desktop: Desktop) -> None:
    show(desktop, "sahab-101", "guest-os", width=1300)
    assert_in_order(desktop, ".prompt", "؟", "Amazon", "EC2", "(Linux", ")", "مَن ")
    show(desktop, "sahab-101", "s3-list")
    desktop.turn()
    assert_in_order(desktop, ".answer code", "aws", "s3", "ls", "s3://logs")
    assert_in_order(desktop, ".why pre", "aws", "s3://logs", "--recursive")


def test_a_cloze_and_a_picture(desktop: Desktop) -> None:
    show(desktop, "sahab-101", "mfa")
    assert_in_order(desktop, ".cloze-text", "MFA", "[...]", "يُفعَّل")
    show(desktop, "sahab-101", "regions")
    desktop.turn()
    desktop.call("wait", "document.querySelector('.picture img').naturalWidth > 0")


def test_a_japanese_card_says_so(desktop: Desktop) -> None:
    """Without it, Chromium would take Chinese shapes of the characters, if a Chinese font comes first."""
    show(desktop, "kumo-101", "elasticity")
    assert desktop.page("document.querySelector('.clf').matches(':lang(ja)')")
    desktop.turn()
    assert desktop.page("document.querySelector('.answer').matches(':lang(ja)')")
    assert "2026年11月20日確認" in desktop.page("document.querySelector('.source').innerText")

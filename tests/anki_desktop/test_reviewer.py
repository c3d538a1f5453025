"""Question cards in Anki's own reviewer: real keys, real clicks, and what can be seen after the turn."""

from typing import Any

import pytest

from tests.anki_desktop.desktop import Desktop

pytestmark = pytest.mark.desktop

ONE = "q-21-open-database-port"
TWO = "q-21-duties-kept-on-lambda"
CHOSEN = "[...document.querySelectorAll('.options > li')].map(o => o.getAttribute('aria-checked') === 'true')"
ORDER = "[...document.querySelectorAll('.options > li')].map(o => o.dataset.option)"
# Whether an element is inside the window from top to bottom, as the page is scrolled now.
SEEN = "(e => { const r = e.getBoundingClientRect(); return r.height > 0 && r.top >= 0 && r.bottom <= innerHeight })"
WINDOWS = pytest.mark.parametrize("size", [(1000, 700), (520, 760), (375, 560)], ids=lambda size: f"{size[0]}px")


def chosen(desktop: Desktop) -> list[int]:
    """The numbers of the options that are chosen, as the card shows them."""
    return [number for number, is_chosen in enumerate(desktop.page(CHOSEN), start=1) if is_chosen]


def state(desktop: Desktop) -> dict[str, Any]:
    found: dict[str, Any] = desktop.call("state")
    return found


def longest_questions(desktop: Desktop) -> list[str]:
    """The three study questions with the longest texts in the deck."""
    found: list[str] = desktop.call("longest", "clfcards Question", 3)
    return found


def test_alt_and_its_number_chooses_an_option(desktop: Desktop) -> None:
    desktop.call("show", ONE)
    desktop.press("alt+2")
    assert chosen(desktop) == [2]
    desktop.press("alt+4")
    assert chosen(desktop) == [4]
    desktop.press("alt+4")
    assert chosen(desktop) == []


def test_each_option_shows_its_number(desktop: Desktop) -> None:
    desktop.call("show", ONE)
    shown = "[...document.querySelectorAll('.options > li')].map(o => getComputedStyle(o, '::before').content)"
    numbers = desktop.page(shown.replace("content)", "content + '/' + o.dataset.place)"))
    assert [number.partition("/")[2] for number in numbers] == ["1", "2", "3", "4"]
    assert all("attr(data-place)" in number or f'"{number[-1]}"' in number for number in numbers)


@pytest.mark.parametrize("key", ["1", "2", "3", "4", "5", "9", "c"])
def test_a_key_that_belongs_to_anki_or_nobody_leaves_the_question_as_it_is(desktop: Desktop, key: str) -> None:
    desktop.call("show", ONE)
    before = state(desktop)
    desktop.press(key)
    assert chosen(desktop) == []
    assert state(desktop) == before


def test_arrows_choose(desktop: Desktop) -> None:
    desktop.call("show", ONE)
    desktop.press("Down", "Down", "Right")
    assert chosen(desktop) == [2]
    desktop.press("Up", "Up", "Right")
    assert chosen(desktop) == [4]


def test_a_click_chooses_and_the_card_is_not_turned(desktop: Desktop) -> None:
    desktop.call("show", ONE)
    desktop.click(".options > li", 2)
    assert chosen(desktop) == [3]
    assert state(desktop)["side"] == "question"


def test_a_question_with_two_right_options_takes_two(desktop: Desktop) -> None:
    desktop.call("show", TWO)
    desktop.press("alt+1", "alt+3", "alt+5")
    assert chosen(desktop) == [1, 3]
    assert desktop.page("document.querySelector('.choose').textContent") == "Choose two: two chosen"


@pytest.mark.parametrize(("id_", "shape"), [(ONE, "50%"), (TWO, "6px")], ids=["one", "two"])
def test_numbers_have_the_same_shape_on_both_sides(desktop: Desktop, id_: str, shape: str) -> None:
    """Round where one option is right, square where several are, like the buttons and boxes of a form."""
    shapes = (
        "[...document.querySelectorAll('.clf li[data-place]')].map(o => getComputedStyle(o, '::before').borderRadius)"
    )
    desktop.call("show", id_)
    desktop.press("alt+1")
    assert set(desktop.page(shapes)) == {shape}
    desktop.turn()
    assert set(desktop.page(shapes)) == {shape}


def test_plain_numbers_grade_on_the_back_and_undo_brings_the_question_back(desktop: Desktop) -> None:
    desktop.call("show", ONE)
    answers = state(desktop)["answers"]
    desktop.press("alt+1")
    desktop.turn()
    desktop.press("alt+2")
    assert state(desktop)["answers"] == answers, "Alt and a number does not grade"
    desktop.press("3")
    assert state(desktop)["answers"] == answers + 1
    desktop.press("u")
    desktop.call("settle")
    assert state(desktop)["note"] == ONE
    assert state(desktop)["answers"] == answers
    desktop.press("Down", "Right")
    assert chosen(desktop) == [1]


def test_the_back_has_the_order_of_the_front(desktop: Desktop) -> None:
    for id_ in (ONE, TWO):
        desktop.call("show", id_)
        front = desktop.page(ORDER)
        desktop.turn()
        assert desktop.page(ORDER) == front


@WINDOWS
@pytest.mark.parametrize("night", [False, True], ids=["day", "night"])
def test_the_verdict_and_what_was_chosen_are_seen_without_scrolling(
    desktop: Desktop, size: tuple[int, int], night: bool
) -> None:
    desktop.call("night", night)
    desktop.call("resize", *size)
    for id_ in (ONE, TWO, *longest_questions(desktop)):
        desktop.call("show", id_)
        desktop.press("alt+1", "alt+2")
        picked = chosen(desktop)
        assert picked
        texts = desktop.page("[...document.querySelectorAll('[aria-checked=true]')].map(o => o.textContent)")
        desktop.turn()
        assert desktop.page("document.querySelector('.verdict').textContent") in ("✓ Right", "✗ Not right")
        assert desktop.page(f"{SEEN}(document.querySelector('.verdict'))"), id_
        assert desktop.page(f"[...document.querySelectorAll('.chosen-options li')].every({SEEN})"), id_
        assert desktop.page("[...document.querySelectorAll('.chosen-options li')].map(o => o.textContent)") == texts
        assert desktop.page("document.documentElement.scrollWidth <= innerWidth"), "it never scrolls sideways"


@WINDOWS
def test_the_answer_of_a_fact_is_seen_without_scrolling(desktop: Desktop, size: tuple[int, int]) -> None:
    desktop.call("resize", *size)
    for id_ in desktop.call("longest", "clfcards Fact", 2):
        desktop.call("show", id_)
        desktop.turn()
        assert desktop.page(f"{SEEN}(document.querySelector('.answer'))"), id_


@WINDOWS
def test_code_tables_and_formulas_that_are_too_wide_scroll_by_themselves(
    desktop: Desktop, size: tuple[int, int]
) -> None:
    desktop.call("resize", *size)
    desktop.call("show", "wide")
    desktop.turn()
    desktop.call("wait", "document.querySelectorAll('#qa mjx-container').length === 1")
    for block in ("pre", "table", "mjx-container"):
        assert desktop.page(f"document.querySelector('.answer {block}').getBoundingClientRect().right <= innerWidth"), (
            block
        )
    assert desktop.page("document.documentElement.scrollWidth <= innerWidth")


def test_a_question_that_was_not_answered_is_not_graded(desktop: Desktop) -> None:
    desktop.call("show", ONE)
    desktop.turn()
    assert desktop.page("document.querySelector('.verdict').textContent") == ""
    assert desktop.page("document.querySelectorAll('.chosen, .chosen-options li').length") == 0


def test_the_next_card_hears_its_own_keys_only(desktop: Desktop) -> None:
    desktop.call("show", ONE)
    desktop.press("alt+1")
    desktop.turn()
    desktop.call("show", TWO)
    desktop.press("alt+1", "alt+2")
    assert chosen(desktop) == [1, 2]


def test_the_previewer_and_the_card_layout_show_the_question(desktop: Desktop) -> None:
    for window in ("previewer", "card_layout"):
        assert desktop.call(window, f"Id:{ONE}", "document.querySelectorAll('.options > li[data-place]').length") == 4


def test_pictures_arrive(desktop: Desktop) -> None:
    (id_,) = desktop.call("longest", "clfcards Fact", 1, "<img")
    desktop.call("show", id_)
    desktop.turn()
    desktop.call("wait", "[...document.images].every(i => i.complete && i.naturalWidth > 0) && document.images.length")


def test_new_cards_come_by_weight_at_anki_s_defaults(desktop: Desktop) -> None:
    """The scheduler's own limit for a day is 20; 24, 30, 34 and 12 % of them are 5, 6, 7 and 2 cards."""
    tags = desktop.call("new_card_tags", "AWS Cloud Practitioner", 500)
    domains = [next(tag for tag in note if "::domain::" in tag).split("::")[2][0] for note in tags]
    assert len(domains) == 20
    assert [domains.count(domain) for domain in "1234"] == [5, 6, 7, 2]


@pytest.mark.parametrize(("id_", "formulas"), [("sum", 1), ("root", 2)])
def test_mathematics_is_drawn_and_money_is_not_mathematics(desktop: Desktop, id_: str, formulas: int) -> None:
    desktop.call("show", id_)
    desktop.turn()
    desktop.call("wait", f"document.querySelectorAll('#qa mjx-container').length === {formulas}")
    assert "\\(" not in desktop.page("document.getElementById('qa').innerText")
    if id_ == "sum":
        assert "for a tea of $5?" in desktop.page("document.querySelector('.prompt').textContent")


def test_names_of_the_guide_are_shown_as_they_are_written(desktop: Desktop) -> None:
    desktop.call("show", "sum")
    desktop.turn()
    assert desktop.page("document.querySelector('.services').textContent") == "[latex]Pot::b"
    assert desktop.page("document.querySelector('.task').textContent") == "A.1 Serve [sound:x.mp3] {{c1::y}}"


def test_a_reversed_card_asks_a_question(desktop: Desktop) -> None:
    shown = desktop.call("previewer", "Id:shield card:Reversed", "document.getElementById('qa').innerText")
    assert [line for line in shown.split("\n") if line] == ["AWS Shield", "What is it?"]

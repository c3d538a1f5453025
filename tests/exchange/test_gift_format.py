"""GIFT as Moodle documents it; the expected results follow Moodle's own reader (question/format/gift/format.php)."""

import pytest

from clfcards.exchange.entry import Entry, EntryOption
from clfcards.exchange.gift_format import read_gift, write_gift


def options(text: str) -> list[tuple[str, bool]]:
    (entry,) = read_gift(text).entries
    return [(option.text, option.is_right) for option in entry.options]


@pytest.mark.parametrize(
    "text",
    [
        "What is green?{~coal ~snow =grass}",
        "// a remark\n::Colors::What is green? {\n~coal\n~snow\n=grass\n}",
        "What is green? {\n   ~ coal\n   ~ snow\n   = grass}",
        "[markdown]What is green? {~coal#It is black. ~snow =grass#Yes.}",
        "What is green? {~%0%coal ~%-50%snow =grass ####Look outside.}",
    ],
)
def test_multiple_choice(text: str) -> None:
    assert options(text) == [("coal", False), ("snow", False), ("grass", True)]


def test_a_missing_word_is_a_blank_in_the_stem() -> None:
    (entry,) = read_gift("Tea is {=hot ~cold ~blue} in the\nmorning.").entries
    assert entry.stem == "Tea is _____ in the morning."


def test_true_and_false_are_two_options() -> None:
    assert options("The sun rises in the east.{T}") == [("True", True), ("False", False)]
    (entry,) = read_gift("Snow is hot.{FALSE#It melts first.#Right.}").entries
    assert entry.options == (EntryOption("True", False, "It melts first."), EntryOption("False", True, "Right."))


def test_weights_that_add_up_are_several_right_options() -> None:
    assert options("Which two are hot?{~%50%tea ~%50%fire ~%-100%ice ~snow}") == [
        ("tea", True), ("fire", True), ("ice", False), ("snow", False),
    ]  # fmt: skip
    thirds = "Which three are hot?{~%33.33333%a ~%33.33333%b ~%33.33333%c ~d ~e}"
    assert sum(right for _, right in options(thirds)) == 3


def test_escaped_characters_and_line_ends() -> None:
    (entry,) = read_gift(
        "::a\\:b::Which is 5\\: one\\ntwo? {\n~ \\= 2 + 2 # \\#1\n= \\{\\} \\~ \\\\ C\\:\\\\new\n}"
    ).entries
    assert entry.stem == "Which is 5: one\ntwo?"
    assert entry.options == (EntryOption("= 2 + 2", False, "#1"), EntryOption("{} ~ \\ C:\\new", True))


def test_feedback_of_options_is_the_reason_and_general_feedback_the_explanation() -> None:
    (entry,) = read_gift("Q? {=a#because ~b#not so\n####In short: a.}").entries
    assert [option.why for option in entry.options] == ["because", "not so"]
    assert entry.explanation == "In short: a."


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("When was it?{#1822:5}", "numerical"),
        ("Match.{=Canada -> Ottawa =Italy -> Rome}", "matching"),
        ("Two plus two is {=four =4}.", "short-answer"),
        ("Say why.{}", "essay"),
        ("Only a text.", "description"),
        ("Open {=a ~b", "brace"),
        ("Half.{~wrong ~%50%half =right}", "partial credit"),
        ("Both.{=a =b ~c}", "each of several options is the whole answer"),
        ("Quarter.{~%25%a ~%25%b ~c}", "do not add up to 100%"),
        ("::name::{=a ~b}", "no text"),
        ("None.{~a ~b}", "no option is right"),
        ("I drink {~=few ~little}, or {~many ~=much}.", "several groups of answers"),
        ("People seek {1:MC:~=variety ~sameness} in it.", "'1:MC:' stands before the first option"),
    ],
)
def test_what_is_not_multiple_choice_is_named_and_not_read(text: str, reason: str) -> None:
    reading = read_gift(f"Good?{{=a ~b}}\n\n\n{text}\n\nGood too?{{=a ~b}}")
    assert len(reading.entries) == 2
    assert [(part.line, reason in part.reason) for part in reading.unread] == [(4, True)]


def test_a_category_that_ends_in_a_task_is_the_task() -> None:
    first, second = read_gift("$CATEGORY: $course$/top/2.1\n\nQ?{=a ~b}\n\n$CATEGORY: 1.1\nR?{=a ~b}").entries
    assert (first.task, second.task) == ("2.1", "1.1")


def test_what_would_be_a_command_is_escaped() -> None:
    entry = Entry(
        line=1, id="q-1", stem="[html] a {b} = ~c # d: e\\n\n// f", task="A.1",
        options=(EntryOption("%50%x", False, "[plain] #"), EntryOption("[markdown]", True)),
    )  # fmt: skip
    text = write_gift([entry]).text
    assert "\\{b\\} \\= \\~c \\# d\\: e\\\\n\\n// f" in text
    (again,) = read_gift(text).entries
    assert (again.stem, again.options) == (entry.stem, entry.options)


def test_html_becomes_markdown_in_every_part_of_a_question_that_is_html() -> None:
    """As Moodle exports questions that were written in its editor."""
    (entry,) = read_gift(
        "::Q 1::[html]<p>Which <b>drink</b> is hot &amp; cheap\\: <br></p>\\n<ul><li>or warm</li></ul>{\n"
        "\t=<p>Tea &lt;1&gt;</p>#<p>Boiled.</p>\n\t~<p>Ice</p>#[plain]<p>\n\t####<p>Tea<br>is hot.</p>\n}"
    ).entries
    assert entry.stem == "Which **drink** is hot & cheap:\n- or warm"
    assert [(option.text, option.why) for option in entry.options] == [("Tea <1>", "Boiled."), ("Ice", "<p>")]
    assert entry.explanation == "Tea\nis hot."


@pytest.mark.parametrize("name", ["", "[markdown]", "[plain]"])
def test_tags_in_a_question_that_is_not_html_stay(name: str) -> None:
    (entry,) = read_gift(f"{name}What begins with <p>?{{=<b> ~<i>}}").entries
    assert (entry.stem, entry.options[0].text) == ("What begins with <p>?", "<b>")

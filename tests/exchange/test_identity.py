"""An id is made from a question's words, and stays the same wherever the question stands."""

from dataclasses import replace

import pytest

from clfcards.exchange.count_mark import without_count
from clfcards.exchange.entry import Entry, EntryOption
from clfcards.exchange.identity import content_of, id_of
from clfcards.exchange.letters import chosen_options
from clfcards.source.word_kinds import is_id

ASKED = Entry(
    line=3, stem="Which leaf makes **green** tea?", options=(EntryOption("A leaf", True), EntryOption("A root", False))
)


def test_an_id_names_the_subject_and_does_not_depend_on_line_markup_or_case() -> None:
    assert id_of(ASKED).startswith("q-leaf-makes-green-")
    assert id_of(replace(ASKED, line=9, stem="which leaf makes green tea")) == id_of(ASKED)
    assert id_of(replace(ASKED, stem="Which leaf makes black tea?")) != id_of(ASKED)


@pytest.mark.parametrize(
    "stem", ["緑茶とは何ですか。", "ما هو الشاي الأخضر؟", "?", "1 + 1 = ?", "x" * 500, "Größe über alles"]
)
def test_an_id_is_valid_in_every_script(stem: str) -> None:
    assert is_id(id_of(replace(ASKED, stem=stem)))


def test_an_id_of_ours_is_kept_and_a_number_is_not_one() -> None:
    assert id_of(replace(ASKED, id="q-green")) == "q-green"
    assert id_of(replace(ASKED, id="17")) == id_of(ASKED)


def test_the_order_of_options_does_not_matter() -> None:
    assert content_of(replace(ASKED, options=ASKED.options[::-1])) == content_of(ASKED)
    other = tuple(replace(option, is_right=not option.is_right) for option in ASKED.options)
    assert content_of(replace(ASKED, options=other)) != content_of(ASKED)


@pytest.mark.parametrize(
    "mark", ["(Choose ONE)", "(Select one.)", "[choose 1 answer]", "(Choose the one correct option)."]
)
def test_a_typed_count_that_is_right_is_removed(mark: str) -> None:
    assert without_count(replace(ASKED, stem=f"Which? {mark}")).stem == "Which?"


@pytest.mark.parametrize("stem", ["Which? (Choose TWO)", "(Choose one)", "Which (choose one) is it?", "Which?"])
def test_every_other_stem_stays(stem: str) -> None:
    assert without_count(replace(ASKED, stem=stem)).stem == stem


@pytest.mark.parametrize(
    ("key", "right"),
    [
        ("b", {2}), ("A and C", {1, 3}), ("A, C", {1, 3}), ("AC", {1, 3}), ("1 3", {1, 3}), ("(a) & (b)", {1, 2}),
        ("ice", {2}), ("tea; snow", {1, 3}), ("tea\nice", {1, 2}), ("B. ice", {2}),
    ],
)  # fmt: skip
def test_spellings_of_a_key(key: str, right: set[int]) -> None:
    assert chosen_options(key, {1: "tea", 2: "ice", 3: "snow"}) == right


@pytest.mark.parametrize("key", ["", "D", "0", "tea is hot", "A because", "99"])
def test_a_key_that_names_no_option_is_refused(key: str) -> None:
    with pytest.raises(ValueError, match="answer"):
        chosen_options(key, {1: "tea", 2: "ice", 3: "snow"})


@pytest.mark.parametrize(
    ("key", "options", "right"),
    [
        ("4", {1: "2", 2: "5", 3: "8", 4: "10"}, {4}),
        ("5", {1: "2", 2: "5", 3: "8", 4: "10"}, {2}),
        ("2", {1: "3", 2: "2", 3: "1", 4: "4"}, {2}),
        ("B. 5", {1: "2", 2: "5", 3: "8"}, {2}),
        ("GB", {1: "Gb", 2: "GB", 3: "MB"}, {2}),
        ("gb.", {1: "Gb", 2: "MB"}, {1}),
    ],
)
def test_a_key_among_options_that_look_like_keys(key: str, options: dict[int, str], right: set[int]) -> None:
    assert chosen_options(key, options) == right


@pytest.mark.parametrize(
    ("key", "options"), [("2", {1: "2", 2: "5"}), ("B", {1: "B", 2: "A"}), ("1", {1: "4", 4: "1"})]
)
def test_a_key_that_can_be_read_in_two_ways_is_refused(key: str, options: dict[int, str]) -> None:
    with pytest.raises(ValueError, match="the text of one option and the letter or number of another"):
        chosen_options(key, options)


def test_a_key_in_another_case_that_fits_two_options_is_refused() -> None:
    with pytest.raises(ValueError, match="the answer 'gB' names"):
        chosen_options("gB", {1: "Gb", 2: "GB"})

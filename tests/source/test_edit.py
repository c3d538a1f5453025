"""Edits keep what they do not change: comments, order, layout."""

import pytest

from clfcards.source.bank import read_bank_file
from clfcards.source.edit import (
    FieldEdit,
    LayoutError,
    Replacement,
    item_texts,
    new_file,
    scalar_source,
    with_fields,
    with_items,
    with_scalars,
    without_items,
)
from clfcards.source.locate import items_of
from clfcards.source.nodes import Mapping, Scalar, parse
from tests.small_exam import fact, facts_file

FILE = """\
# yaml-language-server: $schema=x
task: A.1
facts:
  # the first
  - id: one
    front: Which one?     # a remark
    back: hot
    why: So.
    source: https://example.org/tea
    verified: 2026-01-15

  # the second,
  # in two lines
  - id: two
    front: Which two?
    back: cold
    why: >
      Folded
      text.
    source: https://example.org/tea
    verified: 2026-01-15
"""


def ids(text: str) -> list[str]:
    file = read_bank_file("x.yaml", text)
    assert not file.problems
    return [fact.id for fact in file.facts]


def test_an_item_moves_with_its_comments() -> None:
    assert without_items(FILE, frozenset({1})) == FILE[: FILE.index("  # the second")]
    first_gone = without_items(FILE, frozenset({0}))
    assert "# the first" not in first_gone
    assert "# in two lines\n  - id: two" in first_gone


def test_a_file_with_no_items_left_becomes_empty() -> None:
    assert without_items(FILE, frozenset({0, 1})) == ""


def test_an_item_can_move_to_a_file_with_another_indent() -> None:
    flush = "task: A.2\nfacts:\n- id: three\n  front: Which three?\n  back: warm\n  why: So.\n"
    flush += "  source: https://example.org/tea\n  verified: 2026-01-15\n"
    moved = with_items(flush, item_texts(FILE, [1]))
    assert ids(moved) == ["three", "two"]
    assert moved.endswith("- id: two\n" + "".join(line[2:] for line in FILE.splitlines(True)[14:]))
    assert read_bank_file("x", moved).facts[1].why == "Folded text."


def test_moving_there_and_back_gives_the_same_lines() -> None:
    gone = without_items(FILE, frozenset({1}))
    assert with_items(gone, item_texts(FILE, [1])) == FILE


def test_a_new_file_can_be_read() -> None:
    text = new_file("A.2", "facts", item_texts(FILE, [1, 0]))
    assert ids(text) == ["one", "two"]
    assert read_bank_file("x", text).task == "A.2"


def test_keys_after_the_list_are_kept() -> None:
    text = FILE.replace("task: A.1\n", "") + "# whose\ntask: A.1\n"
    assert with_items(text, [item_texts(FILE, [0])[0].replace("one", "six")]).endswith("# whose\ntask: A.1\n")


def test_a_last_line_without_a_newline_gets_one() -> None:
    assert ids(with_items(FILE.rstrip("\n"), [item_texts(FILE, [0])[0].replace("one", "six")])) == ["one", "two", "six"]


@pytest.mark.parametrize("text", ["task: A.1\nfacts: [{id: a}, {id: b}]\n", "facts:\n", "- [", ""])
def test_a_layout_that_must_be_edited_by_hand(text: str) -> None:
    with pytest.raises(LayoutError):
        without_items(text, frozenset({0}))


def test_a_scalar_is_rewritten_and_its_comment_is_kept() -> None:
    front = scalar(FILE, "front")
    text = with_scalars(FILE, [Replacement(front, scalar_source("Which: one?", front))])
    assert '    front: "Which: one?"     # a remark\n' in text
    assert with_scalars(text, [Replacement(scalar(text, "front"), "Which one?")]) == FILE


def test_a_folded_scalar_must_be_edited_by_hand() -> None:
    root, _ = parse(FILE)
    why = items_of(root)[1].entries["why"][1]  # type: ignore[union-attr]  # a mapping
    assert isinstance(why, Scalar)
    with pytest.raises(LayoutError):
        with_scalars(FILE, [Replacement(why, "new")])


def scalar(text: str, key: str) -> Scalar:
    root, _ = parse(text)
    item = items_of(root)[0]
    assert isinstance(item, Mapping)
    node = item.entries[key][1]
    assert isinstance(node, Scalar)
    return node


def test_the_small_exam_survives_every_removal() -> None:
    text = facts_file("A.1", fact("a"), fact("b"), fact("c"))
    for i, rest in enumerate((["b", "c"], ["a", "c"], ["a", "b"])):
        assert ids(without_items(text, frozenset({i}))) == rest


def with_topics(written: str, topics: str | None) -> str:
    """The lines of an item's topics after an edit."""
    head, tail = "task: A.1\nfacts:\n  - id: one\n", "    why: So.\n"
    text = head + written + tail
    (item,) = items_of(parse(text)[0])
    assert isinstance(item, Mapping)
    after = with_fields(text, [FieldEdit(item, "topics", topics)])
    assert not parse(after)[1]
    assert (after[: len(head)], after[-len(tail) :]) == (head, tail)
    return after[len(head) : -len(tail)]


@pytest.mark.parametrize(
    ("written", "topics", "after"),
    [
        ("    topics: [a, b]   # inline\n", "[a]", "    topics: [a]   # inline\n"),
        ("    topics: ['a#', \"b \\\" # c\"]  # why # so\n", "[a]", "    topics: [a]  # why # so\n"),
        ("    topics: [a, b#c]\n", "[a]", "    topics: [a]\n"),
        ("    topics: [a, b]   # inline\n", None, "    # inline\n"),
        ("    topics: [a, b]\n", None, ""),
        ("    topics:  # all\n      - a\n      # next\n      - b   # because\n", "[a]",
         "    topics: [a]\n    # all\n    # next\n    # because\n"),
        ("    topics: [a,   # first\n      b]\n", "[a]", "    topics: [a]\n    # first\n"),
        ("    topics: [a, b] # x\r\n", "[a]", "    topics: [a] # x\r\n"),
    ],
)  # fmt: skip
def test_the_comments_of_an_edited_field_are_kept(written: str, topics: str | None, after: str) -> None:
    """They were lost with the line."""
    assert with_topics(written, topics) == after


def test_a_bracket_on_a_line_of_its_own_is_an_obstacle() -> None:
    """It stayed behind, and the file could no longer be read."""
    with pytest.raises(LayoutError, match="ends with a bracket"):
        with_topics("    topics: [\n      a,\n      b\n    ]\n", "[a]")


def test_items_take_the_line_ends_of_the_file_that_they_are_added_to() -> None:
    windows = FILE.replace("\n", "\r\n")
    moved = [item.replace("two", "six") for item in item_texts(FILE, [1])]
    assert with_items(windows, moved).replace("\r\n", "").count("\n") == 0
    assert ids(with_items(windows, moved)) == ["one", "two", "six"]
    mixed = with_items(FILE, [item.replace("two", "six") for item in item_texts(windows, [1])])
    assert "\r" not in mixed
    assert "\r\n" in new_file("A.2", "facts", item_texts(windows, [0])).splitlines(keepends=True)[0]

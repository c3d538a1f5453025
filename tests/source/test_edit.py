"""Edits keep what they do not change: comments, order, layout."""

import pytest

from clfcards.source.bank import read_bank_file
from clfcards.source.edit import (
    LayoutError,
    Replacement,
    item_texts,
    new_file,
    scalar_source,
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

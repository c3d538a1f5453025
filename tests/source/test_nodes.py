"""YAML text → nodes: places, scalars that stay text, and malicious input."""

import time

import yaml
from hypothesis import given
from hypothesis import strategies as st

from clfcards.source.nodes import Mapping, Node, Scalar, Sequence, parse


def tree(text: str) -> Node:
    root, faults = parse(text)
    assert not faults
    assert root is not None
    return root


def plain(node: Node) -> object:
    """The tree as Python values; all scalars are text."""
    if isinstance(node, Scalar):
        return node.text
    if isinstance(node, Sequence):
        return [plain(item) for item in node.items]
    return {key: plain(value) for key, (_, value) in node.entries.items()}


def test_keys_and_values_know_their_places() -> None:
    root = tree("a: 1\nlist:\n  - x\n  - {k: 'two words'}\n")
    assert isinstance(root, Mapping)
    key, value = root.entries["list"]
    assert (key.line, key.column) == (2, 1)
    assert isinstance(value, Sequence)
    inner = value.items[1]
    assert isinstance(inner, Mapping)
    _, words = inner.entries["k"]
    assert (words.line, words.column) == (4, 9)
    assert isinstance(words, Scalar)
    assert (words.plain, words.width) == (False, 11)


def test_columns_count_characters_not_bytes() -> None:
    root = tree("緑茶: {濃い: x}")
    assert isinstance(root, Mapping)
    _, value = root.entries["緑茶"]
    assert value.column == 5


def test_what_looks_like_a_number_or_a_flag_stays_text() -> None:
    text = "[no, 1:30, 010, 1.10, 2026-01-01, ~, true]"
    assert plain(tree(text)) == ["no", "1:30", "010", "1.10", "2026-01-01", "~", "true"]


def test_fifty_thousand_open_brackets_are_rejected_at_once() -> None:
    """PyYAML's own `compose` kills the process on this."""
    started = time.process_time()
    for text in ("[" * 100_000, "[\n" * 50_000, "a: " * 30_000, "- " * 50_000, "{a: " * 25_000, "? " * 50_000):
        root, faults = parse(text)
        assert root is None
        assert len(faults) == 1
    assert time.process_time() - started < 5, "reading must not be quadratic"


def test_an_alias_bomb_is_rejected_at_its_first_alias() -> None:
    lines = ["a0: &a0 [x, x]"] + [f"a{i}: &a{i} [{', '.join([f'*a{i - 1}'] * 9)}]" for i in range(1, 12)]
    root, faults = parse("\n".join(lines))
    assert root is None
    assert faults[-1].rule == "yaml-alias"
    assert faults[-1].line == 2


def test_only_the_repeated_key_is_a_fault() -> None:
    root, faults = parse("a: 1\nb: 2\na: 3\n")
    assert [(fault.line, fault.column, fault.rule) for fault in faults] == [(3, 1, "duplicate-key")]
    assert root is not None
    assert plain(root) == {"a": "1", "b": "2"}


VALUES = st.recursive(
    st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=12),
    lambda inner: (
        st.lists(inner, max_size=4) | st.dictionaries(st.text("abcxyz", min_size=1, max_size=6), inner, max_size=4)
    ),
    max_leaves=12,
)


@given(VALUES)
def test_everything_that_pyyaml_writes_can_be_read_back(value: object) -> None:
    """Oracle: PyYAML's emitter."""
    text = yaml.dump(value, allow_unicode=True, default_style='"')
    root, faults = parse(text)
    assert not [fault for fault in faults if fault.rule != "yaml-character"]
    if not faults:
        assert root is not None
        assert plain(root) == value


@given(st.text(max_size=200))
def test_no_text_breaks_the_reader(text: str) -> None:
    root, faults = parse(text)
    assert (
        root is not None
        or faults
        or not text.strip()
        or text.lstrip("\ufeff \t\r\n").startswith(("#", "%", "---", "..."))
    )

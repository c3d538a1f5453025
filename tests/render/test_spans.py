"""The Markdown subset as styled text for terminals."""

from pathlib import Path

import pytest

from clfcards.render.spans import Span, plain, spans, without_markup


@pytest.mark.parametrize(
    ("source", "shown"),
    [
        ("plain text, no marks", "plain text, no marks"),
        ("a **bold** and *slanted* `code`", "a bold and slanted code"),
        ("first\nsecond", "first\nsecond"),
        ("- one\n- two", "• one\n• two"),
        ("Which is right?\n\n- one\n- two", "Which is right?\n• one\n• two"),
        ("1. a\n2. b", "1. a\n2. b"),
        ("3. three\n4. four", "3. three\n4. four"),
        ("[docs](https://example.org)", "docs (https://example.org)"),
        ("a < b & <b>c</b>", "a < b & <b>c</b>"),
        (r"[…\] is hidden", "[…] is hidden"),
        (r"the area \(\pi r^2\) of a *circle*", r"the area \pi r^2 of a circle"),
        (r"\[\frac{a_1}{b_1}\]", r"\frac{a_1}{b_1}"),
        ("between $5 and $6", "between $5 and $6"),
    ],
)
def test_markdown_as_plain_text(source: str, shown: str) -> None:
    assert plain(spans(source, {})) == without_markup(source) == shown


def test_each_style_has_its_own_span() -> None:
    assert spans("a **bold** `code`", {}) == [
        Span("a "), Span("bold", "strong"), Span(" "), Span("code", "code"),
    ]  # fmt: skip


def test_a_picture_becomes_its_text_and_path() -> None:
    pictures = {"pot.svg": Path("media/pot.svg")}
    assert plain(spans("![a pot](pot.svg)", pictures)) == "[picture: a pot (media/pot.svg)]"
    assert plain(spans("![a pot](gone.svg)", pictures)) == "[picture: a pot]"


def test_a_code_block_keeps_its_lines_and_indents() -> None:
    shown = without_markup("Run this:\n\n```python\ndef f(x):\n\n\treturn x\n```\nWhat is it?")
    assert shown == "Run this:\n    def f(x):\n\n        return x\nWhat is it?"
    assert Span("\n    ls", "code") in spans("Run:\n```\nls\n```", {})


def test_a_table_has_columns_of_equal_width() -> None:
    assert without_markup(
        "Prices:\n\n| Leaf | Cups |\n|---|---|\n| 緑茶 | `2` |\n| Assam | 10 |\n\nWhich?"
    ).splitlines() == [
        "Prices:",
        "Leaf  │ Cups",
        "──────┼─────",
        "緑茶  │ 2",
        "Assam │ 10",
        "Which?",
    ]


@pytest.mark.parametrize("text", ["1. Answer", "- Answer", "2) Answer"])
def test_a_single_line_is_never_a_list(text: str) -> None:
    assert without_markup(text) == text

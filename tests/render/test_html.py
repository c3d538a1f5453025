"""The Markdown subset as HTML: what is rendered, and what is escaped."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clfcards.render.cloze import cloze_html
from clfcards.render.html import plain_text, to_html

MEDIA = {"pot.svg": "tea-pot-1234.svg"}


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("plain words", "plain words"),
        ("**bold** and *italics*", "<strong>bold</strong> and <em>italics</em>"),
        ("`x < y`", "<code>x &lt; y</code>"),
        ("[page](https://example.org/a?b=1&c=2)", '<a href="https://example.org/a?b=1&amp;c=2">page</a>'),
        ("two\nlines", "two<br>\nlines"),
        ("- one\n- two", "<ul>\n<li>one</li>\n<li>two</li>\n</ul>"),
        ("![a pot](pot.svg)", '<span class="picture"><img src="tea-pot-1234.svg" alt="a pot"></span>'),
        ("5 * 3 and snake_case_name", "5 * 3 and snake_case_name"),
        ("AT&T <b>", "AT&amp;T &lt;b&gt;"),
        ("# no heading", "# no heading"),
        (r"so \(x_1 < y_1 * 2\) *is* it", r"so \(x_1 &lt; y_1 * 2\) <em>is</em> it"),
        (r"\[\frac{{a}}{b}\]", r"\[\frac&#123;&#123;a&#125;&#125;{b}\]"),
        (r"`\(x\)`", r"<code>&#92;(x\)</code>"),
        (r"only \( one side", "only ( one side"),
        ("between $5 and $6", "between $5 and $6"),
    ],
)
def test_markdown_becomes_html(text: str, html: str) -> None:
    assert to_html(text, MEDIA) == html


@pytest.mark.parametrize(
    "text",
    [
        "<script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        "[x](javascript:alert(1))",
        "[x](JaVaScRiPt:alert(1))",
        "[x](data:text/html,<script>)",
        "[x](file:///etc/passwd)",
        "![x](https://example.org/track.png)",
        "![x](../../secret.svg)",
        '[x](https://a.b/"onclick=alert(1))',
        "<https://a.b><svg onload=alert(1)>",
    ],
)
def test_nothing_dangerous_gets_through(text: str) -> None:
    html = to_html(text, MEDIA).lower()
    for piece in ("<script", "<svg", "onerror=alert(1)>", 'href="javascript', 'href="data', 'href="file', "<img"):
        assert piece not in html
    assert '"onclick' not in html


@pytest.mark.parametrize(
    "text", ["{{c1::x}}", "[sound:a.mp3]", r"\\(x\\)", "[$]x[/$]", "[latex]x[/latex]", "a::b {{c2::y}}"]
)
def test_no_text_has_a_special_meaning_in_anki(text: str) -> None:
    html = to_html(text, MEDIA)
    for piece in ("{{", "[sound:", r"\(", "[$", "[latex]", "::"):
        assert piece not in html
    assert plain_text(html).replace("\\", "") == text.replace("\\", "")


@given(st.text(st.characters(exclude_categories=["Cs", "Cc", "Co"]), max_size=80))
def test_any_text_is_shown_and_never_becomes_a_tag(text: str) -> None:
    html = to_html(text, {})
    tags = {piece.split(">")[0].strip("/").split(" ")[0] for piece in html.split("<")[1:]}
    assert tags <= {"strong", "em", "code", "a", "ul", "ol", "li", "p", "br"}


def test_a_cloze_becomes_anki_cloze_markup() -> None:
    assert cloze_html("security {{of}} and {{in|small word}}", {}) == "security {{c1::of}} and {{c1::in::small word}}"
    assert cloze_html("{{1:S3}} or {{2:EBS}}", {}) == "{{c1::S3}} or {{c2::EBS}}"


def test_a_colon_at_the_edge_of_a_blank_is_part_of_it() -> None:
    assert cloze_html("{{a:|b}}", {}) == "{{c1::a&#58;::b}}"


def test_formatting_inside_a_blank_stays_inside_it() -> None:
    assert cloze_html("**a {{b** c}}**", {}).count("<strong>") == cloze_html("**a {{b** c}}**", {}).count("</strong>")
    assert "{{c1::AWS&#58;&#58;EC2}}" in cloze_html("the type {{AWS::EC2}}", {})
    assert "{{c1::<code>aws s3</code>}}" in cloze_html("run {{`aws s3`}}", {})


CODE = "Run this:\n\n```python\ndef f(x):\n    return x < 2 and C::D\n```\n\nWhat is f(1)?"
TABLE = "| Leaf | Cups |\n|:-----|-----:|\n| `a\\|b` | **2** |"


def test_a_code_block_keeps_its_lines_and_indents() -> None:
    html = to_html(CODE, {})
    assert "<pre " in html
    assert "def f(x):\n    return x &lt; 2 and C&#58;&#58;D</code></pre>" in html
    assert "python" not in html, "the language is not a part of the code"
    assert plain_text(html) == "Run this:\ndef f(x):\n    return x < 2 and C::D\nWhat is f(1)?"


def test_indented_code_is_a_code_block() -> None:
    assert "  indented\n\tmore" not in to_html("Run:\n\n    a\n      b\n", {})
    assert ">a\n  b</code></pre>" in to_html("Run:\n\n    a\n      b\n", {})


def test_a_table_has_cells_with_markup() -> None:
    html = to_html(TABLE, {})
    assert html.count("<tr>") == 2
    assert "<code>a|b</code></td>" in html
    assert "text-align:right" in html
    assert "<strong>2</strong></td>" in html


def test_nothing_in_code_has_a_special_meaning() -> None:
    html = to_html("```\n<script>{{c1::x}}[sound:a.mp3]\\(x\\)\n```", {})
    for piece in ("<script", "{{", "[sound:", "\\("):
        assert piece not in html


@pytest.mark.parametrize("text", ["1. Answer", "3) Answer", "- Answer", "+ 5", "2024. That was the year"])
def test_a_single_line_is_never_a_list(text: str) -> None:
    assert to_html(text, {}) == text
    assert "<li>" not in to_html(f"{text} **bold**", {})


def test_code_in_a_list_belongs_to_its_entry() -> None:
    html = to_html("1. Run:\n\n   ```\n   ls\n   ```\n2. Wait.", {})
    assert html.count("<li>") == 2
    assert ">ls</code></pre>" in html

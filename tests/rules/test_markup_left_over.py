import pytest

from clfcards.rules.markup_left_over import RULE
from tests.rules.bank_of import card, found, question


@pytest.mark.parametrize(
    "text",
    [
        "Green.<br/>Black.",
        "a <b>green</b> leaf",
        '<a href="https://example.org">leaf</a>',
        "green&nbsp;tea",
        "a &lt; b",
        "a&#39;b",
        "~~black~~ green",
        "# Leaves\ntext",
        "text\n> a quote",
        "text\n\n---\n\nmore",
        "see [1]\n\n[1]: https://example.org",
    ],
)
def test_markup_that_learners_would_see(text: str) -> None:
    assert found(RULE, card(back="Sencha", why=text)) == [(0, "why")]


@pytest.mark.parametrize(
    "text",
    [
        "2 < 3 and 5 > 4",
        "<bucket-name>.example.org",
        "`<br>` breaks a line",
        "```\n# a comment\n<b>\n```",
        "AT&T; and R&D",
        "Tea #1",
        "about ~5 cups, ~6 guests",
        "- one\n- two",
        "if a<b, stop",
        "C# and F#",
    ],
)
def test_text_that_is_shown_as_it_is_meant(text: str) -> None:
    assert not found(RULE, question(why=text))

import pytest

from clfcards.rules.unfinished_block import RULE
from tests.rules.bank_of import card, found, messages_of


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("Run:\n```sh\nls", "the code block that begins with '```sh' is not closed: add '```' on a line of its own"),
        ("~~~\nls\n```", "the code block that begins with '~~~' is not closed: add '~~~' on a line of its own"),
        ("Run ```sh ls``` now", "'```' begins a code block only on a line of its own: write the text as a block that "
         "begins with '|'"),
        ("| a | b |\n| 1 | 2 |", "a table needs a second line such as '|---|---|' below its head"),
        ("| a | b |\n|---|---|\n| 1 | 2 | 3 |", "the row '| 1 | 2 | 3 |' has another number of '|' than the head of "
         "the table"),
    ],
)  # fmt: skip
def test_a_block_that_is_not_complete(text: str, message: str) -> None:
    assert messages_of(RULE, card(why=text)) == [message]


@pytest.mark.parametrize(
    "text",
    [
        "```\nls | wc\n```",
        "~~~\n```\n~~~",
        "| a | b |\n|:--|--:|\n| `x \\| y` | 2 |",
        "a || b",
        "| alone",
        "`ls | wc`",
        "Run:\n\n```sh\nls\n```\n\n| a |\n|---|\n| 1 |",
    ],
)
def test_complete_blocks(text: str) -> None:
    assert not found(RULE, card(why=text))

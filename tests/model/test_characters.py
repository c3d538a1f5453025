import unicodedata

import pytest

from clfcards.model.characters import INVISIBLE, is_blank


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "\u200b",
        "\xa0",
        "\u3000 ",
        "\u2800",
        "\u3164",
        "\u115f\u1160",
        "\uffa0",
        "\xad\u2060",
        "\ufe0f",
        "\ufeff\n\t",
    ],
)
def test_a_text_of_which_nothing_is_seen(text: str) -> None:
    assert is_blank(text)


@pytest.mark.parametrize("text", ["a", ".", "é", "茶", "👩\u200d🍳", "\u200bS3", "❤\ufe0f", "می\u200cخواهم", "\u0967"])
def test_a_text_of_which_something_is_seen(text: str) -> None:
    assert not is_blank(text)


def test_every_character_without_a_shape_is_blank() -> None:
    """The oracle is Unicode's own category for format characters, as Python has it."""
    formats = [chr(point) for point in range(0x110000) if unicodedata.category(chr(point)) == "Cf"]
    assert all(map(is_blank, formats))
    assert all(is_blank(chr(point)) for point in range(0x110000) if INVISIBLE.match(chr(point)))

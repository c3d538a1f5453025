"""Cloze text: how it is parsed, and which texts are rejected."""

import pytest

from clfcards.model.cloze import Blank, ClozeError, card_numbers, parse_cloze


def test_plain_blanks_share_one_card() -> None:
    pieces = parse_cloze("security {{of}} the cloud, security {{in}} the cloud")
    assert pieces == ("security ", Blank(1, "of"), " the cloud, security ", Blank(1, "in"), " the cloud")
    assert card_numbers(pieces) == [1]


def test_each_numbered_blank_makes_a_card() -> None:
    assert card_numbers(parse_cloze("{{1:S3}} stores objects, {{2:EBS}} blocks, {{1:S3}} again")) == [1, 2]


def test_a_blank_can_have_a_hint() -> None:
    assert parse_cloze("{{of|preposition}}") == (Blank(1, "of", "preposition"),)


@pytest.mark.parametrize(
    ("text", "offset"),
    [
        ("no blank", 0),
        ("a {{ }}", 2),
        ("a {{\u200b}}", 2),
        ("a {{b", 2),
        ("a b}} c", 3),
        ("{{a {{b}}}}", 0),
        ("{{a}} {{1:b}}", 6),
        ("{{0:a}}", 0),
        ("{{501:a}}", 0),
        ("[x](https://a.b/{{c}})", 16),
    ],
)
def test_an_invalid_text_is_rejected_at_its_position(text: str, offset: int) -> None:
    with pytest.raises(ClozeError) as caught:
        parse_cloze(text)
    assert caught.value.offset == offset

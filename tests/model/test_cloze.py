"""Cloze text: what it is read as, and what it refuses."""

import pytest

from clfcards.model.cloze import Blank, ClozeError, card_numbers, parse_cloze


def test_plain_blanks_share_one_card() -> None:
    pieces = parse_cloze("security {{of}} the cloud, security {{in}} the cloud")
    assert pieces == ["security ", Blank(1, "of"), " the cloud, security ", Blank(1, "in"), " the cloud"]
    assert card_numbers(pieces) == [1]


def test_numbered_blanks_make_a_card_each() -> None:
    assert card_numbers(parse_cloze("{{1:S3}} stores objects, {{2:EBS}} blocks, {{1:S3}} again")) == [1, 2]


def test_a_blank_can_have_a_hint() -> None:
    assert parse_cloze("{{of|preposition}}") == [Blank(1, "of", "preposition")]


@pytest.mark.parametrize(
    ("text", "offset"),
    [
        ("no blank", 0),
        ("a {{ }}", 2),
        ("a {{b", 2),
        ("a b}} c", 3),
        ("{{a {{b}}}}", 0),
        ("{{a}} {{1:b}}", 6),
        ("{{0:a}}", 0),
        ("{{501:a}}", 0),
        ("[x](https://a.b/{{c}})", 16),
    ],
)
def test_what_cannot_be_read_is_refused_at_its_place(text: str, offset: int) -> None:
    with pytest.raises(ClozeError) as caught:
        parse_cloze(text)
    assert caught.value.offset == offset

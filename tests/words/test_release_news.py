"""The release notes in words: what fits a phone."""

import pytest

from clfcards.words.release_news import shortened

LONG = "Because servers are ready within minutes, a company can bring a finished feature to its customers sooner"


@pytest.mark.parametrize(
    ("texts", "expected"),
    [
        (("hot", "warm"), ("hot", "warm")),
        (("one\n two",), ("one two",)),
        (
            (f"{LONG}. {LONG}.", f"{LONG}. {LONG}!"),
            ("… finished feature to its customers sooner.", "… finished feature to its customers sooner!"),
        ),
        (("x" * 200,), ("x" * 160 + " …",)),
        ((f"{LONG} {LONG}",), (f"{LONG} Because servers are ready within minutes, a company …",)),
    ],
)  # fmt: skip
def test_a_long_text_is_cut_to_what_differs(texts: tuple[str, ...], expected: tuple[str, ...]) -> None:
    assert shortened(texts) == expected


def test_no_text_is_longer_than_a_phone_shows() -> None:
    for before, after in ((LONG * 3, LONG), ("a" * 500, "b" * 500), (f"x {LONG * 2}", f"y {LONG * 2}")):
        assert all(len(text) <= 166 for text in shortened((before, after)))
        assert len(set(shortened((before, after)))) == 2

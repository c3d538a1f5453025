import pytest

from clfcards.rules.grammar_cue import RULE
from tests.rules.bank_of import found, question


@pytest.mark.parametrize(
    "stem", ["A leaf that is steamed is an", "What calms is a:", "Who pours is an ...", "Call it a ____."]
)
def test_a_stem_that_ends_in_an_article(stem: str) -> None:
    assert found(RULE, question(stem)) == [(0, "stem")]


def test_only_the_key_has_the_grammatical_number_of_the_stem() -> None:
    many = question("What are steeped?", right="Dried leaves", wrong=("A stem", "A root", "A flower"))
    one = question("What is a brewing vessel?", right="A pot", wrong=("Cups", "Spoons", "Leaves"))
    assert found(RULE, many, one) == [(0, "correct", 0, "text"), (1, "correct", 0, "text")]


@pytest.mark.parametrize(
    ("stem", "right", "wrong"),
    [
        ("What are steeped?", "Dried leaves", ("Stems", "A root", "A flower")),
        ("What are steeped?", "Tea Pot", ("Tea Kettle", "Cups", "Spoons")),  # names have no number
        ("Which vitamin is in plan A?", "C", ("A", "B", "D")),
        ("What is a brewing vessel?", "A pot", ("A glass", "Canvas", "Cups")),
    ],
)
def test_grammar_that_gives_nothing_away(stem: str, right: str, wrong: tuple[str, ...]) -> None:
    assert not found(RULE, question(stem, right, wrong))

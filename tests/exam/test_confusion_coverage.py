"""What a bank lacks about confusable facts, and what answers say about its options; computed by hand."""

from clfcards.exam.confusion_coverage import (
    LEAST_ANSWERS,
    OfferedPair,
    OptionAnswers,
    UnlinkedOption,
    confusion_coverage,
)
from clfcards.model.bank import Bank, Option
from clfcards.render.grading import option_key
from tests.rules.bank_of import card, cloze, question

FACTS = (
    card(id="steamed", back="Sencha"),
    card(id="roasted", back="Hojicha"),
    card(id="whole", back="Matcha"),
    cloze("{{1:Sencha}} is steamed, and {{2:Hojicha}} is roasted.", id="both"),
)
ASKED = question(
    id="q",
    right="Sencha",
    tests=("steamed",),
    distractors=(
        Option("Hojicha", "Roasted.", "roasted"),
        Option("Matcha", "Ground."),
        Option("Assam", "Black.", "whole"),
        Option("Keemun", "Black."),
    ),
)
BANK = Bank(FACTS, (ASKED,))


def keys(*texts: str) -> list[str]:
    return [option_key("q", text) for text in texts]


def test_links_and_contrasting_cards() -> None:
    found = confusion_coverage(BANK, {})
    assert (found.distractors, found.linked, found.pairs, found.answers) == (4, 2, 2, 0)
    assert found.without_contrast == (OfferedPair("steamed", "whole", 1),)
    assert found.unlinked == (UnlinkedOption("q", "Matcha", "whole"), UnlinkedOption("q", "Keemun", ""))
    assert found.never_chosen == found.unknown == ()


def test_what_nobody_chooses_is_said_after_enough_answers() -> None:
    few = {"q": [keys("Sencha")] * (LEAST_ANSWERS - 1)}
    assert confusion_coverage(BANK, few).never_chosen == ()
    chosen = {"q": [*[keys("Sencha")] * 7, *[keys("Keemun")] * 2, keys("Matcha")], "gone": [["x"]]}
    found = confusion_coverage(BANK, chosen)
    assert found.answers == 10
    assert found.never_chosen == (OptionAnswers("q", "Hojicha", 0, 10), OptionAnswers("q", "Assam", 0, 10))
    assert found.unknown == (OptionAnswers("q", "Keemun", 2, 10), OptionAnswers("q", "Matcha", 1, 10, "whole"))

"""What a guide transition leaves for a person to do, as a list to fill in."""

from pathlib import Path

import pytest

from clfcards.model.bank import Origin
from clfcards.transition.todo import (
    ChooseTask,
    Decision,
    FindOthers,
    MoveByHand,
    ReferencesRetired,
    RenameByHand,
    RereadShares,
    ToDo,
)
from clfcards.use_cases.guide_transition import Transition
from clfcards.words.transition import retirement_reason, todo_text
from tests.compose.test_deck import TEA


def transition(*todo: ToDo) -> Transition:
    lines = {Origin("facts/a.yaml", 0): 3, Origin("facts/a.yaml", 1): 17}
    return Transition(Path("decks/tea-101"), "tea", TEA, (), (), todo, lines)


def test_items_to_decide_come_first_as_keys_and_the_rest_as_comments() -> None:
    text = todo_text(
        transition(
            ToDo("facts/a.yaml", 0, "pot", FindOthers("services", ("tea-pot",), "")),
            ToDo("facts/a.yaml", 1, "leaf", ChooseTask("TEA-101", "A.1"), ("A.1", "A.2")),
            ToDo("deck.yaml", -1, "shares", RereadShares()),
        )
    )
    assert text.splitlines() == [
        "# To decide: write a task after each item, then pass this file to 'clfcards guide apply --assign'.",
        "leaf:    # facts/a.yaml:17: one of A.1, A.2",
        "# To check:",
        "# facts/a.yaml:3: pot: services tea-pot is not in the new guide: removed, look for replacements",
        "# deck.yaml:1: shares: shares refer to task numbers, which may mean other tasks now: check them",
    ]


def test_if_nothing_is_left_the_text_is_empty() -> None:
    assert todo_text(transition()) == ""


DECISIONS: list[tuple[Decision, str]] = [
    (ChooseTask("TEA-101", "A.1"), "task A.1 of TEA-101 became several tasks: choose one"),
    (MoveByHand("B.1"), "the file's layout cannot be edited automatically: move the item to task B.1 by hand"),
    (MoveByHand(""), "the file's layout cannot be edited automatically: move the item to task ? by hand"),
    (FindOthers("topics", ("a", "b"), "x"), "topics a, b are not in the new guide: remove by hand (x)"),
    (ReferencesRetired("tests", ("a", "b"), ""), "tests a, b are retired: removed, look for replacements"),
    (ReferencesRetired("enemies", ("a",), "x"), "enemies a is retired: remove by hand (x)"),
    (RenameByHand("Jug", "Pot", ""), "'Jug' is now 'Pot': add the new name by hand (it is in a cloze)"),
    (RenameByHand("Jug", "Pot", "x"), "'Jug' is now 'Pot': add the new name by hand (x)"),
]


@pytest.mark.parametrize(("decision", "words"), DECISIONS)
def test_each_decision_says_what_to_do(decision: Decision, words: str) -> None:
    assert todo_text(transition(ToDo("x.yaml", 0, "item", decision))) == f"# To check:\n# x.yaml:1: item: {words}\n"


def test_the_reason_of_a_retirement_is_frozen() -> None:
    """Ledgers and release notes already contain it."""
    assert retirement_reason(TEA) == "its task left the exam guide (TEA-101 first)"

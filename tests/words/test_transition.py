"""What a guide transition leaves for a person to do, as a list to fill in."""

import datetime as dt
from pathlib import Path

import pytest

from clfcards.model.bank import Fact, Origin
from clfcards.transition.route import Route
from clfcards.transition.tasks import TaskMap
from clfcards.transition.todo import (
    ChooseTask,
    Decision,
    EditByHand,
    FindOthers,
    MoveByHand,
    ReferencesRetired,
    RenameByHand,
    RereadFloors,
    RereadShares,
    RetireByHand,
    ToDo,
)
from clfcards.use_cases.guide_transition import Transition
from clfcards.words.transition import counts_text, retirement_reason, todo_text
from tests.compose.test_deck import TEA


def transition(*todo: ToDo, routes: tuple[Route, ...] = (), retired: tuple[str, ...] = ()) -> Transition:
    lines = {Origin("facts/a.yaml", 0): 3, Origin("facts/a.yaml", 1): 17, Origin("facts/a.yaml", 2): 25}
    tasks = TaskMap({"A.1": ("A.1", "A.2")})
    return Transition(Path("decks/tea-101"), "tea", TEA, TEA, tasks, routes, (), retired, (), todo, lines)


def route(id_: str, index: int, target: str, *, topics: tuple[str, ...] = ()) -> Route:
    item = Fact(
        origin=Origin("facts/a.yaml", index), id=id_, task="A.1", source="https://example.org",
        verified=dt.date(2026, 1, 1), priority=2, topics=topics, why="So.", front="What?", back="That.",
    )  # fmt: skip
    return Route(item, target, "title", is_retired=not target, topics=topics, lost_topics=topics)


def test_retirements_come_first_then_decisions_as_keys_and_the_rest_as_comments() -> None:
    text = todo_text(
        transition(
            ToDo("facts/a.yaml", 0, "pot", FindOthers(("tea-pot",))),
            ToDo("facts/a.yaml", 1, "leaf", ChooseTask("TEA-101", "A.1"), ("A.1", "A.2")),
            ToDo("deck.yaml", -1, "shares", RereadShares(("A.1",))),
            routes=(route("old", 2, ""), route("pot", 0, "A.1", topics=("steam",))),
            retired=("old",),
        )
    )
    then = "then pass this file to 'clfcards guide apply --assign'."
    assert text.splitlines() == [
        f"# To retire, 1 item: to keep one, write a task instead of 'retire'; {then}",
        "old: retire    # facts/a.yaml:25: task A.1 is gone",
        f"# To decide: write a task, or 'retire', after each item; {then}",
        "leaf:    # facts/a.yaml:17: one of A.1, A.2",
        f"# Topics to decide: write a topic of the same task, or 'drop', after each; {then}",
        "A.1/steam:    # 1 item: pot",
        "# To check:",
        "# facts/a.yaml:3: pot: services tea-pot is not in the new guide: look for replacements",
        "# deck.yaml:1: shares: the shares of A.1 refer to numbers that no longer mean the same task: check them",
    ]


def test_the_numbers_add_up_to_the_bank() -> None:
    lines = counts_text(transition(routes=(route("a", 0, "A.2"), route("b", 1, "A.1"), route("c", 2, "")))).splitlines()
    assert lines == [
        "TEA-101 first → TEA-101 first",
        "stay in their task    1",
        "move to another task  1  1 with their task",
        "retire                1  their task is gone",
        "undecided             0",
        "together              3",
    ]


def test_if_nothing_is_left_the_text_is_empty() -> None:
    assert todo_text(transition()) == ""


DECISIONS: list[tuple[Decision, str]] = [
    (ChooseTask("TEA-101", "A.1"), "task A.1 of TEA-101 became several tasks: choose one"),
    (
        MoveByHand("B.1"),
        "the file's layout cannot be edited automatically, so its task was set to 'undecided': "
        "move the item to task B.1 by hand, and write the file's task again",
    ),
    (
        MoveByHand(""),
        "the file's layout cannot be edited automatically, so its task was set to 'undecided': "
        "move the item to the task that you choose by hand, and write the file's task again",
    ),
    (RetireByHand(), "its task is gone, but the file's layout cannot be edited automatically: retire it by hand"),
    (EditByHand("topics", ("a", "b"), "x"), "topics must be [a, b]: write this by hand (x)"),
    (FindOthers(("a", "b")), "services a, b are not in the new guide: look for replacements"),
    (RereadFloors(("a",)), "services a is not in the new guide: their floors are removed"),
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

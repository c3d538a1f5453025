"""Where tasks, topics and items go: the vendor's map where there is one, and what the guides themselves say."""

import pytest

from clfcards.model.bank import Bank, Fact
from clfcards.source.bank import read_bank_file
from clfcards.transition.route import Route, routes
from clfcards.transition.tasks import TaskMap, task_map
from tests.small_exam import GUIDE, fact, facts_file
from tests.transition.clf_c01 import guide_of

NEXT = GUIDE.replace("revision: first", "revision: first").replace("the first text", "the next text")
OTHER_EXAM = NEXT.replace("code: TEA-101", "code: TEA-102\n  predecessor: TEA-101")

MOVED_TOPIC = OTHER_EXAM.replace(", black-tea: black tea}", "}").replace(
    "{serving: serving", "{serving: serving, black-tea: black tea"
)
MAP = "predecessor_tasks: {A.1: [A.1]}\n"


def mapped(new: str, old: str = GUIDE) -> TaskMap:
    return task_map(guide_of(old), guide_of(new))


def routed(new: str, *facts: str, task: str = "A.1", old: str = GUIDE) -> dict[str, Route]:
    file = read_bank_file("facts/x.yaml", facts_file(task, *facts))
    assert not file.problems
    bank = Bank(tuple(item for item in file.facts if isinstance(item, Fact)))
    before, after = guide_of(old), guide_of(new)
    return {route.item.id: route for route in routes(bank, task_map(before, after), before, after)}


SPLIT = NEXT.replace(
    "topics: {green-tea: green tea, black-tea: black tea}\n",
    "topics: {green-tea: green tea}\n"
    "      - id: A.3\n        title: Ferment\n        topics: {black-tea: black tea, kettle: Tea Kettle}\n",
)


def test_a_task_that_the_map_does_not_name_stays_if_it_is_in_the_new_guide() -> None:
    """A map that listed only what changed retired the items of all other tasks."""
    found = mapped(OTHER_EXAM + "predecessor_tasks: {A.2: [B.1]}\n")
    assert dict(found.targets) == {"A.1": ("A.1",), "A.2": ("B.1",), "B.1": ("B.1",), "C.1": ("C.1",)}
    assert found.published


def test_an_unnamed_task_with_another_title_and_other_topics_keeps_its_number() -> None:
    other = OTHER_EXAM.replace("title: Serve", "title: Pour").replace("{serving: serving}", "{pouring: pouring}")
    assert mapped(other + "predecessor_tasks: {A.2: [B.1]}\n").targets["C.1"] == ("C.1",)
    assert mapped(other + "predecessor_tasks: {A.2: [C.1]}\n").targets["C.1"] == ()


def test_without_a_map_a_number_alone_is_for_a_person_to_decide() -> None:
    other = NEXT.replace("title: Serve", "title: Pour").replace("{serving: serving}", "{pouring: pouring}")
    route = routed(other, fact("cup"), task="C.1")["cup"]
    assert (route.target, route.candidates, route.is_retired) == ("", ("C.1",), False)


def test_a_task_follows_its_topics_when_its_title_and_number_change() -> None:
    new = NEXT.replace("id: B.1", "id: B.7").replace("Choose the temperature", "Heat")
    assert mapped(new).targets["B.1"] == ("B.7",)


@pytest.mark.parametrize(
    ("topics", "target", "lost"),
    [
        ("[black-tea]", "A.3", ()),
        ("[green-tea]", "A.1", ()),
        ("[green-tea, black-tea]", "A.1", ("black-tea",)),
        ("", "A.1", ()),
    ],
)
def test_items_of_a_split_task_follow_their_topics_without_a_map(
    topics: str, target: str, lost: tuple[str, ...]
) -> None:
    """They stayed in the old task and silently lost the topic."""
    route = routed(SPLIT, fact("x", topics=topics))["x"]
    assert (route.target, route.lost_topics) == (target, lost)
    assert set(lost) <= set(route.topics)


def test_an_item_without_topics_follows_its_service_into_a_part_of_its_task() -> None:
    found = routed(SPLIT, fact("kettle", services="[tea-kettle]"), fact("pot", services="[tea-pot]"))
    assert (found["kettle"].target, found["kettle"].reason) == ("A.3", "services")
    assert found["pot"].target == "A.1"


def test_a_topic_with_the_same_words_is_the_same_topic() -> None:
    new = NEXT.replace("{green-tea: green tea,", "{tea-that-is-green: Green Tea,")
    route = routed(new, fact("x", topics="[green-tea]"))["x"]
    assert (route.target, route.topics, route.lost_topics) == ("A.1", ("tea-that-is-green",), ())


def test_topics_that_contradict_the_map_are_for_a_person_to_decide() -> None:
    route = routed(MOVED_TOPIC + "predecessor_tasks: {A.1: [A.1]}\n", fact("x", topics="[black-tea]"))["x"]
    assert (route.target, route.candidates) == ("", ("A.1", "C.1"))


def test_an_item_of_a_dropped_task_is_saved_by_a_topic_that_lives_on() -> None:
    found = routed(MOVED_TOPIC + "predecessor_tasks: {A.1: []}\n", fact("x", topics="[black-tea]"), fact("y"))
    assert (found["x"].target, found["y"].is_retired) == ("C.1", True)


def test_a_revision_under_the_same_code_can_have_a_map() -> None:
    assert mapped(SPLIT + "predecessor_tasks: {A.1: [A.1, A.3]}\n").targets["A.1"] == ("A.1", "A.3")
    named = SPLIT.replace("code: TEA-101", "code: TEA-101\n  predecessor: TEA-101")
    assert mapped(named + "predecessor_tasks: {A.1: [A.1, A.3]}\n").published


def test_the_map_of_the_old_guide_is_not_that_of_its_next_revision() -> None:
    old = GUIDE.replace("code: TEA-101", "code: TEA-101\n  predecessor: TEA-100") + "predecessor_tasks: {X: [C.1]}\n"
    new = old.replace("the first text", "the next text")
    found = mapped(new, old)
    assert (found.published, found.refused) == (False, "")
    shorter = mapped(new.replace("{X: [C.1]}", "{X: []}"), old)  # a target that is gone cannot be named
    assert (shorter.published, shorter.refused) == (False, "")


ELSEWHERE = OTHER_EXAM.replace("predecessor: TEA-101", "predecessor: TEA-99")


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        (GUIDE, NEXT.replace("TEA-101", "TEA-102") + MAP,
         "names no exam, but the sources follow TEA-101: write 'predecessor: TEA-101' under 'exam'"),
        (GUIDE, ELSEWHERE + MAP, "is for 'TEA-99', but the sources follow TEA-101"),
        (GUIDE, ELSEWHERE.replace("TEA-102", "TEA-101") + MAP, "is for 'TEA-99', but the sources follow TEA-101"),
        (GUIDE, OTHER_EXAM + "predecessor_tasks: {A.1: [A.1], B.9: [B.1]}\n",
         "names task 'B.9', which TEA-101 does not have, did you mean 'B.1'?"),
        (GUIDE + MAP.replace("[A.1]", "[A.2]"), OTHER_EXAM + MAP.replace("[A.1]", "[A.2]"),
         "is that of TEA-101 itself: write the map from TEA-101 to TEA-102"),
    ],
    ids=["no predecessor", "another predecessor", "the same code", "an unknown task", "a copied map"],
)  # fmt: skip
def test_a_map_that_cannot_be_used_is_refused(old: str, new: str, words: str) -> None:
    """It was ignored."""
    assert words in mapped(new, old).refused

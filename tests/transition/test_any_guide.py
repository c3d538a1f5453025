"""Whatever the new guide is, no item is lost, moved into nothing, or changed in what a learner reads."""

from dataclasses import replace
from typing import Any

import yaml
from hypothesis import given
from hypothesis import strategies as st

from clfcards.model.bank import Bank, Fact, Origin
from clfcards.source.bank import read_bank_file
from clfcards.transition.plan import UNDECIDED, plan_edits
from clfcards.transition.route import routes
from clfcards.transition.tally import tally
from clfcards.transition.tasks import task_map
from tests.small_exam import GUIDE, fact, facts_file
from tests.transition.clf_c01 import guide_of

IDS = ["A.1", "A.2", "B.1", "C.1", "C.2"]
TITLES = ["Tell leaves apart", "Know where leaves grow", "Choose the temperature", "Serve", "Clean the pot"]
TOPICS = {"green-tea": "green tea", "black-tea": "black tea", "highlands": "highlands", "temperature": "temperature"}
FILES = {
    "facts/A.1-leaves.yaml": facts_file(
        "A.1", fact("green", topics="[green-tea]  # one"), fact("both", topics="[green-tea, black-tea]"), fact("none")
    ),
    "facts/a2.yaml": facts_file("A.2", "  # high up\n", fact("high", topics="[highlands]"), fact("low")),
    "facts/B.1.yaml": facts_file("B.1", fact("warm", topics="[temperature]", services="[tea-kettle]")),
    "facts/C.1-x.yaml": facts_file("C.1", fact("cup"), fact("pot", services="[tea-pot]")),
}


def bank_of(files: dict[str, str]) -> Bank:
    found: list[Fact] = []
    for path, text in files.items():
        file = read_bank_file(path, text)
        assert not file.problems, file.problems
        found += file.facts
    return Bank(tuple(found))


@st.composite
def guides(draw: st.DrawFn) -> str:
    """The small exam's guide with other tasks, titles, topics and a map."""
    data: dict[str, Any] = yaml.load(GUIDE, yaml.CSafeLoader)
    ids = draw(st.lists(st.sampled_from(IDS), unique=True, min_size=3, max_size=5))
    tasks = [
        {
            "id": id_,
            "title": draw(st.sampled_from(TITLES)),
            "topics": draw(
                st.dictionaries(st.sampled_from([*TOPICS, "steam"]), st.sampled_from(list(TOPICS.values())))
            ),
        }
        for id_ in ids
    ]
    for i, domain in enumerate(data["domains"]):
        domain["tasks"] = tasks[i::3]
    if draw(st.booleans()):
        named = draw(st.lists(st.sampled_from(IDS[:4]), unique=True))
        data["predecessor_tasks"] = {task: draw(st.lists(st.sampled_from(ids), unique=True)) for task in named}
    return yaml.dump(data, Dumper=yaml.CSafeDumper, sort_keys=False)


@given(guides())
def test_every_item_has_one_place_and_keeps_what_a_learner_reads(text: str) -> None:
    old, new, before = guide_of(GUIDE), guide_of(text), bank_of(FILES)
    tasks = task_map(old, new)
    found = routes(before, tasks, old, new)
    numbers = tally(found, old, tasks)
    assert numbers.items == len(before)
    assert all(bool(r.target in new.tasks) + r.is_retired + r.is_open == 1 for r in found)

    plan = plan_edits(FILES, found, old, new)
    after = {**FILES, **plan.files}
    moved = {item.id: item for item in bank_of({path: text for path, text in after.items() if text})}
    assert len(plan.retired) == numbers.retire
    assert moved.keys() == {item.id for item in before} - {*plan.retired}
    for route in found:
        if route.is_retired:
            continue
        item = moved[route.item.id]
        assert item.task == (route.target or f"{UNDECIDED} (TEA-101 {route.item.task})")
        assert len(item.topics) == len(route.item.topics) or len({*route.topics}) < len(route.item.topics)
        unknown = [topic for topic in item.topics if route.target and topic not in new.tasks[route.target].topics]
        assert unknown == list(route.lost_topics)
        nowhere = Origin("", 0)
        assert replace(item, origin=nowhere, task="", topics=(), services=()) == replace(
            route.item, origin=nowhere, task="", topics=(), services=()
        )


@given(guides())
def test_a_second_time_nothing_moves(text: str) -> None:
    old, new = guide_of(GUIDE), guide_of(text)
    first = plan_edits(FILES, routes(bank_of(FILES), task_map(old, new), old, new), old, new)
    files = {path: text for path, text in {**FILES, **first.files}.items() if text}
    again = routes(bank_of(files), task_map(new, new), new, new)
    assert not plan_edits(files, again, new, new).files
    assert not any(route.is_retired for route in again)

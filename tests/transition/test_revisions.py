"""Every item of the shipped bank is accounted for under plausible revisions, and every one can be undone."""

import json
import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from clfcards.decks.load import load
from clfcards.model.bank import Bank, Fact, Origin, Question
from tests.command import run
from tests.transition.clf_c01 import SHIPPED
from tests.transition.revisions import RETIRED, REVISIONS, UNDECIDED, Revision, revised

NOWHERE = Origin("", 0)


@pytest.fixture(scope="module")
def shipped() -> Bank:
    return load(SHIPPED).bank


@pytest.fixture
def exam(tmp_path: Path) -> Path:
    folder = tmp_path / "decks" / "clf-c02"
    shutil.copytree(SHIPPED, folder)
    return folder


def contents(exam: Path) -> dict[str, bytes]:
    """The bytes of every file of the exam, without the journals."""
    files = (path for path in exam.rglob("*") if path.is_file())
    return {
        name: path.read_bytes()
        for path in files
        if not (name := path.relative_to(exam).as_posix()).startswith(".transitions/")
    }


def expected(item: Fact | Question, revision: Revision) -> tuple[str, tuple[str, ...], tuple[str, ...]]:
    """Where the item goes, and its topics and services there."""
    target = revision.target(item)
    renamed = revision.topics or {} if target != UNDECIDED else {}
    is_renamed = target == item.task and item.task in ("1.1", "2.3")  # the tasks whose topics get other ids
    topics = tuple(renamed.get(topic, topic) if is_renamed else topic for topic in item.topics)
    return target, topics, tuple((revision.services or {}).get(service, service) for service in item.services)


def without_places(item: Fact | Question, retired: set[str]) -> Fact | Question:
    """The item without what a transition may change: place, topics, services, and references to retired items."""
    item = replace(item, origin=NOWHERE, task="", topics=(), services=())
    if isinstance(item, Question):
        item = replace(
            item,
            tests=tuple(id_ for id_ in item.tests if id_ not in retired),
            enemies=tuple(id_ for id_ in item.enemies if id_ not in retired),
            distractors=tuple(replace(d, fact="" if d.fact in retired else d.fact) for d in item.distractors),
        )
    return item


@pytest.mark.parametrize("revision", REVISIONS, ids=lambda revision: revision.name)
def test_every_item_is_where_it_belongs_and_undo_restores_every_byte(
    exam: Path, tmp_path: Path, shipped: Bank, revision: Revision
) -> None:
    before = contents(exam)
    new = tmp_path / "new.yaml"
    new.write_text(revised(before["guide.yaml"].decode(), revision), encoding="utf-8")
    targets = {item.id: expected(item, revision) for item in shipped}
    retired = {id_ for id_, (target, *_) in targets.items() if target == RETIRED}
    command = ("--decks", str(exam.parent), "guide")
    applied = run(*command, "apply", str(new), "--json", "--yes", "--retire", str(len(retired)))
    assert applied.exit_code == 0, applied.output[-2000:]

    after = load(exam)
    assert not after.problems
    found = {item.id: item for item in after.bank}
    assert len(after.bank) == len(found) == len(shipped) - len(retired)
    assert found.keys() == targets.keys() - retired
    strays = {
        id_: (item.task, item.topics, item.services)
        for id_, item in found.items()
        if (item.task if not item.task.startswith(UNDECIDED) else UNDECIDED, item.topics, item.services) != targets[id_]
    }
    between = {item.id for item in shipped if revision.is_open(item)}
    assert strays.keys() <= between
    assert {task[:9] for task, *_ in strays.values()} <= {"2.5", UNDECIDED}
    plan = json.loads(applied.stdout)
    assert {row["item"] for row in plan["items"] if row["what"] == "retire"} == retired
    losers = {item.id for item in shipped if revision.loses(item)}
    assert {row["item"] for row in plan["items"] if row["lost_topics"]} - between == losers - between
    assert_texts_are_unchanged(shipped, after.bank, retired, revision)
    ledger = json.loads((exam / "ledger.json").read_text(encoding="utf-8"))["notes"]
    assert {id_ for id_, entry in ledger.items() if entry.get("retired") and id_ in targets} == retired & ledger.keys()

    undone = run(*command, "undo", "--yes")
    assert undone.exit_code == 0, undone.output[-2000:]
    assert contents(exam) == before


def assert_texts_are_unchanged(before: Bank, after: Bank, retired: set[str], revision: Revision) -> None:
    """Apart from new names of services, which are added next to the old ones, nothing that a learner reads changes."""
    found = {item.id: item for item in after}
    for item in before:
        if item.id in found and without_places(item, retired) != found_without_place(found[item.id]):
            assert "services" in revision.name
            assert "Amazon Relational Database (formerly Amazon RDS)" in str(found[item.id])


def found_without_place(item: Fact | Question) -> Fact | Question:
    return without_places(item, set())


def test_a_lost_topic_is_found_by_check_until_it_is_decided(exam: Path, tmp_path: Path, shipped: Bank) -> None:
    """Also a topic whose id now belongs to another topic, which check would take for the same."""
    revision = next(r for r in REVISIONS if r.name == "a topic with the id of a dropped one")
    new, todo = tmp_path / "new.yaml", tmp_path / "todo.yaml"
    new.write_text(revised((exam / "guide.yaml").read_text(encoding="utf-8"), revision), encoding="utf-8")
    decks = ("--decks", str(exam.parent))
    run(*decks, "guide", "apply", str(new), "--yes")
    losers = {item.id for item in shipped if revision.loses(item)}
    found = json.loads(run(*decks, "--json", "check", "--rule", "unknown-topic").stdout)["problems"]
    assert len(found) == len(losers)
    assert "task 2.3 has no topic 'lost-mfa'" in found[0]["message"]
    run(*decks, "guide", "apply", str(new), "--todo", str(todo))
    decided = todo.read_text(encoding="utf-8").replace("2.3/lost-mfa:", "2.3/mfa: drop  #")
    todo.write_text(decided, encoding="utf-8")
    applied = run(*decks, "guide", "apply", str(new), "--assign", str(todo), "--yes")
    assert applied.exit_code == 0, applied.output[-1000:]
    assert json.loads(run(*decks, "--json", "check", "--rule", "unknown-topic").stdout)["problems"] == []

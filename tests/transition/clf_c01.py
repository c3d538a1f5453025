"""The shipped exam as it would have been under CLF-C01: the oracle for a real change of the guide.

The task map is the one that AWS published (CLF-C02 exam guide 1.0, appendix B). Tasks that the appendix
does not list kept their number.
"""

import re
import shutil
from dataclasses import dataclass
from pathlib import Path

from clfcards.decks.load import load
from clfcards.model.bank import Bank
from clfcards.model.guide import Guide
from clfcards.source.edit import FieldEdit, with_fields
from clfcards.source.guide import read_guide
from clfcards.source.locate import items_of
from clfcards.source.nodes import Mapping, parse
from clfcards.transition.shares import without_shares

SHIPPED = Path(__file__).parents[2] / "decks" / "clf-c02"
PUBLISHED = {
    "1.1": ("1.1", "1.3", "1.4"),
    "1.2": ("1.4",),
    "1.3": ("1.2",),
    "2.1": ("2.1",),
    "2.2": ("2.2", "2.3"),
    "2.3": ("2.3",),
    "2.4": ("2.4",),
    "3.1": ("3.1",),
    "3.2": ("3.2",),
    "3.3": ("3.3", "3.4", "3.5", "3.6", "3.7", "3.8"),
    "3.4": ("4.3",),
    "4.1": ("4.1",),
    "4.2": ("4.2",),
    "4.3": ("4.2", "4.3"),
}
# For each task of CLF-C02, one of the tasks of CLF-C01 that it came from.
BEFORE = {"1.1": "1.1", "1.2": "1.3", "1.3": "1.1", "1.4": "1.2", "4.1": "4.1", "4.2": "4.3", "4.3": "3.4"}
BEFORE |= {task: task for task in ("2.1", "2.2", "2.3", "2.4", "3.1", "3.2")}
BEFORE |= dict.fromkeys(PUBLISHED["3.3"], "3.3")


def new_guide_text() -> str:
    """The shipped guide with the published map."""
    text = (SHIPPED / "guide.yaml").read_text(encoding="utf-8")
    if "\npredecessor_tasks:" in text:
        return text
    return (
        text
        + "predecessor_tasks:\n"
        + "".join(
            f'  "{task}": [{", ".join(f"{chr(34)}{t}{chr(34)}" for t in targets)}]\n'
            for task, targets in PUBLISHED.items()
        )
    )


def old_guide_text() -> str:
    """CLF-C01's domains and tasks, with the shipped guide's sources and services."""
    own = Path(__file__).with_name("clf-c01.yaml").read_text(encoding="utf-8")
    shipped = (SHIPPED / "guide.yaml").read_text(encoding="utf-8")
    parts = re.split(r"^(?=[a-z_]+:)", shipped, flags=re.MULTILINE)
    kept = ("sources", "services", "renames", "closures")
    return own + "".join(part for part in parts if part.split(":")[0] in kept)


def guide_of(text: str) -> Guide:
    guide, problems = read_guide("guide.yaml", text)
    assert guide is not None, problems
    return guide


@dataclass(frozen=True)
class C01Exam:
    """A copy of the shipped exam retagged to CLF-C01; `tasks` are the items' tasks in CLF-C02."""

    decks: Path
    folder: Path
    bank: Bank
    tasks: dict[str, str]


def retagged_exam(decks: Path) -> C01Exam:
    """Writes the copy below `decks`."""
    shipped = load(SHIPPED).bank
    folder = decks / "clf-c01"
    shutil.copytree(SHIPPED, folder, ignore=shutil.ignore_patterns("ledger.json"))
    (folder / "guide.yaml").write_text(old_guide_text(), encoding="utf-8")
    old = guide_of(old_guide_text())
    settings = (folder / "deck.yaml").read_text(encoding="utf-8")
    (folder / "deck.yaml").write_text(without_shares(settings, frozenset(guide_of(new_guide_text()).tasks)), "utf-8")
    for path in [*folder.glob("facts/*.yaml"), *folder.glob("questions/*.yaml")]:
        path.write_text(_retagged(path.read_text(encoding="utf-8"), old), encoding="utf-8")
    loaded = load(folder)
    assert not loaded.problems, loaded.problems[:3]
    return C01Exam(decks, folder, loaded.bank, {item.id: item.task for item in shipped})


def _retagged(text: str, old: Guide) -> str:
    """The file under its old task; its items keep only the topics that this task had."""
    head = re.compile(r'^task: "?([0-9.]+)"?$', re.MULTILINE)
    match = head.search(text)
    assert match
    task = BEFORE[match[1]]
    text = head.sub(f'task: "{task}"', text, count=1)
    edits = []
    for item in items_of(parse(text)[0]):
        assert isinstance(item, Mapping)
        if "topics" in item.entries:
            topics = [node.text for node in item.entries["topics"][1].items]  # type: ignore[union-attr]  # a list
            kept = [topic for topic in topics if topic in old.tasks[task].topics]
            edits.append(FieldEdit(item, "topics", f"[{', '.join(kept)}]" if kept else None))
    return with_fields(text, edits)

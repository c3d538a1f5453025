"""A guide transition in words: its numbers, what is left for a person to do, and why items are retired."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from clfcards.model.bank import Origin
from clfcards.model.guide import Guide
from clfcards.next_step import NextStep
from clfcards.transition.route import DROP, RETIRE, Route
from clfcards.transition.tally import Tally
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
from clfcards.transition.topics import topic_key
from clfcards.use_cases.guide_transition import Transition
from clfcards.words.guide import guide_name
from clfcards.words.next_steps import command_line
from clfcards.words.phrases import count
from clfcards.words.table import aligned

_FEW = 8  # as many candidates or items are named; more are only counted
_REASONS = {
    "decision": "as you decided", "map": "by the vendor's map", "topics": "by their topics",
    "services": "by their services", "title": "with their task",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class ItemDocument:
    """What happens to one item. `to` is empty if it is `undecided` or retired; the topics are those it loses.

    `is_edited` means that more than its file changes: the id of a topic or service, a name, or a reference.
    """

    item: str
    place: str
    what: str
    task: str
    to: str
    reason: str
    one_of: tuple[str, ...]
    lost_topics: tuple[str, ...]
    lost_services: tuple[str, ...]
    is_edited: bool


@dataclass(frozen=True, slots=True)
class TransitionDocument:
    """The document of `guide apply --json`: the numbers, every item of the bank, and the changed files."""

    old: str
    new: str
    published_map: bool
    counts: Mapping[str, int]
    items: tuple[ItemDocument, ...]
    files: tuple[str, ...]


def title(transition: Transition) -> str:
    """`CLF-C02 2026 → CLF-C03 2027`."""
    return f"{guide_name(transition.before)} → {guide_name(transition.after)}"


def counts_text(transition: Transition) -> str:
    """The numbers of items, which add up to the bank, and of those that lose a topic or service."""
    found = transition.tally
    moved_by = ", ".join(f"{number} {_REASONS[reason]}" for reason, number in found.moved_by)
    rows = [
        ("stay in their task", f"{found.stay:,}", ""),
        ("move to another task", f"{found.move:,}", moved_by),
        ("retire", f"{found.retire:,}", "their task is gone" if found.retire else ""),
        ("undecided", f"{found.undecided:,}", "nothing can be built before you decide" if found.undecided else ""),
        ("together", f"{found.items:,}", ""),
    ]
    lines = [title(transition), *aligned(rows, "<><")]
    if transition.edited:
        lines.append(
            f"Edited items: {len(transition.edited):,} (new ids of topics and services, new names of services, "
            "references to retired items)."
        )
    if found.reuse:
        lines.append(f"Moved to a number that meant another task before: {found.reuse:,}.")
    if found.lose_a_topic or found.lose_a_service:
        lines.append(
            f"Items with a topic that their task does not have: {found.lose_a_topic:,}; with a service that the guide "
            f"does not have: {found.lose_a_service:,}. They keep its name, and check finds it until you decide."
        )
    return "\n".join(lines)


def document(transition: Transition) -> TransitionDocument:
    """The plan as the document of `--json`."""
    found = transition.tally
    names = [name for name in Tally.__dataclass_fields__ if name != "moved_by"]
    return TransitionDocument(
        guide_name(transition.before),
        guide_name(transition.after),
        transition.tasks.published,
        {"items": found.items, **{name: getattr(found, name) for name in names}},
        tuple(_item(route, transition) for route in transition.routes),
        tuple(sorted(edit.path.relative_to(transition.folder).as_posix() for edit in transition.edits)),
    )


def todo_text(transition: Transition) -> str:
    """What is left to do, as a file to fill in: retirements first, then undecided items and topics, then comments."""
    retired = [route for route in transition.routes if route.item.id in transition.retired]
    open_ = [entry for entry in transition.todo if entry.candidates]
    rest = [entry for entry in transition.todo if not entry.candidates]
    then = f"then pass this file to '{command_line(NextStep.run('guide apply', assign=None))}'"
    lines = [
        *_section(
            f"To retire, {count(len(retired), 'item')}: to keep one, write a task instead of '{RETIRE}'; {then}.",
            [(f"{r.item.id}: {RETIRE}", f"{_place_of(r, transition)}: task {r.item.task} is gone") for r in retired],
        ),
        *_section(
            f"To decide: write a task, or '{RETIRE}', after each item; {then}.",
            [(f"{e.item}:", f"{_place(e, transition)}: {_choice(e.candidates)}") for e in open_],
        ),
        *_section(
            f"Topics to decide: write a topic of the same task, or '{DROP}', after each; {then}.",
            list(_lost_topics(transition)),
        ),
    ]
    if rest:
        lines.append("# To check:")
        lines += [f"# {_place(entry, transition)}: {entry.item}: {_words(entry.decision)}" for entry in rest]
    return "".join(f"{line}\n" for line in lines)


def result_text(transition: Transition) -> str:
    """What was written, and the next commands."""
    undo, check = (command_line(NextStep.run(name)) for name in ("guide undo", "check"))
    return (
        f"{count(len(transition.edits), 'file')} written and {count(len(transition.retired), 'item')} retired; "
        f"now run '{check}'; '{undo}' takes everything back"
    )


def retirement_reason(guide: Guide) -> str:
    """The reason, for learners, why the items of dropped tasks are retired."""
    return f"its task left the exam guide ({guide_name(guide)})"


def _section(head: str, rows: list[tuple[str, str]]) -> list[str]:
    """The lines of a section of the to-do list: keys, each with a comment; nothing without rows."""
    width = max((len(key) for key, _ in rows), default=0)
    return [f"# {head}", *(f"{key:{width}}    # {comment}" for key, comment in rows)] if rows else []


def _lost_topics(transition: Transition) -> Iterator[tuple[str, str]]:
    """Each lost topic under its task, and the items that name it."""
    items: dict[str, list[str]] = defaultdict(list)
    for route in transition.routes:
        for topic in route.topics_to_decide:
            items[topic_key(route.target, topic)].append(route.item.id)
    for key, ids in items.items():
        yield f"{key}:", f"{count(len(ids), 'item')}: {', '.join(ids[:_FEW])}{' …' if len(ids) > _FEW else ''}"


def _choice(candidates: tuple[str, ...]) -> str:
    return f"one of {', '.join(candidates)}" if len(candidates) <= _FEW else "any task of the new guide"


def _item(route: Route, transition: Transition) -> ItemDocument:
    what = "retire" if route.is_retired else "undecided" if route.is_open else "move" if route.is_moved else "stay"
    return ItemDocument(
        route.item.id,
        _place_of(route, transition),
        what,
        route.item.task,
        route.target,
        route.reason if route.target else "",
        route.candidates,
        route.topics_to_decide,
        route.lost_services,
        route.item.id in transition.edited,
    )


def _place_of(route: Route, transition: Transition) -> str:
    return f"{route.item.origin.path}:{transition.lines.get(route.item.origin, 1)}"


def _place(entry: ToDo, transition: Transition) -> str:
    return f"{entry.path}:{transition.lines.get(Origin(entry.path, entry.index), 1)}"


def _words(decision: Decision) -> str:
    match decision:
        case ChooseTask(exam, task):
            return f"task {task} of {exam} became several tasks: choose one"
        case MoveByHand(target):
            place = f"to task {target}" if target else "to the task that you choose"
            return (
                f"the file's layout cannot be edited automatically, so its task was set to 'undecided': move the item "
                f"{place} by hand, and write the file's task again"
            )
        case RetireByHand():
            return "its task is gone, but the file's layout cannot be edited automatically: retire it by hand"
        case EditByHand(field, names, obstacle):
            return f"{field} must be [{', '.join(names)}]: write this by hand ({obstacle})"
        case FindOthers(names):
            return f"services {_are(names)} not in the new guide: look for replacements"
        case ReferencesRetired(field, ids, obstacle):
            what = f"{field} {_are(ids)} retired"
            return f"{what}: remove by hand ({obstacle})" if obstacle else f"{what}: removed, look for replacements"
        case RenameByHand(old, new, obstacle):
            return f"'{old}' is now '{new}': add the new name by hand ({obstacle or 'it is in a cloze'})"
        case RereadShares(tasks):
            return f"the shares of {', '.join(tasks)} refer to numbers that no longer mean the same task: check them"
        case RereadFloors(services):
            return f"services {_are(services)} not in the new guide: their floors are removed"


def _are(names: tuple[str, ...]) -> str:
    return f"{', '.join(names)} {'are' if len(names) > 1 else 'is'}"

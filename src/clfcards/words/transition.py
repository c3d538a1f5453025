"""A guide transition in words: what is left for a person to do, and why items are retired."""

from clfcards.model.bank import Origin
from clfcards.model.guide import Guide
from clfcards.next_step import NextStep
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
from clfcards.words.guide import guide_name
from clfcards.words.next_steps import command_line


def todo_text(transition: Transition) -> str:
    """What is left to do, as a file to fill in: undecided items as keys without a task, the rest as comments."""
    open_ = [entry for entry in transition.todo if entry.candidates]
    rest = [entry for entry in transition.todo if not entry.candidates]
    text = ""
    if open_:
        command = command_line(NextStep.run("guide apply", assign=None))
        text += f"# To decide: write a task after each item, then pass this file to '{command}'.\n"
        width = max(len(entry.item) for entry in open_) + 1
        text += "".join(
            f"{entry.item + ':':{width}}    # {_place(entry, transition)}: one of {', '.join(entry.candidates)}\n"
            for entry in open_
        )
    if rest:
        text += "# To check:\n"
        text += "".join(f"# {_place(entry, transition)}: {entry.item}: {_words(entry.decision)}\n" for entry in rest)
    return text


def retirement_reason(guide: Guide) -> str:
    """The reason, for learners, why the items of dropped tasks are retired."""
    return f"its task left the exam guide ({guide_name(guide)})"


def _place(entry: ToDo, transition: Transition) -> str:
    return f"{entry.path}:{transition.lines.get(Origin(entry.path, entry.index), 1)}"


def _words(decision: Decision) -> str:
    match decision:
        case ChooseTask(exam, task):
            return f"task {task} of {exam} became several tasks: choose one"
        case MoveByHand(target):
            return f"the file's layout cannot be edited automatically: move the item to task {target or '?'} by hand"
        case FindOthers(field, names, obstacle):
            what = f"{field} {', '.join(names)} {'are' if len(names) > 1 else 'is'} not in the new guide"
            return f"{what}: remove by hand ({obstacle})" if obstacle else f"{what}: removed, look for replacements"
        case ReferencesRetired(field, ids, obstacle):
            what = f"{field} {', '.join(ids)} {'are' if len(ids) > 1 else 'is'} retired"
            return f"{what}: remove by hand ({obstacle})" if obstacle else f"{what}: removed, look for replacements"
        case RenameByHand(old, new, obstacle):
            return f"'{old}' is now '{new}': add the new name by hand ({obstacle or 'it is in a cloze'})"
        case RereadShares():
            return "shares refer to task numbers, which may mean other tasks now: check them"

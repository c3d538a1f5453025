"""A guide transition in words: what is left to a person, and why items are retired."""

from clfcards.model.bank import Origin
from clfcards.model.guide import Guide
from clfcards.next_step import NextStep
from clfcards.transition.todo import ChooseTask, Decision, FindOthers, MoveByHand, RenameByHand, RereadShares, ToDo
from clfcards.use_cases.guide_transition import Transition
from clfcards.words.guide import guide_name
from clfcards.words.next_steps import command_line


def todo_text(transition: Transition) -> str:
    """What is left, as a file that can be filled in: open items with no task yet, the rest as comments."""
    open_ = [entry for entry in transition.todo if entry.candidates]
    rest = [entry for entry in transition.todo if not entry.candidates]
    text = ""
    if open_:
        command = command_line(NextStep.run("guide apply", assign=None))
        text += f"# To decide: write a task behind each item, and give this file to '{command}'.\n"
        width = max(len(entry.item) for entry in open_) + 1
        text += "".join(
            f"{entry.item + ':':{width}}    # {_place(entry, transition)}: one of {', '.join(entry.candidates)}\n"
            for entry in open_
        )
    if rest:
        text += "# To look at:\n"
        text += "".join(f"# {_place(entry, transition)}: {entry.item}: {_words(entry.decision)}\n" for entry in rest)
    return text


def retirement_reason(guide: Guide) -> str:
    """Why the items of dropped tasks are retired, for learners."""
    return f"its task left the exam guide ({guide_name(guide)})"


def _place(entry: ToDo, transition: Transition) -> str:
    return f"{entry.path}:{transition.lines.get(Origin(entry.path, entry.index), 1)}"


def _words(decision: Decision) -> str:
    match decision:
        case ChooseTask(exam, task):
            return f"task {task} of {exam} went to several: choose one"
        case MoveByHand(target):
            return f"the file's layout has to be edited by hand: move the item to task {target or '?'}"
        case FindOthers(field, names, obstacle):
            what = f"{field} {', '.join(names)} {'are' if len(names) > 1 else 'is'} not in the new guide"
            return f"{what}: take out by hand ({obstacle})" if obstacle else f"{what}: taken out, look for others"
        case RenameByHand(old, new, obstacle):
            return f"'{old}' is '{new}' now: add the new name by hand ({obstacle or 'it stands in a cloze'})"
        case RereadShares():
            return "shares are by task number, and numbers may mean another task now: read them again"

"""Next steps as command lines. Only this module knows how a command and its options are written."""

import shlex

from clfcards.errors import ClfcardsError
from clfcards.next_step import NextStep
from clfcards.visible import on_one_line

PROGRAM = "clfcards"
# The purpose of each option that an error may suggest. Errors do not state it, because they do not know options.
_PURPOSES = {
    "any_date": "to import it anyway",
    "data": "to name another folder",
    "decks": "to name the folder that holds the exam folders",
    "baseline": "to name it",
    "exam": "to choose one",
    "retire": "if you want to retire them",
    "accept_fewer": "if this is meant",
    "first": "if this deck was never published",
    "repair_ledger": "to set it back",
}


def command_line(step: NextStep) -> str:
    """The step as it is typed: `clfcards review --domain 2 --cram`, or only the options if there is no command."""
    program = [PROGRAM] if step.command else []
    return " ".join([*program, *map(shlex.quote, arguments_of(step))])


def arguments_of(step: NextStep) -> list[str]:
    """The command and its options as a shell passes them to the program."""
    words = step.command.split()
    for name, value in step.options:
        words.append(f"--{name.replace('_', '-')}")
        if value is not None and value is not True:
            words.append(str(value))
    return words


def error_sentence(error: ClfcardsError) -> str:
    """The error and what to do about it: "'x.db' is damaged; run 'clfcards doctor'", "… use --exam to choose one"."""
    step = error.next_step
    if step is None:
        sentence = str(error)
    elif step.command:
        sentence = f"{error}; run '{command_line(step)}'"
    else:
        purposes = [_PURPOSES[name] for name, _ in step.options if name in _PURPOSES]
        sentence = f"{error}; {' '.join(['use', command_line(step), *purposes[:1]])}"
    return on_one_line(sentence)  # it may quote names and texts from files

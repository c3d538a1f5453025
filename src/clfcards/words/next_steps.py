"""Next steps as command lines: the only place that knows how a command and its options are written."""

import shlex

from clfcards.errors import ClfcardsError
from clfcards.next_step import NextStep

PROGRAM = "clfcards"
# What an option is given for, where an error offers one. Errors do not say it: they do not know options.
_PURPOSES = {
    "data": "to name another folder",
    "decks": "to name the folder that holds the exam folders",
    "exam": "to choose one",
    "retire_many": "if they are to be retired",
}


def command_line(step: NextStep) -> str:
    """The step as it is typed: `clfcards review --domain 2 --cram`; without a command, its options alone."""
    words = [PROGRAM, *step.command.split()] if step.command else []
    for name, value in step.options:
        words.append(f"--{name.replace('_', '-')}")
        if value is None or value is True:
            continue
        words.append(shlex.quote(str(value)))
    return " ".join(words)


def error_sentence(error: ClfcardsError) -> str:
    """The error with what helps: "'x.db' is damaged; run 'clfcards doctor'", "… use --exam to choose one"."""
    step = error.next_step
    if step is None:
        return str(error)
    if step.command:
        return f"{error}; run '{command_line(step)}'"
    purposes = [_PURPOSES[name] for name, _ in step.options if name in _PURPOSES]
    return f"{error}; {' '.join(['use', command_line(step), *purposes[:1]])}"

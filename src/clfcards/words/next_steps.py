"""Next steps as command lines: the only place that knows how a command and its options are written."""

import shlex

from clfcards.errors import ClfcardsError
from clfcards.next_step import NextStep

PROGRAM = "clfcards"


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
    """The error with the command that helps: "'x.db' is damaged; run 'clfcards doctor'"."""
    step = error.next_step
    if step is None:
        return str(error)
    return f"{error}; {'run' if step.command else 'use'} {_quoted(step)}"


def _quoted(step: NextStep) -> str:
    line = command_line(step)
    return f"'{line}'" if step.command else line

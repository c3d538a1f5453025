"""The user's own editor, at a line."""

import os
import shlex
import subprocess
from collections.abc import Mapping
from pathlib import Path

from clfcards.errors import ClfcardsError

# How editors are told to wait and where to go; others get the plus sign that most understand.
_GOTO: dict[str, tuple[str, ...]] = {
    "code": ("--wait", "--goto", "{path}:{line}"),
    "codium": ("--wait", "--goto", "{path}:{line}"),
    "hx": ("{path}:{line}",),
    "subl": ("--wait", "{path}:{line}"),
    "zed": ("--wait", "{path}:{line}"),
}
_PLUS = ("+{line}", "{path}")


def editor_command(environment: Mapping[str, str], path: Path, line: int) -> list[str]:
    """The command that opens a file at a line, from VISUAL or EDITOR; empty where neither is set."""
    words = shlex.split(environment.get("VISUAL") or environment.get("EDITOR") or "")
    if not words:
        return []
    arguments = _GOTO.get(Path(words[0]).stem, _PLUS)
    return [*words, *(argument.format(path=path, line=line) for argument in arguments)]


def open_editor(path: Path, line: int) -> bool:
    """Opens the editor and waits for it; False where none is set. Raises ClfcardsError where it cannot be run."""
    try:
        command = editor_command(os.environ, path, line)
        if not command:
            return False
        subprocess.run(command, check=False)
    except (OSError, ValueError) as error:
        message = f"cannot run the editor that EDITOR or VISUAL names ({error}): set EDITOR to one that is installed"
        raise ClfcardsError(message) from error
    return True

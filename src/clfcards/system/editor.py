"""Opens the user's own editor at a line, and waits for it."""

import os
import shlex
import subprocess
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from clfcards.system.files import reason

_CODE = ("--wait", "--goto", "{path}:{line}")
# The arguments that make editors wait and go to a line; all others get `+LINE`, which most of them understand.
_ARGUMENTS: dict[str, tuple[str, ...]] = {
    "code": _CODE,
    "code-insiders": _CODE,
    "codium": _CODE,
    "cursor": _CODE,
    "hx": ("{path}:{line}",),
    "subl": ("--wait", "{path}:{line}"),
    "zed": ("--wait", "{path}:{line}"),
}
_PLUS = ("+{line}", "{path}")


@dataclass(frozen=True, slots=True)
class NoEditor:
    """Neither VISUAL nor EDITOR names an editor for this file."""

    path: Path


@dataclass(frozen=True, slots=True)
class EditorNotStarted:
    """`editor` is the command in VISUAL or EDITOR; `reason` is why it could not be run."""

    editor: str
    reason: str


@dataclass(frozen=True, slots=True)
class EditorEnded:
    """`exit_code` is 0 if the editor exited normally, and -9 if signal 9 ended it."""

    exit_code: int


EditorOutcome = NoEditor | EditorNotStarted | EditorEnded


def editor_command(editor: str, path: Path, line: int) -> list[str]:
    """The command that opens `path` at `line`, counted from 1, and does not return until the editor is closed.

    Raises ValueError if `editor` has an unmatched quotation mark.
    """
    words = shlex.split(editor)
    arguments = _ARGUMENTS.get(Path(words[0]).stem, _PLUS)
    missing = [argument for argument in arguments if argument not in words]
    return [*words, *(argument.format(path=path, line=line) for argument in missing)]


def open_editor(path: Path, line: int, environment: Mapping[str, str] = os.environ) -> EditorOutcome:
    """Opens the editor named by VISUAL or EDITOR, and waits until it is closed."""
    editor = environment.get("VISUAL") or environment.get("EDITOR") or ""
    if not editor.strip():
        return NoEditor(path)
    try:
        return EditorEnded(subprocess.run(editor_command(editor, path, line), check=False).returncode)
    except FileNotFoundError:
        return EditorNotStarted(editor, "no such program")
    except OSError as error:
        return EditorNotStarted(editor, reason(error))
    except ValueError as error:  # an unmatched quotation mark
        return EditorNotStarted(editor, str(error).lower())

"""The user's own editor, opened at a line and waited for."""

import os
import shlex
import subprocess
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from clfcards.system.files import reason

_CODE = ("--wait", "--goto", "{path}:{line}")
# How editors are told to wait and where to go; all others get the plus sign that most understand.
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
    """Neither VISUAL nor EDITOR names one to open this file with."""

    path: Path


@dataclass(frozen=True, slots=True)
class EditorNotStarted:
    """`editor` is the command that was named, `reason` why it could not be run."""

    editor: str
    reason: str


@dataclass(frozen=True, slots=True)
class EditorEnded:
    """`exit_code` is 0 where the editor ended well; -9 where signal 9 ended it."""

    exit_code: int


EditorOutcome = NoEditor | EditorNotStarted | EditorEnded


def editor_command(editor: str, path: Path, line: int) -> list[str]:
    """The command that opens `path` at `line`, which counts from 1, and does not return before it is closed.

    Raises ValueError where `editor` has a quotation mark without its other.
    """
    words = shlex.split(editor)
    arguments = _ARGUMENTS.get(Path(words[0]).stem, _PLUS)
    missing = [argument for argument in arguments if argument not in words]
    return [*words, *(argument.format(path=path, line=line) for argument in missing)]


def open_editor(path: Path, line: int, environment: Mapping[str, str] = os.environ) -> EditorOutcome:
    """Opens the editor that VISUAL or EDITOR names, and waits until it is closed."""
    editor = environment.get("VISUAL") or environment.get("EDITOR") or ""
    if not editor.strip():
        return NoEditor(path)
    try:
        return EditorEnded(subprocess.run(editor_command(editor, path, line), check=False).returncode)
    except FileNotFoundError:
        return EditorNotStarted(editor, "no such program")
    except OSError as error:
        return EditorNotStarted(editor, reason(error))
    except ValueError as error:  # a quotation mark without its other
        return EditorNotStarted(editor, str(error).lower())

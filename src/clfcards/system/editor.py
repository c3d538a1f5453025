"""Opens the user's own editor at a line, and waits for it."""

import os
import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath, PureWindowsPath

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
_UNQUOTED_PROGRAM = re.compile(r"([A-Za-z]:[\\/][^\"]*?\.(?:exe|cmd|bat|com))(?:\s+(.*))?\Z", re.IGNORECASE)
_PLUS = ("+{line}", "{path}")
# Of editors on Windows that would take `+LINE` for the name of a file.
_WINDOWS_ARGUMENTS: dict[str, tuple[str, ...]] = {
    "notepad": ("{path}",),
    "notepad++": ("-multiInst", "-nosession", "-n{line}", "{path}"),
    "write": ("{path}",),
}


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


def editor_command(editor: str, path: Path, line: int, *, windows: bool = sys.platform == "win32") -> list[str]:
    """The command that opens `path` at `line`, counted from 1, and does not return until the editor is closed.

    Raises ValueError if `editor` has an unmatched quotation mark.
    """
    words = _words(editor, windows=windows)
    name = (PureWindowsPath if windows else PurePosixPath)(words[0]).stem
    known = _ARGUMENTS | _WINDOWS_ARGUMENTS if windows else _ARGUMENTS
    arguments = known.get(name.lower() if windows else name, _PLUS)
    missing = [argument for argument in arguments if argument not in words]
    return [*words, *(argument.format(path=path, line=line) for argument in missing)]


def _words(editor: str, *, windows: bool) -> list[str]:
    """The words of a command. On Windows, a backslash separates folders, and only `"` is a quotation mark.

    Also there, a path to a program may contain spaces without quotation marks if it ends in the program's ending.
    """
    lexer = shlex.shlex(editor, posix=True, punctuation_chars=False)
    lexer.whitespace_split = True
    lexer.commenters = ""
    if not windows:
        return list(lexer)
    if program := _UNQUOTED_PROGRAM.match(editor.strip()):
        return [program[1], *_words(program[2] or "", windows=True)]
    lexer.escape = ""
    lexer.quotes = '"'
    return list(lexer)


def open_editor(path: Path, line: int, environment: Mapping[str, str] = os.environ) -> EditorOutcome:
    """Opens the editor named by VISUAL or EDITOR, and waits until it is closed."""
    editor = environment.get("VISUAL") or environment.get("EDITOR") or ""
    if not editor.strip():
        return NoEditor(path)
    try:
        program, *arguments = editor_command(editor, path, line)
        # Windows starts `code.cmd` only by its whole name, which `which` finds.
        command = [shutil.which(program) or program, *arguments] if sys.platform == "win32" else [program, *arguments]
        return EditorEnded(subprocess.run(command, check=False).returncode)
    except FileNotFoundError:
        return EditorNotStarted(editor, "no such program")
    except OSError as error:
        return EditorNotStarted(editor, reason(error))
    except ValueError as error:  # an unmatched quotation mark
        return EditorNotStarted(editor, str(error).lower())

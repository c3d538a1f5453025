"""Finds the folder with the decks, and the folder of an exam in it."""

import shlex
import sys
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from clfcards.errors import ClfcardsError, UsageError
from clfcards.next_step import NextStep

DEFAULT_EXAM = "default-exam"
"""The file beside the exams with the name of the one that is taken if nobody says which."""
_LONGEST_NAME = 200  # bytes


@dataclass(frozen=True, slots=True)
class DecksFolder:
    """A folder with exams, and how it was found.

    It was `given`, is `here` in the current folder, is `above` it, or came with the `program`. The decks of the
    program are only read: a writer who has no decks folder yet must not change the installed copy unawares.
    """

    path: Path
    found: Literal["given", "here", "above", "program"]


def find_decks(given: Path | None) -> DecksFolder:
    """The given folder, else `decks` in the current folder or in one above it, else the one of the program.

    The search upward ends at the root of the repository, if there is one.
    """
    if given is not None:
        if not given.is_dir():
            raise UsageError(f"'{given}' is not a folder", NextStep.again_with(decks=None))
        return DecksFolder(given, "given")
    here = Path("decks")
    if _has_exam(here):
        return DecksFolder(here, "here")
    if above := _decks_above():
        return DecksFolder(above, "above")
    package = Path(__file__).resolve().parent.parent
    for shipped in (package / "packaged_decks", package.parent.parent / "decks"):
        if shipped.is_dir():
            return DecksFolder(shipped, "program")
    raise UsageError("there is no 'decks' folder here", NextStep.again_with(decks=None))


def refuse_decks_of_program(decks: DecksFolder) -> None:
    """Raises UsageError, which says how to get a copy, for decks that a command must not write to."""
    if decks.found == "program":
        raise UsageError(
            "there is no exam in a 'decks' folder here, and the decks inside the program are only read: to work on "
            f"a copy of them, first run: {_copy_command(decks.path)}",
            NextStep.again_with(decks=None),
        )


def exams_in(decks: Path) -> list[Path]:
    """The folders of all exams, by name. Raises UsageError if there are none."""
    exams = sorted(path.parent for path in decks.glob("*/guide.yaml"))
    if not exams:
        raise UsageError(
            f"there is no exam in '{decks}': an exam is a folder with a guide.yaml", NextStep.again_with(decks=None)
        )
    return exams


def exam_folder(decks: Path, code: str | None, chosen: str | None = None) -> Path:
    """The folder of the exam with this code, which is that of its guide or the name of its folder.

    Without a code it is the only exam, the one around the current folder, the one that the learner has `chosen`, or
    the one that the file `default-exam` in `decks` names, whichever comes first.
    """
    exams = exams_in(decks)
    names = ", ".join(path.name for path in exams)
    if code is not None:
        if found := _named(exams, code):
            return found
        raise UsageError(f"there is no exam '{code}' in '{decks}': choose one of {names}")
    if here := the_only_exam(exams):
        return here
    default = _default_exam(decks)
    for wanted in (chosen, default):
        if wanted and (found := _named(exams, wanted)):
            return found
    unknown = f", and the file '{DEFAULT_EXAM}' there names none of them" if default else ""
    raise UsageError(f"there are several exams in '{decks}': {names}{unknown}", NextStep.again_with(exam=None))


def the_only_exam(exams: Sequence[Path]) -> Path | None:
    """The exam that nobody has to choose: there is no other one, or the current folder is inside of it."""
    if len(exams) == 1:
        return exams[0]
    around = _around()
    return next((path for path in exams if path.resolve() in around), None)


def _named(exams: Sequence[Path], code: str) -> Path | None:
    """The exam with this folder name, or else with this code in its guide; case does not matter."""
    wanted = code.casefold()
    for path in exams:
        if path.name.casefold() == wanted:
            return path
    return next((path for path in exams if _code_in(path / "guide.yaml").casefold() == wanted), None)


def _code_in(guide: Path) -> str:
    return _text_in(guide, "exam", "code")


def namespace_in(settings: Path) -> str:
    """The namespace in an exam's deck.yaml, or an empty text if it cannot be read."""
    return _text_in(settings, "namespace")


def refuse_shared_namespace(decks: Path, namespace: str) -> None:
    """Raises ClfcardsError if two of the exams have this namespace: their logs would be one."""
    exams = [exam for exam in exams_in(decks) if _may_have(exam / "deck.yaml", namespace)]
    if len(exams) < 2:
        return
    sharing = [exam for exam in exams if namespace_in(exam / "deck.yaml") == namespace]
    if len(sharing) > 1:
        names = " and ".join(f"'{exam.name}'" for exam in sharing)
        raise ClfcardsError(
            f"{names} have the same namespace '{namespace}', so their reviews would be mixed up: give the newer exam "
            "another one in its deck.yaml, or move it out of the decks folder"
        )


def _may_have(settings: Path, namespace: str) -> bool:
    """Whether this can be the namespace in an exam's deck.yaml. Parsing YAML at each start would take 15 ms.

    Only an escape, as in "tea\\x2dtaster", can write a text of this kind in other characters than its own.
    """
    from clfcards.decks.contents import MAX_GUIDE_BYTES
    from clfcards.system.files import read_bytes

    with suppress(ClfcardsError):
        data = read_bytes(settings, MAX_GUIDE_BYTES)
        return namespace.encode() in data or b"\\" in data
    return False


def _text_in(path: Path, *keys: str) -> str:
    """The text at these keys of a file of an exam, or an empty text if it cannot be read."""
    from clfcards.decks.contents import MAX_GUIDE_BYTES, decode  # nobody needs them who has one exam
    from clfcards.source.nodes import Mapping, Scalar, parse
    from clfcards.system.files import read_bytes

    with suppress(ClfcardsError):
        node, _ = parse(decode(read_bytes(path, MAX_GUIDE_BYTES))[0])
        for key in keys:
            node = node.entries.get(key, (None, None))[1] if isinstance(node, Mapping) else None
        return node.text if isinstance(node, Scalar) else ""
    return ""


def _default_exam(decks: Path) -> str | None:
    """The exam that the maintainers of the decks named for everybody who has chosen none."""
    from clfcards.system.files import read_bytes

    with suppress(ClfcardsError, UnicodeDecodeError):
        return read_bytes(decks / DEFAULT_EXAM, _LONGEST_NAME).decode().strip()
    return None


def _decks_above() -> Path | None:
    """The nearest `decks` folder with an exam above the current folder, but not outside of its repository."""
    for folder in _around():
        if _has_exam(folder / "decks"):
            return folder / "decks"
        if (folder / ".git").exists():
            break
    return None


def _around() -> tuple[Path, ...]:
    """The current folder and all folders above it, innermost first; nothing if the current folder was deleted."""
    with suppress(OSError):
        here = Path.cwd()
        return (here, *here.parents)
    return ()


def _has_exam(decks: Path) -> bool:
    return any(decks.glob("*/guide.yaml"))


def _copy_command(decks: Path) -> str:
    """The command of the system's shell that copies the exams into `decks` in the current folder."""
    if sys.platform == "win32":
        return f'xcopy /E /I "{decks}" decks'
    return f"cp -R {shlex.quote(f'{decks}/.')} decks"

"""The folder of a new exam: in a sentence, with what to do next, and as the document of `init --json`."""

from collections.abc import Iterable
from dataclasses import dataclass

from clfcards.next_step import NextStep
from clfcards.words.next_steps import command_line


@dataclass(frozen=True, slots=True)
class NewExamDocument:
    """The document of `init --json`: the folder, and the names of the YAML files in it."""

    folder: str
    files: tuple[str, ...]


def document(folder: str, files: Iterable[str]) -> NewExamDocument:
    return NewExamDocument(folder, tuple(files))


def text(code: str, folder: str, files: Iterable[str]) -> str:
    """Where the exam's files are."""
    return f"{code} is in {folder}: {', '.join(files)}"


def next_sentence(folder_name: str) -> str:
    """What to do with the new files."""
    check, build = (command_line(NextStep.run(step, exam=folder_name)) for step in ("check", "build"))
    return f"next: edit guide.yaml, then run '{check}' and '{build}'"

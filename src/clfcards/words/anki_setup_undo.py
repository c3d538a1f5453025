"""What `anki setup --undo` takes back and what stays, in words, and the document of `--json`."""

from collections.abc import Iterable
from dataclasses import dataclass

from clfcards.use_cases.anki_setup_undo import UndoStep
from clfcards.visible import on_one_line
from clfcards.words.anki_setup import OptionDocument, option_documents, option_lines, title
from clfcards.words.lines import Line, wrapped


@dataclass(frozen=True, slots=True)
class UndoStepDocument:
    """A change and what becomes of it; `options` are those that get their former values.

    The `outcome` is "preset" if the decks get the preset back that they had, and "options" if their `preset` gets its
    former values. Nothing is done if it is "gone" (Anki has none of the decks), "chosen" (they have another `preset` by
    now), "shared" (another deck has the `preset`, too) or "changed" (every option has another value by now).
    """

    decks: tuple[str, ...]
    outcome: str
    preset: str
    options: tuple[OptionDocument, ...]


@dataclass(frozen=True, slots=True)
class SetupUndoDocument:
    """The document of `anki setup --undo --json`; `done` says that it was written and read back."""

    exam: str
    done: bool
    steps: tuple[UndoStepDocument, ...]


def document(exam: str, steps: Iterable[UndoStep], *, done: bool) -> SetupUndoDocument:
    """The steps as the document."""
    return SetupUndoDocument(
        exam,
        done,
        tuple(
            UndoStepDocument(step.decks, step.outcome, step.preset, option_documents(step.change.after, step.back))
            for step in steps
        ),
    )


def lines(steps: Iterable[UndoStep], width: int) -> list[Line]:
    """What becomes of each change, newest first."""
    shown: list[Line] = []
    for step in steps:
        shown += title(step.decks, width)
        if step.outcome == "options":
            shown += option_lines(step.change.after, step.back)
        else:
            shown += wrapped(on_one_line(_sentence(step)), width, "", "  ")
    return shown


def _sentence(step: UndoStep) -> str:
    match step.outcome:
        case "preset" if step.preset:
            kept = f"the preset '{step.preset}' stays in Anki, unused, until you delete it there"
            return f"back to the former preset; {kept}"
        case "preset":
            return "back to the former preset"
        case "chosen":
            return f"they stay, because you chose the preset '{step.preset}' since"
        case "shared":
            return f"they stay, because another deck has the preset '{step.preset}' by now, too"
        case "gone":
            return "they stay, because Anki has no deck of this name: give yours its name back, and run this again"
        case _:
            return "they stay, because you changed all of them since"

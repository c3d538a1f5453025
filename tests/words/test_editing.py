"""Messages about opening a link and editing a note."""

from pathlib import Path

import pytest

from clfcards.system.editor import EditorEnded, EditorNotStarted, NoEditor
from clfcards.use_cases.edit_note import EditOutcome, Installed, ReadOnly, SourceGone
from clfcards.words.editing import edit_sentence, link_sentence


@pytest.mark.parametrize(
    ("outcome", "sentence"),
    [
        (EditorEnded(0), "edited; the change will appear at the next start"),
        (EditorEnded(3), "the editor exited with code 3: your changes may not be saved"),
        (EditorEnded(-9), "the editor was ended by signal 9: your changes may not be saved"),
        (
            EditorNotStarted("xyz -w", "no such program"),
            "cannot run 'xyz -w' (no such program): set EDITOR to one that is installed",
        ),
        (NoEditor(Path("x.yaml")), "set EDITOR to edit x.yaml"),
        (SourceGone(Path("x.yaml")), "'x.yaml' is gone"),
        (ReadOnly(Path("x.yaml")), "you cannot change 'x.yaml': it is read-only"),
        (
            Installed(),
            "these decks are part of the installed program: edit a clone of them, and name it with --decks",
        ),
    ],
)
def test_what_the_editor_did_is_reported(outcome: EditOutcome, sentence: str) -> None:
    """'edited' was reported for every editor that could be started."""
    assert edit_sentence(outcome) == sentence


def test_a_link_that_no_browser_could_open_is_shown() -> None:
    assert link_sentence("https://tea.example", is_open=True) == "https://tea.example"
    assert link_sentence("https://tea.example", is_open=False).endswith("the source is https://tea.example")

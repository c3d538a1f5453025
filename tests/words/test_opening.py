"""What is said of a link that was opened and of a note that was edited."""

from pathlib import Path

import pytest

from clfcards.system.editor import EditorEnded, EditorNotStarted, NoEditor
from clfcards.use_cases.edit_note import EditOutcome, NotEditable, SourceGone
from clfcards.words.opening import edit_sentence, link_sentence


@pytest.mark.parametrize(
    ("outcome", "sentence"),
    [
        (EditorEnded(0), "edited; the change shows at the next start"),
        (EditorEnded(3), "the editor ended with 3: nothing may have changed"),
        (EditorEnded(-9), "the editor was ended by signal 9: nothing may have changed"),
        (EditorNotStarted("xyz -w", "no such program"), "cannot run 'xyz -w': no such program"),
        (NoEditor(Path("x.yaml")), "set EDITOR to edit x.yaml"),
        (SourceGone(Path("x.yaml")), "'x.yaml' is gone"),
        (NotEditable(), "these decks came with the program: edit them in a checkout, with --decks"),
    ],
)
def test_what_became_of_the_editor_is_said(outcome: EditOutcome, sentence: str) -> None:
    """'edited' was said of every editor that could be started."""
    assert edit_sentence(outcome) == sentence


def test_a_link_that_no_browser_opens_is_shown() -> None:
    assert link_sentence("https://tea.example", is_open=True) == "https://tea.example"
    assert link_sentence("https://tea.example", is_open=False).endswith("the source is https://tea.example")

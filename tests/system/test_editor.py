"""The editor's command line, and its result."""

from pathlib import Path

import pytest

from clfcards.system.editor import (
    EditorEnded,
    EditorNotStarted,
    EditorOutcome,
    NoEditor,
    editor_command,
    open_editor,
)

PATH = Path("a b.yaml")


@pytest.mark.parametrize(
    ("editor", "command"),
    [
        ("vim", ["vim", "+7", "a b.yaml"]),
        ("emacs -nw", ["emacs", "-nw", "+7", "a b.yaml"]),
        ("code -n", ["code", "-n", "--wait", "--goto", "a b.yaml:7"]),
        ("code --wait", ["code", "--wait", "--goto", "a b.yaml:7"]),
        ("cursor", ["cursor", "--wait", "--goto", "a b.yaml:7"]),
        ("/usr/bin/subl", ["/usr/bin/subl", "--wait", "a b.yaml:7"]),
        ("zed", ["zed", "--wait", "a b.yaml:7"]),
        ("hx", ["hx", "a b.yaml:7"]),
    ],
)
def test_the_editor_opens_at_the_line_and_is_waited_for(editor: str, command: list[str]) -> None:
    """Before the fix, the review did not wait for `code`, `subl` and `zed`, and reported "edited" immediately."""
    assert editor_command(editor, PATH, 7) == command


@pytest.mark.parametrize(
    ("environment", "outcome"),
    [
        ({}, NoEditor(PATH)),
        ({"EDITOR": " "}, NoEditor(PATH)),
        ({"EDITOR": "true"}, EditorEnded(0)),
        ({"EDITOR": "true", "VISUAL": "false"}, EditorEnded(1)),
        ({"EDITOR": "sh -c 'kill -9 $$'"}, EditorEnded(-9)),
        ({"EDITOR": "xyz -w"}, EditorNotStarted("xyz -w", "no such program")),
        ({"EDITOR": "/"}, EditorNotStarted("/", "permission denied")),
        ({"EDITOR": '"'}, EditorNotStarted('"', "no closing quotation")),
    ],
)
def test_the_result_of_the_editor(environment: dict[str, str], outcome: EditorOutcome) -> None:
    assert open_editor(PATH, 7, environment) == outcome

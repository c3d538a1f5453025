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
    assert editor_command(editor, PATH, 7, windows=False) == command


@pytest.mark.parametrize(
    ("editor", "command"),
    [
        (r"C:\Windows\notepad.exe", [r"C:\Windows\notepad.exe", "a b.yaml"]),
        ("notepad", ["notepad", "a b.yaml"]),
        (r'"C:\Program Files\Vim\gvim.exe" --nofork', [r"C:\Program Files\Vim\gvim.exe", "--nofork", "+7", "a b.yaml"]),
        (r"C:\Program Files\Vim\gvim.exe --nofork", [r"C:\Program Files\Vim\gvim.exe", "--nofork", "+7", "a b.yaml"]),
        (r"C:\Program Files\Vim\gvim.exe", [r"C:\Program Files\Vim\gvim.exe", "+7", "a b.yaml"]),
        (
            r"C:\Users\Ann O'Neil\AppData\Code.exe -n",
            [r"C:\Users\Ann O'Neil\AppData\Code.exe", "-n", "--wait", "--goto", "a b.yaml:7"],
        ),
        ("code.cmd", ["code.cmd", "--wait", "--goto", "a b.yaml:7"]),
        (r"d:/tools/notepad++.exe", ["d:/tools/notepad++.exe", "-multiInst", "-nosession", "-n7", "a b.yaml"]),
        (r"\\server\tools\hx.exe", [r"\\server\tools\hx.exe", "a b.yaml:7"]),
    ],
)
def test_the_paths_of_windows_keep_their_backslashes(editor: str, command: list[str]) -> None:
    """`C:\\Windows\\notepad.exe` became `C:Windowsnotepad.exe`."""
    assert editor_command(editor, PATH, 7, windows=True) == command


@pytest.mark.posix
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

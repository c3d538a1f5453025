"""Intervals in words, and the editor's command line."""

import contextlib
from pathlib import Path

import pytest

from clfcards.cli.opening import edit_note, editor_command
from clfcards.decks.study import study_deck
from clfcards.errors import ClfcardsError
from clfcards.system.editor import open_editor
from clfcards.words.phrases import clock_phrase, interval_phrase
from tests.small_exam import full_exam


@pytest.mark.parametrize(
    ("interval", "words"),
    [(-30, "30 s"), (-60, "1 min"), (-600, "10 min"), (-5400, "1.5 h"), (1, "1 day"), (29, "29 days"),
     (45, "1.5 months"), (365, "1 year"), (900, "2.5 years"), (None, "not scheduled")],
)  # fmt: skip
def test_intervals(interval: int | None, words: str) -> None:
    assert interval_phrase(interval) == words


def test_how_far_the_clock_is_behind() -> None:
    assert clock_phrase(86_400_000).startswith("the clock stands 1 day before")


@pytest.mark.parametrize(
    ("editor", "command"),
    [
        ("vim", ["vim", "+7", "x.yaml"]),
        ("emacs -nw", ["emacs", "-nw", "+7", "x.yaml"]),
        ("code --wait", ["code", "--wait", "--goto", "x.yaml:7"]),
        ("/usr/bin/subl", ["/usr/bin/subl", "x.yaml:7"]),
    ],
)
def test_the_editor_opens_at_the_line(editor: str, command: list[str]) -> None:
    assert editor_command(editor, Path("x.yaml"), 7) == command


@pytest.mark.parametrize(("editor", "said"), [(" ", "set EDITOR to edit"), ('"', "cannot run '\"'")])
def test_an_editor_that_names_none_is_a_sentence(
    editor: str, said: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("VISUAL", raising=False)
    monkeypatch.setenv("EDITOR", editor)
    deck = study_deck(full_exam(tmp_path, cards_per_task=1))
    assert said in edit_note(deck, "a-1-f0")
    with contextlib.suppress(ClfcardsError):
        assert not open_editor(tmp_path / "x.yaml", 1)


@pytest.mark.parametrize(
    ("editor", "said"),
    [
        ("true", "edited; the change shows at the next start"),
        ("sh -c 'exit 3'", "the editor ended with 3: nothing may have changed"),
        ("sh -c 'kill -9 $$'", "the editor was ended by signal 9: nothing may have changed"),
        ("xyz -w", "cannot run 'xyz -w': no such program"),
        ("/", "cannot run '/': permission denied"),
    ],
)
def test_what_became_of_the_editor_is_said(
    editor: str, said: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """'edited' was said of every editor that could be started."""
    monkeypatch.delenv("VISUAL", raising=False)
    monkeypatch.setenv("EDITOR", editor)
    assert edit_note(study_deck(full_exam(tmp_path, cards_per_task=1)), "a-1-f0") == said


def test_a_source_that_is_gone_is_not_the_programs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("EDITOR", "true")
    deck = study_deck(full_exam(tmp_path, cards_per_task=1))
    path = deck.files[deck.notes["a-1-f0"].origin.path]
    path.unlink()
    assert edit_note(deck, "a-1-f0").endswith(f"{path.name}' is gone")

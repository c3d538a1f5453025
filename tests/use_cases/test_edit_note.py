"""Which sources may be edited, and the line where the editor opens them."""

import os
from pathlib import Path

import pytest

from clfcards.decks.study import study_deck
from clfcards.system.editor import EditorEnded, NoEditor
from clfcards.use_cases.edit_note import Installed, ReadOnly, SourceGone, edit_note
from tests.small_exam import full_exam


@pytest.fixture(autouse=True)
def editor(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("VISUAL", raising=False)
    monkeypatch.setenv("EDITOR", "true")


def test_the_editor_opens_the_line_of_the_notes_text(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    deck = study_deck(full_exam(tmp_path / "decks", cards_per_task=2))
    (tmp_path / "editor").write_text(f'#!/bin/sh\necho "$1" > {tmp_path}/line\n')
    monkeypatch.setenv("EDITOR", f"sh {tmp_path}/editor")
    assert edit_note(deck, "a-1-f1") == EditorEnded(0)
    text = deck.files[deck.notes["a-1-f1"].origin.path].read_text(encoding="utf-8").splitlines()
    line = int((tmp_path / "line").read_text())
    assert text[line - 1].lstrip().startswith("front:")
    assert "id: a-1-f1" in text[line - 2]


def test_without_an_editor_nothing_is_opened(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("EDITOR", "")
    deck = study_deck(full_exam(tmp_path, cards_per_task=1))
    assert edit_note(deck, "a-1-f0") == NoEditor(deck.files[deck.notes["a-1-f0"].origin.path])


def test_a_source_that_was_removed_is_reported(tmp_path: Path) -> None:
    deck = study_deck(full_exam(tmp_path, cards_per_task=1))
    path = deck.files[deck.notes["a-1-f0"].origin.path]
    path.unlink()
    assert edit_note(deck, "a-1-f0") == SourceGone(path)


def test_sources_that_came_with_the_program_are_not_edited(tmp_path: Path) -> None:
    deck = study_deck(full_exam(tmp_path / "site-packages", cards_per_task=1))
    assert edit_note(deck, "a-1-f0") == Installed()


def test_a_read_only_source_is_not_edited(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It was called a part of the installed program."""
    deck = study_deck(full_exam(tmp_path, cards_per_task=1))
    path = deck.files[deck.notes["a-1-f0"].origin.path]
    monkeypatch.setattr(os, "access", lambda of, mode: (of, mode) != (path, os.W_OK))  # root may write everything
    assert edit_note(deck, "a-1-f0") == ReadOnly(path)

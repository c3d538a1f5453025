"""Opens a card's source: its link in a browser, its text in the author's editor."""

import os
import shlex
import subprocess
import webbrowser
from pathlib import Path

from clfcards.decks.contents import decode
from clfcards.decks.study import StudyDeck
from clfcards.model.bank import Fact
from clfcards.system.files import read_bytes, reason, shown

_COLON_EDITORS = ("code", "codium", "cursor", "subl", "zed", "hx")  # take FILE:LINE; the others +LINE FILE


def open_link(url: str) -> str:
    """Opens the page in a browser; returns what to tell the learner."""
    return url if webbrowser.open(url) else f"no browser could be opened; the source is {url}"


def edit_note(deck: StudyDeck, note_id: str) -> str:
    """Opens the note's line in $EDITOR and waits; returns what to tell the learner."""
    note = deck.notes[note_id]
    path = deck.files.get(note.origin.path)
    if path is not None and not path.exists():
        return f"'{shown(path)}' is gone"
    if path is None or not os.access(path, os.W_OK) or "site-packages" in path.resolve().parts:
        return "these decks came with the program: edit them in a checkout, with --decks"
    editor = os.environ.get("VISUAL") or os.environ.get("EDITOR") or ""
    if not editor.strip():
        return f"set EDITOR to edit {shown(path)}"
    from clfcards.source.locate import locate  # here, because it brings YAML

    text, _ = decode(read_bytes(path))
    field = ("front" if note.front else "cloze") if isinstance(note, Fact) else "stem"
    line = locate(note.origin.path, text, [(note.origin.index, (field,))])[0].line
    try:
        ended = subprocess.run(editor_command(editor, path, line), check=False).returncode
    except FileNotFoundError:
        return f"cannot run '{editor}': no such program"
    except OSError as error:
        return f"cannot run '{editor}': {reason(error)}"
    except ValueError as error:  # a quotation mark without its other
        return f"cannot run '{editor}': {str(error).lower()}"
    if ended:
        how = f"ended with {ended}" if ended > 0 else f"was ended by signal {-ended}"
        return f"the editor {how}: nothing may have changed"
    return "edited; the change shows at the next start"


def editor_command(editor: str, path: Path, line: int) -> list[str]:
    """The command that opens `path` at `line`, which counts from 1."""
    words = shlex.split(editor)
    name = Path(words[0]).stem
    if name in _COLON_EDITORS:
        go = ["--goto"] if name in ("code", "codium", "cursor") else []
        return [*words, *go, f"{path}:{line}"]
    return [*words, f"+{line}", str(path)]

"""Messages about opening a link and editing a note."""

from clfcards.next_step import NextStep
from clfcards.system.editor import EditorEnded, EditorNotStarted, NoEditor
from clfcards.system.files import shown
from clfcards.use_cases.edit_note import EditOutcome, Installed, ReadOnly, SourceGone
from clfcards.words.next_steps import command_line


def link_sentence(url: str, *, is_open: bool) -> str:
    """The address, or a sentence with it if no browser could be opened."""
    return url if is_open else f"no browser could be opened; the source is {url}"


def edit_sentence(outcome: EditOutcome) -> str:
    """What the editor did, or why it was not opened and what to do about that."""
    match outcome:
        case SourceGone(path):
            return f"'{shown(path)}' is gone"
        case ReadOnly(path):
            return f"you cannot change '{shown(path)}': it is read-only"
        case Installed():
            decks = command_line(NextStep.again_with(decks=None))
            return f"these decks are part of the installed program: edit a clone of them, and name it with {decks}"
        case NoEditor(path):
            return f"set EDITOR to edit {shown(path)}"
        case EditorNotStarted(editor, reason):
            return f"cannot run '{editor}' ({reason}): set EDITOR to one that is installed"
        case EditorEnded(0):
            return "edited; the change will appear at the next start"
        case EditorEnded(code):
            how = f"exited with code {code}" if code > 0 else f"was ended by signal {-code}"
            return f"the editor {how}: your changes may not be saved"

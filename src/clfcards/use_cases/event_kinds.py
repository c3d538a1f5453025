"""All kinds of event that this version knows: those of reviews and those of practice exams."""

from clfcards.exam import event_kinds as exam
from clfcards.memory import event_kinds as memory
from clfcards.model.event_kind import names_of, table_of

KINDS = table_of(*memory.KINDS.values(), *exam.KINDS.values())

LISTED = names_of(KINDS.values(), lambda kind: kind.is_listed)
"""The kinds that `history` shows."""

UNDOABLE = names_of(KINDS.values(), lambda kind: kind.is_undoable)
"""The kinds that `history undo` can undo."""

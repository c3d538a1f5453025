"""The mark of what a writer has still to fill in."""

UNWRITTEN = "(write here)"

"""Source text → HTML and terminal text; items → the fields and tags of a note."""

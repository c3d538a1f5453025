"""Source text → HTML; items → the fields and tags of a note."""

"""Values in words: sentences, tables and JSON documents, a module a subject."""

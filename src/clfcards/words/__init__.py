"""Values in words: sentences, tables and JSON documents, one module per subject."""

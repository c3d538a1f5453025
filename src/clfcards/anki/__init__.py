"""Everything that is specific to Anki: note types, packages, the ledger of published notes, release notes."""

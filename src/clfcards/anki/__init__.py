"""Everything that speaks Anki: note types, packages, the ledger of what was published, release notes."""

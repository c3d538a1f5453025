"""Self-contained pages for a browser: what the bank covers, and every card as Anki shows it."""

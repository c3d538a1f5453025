"""What people do with the program, step by step. No click, no Textual, no sentence in here."""

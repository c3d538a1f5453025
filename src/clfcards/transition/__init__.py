"""From one exam guide to the next: what changed, what it means for the bank, and the edits that follow."""

"""From one exam guide to the next: the changes, their impact on the bank, and the necessary edits."""

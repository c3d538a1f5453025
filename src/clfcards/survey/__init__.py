"""What is in the bank: its coverage of the guide, a task as a text to read, and the search."""

"""What the bank covers of the guide, and where it is thin."""

"""The bank's coverage of the guide, and where it is thin."""

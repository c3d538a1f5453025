"""The sources on disk: which folder, what is in it, and the deck that is composed of it."""

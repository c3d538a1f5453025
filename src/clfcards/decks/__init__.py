"""The sources on disk: finding their folder, reading it, and composing the deck for study."""

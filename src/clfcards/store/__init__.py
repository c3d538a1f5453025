"""The learner's log in SQLite: events are appended and never changed; card states are derived from them."""

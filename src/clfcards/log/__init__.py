"""The learner's log: events in SQLite, with backups, repair, export and import. It does not depend on any exam."""

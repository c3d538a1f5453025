"""The learner's log: events in SQLite, their backups, repair, export and import. It knows no exam."""

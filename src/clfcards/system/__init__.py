"""The operating system: files, clocks, signals, streams, the user's editor."""

"""The domain model, as frozen values. Nothing here reads a file, a clock or a terminal."""

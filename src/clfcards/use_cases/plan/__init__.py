"""The plan for the day of the exam: made, kept beside the log, and followed each morning."""

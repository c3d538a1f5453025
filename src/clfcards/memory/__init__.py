"""What the learner remembers: FSRS on study days, replay of the log, the queue, the review session."""

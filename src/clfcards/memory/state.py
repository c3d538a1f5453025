"""What is known of one card: a value derived from the log, and from nothing else."""

from typing import Literal, NamedTuple

Phase = Literal["new", "learning", "review", "relearning"]


class CardState(NamedTuple):
    """A card after the events that touched it. A tuple, because logs lead to hundreds of thousands of them.

    `stability` is days until recall falls from 100 % to 90 %, `difficulty` in [1, 10]; both None while new.
    A card in a learning step is due at `due_at` (UTC ms), one in review on study day `due_day`.
    `interval` is the last one: days where positive, seconds where negative. `last_at` and
    `last_day` are of the last review, `first_day` of the first. `suspended` is empty, "learner"
    or "leech". It is buried on study day `buried_day`. `flag` is 0 to 7. `pulled_at` is when
    something brought it forward. `answer` is the answer text the learner last saw.
    `changed_at` and `changed_id` are the order of the last event that touched it.
    """

    card: str
    phase: Phase = "new"
    step: int = 0
    stability: float | None = None
    difficulty: float | None = None
    due_day: int | None = None
    due_at: int | None = None
    interval: int = 0
    reviews: int = 0
    lapses: int = 0
    first_day: int | None = None
    last_day: int | None = None
    last_at: int | None = None
    suspended: str = ""
    buried_day: int | None = None
    flag: int = 0
    pulled_at: int | None = None
    answer: str = ""
    changed_at: int = 0
    changed_id: str = ""

    @property
    def in_steps(self) -> bool:
        return self.phase in ("learning", "relearning")

    @property
    def is_pulled(self) -> bool:
        """Something asked for this card after it was last reviewed."""
        return self.pulled_at is not None and (self.last_at is None or self.pulled_at > self.last_at)

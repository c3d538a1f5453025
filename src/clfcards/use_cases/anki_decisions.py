"""What becomes of each entry of Anki's review log: every kind has a decision, which is named to the learner."""

from enum import Enum

from clfcards.foreign.anki_rows import AnkiReview
from clfcards.model.interval import MAXIMUM_DAYS
from clfcards.model.rating import Rating

CAPPED_MS = 60_000
"""Where Anki's clock stops at its default, "Maximum answer seconds": the true time may be longer."""

_FILTERED, _BY_HAND, _RESCHEDULED = 3, 4, 5  # Anki's kinds of entry; 0 to 2 are learning, review and relearning
_SM2_LEAST = 1300  # an ease of 130%; FSRS writes its difficulty there, as 100 to 1100
_DAY_SECONDS = 86_400
_MOST_MS = 24 * 60 * 60 * 1000
_LATEST_MS = 7_258_118_400_000  # the year 2200
_RATINGS = frozenset(map(int, Rating))


class Decision(Enum):
    """What becomes of an entry. The first four are imported; the others are left out."""

    ANSWER = "answer"
    EARLY = "early"  # in a filtered deck that reschedules: an answer before its time
    CRAM = "cram"  # in a filtered deck that does not reschedule: like our cramming, it moves no schedule
    FORGOTTEN = "forget"  # a reset: the card is new again
    DATE_SET = "date set"
    RESCHEDULED = "rescheduled"
    NO_RATING = "no rating"
    UNUSABLE = "unusable"
    COPY = "copy"
    OWN_CARD_TYPE = "own card type"

    # Enum hashes a member's name in Python code, and a collection has a decision for every entry.
    __hash__ = object.__hash__


ANSWERED = (Decision.ANSWER, Decision.EARLY, Decision.CRAM)
IMPORTED = (*ANSWERED, Decision.FORGOTTEN)


def decision_of(review: AnkiReview) -> Decision:
    """The decision about an entry of a card of the deck. Source of the conditions: Anki's `RevlogEntry`."""
    if not 0 < review.at < _LATEST_MS:
        return Decision.UNUSABLE
    if review.ease == 0:
        if review.kind == _BY_HAND:
            return Decision.DATE_SET if review.factor else Decision.FORGOTTEN
        return Decision.RESCHEDULED if review.kind == _RESCHEDULED else Decision.NO_RATING
    is_usable = (
        review.ease in _RATINGS
        and -MAXIMUM_DAYS * _DAY_SECONDS <= review.interval <= MAXIMUM_DAYS
        and 0 <= review.time <= _MOST_MS
        and 0 <= review.kind <= _FILTERED
    )
    if not is_usable:
        return Decision.UNUSABLE
    if review.kind != _FILTERED:
        return Decision.ANSWER
    return Decision.EARLY if review.factor else Decision.CRAM


def is_of_sm2(review: AnkiReview) -> bool:
    """Whether Anki's older algorithm, SM-2, chose the interval after this answer."""
    return review.factor >= _SM2_LEAST

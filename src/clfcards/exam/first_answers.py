"""A sitting that two devices handed in has two answers to each of its questions in the log: the first one counts."""

from collections.abc import Iterable, Iterator

from clfcards.exam.event_kinds import ANSWER
from clfcards.model.event import Event


def first_answers(events: Iterable[Event]) -> Iterator[Event]:
    """These events without the second answers; those of a kind have to be in order.

    Devices answer twice if one got the file that a page saved and the other the short text, or if both resumed a
    sitting before they merged.
    """
    answered = set[tuple[str, str]]()
    for event in events:
        if event.kind == ANSWER:
            place = str(event.payload.get("sitting", event.id)), event.subject
            if place in answered:
                continue
            answered.add(place)
        yield event

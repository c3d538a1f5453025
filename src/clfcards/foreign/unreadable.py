"""The boundary around libraries that read foreign content."""

from collections.abc import Iterator
from contextlib import contextmanager

from clfcards.errors import ClfcardsError, UsageError


@contextmanager
def unreadable(what: str) -> Iterator[None]:
    """Turns every failure inside into a UsageError that begins with `what`, such as "'x.apkg' is damaged".

    Libraries raise more kinds of errors for damaged content than their documentation lists. So only calls of
    such libraries belong inside: there, a bug of our own would be hidden.
    """
    try:
        yield
    except ClfcardsError:
        raise
    except Exception as error:  # whatever the library raises: the list would never be complete
        reason = " ".join(str(error).split())[:200] or type(error).__name__
        raise UsageError(f"{what} ({reason})") from error

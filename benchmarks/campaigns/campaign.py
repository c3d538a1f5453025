"""What all campaigns have in common."""

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from random import Random

from clfcards.errors import ClfcardsError


@dataclass(frozen=True, slots=True)
class Outcome:
    """What an attempt came to, in a word or two. `fault` says what is wrong with it, and is empty if nothing is."""

    result: str
    fault: str = ""


@dataclass(frozen=True, slots=True)
class Campaign:
    """A campaign. `attempts` makes one attempt after the other in an empty folder, until nobody wants more of them.

    `short` is the number of attempts in the tests, and `long` the number by hand. It may need the program
    `strace`.
    """

    purpose: str
    short: int
    long: int
    attempts: Callable[[Path, Random], Iterator[Outcome]]
    needs_strace: bool = False


@dataclass(frozen=True, slots=True)
class Tally:
    """The results of a campaign with their numbers, and every fault."""

    results: Counter[str]
    faults: tuple[str, ...]

    @property
    def attempts(self) -> int:
        return self.results.total()


def tally(campaign: Campaign, folder: Path, *, attempts: int, seed: int) -> Tally:
    """Runs a campaign. The same seed makes the same attempts."""
    outcomes = list(islice(campaign.attempts(folder, Random(seed)), attempts))
    return Tally(
        Counter(outcome.result for outcome in outcomes),
        tuple(f"{outcome.result}: {outcome.fault}" for outcome in outcomes if outcome.fault),
    )


def attempt(what: str, act: Callable[[], Outcome]) -> Outcome:
    """The outcome of an act: a ClfcardsError is a refusal, and any other exception a fault. `what` names the act."""
    try:
        return act()
    except ClfcardsError:
        return Outcome("refused")
    except Exception as error:  # noqa: BLE001  # a campaign counts whatever was not foreseen
        return Outcome("traceback", f"{what}: {type(error).__name__}: {error}")

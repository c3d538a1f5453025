"""What a build is asked for, and its time."""

import datetime as dt
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class BuildRequest:
    """What to build from an exam's `folder` into the folder `out`.

    With a `size`, the decks have that many cards instead of as many as keep the weights. A `locked` build writes
    nothing if the ledger would change. A build without `keeps_ledger` does not write the ledger. `accept_fewer`
    lets a tenth of a package's cards leave, and `first` says that nothing was published before. `repair` sets the
    ledger's times in the future back. `since` is an older release, for a package with its corrections alone.
    """

    folder: Path
    out: Path
    size: int | None = None
    every_package: bool = False
    locked: bool = False
    accept_fewer: bool = False
    keeps_ledger: bool = True
    first: bool = False
    repair: bool = False
    since: str | None = None


@dataclass(frozen=True, slots=True)
class BuildClock:
    """The time of the build (UTC). If a person named it, it is not compared with what files and git say."""

    now: dt.datetime
    is_named: bool = False

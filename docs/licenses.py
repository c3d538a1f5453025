"""Writes docs/licenses.md: the license of every package that an installed `clfcards` needs, from their own metadata.

Run it in the project's folder after a change of dependencies. A test fails if a package is missing, or if one has
another license than the page says:

    .venv/bin/python docs/licenses.py
"""

from collections.abc import Iterator
from dataclasses import dataclass
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

PAGE = Path(__file__).with_name("licenses.md")
NOT_STATED = "not stated"
ALLOWED = frozenset(
    {
        "BSD-2-Clause",
        "BSD-3-Clause",
        "BSD License",
        "MIT License",
        "MIT",
        "PSF-2.0",
        "Apache-2.0",
        "LGPL-3.0-only",
        "BSD-3-Clause AND 0BSD AND MIT AND Zlib AND CC0-1.0",  # numpy, with what its package brings
    }
)
ON_WINDOWS = "| colorama | BSD License | the program, on Windows |\n"  # the only package that some systems need
EXTRAS = ("optimize",)  # `test` is left out: what it installs is not needed to use the program
_HEAD = """\
# Licenses of the packages that clfcards needs

`pip install .` installs these packages beside the program; none of them is a part of it. The list is written by
[licenses.py](licenses.py) from the packages' own metadata, and a test compares it with what is installed.

| package | license | installed for |
|---|---|---|
"""
_TAIL = """
- frozendict comes with genanki. It is used as it is, as a package of its own that can be replaced, which is what the
  LGPL asks for.
- fsrs-rs-python states no license in its metadata. It is not installed unless you ask for it:
  `pip install 'clfcards[optimize]'`. Only `clfcards optimize` uses it.
"""


@dataclass(frozen=True, slots=True)
class Needed:
    """A package and its license; `extra` is the extra that needs it, or empty if the program does."""

    name: str
    license: str
    extra: str


def needed() -> list[Needed]:
    """Every package that is installed with the program on this system, by name. Raises PackageNotFoundError."""
    names = dict.fromkeys(_reached("clfcards", ""), "")
    for extra in EXTRAS:
        names |= {name: extra for name in _reached("clfcards", extra) if name not in names}
    names.pop("clfcards")
    return [Needed(name, license_of(distribution(name)), extra) for name, extra in sorted(names.items())]


def license_of(package: Distribution) -> str:
    """The license that a package's metadata states."""
    metadata = package.metadata
    classifiers = [text.rpartition(" :: ")[2] for text in metadata.get_all("Classifier") or () if "License ::" in text]
    stated = [(metadata.get_all(name) or [None])[0] for name in ("License-Expression", "License")]
    texts = (stated[0], *classifiers, stated[1])
    return next((text.splitlines()[0] for text in texts if text), NOT_STATED)


def page() -> str:
    """The page for the packages that are installed here."""
    rows = [
        f"| {one.name} | {one.license} | {one.extra or 'the program'} |\n" for one in needed() if one.name != "colorama"
    ]
    return _HEAD + "".join(sorted({*rows, ON_WINDOWS})) + _TAIL


def _reached(name: str, extra: str) -> Iterator[str]:
    """The normalized names of a package and of all that it needs on this system, with one extra of it."""
    ahead, seen = [(name, extra)], set()
    while ahead:
        name, extra = ahead.pop()
        if (key := (canonicalize_name(name), extra)) in seen:
            continue
        seen.add(key)
        yield key[0]
        for text in distribution(name).requires or ():
            required = Requirement(text)
            if required.marker is None or required.marker.evaluate({"extra": extra}):
                ahead += [(required.name, more) for more in ("", *required.extras)]


if __name__ == "__main__":
    try:
        PAGE.write_text(page(), encoding="utf-8")
    except PackageNotFoundError as error:
        raise SystemExit(f"{error}: install the program with 'pip install -e .[test]' first") from error

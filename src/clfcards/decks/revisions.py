"""Reads sources as they were at a git revision."""

import datetime as dt
import io
import subprocess
import tarfile
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from clfcards.decks.contents import text_of
from clfcards.decks.load import Loaded, load
from clfcards.errors import ClfcardsError, UsageError
from clfcards.model.guide import Guide
from clfcards.source.guide import read_guide
from clfcards.system.files import read_bytes, shown


def guide_at(given: str, folder: Path) -> tuple[Guide, str]:
    """The guide in a file, or in an exam's folder at a git revision; and its text.

    Raises UsageError if `given` is neither a file nor a revision, or is not a valid guide, and ClfcardsError if it
    is not UTF-8.
    """
    path = Path(given)
    if path.is_dir():
        path /= "guide.yaml"
    if path.is_file():
        name, data = shown(path), read_bytes(path)
    else:
        name, data = f"{given}:guide.yaml", _git(folder, given, "show", f"{given}:./guide.yaml")
    text = text_of(name, data)
    guide, problems = read_guide(name, text)
    if guide is None:
        raise UsageError(f"'{name}' is not a valid exam guide: {problems[0]}")
    return guide, text


@contextmanager
def loaded_at(revision: str, folder: Path) -> Iterator[Loaded]:
    """An exam's folder as it was at a git revision. Raises UsageError if there is no such revision."""
    archive = _git(folder, revision, "archive", "--format=tar", revision, ".")
    with tempfile.TemporaryDirectory(prefix="clfcards-") as temporary:
        with tarfile.open(fileobj=io.BytesIO(archive)) as members:
            members.extractall(temporary, filter="data")
        yield load(Path(temporary))


def newest_commit(folder: Path) -> dt.datetime | None:
    """When git's newest commit was made; None if the folder is in no clone, or the clone has no commit."""
    output = _asked(folder, "log", "-1", "--format=%ct")
    return None if not output else dt.datetime.fromtimestamp(int(output), dt.UTC)


def file_at_head(folder: Path, name: str) -> bytes | None:
    """A file of the folder as it is in git's newest commit; None if it is not there."""
    return _asked(folder, "show", f"HEAD:./{name}")


def _asked(folder: Path, *arguments: str) -> bytes | None:
    """The output of git, run in the folder; None if it fails, or cannot be run."""
    try:
        result = subprocess.run(["git", "-C", str(folder), *arguments], capture_output=True, check=False)
    except OSError:
        return None
    return result.stdout if result.returncode == 0 else None


def _git(folder: Path, revision: str, *arguments: str) -> bytes:
    """The output of git about a revision, run in the folder.

    Raises UsageError if there is no such revision, or if it does not have this exam.
    """
    if revision.startswith("-"):
        raise UsageError(f"'{revision}' is neither a file nor a git revision")
    repository = _run(folder, revision, "rev-parse", "--git-dir")
    if repository.returncode:
        raise UsageError(
            f"'{revision}' is not a file, and git finds no repository that it may read in '{shown(folder)}'"
        )
    if _run(folder, revision, "rev-parse", "--verify", "--quiet", f"{revision}^{{commit}}").returncode:
        raise UsageError(
            f"'{revision}' is neither a file nor a git revision: 'git tag' and 'git log' list the revisions"
        )
    result = _run(folder, revision, *arguments)
    if result.returncode:
        raise UsageError(f"the git revision '{revision}' does not have the exam in '{shown(folder)}'")
    return result.stdout


def _run(folder: Path, revision: str, *arguments: str) -> subprocess.CompletedProcess[bytes]:
    try:
        return subprocess.run(["git", "-C", str(folder), *arguments], capture_output=True, check=False)
    except OSError as error:
        raise ClfcardsError(f"'{revision}' is not a file, and git cannot be run to look for a revision") from error

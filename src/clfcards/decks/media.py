"""The exam's pictures with their content checked, for everything that publishes or shows them."""

from pathlib import Path

from clfcards.decks.contents import foreign_file, picture_paths
from clfcards.errors import ClfcardsError
from clfcards.foreign.picture import MAX_BYTES, picture_fault
from clfcards.model.problem import Place, Problem
from clfcards.system.files import read_bytes, shown


def checked_media(folder: Path) -> tuple[dict[str, Path], list[Problem]]:
    """The pictures that may be published, by file name, and a problem for each of the others."""
    media: dict[str, Path] = {}
    problems: list[Problem] = []
    for path in picture_paths(folder):
        if fault := _fault(path, folder):
            problems.append(Problem(Place(shown(path), 1, 1), fault, "picture"))
        else:
            media[path.name] = path
    return media, problems


def _fault(path: Path, folder: Path) -> str:
    if refusal := foreign_file(path, folder):
        return refusal
    try:
        return picture_fault(path.suffix.lower(), read_bytes(path, MAX_BYTES))
    except ClfcardsError as error:
        return str(error)

"""The deck for study: the same whether it was composed now or remembered, and never an old one."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from clfcards.decks.cache import FileCache
from clfcards.decks.study import StudyDeck, study_deck
from clfcards.decks.study_index import INDEX
from tests.small_exam import full_exam


@pytest.fixture
def exam(tmp_path: Path) -> Path:
    return full_exam(tmp_path / "decks")


@pytest.fixture
def cached(exam: Path, tmp_path: Path) -> Callable[[], StudyDeck]:
    """Starts anew each time, with what the starts before it left on disk."""
    return lambda: study_deck(exam, FileCache(tmp_path / "cache"))


def contents(deck: StudyDeck) -> object:
    return tuple(deck.cards.values()), dict(deck.notes), deck.outline, deck.files, deck.pictures


def swap(path: Path, old: str, new: str) -> None:
    """Changes text of the same length and puts the time of the last change back."""
    stat = path.stat()
    text = path.read_text(encoding="utf-8")
    assert old in text
    assert len(old) == len(new)
    path.write_text(text.replace(old, new), encoding="utf-8")
    os.utime(path, ns=(stat.st_atime_ns, stat.st_mtime_ns))


def test_a_remembered_deck_is_the_one_that_would_be_composed(
    cached: Callable[[], StudyDeck], exam: Path, tmp_path: Path
) -> None:
    first = contents(cached())
    assert (tmp_path / "cache" / INDEX).exists()
    assert contents(cached()) == first == contents(study_deck(exam))


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        ("facts/A.1-x.yaml", "hot", "ice"),
        ("facts/A.1-x.yaml", "id: a-1-f0", "id: a-1-f9"),
        ("guide.yaml", "title: Leaves", "title: Petals"),
        ("deck.yaml", "tea-taster", "tea-tester"),
    ],
)
def test_a_change_that_keeps_size_and_time_is_seen(
    cached: Callable[[], StudyDeck], exam: Path, file: str, old: str, new: str
) -> None:
    before = contents(cached())
    swap(exam / file, old, new)
    assert contents(cached()) == contents(study_deck(exam)) != before


def test_files_that_come_and_go_are_seen(cached: Callable[[], StudyDeck], exam: Path) -> None:
    before = contents(cached())
    path = exam / "facts" / "A.1-x.yaml"
    text = path.read_text(encoding="utf-8")
    path.unlink()
    assert contents(cached()) == contents(study_deck(exam)) != before
    path.write_text(text, encoding="utf-8")
    assert contents(cached()) == before


@pytest.mark.parametrize("damage", [b"", b"[]", b"null", b'{"of": 1}', b"\xff", b"half"])
def test_a_damaged_index_is_made_anew(cached: Callable[[], StudyDeck], tmp_path: Path, damage: bytes) -> None:
    first = contents(cached())
    index = tmp_path / "cache" / INDEX
    whole = index.read_bytes()
    index.write_bytes(whole[: len(whole) // 2] if damage == b"half" else damage)
    assert contents(cached()) == first
    assert index.read_bytes() == whole


def test_all_that_is_remembered_may_be_deleted_at_any_time(cached: Callable[[], StudyDeck], tmp_path: Path) -> None:
    first = contents(cached())
    deck = cached()
    for path in (tmp_path / "cache").iterdir():
        path.unlink()
    assert contents(deck) == first
    assert contents(cached()) == first


def test_a_file_that_another_program_dropped_is_remembered_again(
    cached: Callable[[], StudyDeck], tmp_path: Path
) -> None:
    cached()
    dropped = list((tmp_path / "cache").glob("*.json"))
    for path in dropped:
        path.unlink()
    list(cached().notes.values())
    assert all(path.exists() for path in dropped)


def test_an_edit_during_a_session_shows_at_the_next_start(cached: Callable[[], StudyDeck], exam: Path) -> None:
    cached()
    deck = cached()
    swap(exam / "facts" / "A.1-x.yaml", "hot", "ice")
    ids = [id_ for id_, note in cached().notes.items() if getattr(note, "back", "") == "ice"]
    assert ids
    assert {getattr(deck.notes[id_], "back", "") for id_ in ids} == {"hot"}


def test_items_with_mistakes_stay_out_of_a_remembered_deck_too(cached: Callable[[], StudyDeck], exam: Path) -> None:
    bad = exam / "facts" / "A.1-bad.yaml"
    bad.write_text('task: "A.1"\nfacts:\n  - {id: bad}\n  - 5\n', encoding="utf-8")
    first = contents(cached())
    assert contents(cached()) == first == contents(study_deck(exam))
    assert "bad" not in cached().notes

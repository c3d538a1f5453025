"""A learner of the small exam who studies in Anki and in the terminal: the real back end, and our commands."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from click.testing import Result

from anki.collection import Collection, ExportAnkiPackageOptions
from clfcards.model.event import Event
from clfcards.use_cases.open_log import open_to_read
from tests.anki.collection import import_package, note_id
from tests.command import run
from tests.small_exam import cloze, fact, facts_file, question, questions_file, write_exam

FIRST = 1_772_452_800_000  # 2026-03-02, noon UTC
DAY = 86_400_000
GOOD = 3


def _facts(name: str, number: int) -> list[str]:
    return [fact(f"{name}-{place}") for place in range(number)]


class Learner:
    """The decks (20 cards, in the proportions of the guide), the data folder of the terminal, and one for Anki."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.exam = write_exam(
            folder / "decks",
            {
                "facts/A.1-x.yaml": facts_file("A.1", *_facts("a", 5)),
                "facts/A.2-x.yaml": facts_file("A.2", cloze("blanks", "{{1:one}} and {{3:three}}"), *_facts("p", 3)),
                "facts/B.1-x.yaml": facts_file("B.1", fact("both", reverse="true"), *_facts("b", 4)),
                "facts/C.1-x.yaml": facts_file("C.1", *_facts("s", 2)),
                "questions/C.1-x.yaml": questions_file("C.1", question("q-one"), question("q-two")),
            },
        )
        result = self.run("build", "--out", str(folder / "out"))
        assert result.exit_code == 0, result.output
        self.package = folder / "out" / "tea-101.apkg"

    def run(self, *arguments: str, data: str = "data", stdin: str | None = None) -> Result:
        return run("--decks", str(self.folder / "decks"), "--data", str(self.folder / data), *arguments, stdin=stdin)

    @contextmanager
    def anki(self, name: str = "anki") -> Iterator[Collection]:
        """The learner's collection, open, with the deck imported."""
        (self.folder / name).mkdir(exist_ok=True)
        is_new = not self.collection(name).exists()
        collection = Collection(str(self.collection(name)))
        try:
            if is_new:
                import_package(collection, self.package)
            yield collection
        finally:
            collection.close()

    @contextmanager
    def anki_since(self, days: int) -> Iterator[Collection]:
        """The learner's collection, open, as if it had been made so many days ago."""
        with self.anki() as collection:
            collection.db.execute("UPDATE col SET crt = crt - ?", days * 86_400)
            collection.close()
            collection.reopen()
            yield collection

    def collection(self, name: str = "anki") -> Path:
        return self.folder / name / "collection.anki2"

    def take(self, *files: Path, data: str = "data", yes: bool = True) -> dict[str, Any]:
        """The document of `anki import` for these files, or for the learner's collection."""
        names = map(str, files or (self.collection(),))
        result = self.run("anki", "import", *names, "--json", *(["--yes"] if yes else []), data=data)
        assert result.exit_code == 0, result.output
        document: dict[str, Any] = json.loads(result.stdout)
        return document

    def say(self, *files: Path) -> str:
        """What `anki import` prints without --yes."""
        result = self.run("anki", "import", *map(str, files or (self.collection(),)))
        assert result.exit_code == 0, result.output
        return result.output

    def events(self, data: str = "data") -> list[Event]:
        return open_to_read(self.folder / data, "tea-taster").log.events()


def card_of(collection: Collection, id_: str, ordinal: int = 0) -> int:
    """The id in Anki of a note's card."""
    query = "SELECT id FROM cards WHERE nid = ? AND ord = ?"
    return int(collection.db.scalar(query, note_id(collection, id_), ordinal))


def add_row(
    collection: Collection, card: int, at: int, ease: int = GOOD, kind: int = 1, interval: int = 4, factor: int = 500,
    time: int = 7000,
) -> None:  # fmt: skip
    """Adds an entry to Anki's review log, as its scheduler writes them, at a chosen time."""
    collection.db.execute(
        "INSERT INTO revlog VALUES (?, ?, -1, ?, ?, 1, ?, ?, ?)", at, card, ease, interval, factor, time, kind
    )


def answer(collection: Collection, card_id: int, ease: int = GOOD) -> None:
    """Answers a card with Anki's scheduler, now."""
    card = collection.get_card(card_id)
    card.start_timer()
    states = collection._backend.get_scheduling_states(card_id)
    collection.sched.answer_card(collection.sched.build_answer(card=card, states=states, rating=ease - 1))


def exported(collection: Collection, path: Path, *, legacy: bool = False) -> Path:
    """A package of the collection with its review log."""
    options = ExportAnkiPackageOptions(with_scheduling=True, with_media=False, with_deck_configs=True, legacy=legacy)
    collection.export_anki_package(out_path=str(path), options=options, limit=None)
    return path

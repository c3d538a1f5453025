"""What each source file was read as, by a hash of its content: JSON that can be deleted at any time."""

import datetime as dt
import hashlib
import json
import os
from collections.abc import Sequence
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import Any

from clfcards.errors import ClfcardsError
from clfcards.model.bank import Fact, Option, Origin, Question
from clfcards.source.bank_file import BankFile
from clfcards.system.files import write_atomically

_WORTH_A_PROCESS = 1_500_000  # bytes of YAML; below, starting a process costs what it saves


class FileCache:
    """Only files without problems are kept; anything unreadable counts as absent."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._new: dict[str, BankFile] = {}
        self._used: set[str] = set()

    def read_ahead(self, files: Sequence[tuple[str, bytes]]) -> None:
        """Reads files that are not in the cache, half of them in a second process.

        That process leaves its half in the cache. Should it fail, those files are simply read later.
        """
        missing = [(path, data) for path, data in files if not self._place(path, data).exists()]
        if sum(len(data) for _, data in missing) < _WORTH_A_PROCESS or not hasattr(os, "fork"):
            return
        theirs, ours = _halves(missing)
        child = os.fork()
        if child == 0:
            # Whatever happens here, this copy of the program must end here too.
            try:
                self._read_and_put(theirs)
                self._write()
            finally:
                os._exit(0)
        self._read_and_put(ours)
        os.waitpid(child, 0)

    def _read_and_put(self, files: Sequence[tuple[str, bytes]]) -> None:
        from clfcards.source.bank import read_bank_file  # a learner's start finds everything here, and needs no YAML

        for path, data in files:
            try:
                text = data.decode("utf-8-sig")
            except UnicodeDecodeError:
                continue
            self.put(path, data, read_bank_file(path, text))

    def get(self, path: str, data: bytes) -> BankFile | None:
        key = fingerprint(path, data)
        if key in self._new:
            return self._new[key]
        try:
            file = _decode(path, json.loads((self.folder / f"{key}.json").read_bytes()))
        except (OSError, ValueError, KeyError, TypeError, IndexError):
            return None
        self._used.add(key)
        return file

    def put(self, path: str, data: bytes, file: BankFile) -> None:
        if not file.problems:
            self._new[fingerprint(path, data)] = file

    def save(self) -> None:
        """Writes what was read anew, and drops what no file has any more. A full disk costs the cache alone."""
        with suppress(ClfcardsError, OSError):
            self._write()
            for path in self.folder.glob("*.json"):
                if path.stem not in self._used:
                    path.unlink(missing_ok=True)

    def add(self) -> None:
        """Writes what was read anew, and drops nothing: for a program that looks at some of the files only."""
        with suppress(ClfcardsError):
            self._write()

    def _write(self) -> None:
        for key, file in self._new.items():
            write_atomically(self.folder / f"{key}.json", json.dumps(_encode(file)).encode(), durable=False)
        self._used.update(self._new)
        self._new.clear()

    def _place(self, path: str, data: bytes) -> Path:
        return self.folder / f"{fingerprint(path, data)}.json"


def fingerprint(path: str, data: bytes) -> str:
    """What these bytes are known by: at another place, or to another version, they are other ones."""
    hashed = hashlib.sha256(_program() + os.fsencode(path) + b"\0")  # processors of these days have it built in
    hashed.update(data)
    return hashed.hexdigest()


@cache
def _program() -> bytes:
    """A hash of the code that reads and composes: another version, or an edit of it, does so anew."""
    package = Path(__file__).parent.parent
    folders = [package / name for name in ("source", "model", "compose", "render", "decks")]
    files = sorted(path for folder in folders for path in folder.glob("*.py"))
    return hashlib.blake2b(b"".join(path.read_bytes() for path in files), digest_size=16).digest()


def _halves(files: Sequence[tuple[str, bytes]]) -> tuple[list[tuple[str, bytes]], list[tuple[str, bytes]]]:
    """Two parts of about the same number of bytes."""
    parts: tuple[list[tuple[str, bytes]], list[tuple[str, bytes]]] = ([], [])
    sizes = [0, 0]
    for path, data in sorted(files, key=lambda file: len(file[1]), reverse=True):
        smaller = 0 if sizes[0] <= sizes[1] else 1
        parts[smaller].append((path, data))
        sizes[smaller] += len(data)
    return parts


def _encode(file: BankFile) -> dict[str, Any]:
    return {
        "task": file.task,
        "facts": [
            [f.id, f.source, f.verified.isoformat(), f.priority, f.topics, f.services, f.waive, f.origin.index,
             f.why, f.front, f.back, f.cloze, f.reverse, f.cards]
            for f in file.facts
        ],
        "questions": [
            [q.id, q.source, q.verified.isoformat(), q.priority, q.topics, q.services, q.waive, q.origin.index,
             q.pool, q.difficulty, q.stem, [_option(o) for o in q.correct], [_option(o) for o in q.distractors],
             q.tests]
            for q in file.questions
        ],
    }  # fmt: skip


def _option(option: Option) -> list[str]:
    return [option.text, option.why, option.fact]


def _decode(path: str, raw: dict[str, Any]) -> BankFile:
    task = raw["task"]
    return BankFile(
        path,
        task,
        tuple([_fact(path, task, row) for row in raw["facts"]]),
        tuple([_question(path, task, row) for row in raw["questions"]]),
    )


def _head(path: str, task: str, row: list[Any]) -> dict[str, Any]:
    return {
        "id": row[0],
        "source": row[1],
        "verified": dt.date.fromisoformat(row[2]),
        "priority": row[3],
        "topics": tuple(row[4]),
        "services": tuple(row[5]),
        "waive": row[6],
        "origin": Origin(path, row[7]),
        "task": task,
    }


def _fact(path: str, task: str, row: list[Any]) -> Fact:
    why, front, back, cloze, reverse, cards = row[8:]
    return Fact(**_head(path, task, row), why=why, front=front, back=back, cloze=cloze, reverse=reverse, cards=cards)


def _question(path: str, task: str, row: list[Any]) -> Question:
    pool, difficulty, stem, correct, distractors, tests = row[8:]
    return Question(
        **_head(path, task, row),
        pool=pool,
        difficulty=difficulty,
        stem=stem,
        correct=tuple(Option(*option) for option in correct),
        distractors=tuple(Option(*option) for option in distractors),
        tests=tuple(tests),
    )

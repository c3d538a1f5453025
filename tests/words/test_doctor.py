"""What doctor says: how much there is, what the damage cost, and what to do next."""

import dataclasses
from pathlib import Path

from clfcards.log.doctor import Diagnosis
from clfcards.words.doctor import document, lines

DAMAGED = Diagnosis(
    Path("x.db"), exists=True, events=312, cards=45, damage="database disk image is malformed", saved=300,
    from_backups=12, backups=3, moved_to=Path("x-damaged-20260101T000000.db"),
)  # fmt: skip


def but(**changes: object) -> list[str]:
    return lines(dataclasses.replace(DAMAGED, **changes))  # type: ignore[arg-type]


def test_a_repair_without_loss() -> None:
    assert lines(DAMAGED) == [
        "x.db: 312 events of 45 cards recovered",
        "the file was damaged: 300 events could be read from it, and 12 more from backups and other copies",
        "no event that the file lists is lost",
        "what was found: database disk image is malformed",
        "the log works again; the damaged file is kept as x-damaged-20260101T000000.db",
    ]


def test_a_repair_with_losses_says_how_many_and_what_to_do() -> None:
    told = but(missing=1, altered=("e1", "e2"), from_backups=0)
    assert told[1:4] == [
        "the file was damaged: 300 events could be read from it, and no others from backups and other copies",
        "1 event is lost: the file still lists more than it holds",
        "2 events were altered by the damage and left out: e1, e2",
    ]
    assert told[-1].endswith("add them with 'clfcards history import FILE'")


def test_a_check_changes_nothing_and_names_the_repair() -> None:
    told = but(only_checked=True, moved_to=None)
    assert told[0] == "x.db: 312 events of 45 cards can be recovered"
    assert told[1].startswith("the file is damaged: 300 events could be read from it")
    assert told[-1] == "nothing was changed: repair it with 'clfcards doctor'"


def test_nothing_is_promised_about_a_file_that_says_nothing() -> None:
    assert "how many events the file held is not known" in but(saved=0)
    assert not [line for line in but(saved=0) if "no event" in line]
    cut = but(is_cut_off=True)
    assert "a part of the file is cut off: it may have held more events than what is left of it says" in cut
    assert not [line for line in cut if "no event" in line]


def test_many_ids_are_not_all_listed() -> None:
    told = but(unconfirmed=tuple(f"e{i}" for i in range(1234)))
    assert (
        "1,234 events cannot be checked, because the checksums are damaged: e0, e1, e2, e3, e4 and 1,229 more" in told
    )


def test_the_document_says_everything_and_whether_it_was_written() -> None:
    found = document(dataclasses.replace(DAMAGED, missing=2, altered=("e1",), unconfirmed=("e2",)))
    assert (found.missing, found.altered, found.unconfirmed, found.written) == (2, ("e1",), ("e2",), True)
    assert document(dataclasses.replace(DAMAGED, only_checked=True)).written is False

"""The plan of an import, and its result, in words."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from clfcards.next_step import NextStep
from clfcards.use_cases.bank_import import BankImport, Clash
from clfcards.visible import on_one_line
from clfcards.words.next_steps import command_line
from clfcards.words.phrases import count
from clfcards.words.table import aligned

MOST_LISTED = 20
_GAPS = {
    "reasons": "without a reason for every option",
    "source": "without a source",
    "verified": "without the day on which the source was read",
    "difficulty": "without a difficulty",
    "task": "with a task that was guessed",
}
_LEFT_OUT = {
    "tests": "facts in 'tests' that the exam does not have",
    "fact": "facts of options that the exam does not have",
    "enemies": "questions in 'enemies' that the exam does not have",
    "topics": "topics that the exam does not have",
    "services": "services that the exam does not have",
    "source": "a source that is neither a web address nor a page of a book ('Tea, p. 3')",
}


@dataclass(frozen=True, slots=True)
class PlaceDocument:
    """A part of a file, with what is said of it."""

    file: str
    line: int
    message: str
    other: str = ""


@dataclass(frozen=True, slots=True)
class FileDocument:
    """A file of an import: its format, what was read, and which of its columns are which of our fields."""

    file: str
    format: str
    items: int
    unread: int
    columns: dict[str, str]


@dataclass(frozen=True, slots=True)
class BankImportDocument:
    """The document of `bank import --json`. `lacking` counts the new items by what they lack, `tasks` by task,
    and `left_out` by the fields with something that the exam does not have or that
    cannot be a source."""

    files: tuple[FileDocument, ...]
    new: int
    known: int
    changed: tuple[PlaceDocument, ...]
    repeated: tuple[PlaceDocument, ...]
    unread: tuple[PlaceDocument, ...]
    tasks: dict[str, int]
    lacking: dict[str, int]
    left_out: dict[str, int]
    written: bool


def document(plan: BankImport, *, written: bool) -> BankImportDocument:
    """The plan as the document of `--json`."""
    return BankImportDocument(
        tuple(
            FileDocument(
                bank.name, bank.format, len(bank.reading.entries), len(bank.reading.unread), dict(bank.reading.columns)
            )
            for bank in plan.banks
        ),
        len(plan.items),
        plan.known,
        tuple(_clash(clash) for clash in plan.changed),
        tuple(_clash(clash) for clash in plan.repeated),
        tuple(PlaceDocument(file, part.line, part.reason) for file, part in plan.unread),
        dict(_tasks(plan)),
        dict(_lacking(plan)),
        plan.left_out,
        written,
    )


def _clash(clash: Clash) -> PlaceDocument:
    return PlaceDocument(clash.file, clash.line, clash.reason, clash.other)


def text(plan: BankImport, *, everything: bool = False) -> str:
    """What was read, what cannot be read, what is known already, and what the new items lack."""
    most = None if everything else MOST_LISTED
    lines = [
        *_files(plan, most),
        *_places("cannot be read", [(f, part.line, part.reason) for f, part in plan.unread], most),
        *_places(
            "changed, and not imported: edit the item in the bank, or leave it as it is",
            [(clash.file, clash.line, f"{clash.other}: {clash.reason}") for clash in plan.changed],
            most,
        ),
        *_places(
            "repeated", [(clash.file, clash.line, f"{clash.reason} as {clash.other}") for clash in plan.repeated], most
        ),
        *_new(plan),
    ]
    return "\n".join(on_one_line(line) for line in lines)


def _files(plan: BankImport, most: int | None) -> Iterator[str]:
    for bank in plan.banks[:most]:
        yield f"{bank.name}: {bank.format}, {count(len(bank.reading.entries), 'item')}"
        if bank.reading.columns:
            rows = [(f"  {name}", f"→ {field}" if field else "→ left out") for name, field in bank.reading.columns]
            yield from aligned(rows)
    if most is not None and len(plan.banks) > most:
        yield f"… and {len(plan.banks) - most:,} more files"


def _places(title: str, places: list[tuple[str, int, str]], most: int | None) -> Iterator[str]:
    if not places:
        return
    yield ""
    yield f"{len(places):,} {title}:"
    yield from (f"  {file}:{line}: {message}" for file, line, message in places[:most])
    if most is not None and len(places) > most:
        again = command_line(NextStep.again_with(all=True))
        yield f"  … and {len(places) - most:,} more ({again} shows them)"


def _new(plan: BankImport) -> Iterator[str]:
    yield ""
    if plan.known:
        yield f"{count(plan.known, 'item')} already in the bank, word for word"
    yield f"{count(len(plan.items), 'new item')}"
    tasks = plan.guide.tasks
    yield from (
        aligned(
            [(f"  {number:,}", f"{task} {tasks[task].title}") for task, number in sorted(_tasks(plan).items())], "><"
        )
        if plan.items
        else ()
    )
    yield from (f"  {number:,} of them {_GAPS[gap]}" for gap, number in _lacking(plan).items())
    yield from (f"  {number:,} of them with {_LEFT_OUT[name]}: left out" for name, number in plan.left_out.items())


def _tasks(plan: BankImport) -> Counter[str]:
    return Counter(item.entry.task for item in plan.items)


def _lacking(plan: BankImport) -> Counter[str]:
    lacking = Counter[str]()
    for item in plan.items:
        entry = item.entry
        reasons = [option.why for option in entry.options] if entry.is_question else [entry.why]
        lacking["reasons"] += not all(reasons)
        lacking["source"] += not entry.source
        lacking["verified"] += not entry.verified
        lacking["difficulty"] += entry.is_question and not (entry.difficulty or entry.expected)
        lacking["task"] += entry.imported is not None and entry.imported.task_is_guess
    return +lacking


def closing(plan: BankImport, *, written: bool) -> str:
    """The last line: what was written, or how to write it."""
    if not plan.items:
        return "nothing to write"
    if not written:
        return f"nothing was written: add {command_line(NextStep.again_with(yes=True))} to write these items"
    files = len(plan.edits)
    step, undo = command_line(NextStep.run("check")), command_line(NextStep.run("guide undo"))
    lines = [f"{count(len(plan.items), 'item')} written to {count(files, 'file')}; '{undo}' takes them back"]
    if _lacking(plan):
        lines.append(
            f"items that lack something are in no deck and no exam until it is there: '{step}' names it. To use "
            "those that only lack reasons or a confirmed task, add to deck.yaml: "
            "imports_may_lack: [reasons, confirmed-task]"
        )
    return "\n".join(lines)

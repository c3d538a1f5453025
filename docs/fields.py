"""Writes docs/fields.md: every field of the sources with its meaning, type and an example, from the table of fields.

Run it in the project's folder after changing a field. A test fails if you forget, and reads every example:

    .venv/bin/python docs/fields.py
"""

from collections.abc import Iterator
from pathlib import Path

from clfcards.source.collection_kinds import ListOf, MapOf
from clfcards.source.deck_fields import DECK
from clfcards.source.guide_fields import GUIDE
from clfcards.source.item_fields import FACTS_HEAD, QUESTIONS_HEAD
from clfcards.source.kind import Kind
from clfcards.source.number_kinds import Decimal, WholeNumber
from clfcards.source.record import Field, Record
from clfcards.source.word_kinds import Choice, Flag

PAGE = Path(__file__).with_name("fields.md")
FILES = {
    "guide.yaml": (GUIDE, "What the exam guide says."),
    "deck.yaml": (DECK, "What you decide about the decks."),
    "facts/*.yaml": (FACTS_HEAD, "Facts: each is one or more flashcards. A file has the facts of one task."),
    "questions/*.yaml": (
        QUESTIONS_HEAD,
        "Questions for practice exams and flashcards. A file has the questions of one task.",
    ),
}
# By record and field. Every other field has the example of its kind.
EXAMPLES = {
    ("guide", "revision"): "v1.0",
    ("guide", "predecessor_tasks"): '{"1.1": ["1.1", "1.2"], "1.2": []}',
    ("exam", "name"): "AWS Certified Cloud Practitioner",
    ("exam", "vendor"): "Amazon Web Services",
    ("exam", "predecessor"): "CLF-C01",
    ("exam", "price_usd"): "100",
    ("exam", "price"): "425 GBP",
    ("exam", "validity_years"): "3",
    ("format", "scored"): "50",
    ("format", "unscored"): "15",
    ("format", "minutes"): "90",
    ("format", "extra_minutes"): "30",
    ("format", "options"): "[4]",
    ("format", "options_of_several"): "[5, 6]",
    ("format", "raw_pass"): "29",
    ("format", "percent_pass"): "72.5",
    ("format", "scale_minimum"): "100",
    ("format", "scale_maximum"): "1000",
    ("format", "scale_pass"): "700",
    ("practice model", "raw_cut"): "35",
    ("practice model", "difficulty_easiest"): "-2.0",
    ("practice model", "difficulty_hardest"): "2.0",
    ("revision", "id"): "v1.0",
    ("revision", "note"): "the first text",
    ("domain", "id"): '"1"',
    ("domain", "title"): "Cloud Concepts",
    ("domain", "weight"): "24",
    ("task", "id"): '"1.1"',
    ("task", "title"): "Define the benefits of the AWS Cloud",
    ("task", "topics"): "{elasticity: elasticity, agility: agility}",
    ("service list", "in_scope"): "{Storage: {amazon-s3: Amazon S3}}",
    ("service list", "out_of_scope"): "{Games: {amazon-gamelift: Amazon GameLift}}",
    ("service list", "unlisted"): "{Storage: {s3-glacier: S3 Glacier}}",
    ("rename", "old"): "Amazon Kinesis Data Firehose",
    ("rename", "new"): "Amazon Data Firehose",
    ("rename", "guide"): "Amazon Kinesis Data Firehose",
    ("deck settings", "shares"): '{"2.1": 3}',
    ("deck settings", "license"): "CC BY 4.0",
    ("deck settings", "reviewed"): "Two certified instructors have reviewed the cards.",
    ("deck settings", "rules"): "{key-longest: false}",
    ("package", "file"): "clf-c02.apkg",
    ("package", "holds"): "[facts, study]",
    ("facts file", "task"): '"2.1"',
    ("questions file", "task"): '"2.1"',
    ("fact", "front"): "Who patches the operating system under Amazon RDS?",
    ("fact", "back"): "AWS",
    ("fact", "why"): "Amazon RDS is a managed service.",
    ("question", "stem"): "A company runs a shop on Amazon EC2. Which task is the company's own?",
    ("right option", "text"): "Patching the guest operating system",
    ("right option", "why"): "On EC2, the customer manages the guest operating system.",
    ("distractor", "text"): "Replacing failed disks",
    ("distractor", "why"): "The hardware is the part of AWS.",
    ("source", "title"): "The Brewing Handbook",
    ("source", "edition"): "2nd edition",
    ("source", "page"): "7–12",
    ("import", "file"): "practice-exam-1.md",
    ("import", "line"): "12",
    ("import", "license"): "MIT",
    ("import", "author"): "A. Author",
    ("import", "explanation"): "The customer manages everything inside the instance.",
    ("fact", "waive"): "{card-enumeration: the three belong together}",
    ("question", "waive"): "{clang: the word is not avoidable}",
}


def page() -> str:
    """The whole page as Markdown."""
    parts = [
        "# Fields of the sources",
        "Written by `docs/fields.py` from the table of fields that `clfcards check` uses; `clfcards schema` gives it "
        "to your editor. A field in **bold** is required. Dates are YYYY-MM-DD, and an id is lower-case words joined "
        "by `-`. `clfcards init` makes a folder with all four kinds of file.",
    ]
    for file, (record, purpose) in FILES.items():
        parts += [f"## {file}", purpose]
        for title, each in described(record, ""):
            parts += [f"### {title}"] if title else []
            parts.append(table(each))
    return "\n\n".join(parts) + "\n"


def described(record: Record, path: str) -> Iterator[tuple[str, Record]]:
    """The record with the path of its key, then the records inside it."""
    yield path, record
    for field in record.fields:
        inner = record_in(field.kind)
        if inner is not None:
            suffix = "[]" if isinstance(field.kind, ListOf) else ".NAME" if isinstance(field.kind, MapOf) else ""
            yield from described(inner, f"{path}.{field.name}{suffix}".lstrip("."))


def record_in(kind: Kind) -> Record | None:
    """The record that a kind consists of, if it does."""
    if isinstance(kind, Record):
        return kind
    return (
        record_in(kind.item if isinstance(kind, ListOf) else kind.value) if isinstance(kind, ListOf | MapOf) else None
    )


def table(record: Record) -> str:
    rows = ["| key | type | meaning | example |", "|---|---|---|---|"]
    for field in record.fields:
        name = f"**`{field.name}`**" if field.required else f"`{field.name}`"
        shown = example(record, field)
        cell = f"`{shown}`".replace("|", "\\|") if shown else "see below"
        rows.append(f"| {name} | {type_of(field.kind)} | {field.doc.replace('|', chr(92) + '|')} | {cell} |")
    return "\n".join(rows)


def example(record: Record, field: Field) -> str:
    """The field's value as YAML; empty for a group of keys that has a table of its own."""
    return EXAMPLES.get((record.name, field.name)) or example_of(field.kind)


def example_of(kind: Kind) -> str:
    """An example of a kind; empty for a group of keys."""
    if record_in(kind) is not None:
        return ""
    if isinstance(kind, ListOf):
        return f"[{example_of(kind.item)}]"
    if isinstance(kind, MapOf):
        return f"{{{example_of(kind.keys)}: {example_of(kind.value)}}}"
    if isinstance(kind, Choice):
        return kind.words[0]
    if isinstance(kind, WholeNumber):
        return str(max(kind.minimum, min(kind.maximum, 2)))
    if isinstance(kind, Flag):
        return "false" if kind.refusal else "true"
    return _EXAMPLES_OF_KINDS[type(kind).__name__]


_EXAMPLES_OF_KINDS = {
    "Text": "a text",
    "Prose": "A text for learners.",
    "DeckName": "AWS Cloud Practitioner",
    "Cloze": '"AWS is responsible for security {{of}} the cloud."',
    "Code": "CLF-C02",
    "Id": "srm-rds-patching",
    "Url": "https://docs.aws.amazon.com/",
    "ReportUrl": "https://github.com/you/deck/issues/new?title={id}&body=Version+{version}",
    "Cited": "{title: The Brewing Handbook, edition: 2nd edition, page: 37}",
    "Date": "2026-11-28",
    "Decimal": "0.9",
    "Proportion": "0.62",
    "Language": "en",
    "Percentage": "12.5",
}
_TYPES = {
    "Text": "text",
    "Prose": "text for learners (Markdown)",
    "DeckName": "the name of a deck",
    "Cloze": "text with `{{blanks}}`",
    "Code": "letters and digits joined by `-`",
    "Id": "id",
    "Url": "web address",
    "ReportUrl": "web address with `{id}`",
    "Cited": "web address, or title, edition and page of a book",
    "Date": "date",
    "Flag": "true or false",
    "Language": "language tag (BCP 47)",
    "Proportion": "a number between 0 and 1",
    "Percentage": "a percentage, with at most two decimals",
}


def type_of(kind: Kind) -> str:
    """A kind in words."""
    if isinstance(kind, ListOf):
        return f"list: {type_of(kind.item)}"
    if isinstance(kind, MapOf):
        return f"{type_of(kind.keys)} → {type_of(kind.value)}"
    if isinstance(kind, Record):
        return "keys"
    if isinstance(kind, Choice):
        return " or ".join(f"`{word}`" for word in kind.words)
    if isinstance(kind, WholeNumber):
        return f"whole number, {kind.minimum:,} to {kind.maximum:,}"
    if isinstance(kind, Decimal):
        return f"number, {kind.minimum:g} to {kind.maximum:g}"
    return _TYPES.get(type(kind).__name__, type(kind).__name__.lower())


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8", newline="\n")

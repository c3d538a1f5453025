"""Writes docs/commands.md: every command with its options and examples, from the commands themselves.

Run it in the project's folder after changing a command. A test fails if you forget, and runs the
examples from top to bottom:

    .venv/bin/python docs/commands.py
"""

from collections.abc import Iterator
from dataclasses import dataclass
from inspect import cleandoc
from pathlib import Path
from typing import Any

import click

from clfcards.cli import SECTIONS, group
from clfcards.cli.options import GLOBAL_OPTIONS, GlobalOptions

PAGE = Path(__file__).with_name("commands.md")


@dataclass(frozen=True, slots=True)
class Example:
    """A command line and what it is for. `typed` is what a test types when the command asks, `before` is run first.

    An example that `needs_anki` is tried with a running Anki, in tests/anki.
    """

    line: str
    purpose: str
    typed: str = ""
    before: str = ""
    needs_anki: bool = False


# By command and subcommand, in the order of the page, because an example may need the results of earlier ones.
EXAMPLES = {
    "today": (
        Example("clfcards", "what is to do today, and the one command to run next"),
        Example("clfcards today --short", "one line, for a prompt or a scheduled job"),
    ),
    "review": (
        Example("clfcards review --domain 2 --limit 20", "at most 20 cards from domain 2", "\n3\n\n3\nq\n"),
        Example("clfcards review --cram --tag priority::1", "core cards again, without moving the schedule", "q\n"),
        Example("clfcards review --mistakes", "what went wrong today, without moving the schedule", "q\n"),
    ),
    "diagnostic": (Example("clfcards diagnostic --seed 7", "ten questions; this seed repeats them", "a\n" * 10),),
    "exam": (
        Example("clfcards exam --length 20", "20 questions, with a proportional time limit", "q\n"),
        Example("clfcards exam --new --domain 3 --untimed", "drop an unfinished exam; one domain, no clock", "q\n"),
    ),
    "readiness": (Example("clfcards readiness", "the probability of passing, and the reasons"),),
    "plan": (
        Example("clfcards plan --exam-date 2027-01-15 --minutes 30 --off sun", "a plan for the days until the exam"),
        Example("clfcards plan --off 2026-12-24..26 --on 2026-12-31=10", "days off, and a shorter day"),
        Example("clfcards plan", "the plan in force, with what can be expected on the day"),
        Example("clfcards plan --html plan.html", "the same as a page with a calendar and a plot"),
        Example("clfcards plan --drop", "end the plan"),
    ),
    "learn": (
        Example("clfcards learn 2.1 --limit 2", "read about two new cards of a task, then answer them", "\n\n3\n\n3\n"),
        Example("clfcards learn amazon-s3 --read", "only the text, service by service or task by task"),
    ),
    "show": (
        Example("clfcards show srm-of-in", "a fact, its source, and how you stand with it"),
        Example('clfcards show srm-of-in --note "of: AWS, in: me"', "your own note, shown on the back of the card"),
    ),
    "search": (Example("clfcards search glacier retrieval", "every word must match, in any order"),),
    "stats": (
        Example("clfcards stats", "in the terminal"),
        Example("clfcards stats --html stats.html", "the same as a page with charts"),
    ),
    "history list": (Example("clfcards history --limit 5", "your last five actions"),),
    "history undo": (Example("clfcards history undo", "undo the last one"),),
    "history export": (Example("clfcards history export log.jsonl", "your whole history, for another device"),),
    "history import": (Example("clfcards history import log.jsonl", "merge it there; a second time adds nothing"),),
    "history suspended": (Example("clfcards history suspended", "the cards that are no longer shown, and why"),),
    "history unsuspend": (
        Example("clfcards history unsuspend srm-of-in", "bring back the first card of a note"),
    ),
    "confusions": (
        Example("clfcards confusions", "the facts that you confuse, and what decides"),
        Example("clfcards confusions --drill", "the worst pair in turns, until both are known", "q\n"),
    ),
    "history mistakes": (Example("clfcards history mistakes --days 7", "what went wrong this week, and why"),),
    "history exams": (Example("clfcards history exams", "all attempts, with their trend"),),
    "history reset": (
        Example("clfcards history reset --task 2.1", "begin a task again; the history keeps its answers", "n\n"),
    ),
    "settings": (
        Example("clfcards settings", "all of them, each with a sentence"),
        Example("clfcards settings new_per_day 15", "15 new cards a day from now on"),
        Example("clfcards settings --reset new_per_day", "back to the default"),
    ),
    "history share": (
        Example(
            "clfcards history share answers.json",
            "for the maintainers of the deck, without your name",
            before="clfcards result passed",
        ),
    ),
    "result": (Example("clfcards result 812 --day 2026-05-04", "what the real exam and readiness said"),),
    "anki import": (
        Example(
            "clfcards anki import history.apkg", "what a file from Anki would add to your history",
            before="clfcards anki export history.apkg",
        ),
        Example("clfcards anki import history.apkg --yes", "add it; a second time adds nothing"),
    ),
    "anki export": (
        Example("clfcards anki export history.apkg", "the deck with your history, for a fresh Anki"),
        Example("clfcards anki export", "which answers the running Anki lacks", needs_anki=True),
        Example("clfcards anki export --yes", "write them into it; a second time adds nothing", needs_anki=True),
    ),
    "anki push": (
        Example("clfcards anki push --dry-run", "what corrections would change in a running Anki", needs_anki=True),
        Example("clfcards anki push --take ours srm-of-in --yes", "our text of a note you edited", needs_anki=True),
    ),
    "anki diff": (
        Example("clfcards anki diff", "how the notes in a running Anki differ from the sources", needs_anki=True),
        Example(
            "clfcards anki diff history.apkg", "the same for a package, a backup or a collection",
            before="clfcards anki export history.apkg",
        ),
    ),
    "anki setup": (
        Example("clfcards anki setup --new-per-day 15 --yes", "the deck's options in a running Anki", needs_anki=True),
        Example("clfcards anki setup --undo --yes", "as they were before", needs_anki=True),
    ),
    "use": (Example("clfcards use clf-c02", "from now on, every command takes this exam"),),
    "optimize": (Example("clfcards optimize --dry-run", "what your own weights would gain"),),
    "doctor": (Example("clfcards doctor", "is the log intact?"),),
    "init": (
        Example(
            "clfcards init TEA-201 --name 'Tea Master' --vendor 'Tea Board' --guide https://example.org/tea "
            "--domain '60 Leaves' --domain '40 Water' --scored 40 --minutes 60 --pass 29",
            "a folder for an exam that 29 right answers pass; in a terminal, `clfcards init` asks",
        ),
    ),
    "new": (Example("clfcards new fact --task 2.1 --no-edit", "a skeleton for a fact, in the right file"),),
    "check": (
        Example("clfcards check --strict", "fail on warnings too, as in continuous integration"),
        Example("clfcards check --explain clang", "why a rule exists, with an example"),
    ),
    "bank sources": (Example("clfcards bank sources --csv", "the pages to read again, one row per citation"),),
    "bank import": (
        Example("clfcards bank import bank.md --license MIT", "what would be imported, and what cannot be read"),
        Example("clfcards bank import bank.md --license MIT --yes", "write it; `guide undo` takes it back"),
    ),
    "bank export": (
        Example("clfcards bank export bank.csv --as csv", "every fact and question as a table"),
        Example("clfcards bank export booklet.html --as print --pool exam", "practice questions to print"),
    ),
    "bank calibrate": (
        Example("clfcards bank calibrate answers.json", "what the answers of learners say about the questions"),
    ),
    "coverage": (
        Example("clfcards coverage --html coverage.html", "where there are few items, as a page"),
        Example("clfcards coverage --difficulty", "how hard each question is, on how many answers"),
        Example("clfcards coverage --confusions", "which options lack a link, and which nobody chooses"),
    ),
    "preview": (Example("clfcards preview -o preview.html", "every card as Anki shows it"),),
    "page": (
        Example("clfcards page -o exams.html", "practice exams in one file, for any browser"),
        Example("clfcards page --site site", "the same as a site, which a phone can install"),
    ),
    "build": (
        Example("clfcards build", "the default package, into build/"),
        Example("clfcards build --all -o out --json", "every package into out/, with a JSON summary"),
    ),
    "whatsnew": (Example("clfcards whatsnew build/clf-c02.apkg", "what changed since a package you have"),),
    "retire": (
        Example(
            'clfcards retire srm-of-in --reason "two other cards explain it better" -y',
            "without asking; the reason goes into the release notes",
        ),
    ),
    "guide show": (Example("clfcards guide show", "domains, tasks, weights, services"),),
    "guide diff": (Example("clfcards guide diff decks/clf-c02/guide.yaml new.yaml", "what a new guide changes"),),
    "guide apply": (
        Example("clfcards guide apply new.yaml --todo todo.yaml", "show the edits, and list what is left to decide"),
    ),
    "guide undo": (
        Example(
            "clfcards guide undo", "take back the last `guide apply`, after a question", "y\n",
            before="clfcards guide apply new.yaml --yes",
        ),
    ),
    "schema": (Example("clfcards schema facts", "for facts/*.yaml"),),
}  # fmt: skip

ENVIRONMENT = {
    "CLFCARDS_DATA": "The folder that holds your progress, if `--data` is not given.",
    "CLFCARDS_EXAM": "The exam, if there are several and `--exam` is not given.",
    "CLFCARDS_BACKUPS": "A second folder that gets a copy of every backup, such as one on another drive.",
    "CLFCARDS_ANKI_KEY": "The API key of AnkiConnect, if its configuration has one.",
    "VISUAL": "The editor that `new` and the edit key in `review` open.",
    "EDITOR": "The same, if VISUAL is not set.",
    "SOURCE_DATE_EPOCH": "The modification time that `build` gives to changed notes, in seconds since 1970, "
    "so that the same sources give the same bytes.",
    "COLUMNS": "The width of the output, if it is not the terminal's; at most 100 is used.",
    "TERM": "If it is empty or `dumb`, everything is written line by line, as with `--plain`.",
}


def page() -> str:
    """The whole page as Markdown."""
    root = group()
    context = click.Context(root, info_name="clfcards")
    parts = [
        "# Commands",
        "Written by `docs/commands.py` from the commands themselves; `clfcards COMMAND --help` shows the same.",
        "Exit codes: 0 success, 1 problems found or a failure outside the program, 2 wrong usage.",
        "## Options of every command\nThey work both before and after a command's name; "
        "`-h` or `--help` explains a command, and `clfcards -V` or `--version` shows the version.",
        _table([make() for make in GLOBAL_OPTIONS]),
        "## Environment variables",
        "\n".join(["| variable | meaning |", "|---|---|", *(f"| `{n}` | {text} |" for n, text in ENVIRONMENT.items())]),
    ]
    for title, commands in SECTIONS.items():
        parts.append(f"## {title}")
        for name in commands:
            command = root.get_command(context, name)
            assert command is not None
            parts += _described(command, name, context)
    return "\n\n".join(parts) + "\n"


def _described(command: click.Command, name: str, parent: click.Context) -> Iterator[str]:
    """A command's heading, usage, help, options and examples, then those of its subcommands."""
    context = click.Context(command, parent, info_name=name.rpartition(" ")[2])
    words = " ".join(command.collect_usage_pieces(context))
    yield f"{'####' if ' ' in name else '###'} clfcards {name}"
    yield "\n\n".join(paragraph.replace("\n", " ") for paragraph in cleandoc(command.help or "").split("\n\n"))
    yield f"```\nclfcards {name} {words}\n```"
    own = [p for p in command.params if isinstance(p, click.Option) and p.name not in GlobalOptions._fields]
    if own:
        yield _table(own)
    if name in EXAMPLES:
        yield "```sh\n" + "\n".join(f"# {example.purpose}\n{example.line}" for example in EXAMPLES[name]) + "\n```"
    if isinstance(command, click.Group):
        for sub in command.list_commands(context):
            found = command.get_command(context, sub)
            assert found is not None
            yield from _described(found, f"{name} {sub}", context)


def _table(options: list[click.Option]) -> str:
    return "\n".join(["| option | meaning |", "|---|---|", *(_row(option) for option in options)])


def _row(option: click.Option) -> str:
    value = "" if option.is_flag else f" {_value(option)}"
    names = f"`{', '.join((*option.opts, *option.secondary_opts))}{value}`".replace("|", "\\|")
    notes = [note for note in (_bounds(option.type), _default(option), "required" if option.required else "") if note]
    ending = f" ({'; '.join(notes)})" if notes else ""
    return f"| {names} | {option.help or ''}{ending} |"


def _value(option: click.Option) -> str:
    if isinstance(option.type, click.Choice):
        return "|".join(map(str, option.type.choices))
    return option.metavar or "N"


def _bounds(type_: click.ParamType[Any]) -> str:
    if not isinstance(type_, click.IntRange | click.FloatRange) or (type_.min is None and type_.max is None):
        return ""
    if type_.max is None:
        return f"{'more than' if type_.min_open else 'at least'} {type_.min}"
    return f"{type_.min} to {type_.max}"


def _default(option: click.Option) -> str:
    return f"default: `{option.default}`" if option.show_default else ""


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8", newline="\n")

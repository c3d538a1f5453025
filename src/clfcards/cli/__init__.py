"""The command line: one small module per command, imported only when the command is called.

The short help texts are listed here, because showing them must not import the commands.
"""

import gc
import importlib
import io
import sys
from typing import Any

import click

# Startup creates many objects and drops few. Looking for cycles after every 700 new ones (Python's
# default) takes about 50 of the 420 ms until a screen appears.
_COLLECT_AFTER = 200_000

INTERRUPTED = 130  # the exit code a shell expects of a program that Ctrl-C stopped

SECTIONS = {
    "Your first week": {
        "today": "Show what is to do today, how far you are, and the one command to run next.",
        "diagnostic": "Answer ten questions to see where you stand, and get a study plan.",
        "review": "Study due and new cards in the terminal.",
        "exam": "Take a practice exam against the clock.",
        "readiness": "Show whether you are ready for the exam, and why.",
        "plan": "Plan the days until the exam, and see what can be expected on its day.",
    },
    "To study": {
        "learn": "Read a task or a service as a short text, then answer its new cards at once.",
        "show": "Show a fact or a question, with its reasons, its source, and how you stand with it.",
        "search": "Find facts, questions, services and tasks by their words, and your own notes.",
        "confusions": "List the pairs that you take for one another, and drill one of them.",
        "stats": "Show what is due, how much you recall, and how long you studied.",
        "history": "List what you did; undo it, export it, or merge another device's history.",
        "settings": "List your settings, explain one, or change one.",
        "anki": "Exchange your progress with Anki, and bring corrections into it.",
        "use": "Choose the exam that commands take if there are several.",
        "result": "Record the result of the real exam, and see what readiness had said.",
        "optimize": "Fit the memory model to your own reviews.",
        "doctor": "Check your log, and repair what can be repaired.",
    },
    "To write and publish": {
        "init": "Make the folder of a new exam: a guide, settings, one fact and one question, with comments.",
        "new": "Add a skeleton for a new fact or question, and open it in your editor.",
        "check": "Check the sources and show where each problem is.",
        "coverage": "Show how many items cover each task, topic and service, and where there are few.",
        "preview": "Show both sides of every card on one page, as Anki will.",
        "page": "Write practice exams as a page that needs no Python, no account and no network.",
        "build": "Build the Anki packages from the sources.",
        "whatsnew": "Summarize for learners what changed since an older release.",
        "retire": "Retire an item: new learners no longer get it, and release notes inform those who have it.",
        "bank": "Import and export questions, list the pages that the bank rests on, or calibrate its questions.",
        "guide": "Show the exam guide, compare two guides, or update the sources for a new one.",
        "schema": "Write the JSON Schema of the source files, for editors.",
    },
}
"""The commands with their short help texts, grouped by what a person wants to do."""

COMMANDS = {name: short for section in SECTIONS.values() for name, short in section.items()}


class LazyGroup(click.Group):
    """A group that knows its commands by name and imports only the one that is called."""

    def invoke(self, context: click.Context) -> Any:
        """Runs a command. Nothing that it prints is obeyed by a terminal or a CI system."""
        from clfcards.system.streams import visible_streams

        with visible_streams():
            return super().invoke(context)

    def list_commands(self, context: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, context: click.Context, name: str) -> click.Command | None:
        if name not in COMMANDS:
            return None
        module = importlib.import_module(f"clfcards.cli.{name.replace('-', '_')}")
        command: click.Command = module.command
        return command

    def resolve_command(
        self, context: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        if args and args[0] not in COMMANDS and not args[0].startswith("-"):
            from clfcards.model.spelling import did_you_mean

            context.fail(f"there is no command '{args[0]}'{did_you_mean(args[0], COMMANDS) or '; see --help'}")
        return super().resolve_command(context, args)

    def format_commands(self, context: click.Context, formatter: click.HelpFormatter) -> None:
        width = max(map(len, COMMANDS))
        for title, commands in SECTIONS.items():
            with formatter.section(title):
                formatter.write_dl([(f"{name:{width}}", short) for name, short in commands.items()])


def _version(context: click.Context, _: click.Parameter, asked: bool) -> None:
    if asked:
        from clfcards import __version__

        click.echo(f"clfcards {__version__}")
        context.exit()


def group() -> click.Group:
    from clfcards.cli.options import GLOBAL_OPTIONS

    def keep(**values: object) -> None:
        context = click.get_current_context()
        context.obj = values
        if context.invoked_subcommand is None:
            from clfcards.cli.options import GlobalOptions
            from clfcards.cli.today import show_today

            show_today(GlobalOptions.of(values))

    return LazyGroup(
        name="clfcards",
        invoke_without_command=True,
        callback=keep,
        help="Exam preparation as code: YAML facts and questions become flashcard decks that follow the exam "
        "guide's weights.",
        params=[
            *(option() for option in GLOBAL_OPTIONS),
            click.Option(
                ["-V", "--version"],
                is_flag=True,
                is_eager=True,
                expose_value=False,
                callback=_version,
                help="Show the version.",
            ),
        ],
        context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    )


def _print_everything() -> None:
    """Lets standard output and standard error print every character, also if their encoding does not have it."""
    for stream in (sys.stdout, sys.stderr):
        if not isinstance(stream, io.TextIOWrapper):  # it is None if it was closed
            continue
        if stream.encoding.lower().replace("-", "") == "utf8":
            stream.reconfigure(errors="replace")  # only half characters, as in file names, are not in UTF-8
        else:
            from clfcards.system.lookalikes import use_lookalikes

            use_lookalikes(stream)


def main() -> None:
    """Runs the program. Exit codes: 0 success, 1 problems found or a failure outside the program, 2 wrong usage."""
    from clfcards.errors import ClfcardsError, UsageError

    gc.set_threshold(_COLLECT_AFTER)
    _print_everything()
    try:
        group().main(standalone_mode=True)
    except ClfcardsError as error:
        from clfcards.words.next_steps import error_sentence

        click.echo(f"clfcards: {error_sentence(error)}", err=True)
        sys.exit(2 if isinstance(error, UsageError) else 1)
    except OSError as error:  # not handled elsewhere, such as a full disk behind standard output
        name = f" '{error.filename}'" if error.filename else ""
        click.echo(f"clfcards: {(error.strerror or str(error)).lower()}{name}", err=True)
        sys.exit(1)

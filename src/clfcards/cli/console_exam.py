"""Taking an exam at the console, on the full screen or line by line. An unfinished one is offered first."""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import click

from clfcards.cli import INTERRUPTED, console
from clfcards.cli.learner import stamp
from clfcards.cli.options import GlobalOptions
from clfcards.codec import dumps
from clfcards.exam.form import Form, Kind
from clfcards.exam.form_refused import FormRefused
from clfcards.exam.sitting import Sitting
from clfcards.exam.timing import Timing
from clfcards.system.line_input import ReadLine
from clfcards.system.streams import is_terminal
from clfcards.use_cases.own_notes import OwnNotes
from clfcards.use_cases.practice import Practice, Unfinished
from clfcards.use_cases.sitting import OpenSitting
from clfcards.words import practice as words
from clfcards.words.beginning import beginning_sentence
from clfcards.words.lines import Line, wrapped

if TYPE_CHECKING:
    from clfcards.exam.report import Report

Describe = Callable[["Report", int], list[Line]]
"""(report, columns) → the report as lines."""
Asked = Mapping[str, tuple[str | int | bool | None, Callable[[Sitting], bool]]]
"""The options that were given for a new exam: their values, and whether a sitting is what they ask for."""


@dataclass(frozen=True)
class ConsoleExam:
    """An exam taken at the console. `read` reads the learner's input, and `describe` turns the report into lines.

    `remark` is said when a new exam begins, if it is not empty.
    """

    practice: Practice
    options: GlobalOptions
    read: ReadLine
    describe: Describe
    remark: Callable[[], str] = str

    def run(
        self, kinds: Sequence[Kind], new: Callable[[], tuple[Form, Timing]], asked: Asked, *, fresh: bool
    ) -> Report | None:
        """Resumes the unfinished exam of these kinds or begins a `new` one: its report, or None if the learner leaves.

        With `fresh`, an unfinished exam is thrown away. If there is one that is not what was `asked` for, that is said,
        after a look at whether what was asked for is possible at all. Ctrl-C ends the program.
        """
        unfinished = self.practice.unfinished(kinds)
        beginning = ""
        if unfinished and not fresh and "more" not in asked and not _is_asked_for(unfinished.sitting, asked):
            self._begun(new)  # more of a diagnostic is possible only after the one that was left
        sitting = self._resumed(unfinished, asked) if unfinished and not fresh else None
        if sitting is None:
            form, timing = self._begun(new)
            if unfinished:  # only now that the new one can no longer be refused
                self.practice.abandon(unfinished, stamp())
            limit = None if timing.limit_seconds is None else round(timing.limit_seconds / 60)
            beginning = f"{beginning_sentence(form, limit, self.practice.seen_now(form))} {self.remark()}".rstrip()
            sitting = self.practice.begin(form, timing, stamp())
            seed = f" (seed {form.seed})" if "seed" in asked or self.options.as_json else ""
            console.say(wrapped(beginning + seed, console.width()), err=True)
        if not isinstance(sitting, OpenSitting):
            return sitting
        if sitting.state.ended:
            return sitting.submit()
        if console.is_full_screen(self.options):
            return self._on_screen(sitting, beginning)
        return self._in_lines(sitting)

    def _begun(self, new: Callable[[], tuple[Form, Timing]]) -> tuple[Form, Timing]:
        """A new form and its timing. Raises UsageError if the bank cannot fill it."""
        try:
            return new()
        except FormRefused as refused:
            raise words.form_refused(refused.reason, self.practice.possible) from None

    def _resumed(self, unfinished: Unfinished, asked: Asked) -> OpenSitting | Report | None:
        """The unfinished exam, resumed or handed in as the learner chooses, or None if it is to be thrown away.

        If its time ran out, it is handed in without asking. Raises ClfcardsError if errors in the sources would
        remove questions from it.
        """
        choice = "h"
        if not unfinished.time_is_up:
            self._show_sentence(words.unfinished_sentence(unfinished))
        if not _is_asked_for(unfinished.sitting, asked):
            given = {name: value for name, (value, _) in asked.items()}
            self._show_sentence(words.other_options_sentence(unfinished, given))
        if not unfinished.time_is_up:
            choice = self._choice()
        if choice == "t":
            return None
        if unfinished.is_refused:
            raise words.errors_in_sources(unfinished)
        run = stamp()
        sitting = self.practice.hand_in(unfinished, run) if choice == "h" else self.practice.resume(unfinished, run)
        self._show_sentence(words.resumed_sentence(unfinished))
        return sitting

    def _choice(self) -> str:
        """What to do with the unfinished exam: "r", "h" or "t". Enter and the end of input resume it.

        Only whole words count, so that a script's first answer neither hands an exam in nor throws it away. Prompts
        are not printed for a pipe, so this one is.
        """
        if not is_terminal(sys.stdin):
            self._show_sentence(words.RESUME_PROMPT.rstrip())
        while True:
            typed = (self.read(words.RESUME_PROMPT, None) or "").strip().lower()
            if choice := words.RESUME_CHOICES.get(typed):
                return choice
            self._show_sentence(words.UNKNOWN_CHOICE)

    @property
    def _notes(self) -> OwnNotes:
        return OwnNotes(self.practice.log, stamp)

    def _on_screen(self, sitting: OpenSitting, beginning: str) -> Report | None:
        from clfcards.screens.exam.app import ExamApp

        app = ExamApp(sitting, self.describe, self._notes, beginning, self.practice.deck.report_url)
        report = app.run()
        if app.failure:
            raise app.failure
        if report is None:
            self._show_stopped(sitting)
        if app.return_code:
            sys.exit(app.return_code)
        return report

    def _in_lines(self, sitting: OpenSitting) -> Report | None:
        from clfcards.plain.exam import PlainExam

        def say(text: str) -> None:
            click.echo(text, err=self.options.as_json)

        try:
            outcome = PlainExam(sitting, say, self.read, console.width()).run()
        except KeyboardInterrupt:
            sitting.stop()
            self._show_stopped(sitting)
            sys.exit(INTERRUPTED)
        if outcome == "submitted":
            return sitting.submit()
        self._show_stopped(sitting)
        return None

    def _show_stopped(self, sitting: OpenSitting) -> None:
        """Prints how far a stopped sitting got, and the next command, which resumes it."""
        if self.options.as_json:
            click.echo(dumps(words.stopped_document(sitting), indent=2))
            return
        from clfcards.cli.following import say_next

        console.say(wrapped(words.stopped_sentence(sitting), console.width()))
        say_next(self.practice, self.options)

    def _show_sentence(self, sentence: str) -> None:
        """Prints a sentence before the exam, with --json to standard error; nothing if it is empty."""
        if sentence:
            console.say(wrapped(sentence, console.width()), err=self.options.as_json)

    def show(self, report: Report, document: object) -> None:
        """Prints the report in the requested format. In plain mode, the questions worth reviewing follow.

        The full screen has already shown them.
        """
        if self.options.as_json:
            click.echo(dumps(document, indent=2))
            return
        from clfcards.exam.reviewed import reviewed_questions
        from clfcards.plain.walkthrough import go_through

        console.say(self.describe(report, console.width()))
        if not console.is_full_screen(self.options):
            bank, url = self.practice.bank, self.practice.deck.report_url
            reviewed = reviewed_questions(report, bank, report_url=url)
            every = reviewed_questions(report, bank, every=True, report_url=url)
            go_through(reviewed, every, self.read, console.say, console.width(), self._notes)


def _is_asked_for(sitting: Sitting, asked: Asked) -> bool:
    """Whether the sitting is what all the given options ask for."""
    return all(fits(sitting) for _, fits in asked.values())

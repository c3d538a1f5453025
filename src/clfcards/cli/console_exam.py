"""An exam as it is sat at the console: the unfinished one offered first, then on a screen or line by line."""

import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import click

from clfcards.cli import INTERRUPTED, console
from clfcards.cli.learner import stamp
from clfcards.cli.options import GlobalOptions
from clfcards.codec import dumps
from clfcards.exam.form import Form, Kind
from clfcards.exam.refusal import FormRefused
from clfcards.exam.report import Report
from clfcards.exam.reviewed import reviewed_questions
from clfcards.exam.timing import Timing
from clfcards.system.line_input import ReadLine
from clfcards.use_cases.practice import Practice, Unfinished
from clfcards.use_cases.sitting import OpenSitting
from clfcards.words import practice as words
from clfcards.words.lines import Line, wrapped

Describe = Callable[[Report, int], list[Line]]
"""(report, columns) → the report in words."""


@dataclass(frozen=True)
class ConsoleExam:
    """An exam as it is sat at the console. `read` reads the learner's lines, `describe` words the report."""

    practice: Practice
    options: GlobalOptions
    read: ReadLine
    describe: Describe

    def sit(self, kinds: Sequence[Kind], new: Callable[[], tuple[Form, Timing]], *, fresh: bool) -> Report | None:
        """The learner sits the unfinished exam of these kinds, or a `new` one: its report, or None where it is left.

        With `fresh`, an unfinished one is thrown away. Ctrl-C ends the program.
        """
        unfinished = self.practice.unfinished(kinds)
        sitting = self._resumed(unfinished) if unfinished and not fresh else None
        if sitting is None:
            try:
                form, timing = new()
            except FormRefused as refused:
                raise words.form_refused(refused.reason) from None
            if unfinished:  # only now, when nothing can refuse the new one any more
                self.practice.abandon(unfinished, stamp())
            sitting = self.practice.begin(form, timing, stamp())
            click.echo(f"seed {form.seed}", err=True)
        if isinstance(sitting, Report):
            return sitting
        if sitting.state.ended:
            return sitting.submit()
        return self._on_screen(sitting) if console.is_full_screen(self.options) else self._in_lines(sitting)

    def _resumed(self, unfinished: Unfinished) -> OpenSitting | Report | None:
        """What the learner wants with an unfinished exam: resumed, handed in, or thrown away (None).

        Where its time ran out, it is handed in without asking. Raises ClfcardsError where errors in the sources
        would take questions out of it.
        """
        choice = "h"
        if not unfinished.time_is_up:
            self._tell(words.unfinished_sentence(unfinished))
            choice = (self.read(words.RESUME_PROMPT, None) or "").strip().lower()[:1]
        if choice == "t":
            return None
        if unfinished.is_refused:
            raise words.errors_in_sources(unfinished)
        run = stamp()
        sitting = self.practice.hand_in(unfinished, run) if choice == "h" else self.practice.resume(unfinished, run)
        self._tell(words.resumed_sentence(unfinished))
        return sitting

    def _on_screen(self, sitting: OpenSitting) -> Report | None:
        from clfcards.screens.exam.app import ExamApp

        app = ExamApp(sitting, self.describe)
        report = app.run()
        if app.failure:
            raise app.failure
        if report is None:
            self._say_stopped(sitting)
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
            self._say_stopped(sitting)
            sys.exit(INTERRUPTED)
        if outcome == "submitted":
            return sitting.submit()
        self._say_stopped(sitting)
        return None

    def _say_stopped(self, sitting: OpenSitting) -> None:
        """Where a left sitting stands."""
        if self.options.as_json:
            click.echo(dumps(words.stopped_document(sitting), indent=2))
        else:
            console.say(wrapped(words.stopped_sentence(sitting), console.width()))

    def _tell(self, sentence: str) -> None:
        """Says something before the exam; with --json on standard error."""
        if sentence:
            console.say(wrapped(sentence, console.width()), err=self.options.as_json)

    def show(self, report: Report, document: object) -> None:
        """The report, as asked for, and in lines the questions worth going through; a screen has shown them."""
        if self.options.as_json:
            click.echo(dumps(document, indent=2))
            return
        from clfcards.plain.walkthrough import go_through

        console.say(self.describe(report, console.width()))
        if not console.is_full_screen(self.options):
            go_through(reviewed_questions(report, self.practice.bank), self.read, console.say, console.width())

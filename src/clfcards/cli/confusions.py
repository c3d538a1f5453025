"""`clfcards confusions`: the pairs that the learner takes for one another, and a drill of the worst of them."""

from __future__ import annotations

import sys
from functools import partial
from typing import TYPE_CHECKING

import click

from clfcards.cli import console
from clfcards.cli.deck import backed_up, open_deck, open_log
from clfcards.cli.learner import stamp
from clfcards.cli.options import GlobalOptions, with_global_options
from clfcards.codec import dumps
from clfcards.errors import UsageError
from clfcards.use_cases.confusions import confusions, contrast_of, fact_ids
from clfcards.words import confusions as words

if TYPE_CHECKING:
    from clfcards.decks.study import StudyDeck
    from clfcards.log.log import Log
    from clfcards.use_cases.confusions import PairView

_SHOWN = 10


@with_global_options
@click.argument("facts", nargs=-1, metavar="[FACT]...")
@click.option("--drill", is_flag=True, help="Ask the worst pair in turns, without changing the schedule.")
@click.option("--all", "everything", is_flag=True, help=f"Show all pairs, not only the worst {_SHOWN}.")
def command(options: GlobalOptions, facts: tuple[str, ...], drill: bool, everything: bool) -> None:
    """List the pairs that you take for one another, and drill one of them.

    They follow from the wrong options that you chose in exams and reviews, because most options are linked to the fact
    that they stand for. Each pair is shown with the words that decide, where they are clear, and with both facts side
    by side.

    With FACT, only pairs with these facts are listed. A drill ends once you were right twice about each side.
    """
    if drill and everything:
        raise UsageError("--drill asks one pair: leave out --all, or name one of its facts")
    deck = open_deck(options, to_read=not drill)
    with open_log(options, deck, to_read=not drill) as log:
        found = confusions(deck, log, stamp(), fact_ids(deck, facts))
        if drill:
            sys.exit(_drill(deck, log, found, options, facts))
        if options.as_json:
            click.echo(dumps(words.document(found), indent=2))
            return
        console.say(words.lines(found, console.width(), None if everything else _SHOWN, facts))
        from clfcards.cli.following import say_next_after_review  # at the end, so that the list is shown earlier

        say_next_after_review(deck, log, options)


def _drill(deck: StudyDeck, log: Log, found: list[PairView], options: GlobalOptions, facts: tuple[str, ...]) -> int:
    """Asks the worst pair that can be asked; returns the exit code."""
    from clfcards.cli.review import next_after_session, print_summary, run_in_lines, run_on_screen
    from clfcards.memory.options import SessionOptions
    from clfcards.use_cases.review import Reviewer
    from clfcards.use_cases.settings import settings_in_force

    sets = [(view, contrast_of(deck, log, view, stamp())) for view in found]
    view, contrast = next(((view, each) for view, each in sets if each.still_to_ask(())), (None, None))
    if view is None or contrast is None:
        click.echo(words.drill_refusal(found[0]) if found else words.nothing_yet(facts), err=options.as_json)
        return 0
    settings = settings_in_force(log, deck.outline)
    reviewer = Reviewer(deck, log, settings, SessionOptions(cram=True), stamp, contrast=contrast)
    reviewer.following = partial(next_after_session, reviewer, options)
    click.echo(words.drill_title(view), err=options.as_json)
    with backed_up(log):
        if console.is_full_screen(options):
            code = run_on_screen(reviewer)
        else:
            code = run_in_lines(reviewer, options, console.line_reader(options), print_summary)
    if not contrast.still_to_ask(reviewer.session.answered):
        click.echo(words.drill_ending(view), err=options.as_json)
    return code

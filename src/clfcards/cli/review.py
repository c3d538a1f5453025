"""`clfcards review`: study what is due, and new cards, in the terminal."""

import gc
import json
import math
import sys
from collections.abc import Collection, Sequence
from typing import Any

import click

from clfcards.cli import INTERRUPTED, console
from clfcards.cli.deck import backed_up, open_deck, open_log
from clfcards.cli.learner import stamp
from clfcards.cli.options import GlobalOptions, with_global_options
from clfcards.decks.study import StudyDeck
from clfcards.errors import UsageError
from clfcards.log.log import Log
from clfcards.memory.options import SessionOptions, study_settings, with_setting
from clfcards.model.card import note_of
from clfcards.model.event import Event
from clfcards.model.spelling import did_you_mean
from clfcards.system.collector import collector_off
from clfcards.use_cases.review import Reviewer

_STOPPED = "stopped; every answer so far is saved"


@with_global_options
@click.option("--domain", multiple=True, metavar="ID", help="Only this domain. Filters can be given several times.")
@click.option("--task", multiple=True, metavar="ID", help="Only this task of the guide.")
@click.option("--tag", multiple=True, metavar="TAG", help="Only cards with this tag, as in Anki: priority::1.")
@click.option("--service", multiple=True, metavar="ID", help="Only this service: amazon-s3.")
@click.option("--kind", multiple=True, metavar="KIND", help="Only fact, cloze or question.")
@click.option("--new", type=click.IntRange(0, 9999), metavar="N", help="N new cards, whatever the day's limit.")
@click.option("--limit", type=click.IntRange(1), metavar="N", help="At most N cards.")
@click.option(
    "--minutes", type=click.FloatRange(0, min_open=True), metavar="M", help="No further card after M minutes."
)
@click.option("--ahead", type=click.IntRange(0, 365), default=0, metavar="DAYS", help="Also what is due in DAYS days.")
@click.option("--cram", is_flag=True, help="Every card, the weakest first; the schedule stays as it is.")
@click.option("--set", "keep", multiple=True, metavar="NAME=VALUE", help="Keep a setting from now on; see below.")
def command(options: GlobalOptions, keep: tuple[str, ...], **asked: Any) -> None:
    """Study what is due, and new cards, in the terminal.

    Every answer is saved before the next card comes: you can stop at any moment.

    Settings to keep with --set: new_per_day, reviews_per_day, order (retrievability, difficulty,
    due, weakest), cutoff_hour (a study day begins then), desired_retention (0.70 to 0.99),
    learning_steps and relearning_steps (seconds, as [60, 600]), maximum_interval (days), fuzz (true, false).
    """
    deck = open_deck(options)
    with open_log(options, deck) as log:
        keep_settings(log, deck, keep)
        settings = study_settings(log.settings(), deck.outline.desired_retention)
        with collector_off():
            reviewer = Reviewer(deck, log, settings, session_options(deck, asked), stamp)
            gc.freeze()  # all of it stays until the end; looking through 100,000 cards' states costs 0.1 s
        with backed_up(log):
            code = _run_screen(reviewer) if console.is_full_screen(options) else _run_plain(reviewer, options)
    sys.exit(code)


def session_options(deck: StudyDeck, given: dict[str, Any]) -> SessionOptions:
    """The options as given. Raises UsageError for a filter that names nothing there is, or that nothing can pass."""
    known: dict[str, Collection[str]] = {
        "domain": list(deck.outline.weights),
        "task": list(deck.outline.tasks),
        "service": list(deck.outline.services),
        "kind": ("fact", "cloze", "question"),
        "tag": _tags(deck) if given["tag"] else (),
    }
    for name, names in known.items():
        for value in given[name]:
            if value not in names:
                raise UsageError(f"--{name} '{value}' is not known{_hint(value, names)}")
    _refuse_strangers(deck, given["domain"], given["task"])
    if given["minutes"] is not None and math.isnan(given["minutes"]):  # passes every bound
        raise UsageError("--minutes takes a number, not 'nan'")
    filters: dict[str, Any] = {f"{name}s": frozenset(given.pop(name)) for name in known}
    return SessionOptions(**filters, **given)


def _tags(deck: StudyDeck) -> frozenset[str]:
    """The tags that take a card: those of the deck, and every run of their parts, as `SessionOptions` takes them."""
    tags = {tag for card in deck.cards.values() for tag in card.tags}
    ends = [(parts, end) for parts in (tag.split("::") for tag in tags) for end in range(1, len(parts) + 1)]
    return frozenset("::".join(parts[start:end]) for parts, end in ends for start in range(end))


def _hint(value: str, names: Collection[str]) -> str:
    """The end of a message: the few names that hold the value, else the nearest, else all if they are few."""
    holding = sorted((name for name in names if value and value.lower() in name.lower()), key=lambda n: (len(n), n))
    if 0 < len(holding) <= 3:
        return f", did you mean {' or '.join(map(repr, holding))}?"
    listed = f": there are {', '.join(sorted(names))}" if 0 < len(names) < 30 else ""
    return did_you_mean(value, sorted(names)) or listed


def _refuse_strangers(deck: StudyDeck, domains: Sequence[str], tasks: Sequence[str]) -> None:
    """Raises UsageError where every task asked for lies in a domain that was not."""
    homes = {card.task: card.domain for card in deck.cards.values()} if domains and tasks else {}
    if homes and all(homes.get(task, domains[0]) not in domains for task in tasks):
        where = ", ".join(f"task {task} is in domain {homes[task]}" for task in tasks)
        raise UsageError(f"--domain {', '.join(domains)} and --task {', '.join(tasks)} exclude each other: {where}")


def keep_settings(log: Log, deck: StudyDeck, assignments: tuple[str, ...]) -> None:
    """Saves settings given as NAME=VALUE. Raises UsageError where one cannot be; then none is saved."""
    settings = study_settings(log.settings(), deck.outline.desired_retention)
    events: list[Event] = []
    not_before = log.time_after(("set",))
    for assignment in assignments:
        name, separator, text = assignment.partition("=")
        if not separator:
            raise UsageError(f"--set takes NAME=VALUE, not '{assignment}'")
        try:
            value = json.loads(text)
        except ValueError:
            value = text
        try:
            settings = with_setting(settings, name, value)
        except ValueError as error:
            raise UsageError(str(error)) from error
        now = stamp(not_before)
        not_before = now.at + 1
        events.append(
            Event(id=now.id, at=now.at, utc_offset=now.utc_offset, kind="set", subject=name, payload={"value": value})
        )
    if events:
        log.append(*events)


def _run_screen(reviewer: Reviewer) -> int:
    """The full screen; returns the exit code."""
    from clfcards.screens.review.card import run_review

    code = run_review(reviewer, _open_link, lambda card: _edit(reviewer.deck, card))
    if code == INTERRUPTED:
        click.echo(_STOPPED)
        _say_summary(reviewer, as_json=False)
    return code


def _run_plain(reviewer: Reviewer, options: GlobalOptions) -> int:
    """The plain mode; returns the exit code."""
    from clfcards.plain.review import PlainReview

    def write(line: str) -> None:
        click.echo(line, err=options.as_json)

    code = 0
    review = PlainReview(
        reviewer,
        console.line_reader(options),
        write,
        _open_link,
        lambda card: _edit(reviewer.deck, card),
        console.width(),
    )
    try:
        review.run()
    except KeyboardInterrupt:
        code = INTERRUPTED
        write(f"\nstopped; the last thing was not done: {review.failure}" if review.failure else f"\n{_STOPPED}")
    _say_summary(reviewer, as_json=options.as_json)
    return code


def _open_link(url: str) -> str:
    """Opens a card's source in the browser; returns what to say of it."""
    from clfcards.system.browser import open_link
    from clfcards.words.opening import link_sentence

    return link_sentence(url, is_open=open_link(url))


def _edit(deck: StudyDeck, card: str) -> str:
    """Opens a card's note in the editor; returns what to say of it."""
    from clfcards.use_cases.edit_note import edit_note
    from clfcards.words.opening import edit_sentence

    return edit_sentence(edit_note(deck, note_of(card)))


def _say_summary(reviewer: Reviewer, *, as_json: bool) -> None:
    """What the session came to, on standard output."""
    from clfcards.words.review_summary import summary_document, summary_lines

    summary = reviewer.summary()
    if as_json:
        click.echo(json.dumps(summary_document(summary), indent=2))
    else:
        click.echo("\n".join(["", *summary_lines(summary, reviewer.deck.outline.domains)]))

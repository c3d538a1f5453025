"""`clfcards optimize`: the memory model fitted to your own reviews."""

import json
from dataclasses import asdict
from typing import Any

import click

from clfcards.cli.deck import open_deck, open_log
from clfcards.cli.learner import stamp
from clfcards.cli.options import GlobalOptions, with_global_options
from clfcards.memory.training import LEAST_REVIEWS, Training, train, trials_of
from clfcards.model.event import Event
from clfcards.words.training import training_lines


@with_global_options
@click.option("--dry-run", is_flag=True, help="Only evaluate; change nothing.")
def command(options: GlobalOptions, dry_run: bool) -> None:
    """Fit the memory model to your own reviews.

    The new weights are adopted only where they predict reviews they have not seen better, by more
    than chance, than the default ones and those in use do. Due dates stay; from the next review on,
    intervals follow the new weights. 'clfcards history undo' goes back.
    """
    with open_log(options, open_deck(options)) as log:
        trials = trials_of(log.events(kinds=("review", "undo")), log.replay.terms.cutoff_hour)
        training = train(trials, log.replay.model.weights)
        adopted = training is not None and training.is_better and not dry_run
        if training is not None and adopted:
            now = stamp(log.time_after(("weights",)))
            payload = {"weights": list(training.weights), "reviews": training.reviews}
            log.append(Event(id=now.id, at=now.at, utc_offset=now.utc_offset, kind="weights", payload=payload))
    if options.as_json:
        click.echo(json.dumps(_document(training, len(trials), adopted), indent=2))
    else:
        click.echo("\n".join(_lines(training, len(trials), adopted, dry_run)))


def _lines(training: Training | None, reviews: int, adopted: bool, dry_run: bool) -> list[str]:
    if training is None:
        return [
            f"{reviews} reviews of cards seen on an earlier day; from {LEAST_REVIEWS} on, fitting can be judged. "
            "Until then the weights in use stay."
        ]
    if adopted:
        end = "The new weights are better on reviews they had not seen: they are in use from now on."
    elif training.is_better:
        end = "The new weights would be better; nothing was changed (--dry-run)."
    else:
        stay = "default weights stay in use" if training.in_use is None else "weights in use stay"
        end = f"The new weights are not better on reviews they had not seen, or not by more than chance: the {stay}."
    return [*training_lines(training), "", end]


def _document(training: Training | None, reviews: int, adopted: bool) -> dict[str, Any]:
    if training is None:
        return {"reviews": reviews, "needed": LEAST_REVIEWS, "adopted": False}
    return {
        "reviews": training.reviews,
        "held_out": training.held_out,
        "adopted": adopted,
        "weights": list(training.weights),
        "trained": asdict(training.trained),
        "default": asdict(training.default),
        "in_use": training.in_use and asdict(training.in_use),
        "moving_average": asdict(training.average),
        "lead": {
            "over_default": asdict(training.over_default),
            "over_in_use": training.over_in_use and asdict(training.over_in_use),
        },
        "calibration": [{"predicted": p, "recalled": r, "reviews": n} for p, r, n in training.picture],
    }

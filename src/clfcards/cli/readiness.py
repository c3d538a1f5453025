"""`clfcards readiness`: the probability of passing, how sure it is, and what to do next."""

import datetime as dt
import json

import click

from clfcards.cli import console
from clfcards.cli.learner import stamp
from clfcards.cli.options import GlobalOptions, with_global_options
from clfcards.cli.practice import Practice, practice
from clfcards.exam.evidence import Recall
from clfcards.exam.readiness import assess, readiness_to_json
from clfcards.exam.recall import recall_by_domain
from clfcards.exam.report import report_of
from clfcards.exam.sightings import first_sightings
from clfcards.memory.study_day import study_day


@with_global_options
def command(options: GlobalOptions) -> None:
    """Say whether you are ready for the exam, and why.

    It counts scored answers to questions you had not seen, and your reviews.
    The verdict is ready, not yet, or not enough evidence. It is an estimate from a model.
    """
    from clfcards.words.readiness import readiness_lines

    with practice(options) as desk:
        done = [sitting for sitting in desk.sittings if sitting.ended in ("learner", "clock")]
        reports = [report_of(desk.guide, sitting) for sitting in done]
        now = dt.datetime.now().astimezone()
        readiness = assess(desk.guide, reports, first_sightings(desk.sittings), now, _recall(desk))
    if options.as_json:
        click.echo(json.dumps(readiness_to_json(readiness), indent=2))
    else:
        console.say(readiness_lines(desk.guide, readiness, console.width()))


def _recall(desk: Practice) -> dict[str, Recall]:
    """What the learner's reviews say; the scheduler is loaded only where there are any."""
    states = desk.log.states()
    if not states:
        return {}
    mark = stamp()
    replay = desk.log.replay
    today = study_day(mark.at, mark.utc_offset, replay.terms.cutoff_hour)
    return recall_by_domain(desk.guide, desk.bank, states.values(), today, replay.model.retrievability)

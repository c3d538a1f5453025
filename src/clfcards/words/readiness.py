"""Readiness in words."""

from clfcards.exam.readiness import SIGNAL_ATTEMPTS, Readiness
from clfcards.model.guide import Guide
from clfcards.words.lines import Line, Style, bar, wrapped

_STYLES: dict[str, Style] = {"ready": "good", "not yet": "bad", "not enough evidence": "title"}


def readiness_lines(guide: Guide, readiness: Readiness, width: int) -> list[Line]:
    """The verdict, why, domain by domain, the two signals, and what to do next."""
    low, high = readiness.interval
    lines = wrapped(f"{readiness.verdict.capitalize()}", width, _STYLES[readiness.verdict])
    if not readiness.answers:
        return [
            *lines,
            *(line for reason in readiness.reasons for line in wrapped(reason, width, "", "· ")),
            Line(),
            *wrapped(readiness.next_step, width, "title", "Next: "),
        ]
    lines += wrapped(
        f"Probability of {guide.format.scale_pass} or more: {readiness.probability:.0%} "
        f"(90 % interval {low:.0%} to {high:.0%}), from {readiness.answers:.0f} answers to unseen questions.",
        width,
    )
    lines += [Line(), *(line for reason in readiness.reasons for line in wrapped(reason, width, "", "· "))]
    lines += [Line(), *_domains(readiness, width), Line(), *_signals(readiness, width), Line()]
    lines += wrapped(readiness.next_step, width, "title", "Next: ")
    lines += [
        Line(),
        *wrapped(
            "An estimate from a model of your answers here, not a prediction of your result at "
            f"{guide.exam.vendor}: it assumes that these questions are like the exam's.",
            width,
            "dim",
        ),
    ]
    return lines


def _domains(readiness: Readiness, width: int) -> list[Line]:
    """Each domain's expected share of right answers, with its interval and what the cards say."""
    lines: list[Line] = []
    for domain in readiness.domains:
        share = f"{domain.expected:.0%} ({domain.low:.0%} to {domain.high:.0%})"
        cards = f" · {domain.recall.cards} cards recalled at {domain.recall.recall:.0%}" if domain.recall else ""
        lines += wrapped(f"{domain.id} {domain.title}, {domain.weight} %", width)
        lines += wrapped(f"{bar(domain.expected, 20)} {share}{cards}", width, "", "   ", "   ")
    return lines


def _signals(readiness: Readiness, width: int) -> list[Line]:
    """The two signals of the text that the practice exam follows, as such."""
    signals = readiness.signals
    streak = min(signals.streak, SIGNAL_ATTEMPTS)
    consistent = streak == SIGNAL_ATTEMPTS
    lines = wrapped(
        f"{streak} of {SIGNAL_ATTEMPTS} full timed attempts in a row at {signals.mark} or more",
        width,
        "good" if consistent else "",
        "✓ " if consistent else "✗ ",
    )
    weakest = f"{signals.weakest.id} {signals.weakest.title}"
    expected, average = f"{signals.weakest.expected:.0%}", f"{signals.average:.0%}"
    if signals.is_well_below:
        sentence = f"domain {weakest} is well below the average: {expected} against {average}"
        return [*lines, *wrapped(sentence, width, "", "✗ ")]
    sentence = f"no domain well below the average: the weakest, {weakest}, has {expected} against {average}"
    return [*lines, *wrapped(sentence, width, "good", "✓ ")]

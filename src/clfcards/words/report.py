"""A report in words."""

from clfcards.exam.diagnostic import Diagnosis, next_commands
from clfcards.exam.report import Part, Report
from clfcards.model.guide import Guide
from clfcards.words.lines import Line, bar, minutes, wrapped
from clfcards.words.width import columns

_NAMES = {
    "exam": "Practice exam",
    "diagnostic": "Diagnostic",
    "domain": "Practice of one domain",
    "redo": "Questions that had gone wrong",
}


def report_lines(guide: Guide, report: Report, width: int) -> list[Line]:
    """The whole report: score, parts, how it was worked, and how the score was made."""
    form = report.sitting.form
    day = report.sitting.last.wall.astimezone().strftime("%Y-%m-%d %H:%M")
    asked = len(report.sitting.questions)
    count = f"{asked} question{'' if asked == 1 else 's'}"
    title = f"{_NAMES[form.kind]} · {count} · {day} · seed {form.seed}"
    lines = [*wrapped(title, width, "title"), Line(), *_score(guide, report, width), Line()]
    lines += [*_parts(guide, report, width), Line(), *_working(report, width)]
    if report.scaled:
        lines += [Line(), *wrapped(how_scored(guide), width, "dim")]
    return lines


def how_scored(guide: Guide) -> str:
    """How the scaled score was made, in two sentences."""
    terms, practice = guide.format, guide.practice
    return (
        f"Every question has an estimated difficulty; the Rasch model turns your right answers on this form "
        f"into what they would be worth on a reference form, where {practice.raw_cut} of {terms.scored} pass, "
        f"and two straight lines from {terms.scale_minimum} over {terms.scale_pass} to {terms.scale_maximum} "
        f"turn that into points. It is a model for practice: {guide.exam.vendor} publishes no conversion, "
        "and the real score can differ."
    )


def diagnosis_lines(guide: Guide, diagnosis: Diagnosis, width: int) -> list[Line]:
    """The diagnostic's result: score with its interval, weakest domain, study plan, next commands."""
    report = diagnosis.report
    low, high = diagnosis.interval
    lines = [*wrapped(f"Diagnostic · {report.raw} of {report.scored} right", width, "title"), Line()]
    lines += wrapped(
        f"You would answer between {low:.0%} and {high:.0%} of such questions right (90 % interval). "
        f"Ten questions are too few for a verdict.",
        width,
    )
    if report.scaled:
        scaled = report.scaled
        lines += wrapped(
            f"Scaled, that is {scaled.points}, give or take: {scaled.low} to {scaled.high}. "
            f"{guide.format.scale_pass} passes.",
            width,
        )
    lines += [Line(), *_parts(guide, report, width, tasks=False), Line()]
    names = {domain.id: domain.title for domain in guide.domains}
    if diagnosis.weakest:
        lines += wrapped(f"Weakest domain: {diagnosis.weakest} {names[diagnosis.weakest]}", width)
    else:
        lines += wrapped(f"Weakest domain: can't tell from {report.scored} questions", width)
    total = sum(domain.minutes for domain in diagnosis.plan)
    lines += [Line(), *wrapped(f"Study plan: {total // 60} h {total % 60:02} min", width, "title")]
    for domain in diagnosis.plan:
        lines += wrapped(f"{domain.minutes:>4} min  {domain.id} {domain.title}", width, "", "", " " * 10)
        for task in domain.tasks:
            lines += wrapped(f"{task.minutes:>4}    {task.id} {task.title}", width, "dim", "      ", " " * 18)
    lines += [Line(), *wrapped("Next", width, "title")]
    lines += [Line(f"{command:<30} {why}"[:width].rstrip()) for command, why in next_commands(diagnosis)]
    if report.scaled:
        lines += [Line(), *wrapped(how_scored(guide), width, "dim")]
    return lines


def _score(guide: Guide, report: Report, width: int) -> list[Line]:
    scaled, terms = report.scaled, guide.format
    if scaled is None:
        right = f"{report.raw} of {report.scored} right."
        why = "No scaled score: these questions are no sample of the exam."
        return wrapped(f"{right} {why}", width)
    lines: list[Line] = []
    if report.passed is not None:
        verdict = "passed" if report.passed else "not passed"
        mark = "✓" if report.passed else "✗"
        sentence = f"{mark} {scaled.points} of {terms.scale_maximum}: {verdict} ({terms.scale_pass} passes)"
        lines += wrapped(sentence, width, "good" if report.passed else "bad")
    lines += wrapped(
        f"Standard error {scaled.standard_error}: two times in three the score would lie between {scaled.low} "
        f"and {scaled.high}; "
        f"someone of exactly this ability would pass {round(100 * scaled.repeat_pass)} of 100 such forms.",
        width,
    )
    lines += wrapped(f"{scaled.raw} of {scaled.of} scored questions right; on this form {scaled.cut} pass.", width)
    if report.sitting.void:
        lines += wrapped(f"{len(report.sitting.void)} questions had left the bank and do not count.", width)
    return lines


def _parts(guide: Guide, report: Report, width: int, *, tasks: bool = True) -> list[Line]:
    """Domains with their weights, each with its tasks below it."""
    lines: list[Line] = []
    for domain in report.domains:
        if not domain.of:
            continue
        lines += _part(domain, f"{domain.id} {domain.title}, {domain.weight} %", width, "")
        own = {task.id for d in guide.domains if d.id == domain.id for task in d.tasks}
        if tasks:
            for task in report.tasks:
                if task.id in own:
                    lines += _part(task, f"{task.id} {task.title}", width, "   ")
    return lines


def _part(part: Part, name: str, width: int, indent: str) -> list[Line]:
    wide = width >= 70
    count = f"{part.right:>2} of {part.of:<2}" + (f"  {bar(part.share, 10)}" if wide else "")
    room = max(10, width - columns(count) - columns(indent) - 2)
    short = name if columns(name) <= room else name[: room - 1].rstrip() + "…"
    gap = " " * (room - columns(short) + 2)
    return [Line(f"{indent}{short}{gap}{count}", "dim" if indent else "")]


def _working(report: Report, width: int) -> list[Line]:
    pace = report.pace
    of = f" of {minutes(pace.limit_seconds)}" if pace.limit_seconds is not None else ""
    up = "; handed in when the time was up" if report.sitting.ended == "clock" else ""
    rows = [
        ("Time", f"{minutes(pace.seconds)}{of}, {pace.median_seconds:.0f} s for the middle question{up}"),
        ("Changed", f"{len(report.right_to_wrong)} right to wrong, {len(report.wrong_to_right)} wrong to right"),
        ("Guessed", f"{len(report.guessed)}, of which {len(report.lucky)} right by luck"),
        ("Unanswered", f"{len(report.unanswered)}"),
        ("To review", f"{len(report.to_review)}: wrong, flagged or guessed"),
    ]
    return [line for name, text in rows for line in wrapped(text, width, "", f"{name:<11} ", " " * 12)]

"""The report as one HTML page: self-contained, printable, nothing loaded from anywhere."""

from collections.abc import Mapping
from html import escape
from pathlib import Path

from clfcards.exam.answers import facts_named
from clfcards.exam.report import Part, Report
from clfcards.model.bank import Bank, Fact, Question
from clfcards.model.guide import Guide
from clfcards.render.grading import is_right, options_by_key
from clfcards.render.html import to_html
from clfcards.system.files import write_atomically
from clfcards.words.lines import minutes
from clfcards.words.question import LETTERS, fact_sentence
from clfcards.words.report import how_scored

_STYLE = (Path(__file__).parent / "templates" / "report.css").read_text(encoding="utf-8")


def write_report(path: Path, guide: Guide, bank: Bank, report: Report) -> None:
    """Writes the page. Raises ClfcardsError where it can't be written."""
    write_atomically(path, report_page(guide, bank, report).encode())


def report_page(guide: Guide, bank: Bank, report: Report) -> str:
    """The whole page: score, parts, how it was worked, and every question worth going through."""
    questions = {question.id: question for question in bank.questions}
    facts = {fact.id: fact for fact in bank.facts}
    reviewed = "\n".join(_reviewed(report, id_, questions.get(id_), facts) for id_ in report.to_review)
    day = report.sitting.last.wall.astimezone().strftime("%Y-%m-%d %H:%M")
    form = report.sitting.form
    return f"""<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{escape(guide.exam.code)} practice exam, {day}</title>
<style>
{_STYLE}</style>
</head>
<body>
<header>
<h1>{escape(guide.exam.name)}</h1>
<p>Practice exam of {len(report.sitting.questions)} questions, {day}, seed {form.seed}</p>
</header>
{_score(guide, report)}
<table>
<thead><tr><th>Domain and task</th><th>Weight</th><th>Right</th><th></th></tr></thead>
<tbody>
{_parts(guide, report)}
</tbody>
</table>
{_working(report)}
{f'<p class="note">{escape(how_scored(guide))}</p>' if report.scaled else ""}
{f"<h2>Worth going through</h2>{reviewed}" if reviewed else ""}
</body>
</html>
"""


def _score(guide: Guide, report: Report) -> str:
    scaled, terms = report.scaled, guide.format
    if scaled is None:
        return f'<p class="score">{report.raw} of {report.scored} right</p>'
    verdict = ""
    if report.passed is not None:
        verdict = '<span class="pass">passed</span>' if report.passed else '<span class="fail">not passed</span>'
    width = terms.scale_maximum - terms.scale_minimum

    def at(points: int) -> str:
        return f"{100 * (points - terms.scale_minimum) / width:.2f}%"

    return f"""<p class="score"><b>{scaled.points}</b> of {terms.scale_maximum} {verdict}</p>
<div class="scale" role="img" aria-label="{scaled.points}, between {scaled.low} and {scaled.high}">
<i class="error" style="left:{at(scaled.low)};width:calc({at(scaled.high)} - {at(scaled.low)})"></i>
<i class="cut" style="left:{at(terms.scale_pass)}"></i>
<i class="mine" style="left:{at(scaled.points)}"></i>
</div>
<p class="ends"><span>{terms.scale_minimum}</span>
<span style="left:{at(terms.scale_pass)}" class="passing">{terms.scale_pass} passes</span>
<span>{terms.scale_maximum}</span></p>
<p>{scaled.raw} of {scaled.of} scored questions right; on this form {scaled.cut} pass.
Standard error {scaled.standard_error}: two times in three the score would lie between {scaled.low} and
{scaled.high}.</p>"""


def _parts(guide: Guide, report: Report) -> str:
    rows = []
    task_domains = {task: domain.id for task, domain in guide.domain_of_task.items()}
    for domain in report.domains:
        if domain.of:
            rows.append(_row(domain, f"{domain.weight} %", "domain"))
            rows += [_row(task, "", "") for task in report.tasks if task_domains[task.id] == domain.id]
    return "\n".join(rows)


def _row(part: Part, weight: str, kind: str) -> str:
    return (
        f'<tr class="{kind}"><td>{escape(part.id)} {escape(part.title)}</td><td>{weight}</td>'
        f'<td>{part.right} of {part.of}</td><td><meter value="{part.share:.3f}">{part.share:.0%}</meter></td></tr>'
    )


def _working(report: Report) -> str:
    pace = report.pace
    of = f" of {minutes(pace.limit_seconds)}" if pace.limit_seconds is not None else ""
    rows = (
        ("Time", f"{minutes(pace.seconds)}{of}, {pace.median_seconds:.0f} s for the middle question"),
        ("Changed", f"{len(report.right_to_wrong)} right to wrong, {len(report.wrong_to_right)} wrong to right"),
        ("Guessed", f"{len(report.guessed)}, of which {len(report.lucky)} right by luck"),
        ("Unanswered", str(len(report.unanswered))),
    )
    return "<dl>" + "".join(f"<dt>{name}</dt><dd>{text}</dd>" for name, text in rows) + "</dl>"


def _reviewed(report: Report, id_: str, question: Question | None, facts: Mapping[str, Fact]) -> str:
    sitting = report.sitting
    asked = sitting.form.by_id[id_]
    number = [q.id for q in sitting.questions].index(id_) + 1
    chosen = sitting.answers.get(id_, ())
    state = "right" if is_right(asked.key, chosen) else "wrong" if chosen else "not answered"
    notes = [state, *(["a guess"] if sitting.confidence.get(id_) == "guess" else [])]
    notes += ["flagged"] if id_ in sitting.flagged else []
    head = f"<h3>Question {number} <small>{', '.join(notes)}, task {escape(asked.task)}</small></h3>"
    if question is None:
        return f"<section>{head}<p>No longer in the bank.</p></section>"
    options = options_by_key(question)
    items = []
    for letter, key in zip(LETTERS, asked.options, strict=False):
        if key in options:
            kind = "key" if key in asked.key else "wrong" if key in chosen else ""
            mark = "✓" if key in asked.key else "✗"
            mine = " <em>your choice</em>" if key in chosen else ""
            option = options[key]
            items.append(
                f'<li class="{kind}"><b>{mark} {letter}</b> {to_html(option.text, {})}{mine}'
                f'<div class="why">{to_html(option.why, {})}</div></li>'
            )
    behind = "".join(f"<li>{escape(fact_sentence(fact))}</li>" for fact in facts_named(question, chosen, facts))
    source = escape(question.source)
    return (
        f"<section>{head}<p>{to_html(question.stem, {})}</p><ul class='options'>{''.join(items)}</ul>"
        f"{f'<ul class=facts>{behind}</ul>' if behind else ''}"
        f'<p class="note"><a href="{source}">{source}</a></p></section>'
    )

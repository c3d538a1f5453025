"""Goes through the questions worth looking at, one at a time, line by line."""

from collections.abc import Callable, Sequence

from clfcards.exam.report import Report
from clfcards.model.bank import Bank
from clfcards.system.line_input import ReadLine
from clfcards.words.lines import Line
from clfcards.words.question import reviewed_lines


def go_through(report: Report, bank: Bank, read: ReadLine, say: Callable[[Sequence[Line]], None], width: int) -> None:
    """Every wrong, flagged or guessed question with its reasons, as long as the learner wants."""
    ids = report.to_review
    if not ids:
        return
    noun = "question" if len(ids) == 1 else "questions"
    answer = read(f"\nGo through the {len(ids)} {noun} that went wrong, were flagged or guessed? [Y/n] ", None)
    questions = {question.id: question for question in bank.questions}
    facts = {fact.id: fact for fact in bank.facts}
    for count, id_ in enumerate(ids, start=1):
        if answer is None or answer.strip().lower() in ("n", "no", "q"):
            return
        asked = report.sitting.form.by_id[id_]
        say([Line(), *reviewed_lines(report.sitting, asked, questions.get(id_), facts, width)])
        if count < len(ids):
            answer = read(f"[{count} of {len(ids)}] Enter: next, q: enough ", None)

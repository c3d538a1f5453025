"""Goes through the questions worth reviewing, one at a time, line by line."""

from collections.abc import Callable, Sequence

from clfcards.exam.reviewed import ReviewedQuestion
from clfcards.system.line_input import ReadLine
from clfcards.words.lines import Line
from clfcards.words.phrases import count
from clfcards.words.question import reviewed_lines


def go_through(
    reviewed: Sequence[ReviewedQuestion], read: ReadLine, say: Callable[[Sequence[Line]], None], width: int
) -> None:
    """Shows the questions with their reasons until the learner has seen enough."""
    if not reviewed:
        return
    questions = count(len(reviewed), "question")
    answer = read(f"\nReview the {questions} you got wrong, flagged or guessed? [Y/n] ", None)
    for number, question in enumerate(reviewed, start=1):
        if answer is None or answer.strip().lower() in ("n", "no", "q"):
            return
        say([Line(), *reviewed_lines(question, width)])
        if number < len(reviewed):
            answer = read(f"[{number} of {len(reviewed)}] Enter: next, q: stop ", None)

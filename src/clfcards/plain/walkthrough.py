"""Goes through the questions worth reviewing, one at a time, line by line."""

from collections.abc import Callable, Sequence

from clfcards.exam.reviewed import ReviewedQuestion
from clfcards.system.line_input import ReadLine
from clfcards.words.lines import Line
from clfcards.words.phrases import count
from clfcards.words.question import reviewed_lines


def go_through(
    reviewed: Sequence[ReviewedQuestion],
    every: Sequence[ReviewedQuestion],
    read: ReadLine,
    say: Callable[[Sequence[Line]], None],
    width: int,
) -> None:
    """Shows the questions worth reviewing, or every one, with their reasons until the learner has seen enough."""
    whole = f"all {len(every)}"
    if reviewed:
        questions = count(len(reviewed), "question")
        prompt = f"\nReview the {questions} you got wrong, flagged or guessed? [Y/n, a: {whole}] "
    else:
        prompt = f"\nEvery answer was right. Go through {whole}? [a/N] "
    answer = read(prompt, None)
    wants_all = (answer or "").strip().lower() in ("a", "all")
    shown = every if wants_all else reviewed
    for number, question in enumerate(shown, start=1):
        if answer is None or answer.strip().lower() in ("n", "no", "q"):
            return
        say([Line(), *reviewed_lines(question, width)])
        if number < len(shown):
            answer = read(f"[{number} of {len(shown)}] Enter: next, q: stop ", None)

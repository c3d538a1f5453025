"""Goes through the questions worth reviewing, one at a time, line by line."""

from collections.abc import Callable, Sequence

from clfcards.errors import ClfcardsError
from clfcards.exam.reviewed import ReviewedQuestion
from clfcards.system.line_input import ReadLine
from clfcards.use_cases.own_notes import OwnNotes
from clfcards.words.lines import Line, wrapped
from clfcards.words.next_steps import error_sentence
from clfcards.words.own_notes import how_to_write, saved_sentence
from clfcards.words.phrases import count
from clfcards.words.question import reviewed_lines


def go_through(
    reviewed: Sequence[ReviewedQuestion],
    every: Sequence[ReviewedQuestion],
    read: ReadLine,
    say: Callable[[Sequence[Line]], None],
    width: int,
    notes: OwnNotes,
) -> None:
    """Shows the questions worth reviewing, or every one, with reasons and own notes until the learner has enough."""
    whole = f"all {len(every)}"
    if reviewed:
        questions = count(len(reviewed), "question")
        prompt = f"\nReview the {questions} you got wrong, flagged or guessed? [Y/n, a: {whole}] "
    else:
        prompt = f"\nEvery answer was right. Go through {whole}? [a/N] "
    answer = read(prompt, None)
    shown = every if (answer or "").strip().lower() in ("a", "all") else reviewed
    for number, question in enumerate(shown, start=1):
        if answer is None or answer.strip().lower() in ("n", "no", "q"):
            return
        say([Line(), *reviewed_lines(question, width, notes.of(question.id))])
        following = "next" if number < len(shown) else "end"
        answer = read(f"[{number} of {len(shown)}] Enter: {following}, w TEXT: your note, q: stop ", None)
        while answer is not None and answer.split(" ")[0].lower() in ("w", "write"):
            say(wrapped(_written(question.id, answer.partition(" ")[2].strip(), notes), width))
            answer = read(f"[{number} of {len(shown)}] Enter: {following}, q: stop ", None)


def _written(item: str, text: str, notes: OwnNotes) -> str:
    """Writes the note, or says how to write one; a text that cannot be a note is answered with the reason."""
    if not text:
        return how_to_write(notes.of(item))
    try:
        return saved_sentence(notes.write(item, "" if text == "-" else text))
    except ClfcardsError as error:
        return error_sentence(error)

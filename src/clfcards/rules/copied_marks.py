"""What is left of the place that an item was copied from: option letters, marks of the key, "(Choose two.)"."""

from collections.abc import Iterator

from clfcards.model.bank import Fact, Question
from clfcards.rules.leftovers import (
    face_label,
    given_answer,
    is_sure_letter,
    key_mark,
    option_letter,
    question_number,
    typed_count,
)
from clfcards.rules.rule import Finding, Rule, Sources


def find(sources: Sources) -> Iterator[Finding]:
    for question in sources.bank.questions:
        for path, message in (*_in_stem(question), *_in_options(question)):
            yield Finding(question.origin, path, message)
    for fact in sources.bank.facts:
        for path, message in _in_fact(fact):
            yield Finding(fact.origin, path, message)


def _in_stem(question: Question) -> Iterator[tuple[tuple[str, ...], str]]:
    stem = question.stem
    if count := typed_count(stem):
        yield ("stem",), f"'{count}' is typed: remove it, because the program adds how many to choose"
    if number := question_number(stem):
        yield ("stem",), f"'{number}' is the number of another list of questions: remove it"
    if answer := given_answer(stem):
        yield ("stem",), f"'{answer}' names the key by its letter: remove it, because options are shuffled"


def _in_options(question: Question) -> Iterator[tuple[tuple[str | int, ...], str]]:
    groups = (("correct", question.correct), ("distractors", question.distractors))
    options = [((name, i), option) for name, group in groups for i, option in enumerate(group)]
    letters = {option_letter(option.text) for _, option in options} - {""}
    for path, option in options:
        letter, mark = option_letter(option.text), key_mark(option.text)
        if letter and (len(letters) > 1 or is_sure_letter(option.text)):
            yield (*path, "text"), f"the option begins with '{letter}': remove it, because options are shuffled"
        if mark:
            yield (*path, "text"), f"'{mark}' marks the option as right or wrong: remove it, because learners see it"
        if answer := given_answer(option.why):
            yield (*path, "why"), f"'{answer}' names the key by its letter: remove it, because options are shuffled"


def _in_fact(fact: Fact) -> Iterator[tuple[tuple[str, ...], str]]:
    for name, text in (("front", fact.front), ("back", fact.back)):
        if label := face_label(text):
            yield (name,), f"the text begins with '{label}': remove it, because every card shows which side it is"


RULE = Rule(
    name="copied-marks",
    severity="error",
    reason="Options are shuffled and marked by the program; a typed letter is wrong, and a typed mark shows the key.",
    source="design of this project",
    bad=(
        "stem: Which service stores objects? (Choose one.)\n"
        "correct: [A) Amazon S3 (correct)]\n"
        "distractors: [B) Amazon EBS, C) Amazon EFS, D) Amazon FSx]"
    ),
    good=(
        "stem: Which service stores objects?\ncorrect: [Amazon S3]\ndistractors: [Amazon EBS, Amazon EFS, Amazon FSx]"
    ),
    find=find,
    is_judgment=True,
)

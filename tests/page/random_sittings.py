"""Sittings drawn at random, shown by the page's own script, beside what the terminal says about them."""

import json
import random
from collections.abc import Iterator
from pathlib import Path

from clfcards.decks.load import load_with_guide
from clfcards.exam.answer_text import answers_in_text, mark_in, values_of
from clfcards.exam.form import Form
from clfcards.exam.practice_forms import practice_forms
from clfcards.exam.report import report_of
from clfcards.exam.seen import Seen
from clfcards.exam.sitting import Sitting
from clfcards.model.guide import Guide
from clfcards.words.report import lines, working
from tests.page.learner import Learner
from tests.page_sitting import sat_at_random

_SHOW = """
lines.clear();
for (const line of arguments[0]) lines.set(JSON.parse(line).id, line);
showReport(arguments[1]);
return [document.getElementById("main").innerText, answerText(sittings().find(each => each.id === arguments[1]))];
"""
_WIDE = 10_000


def differences(learner: Learner, exam: Path, count: int, seed: int = 1) -> Iterator[str]:
    """What the page says otherwise than the terminal, in this many sittings of the exam's forms. The page is open."""
    loaded, guide, settings = load_with_guide(exam)
    forms = practice_forms(guide, settings.shares, loaded.bank.questions, {}).exams
    draw = random.Random(seed)
    for number in range(count):
        form = draw.choice(forms)
        run = f"{draw.getrandbits(64):016x}"
        sat = sat_at_random(form, draw, run)
        shown, text = learner.run(_SHOW, sat.lines, run)
        for sentence in _sentences(guide, sat.state):
            if sentence not in shown:
                yield f"sitting {number}: the page does not say {json.dumps(sentence)} in {json.dumps(shown[:1500])}"
        yield from (f"sitting {number}: {found}" for found in _other_answers(form, sat.state, text))


def _sentences(guide: Guide, sitting: Sitting) -> list[str]:
    """The terminal's sentences with numbers: the score, its error, the cut, a narrow pass, and how it was worked."""
    report = report_of(guide, sitting)
    said = [line.text for line in lines(guide, report, Seen(len(sitting.questions), 0, 0, 0), _WIDE)]
    verdict = next(n for n, text in enumerate(said) if text.startswith(("✓", "✗")))
    narrow = [text for text in said if text.startswith("This is a narrow pass")]
    return [*said[verdict : verdict + 3], *narrow, *(text for _, text in working(report))]


def _other_answers(form: Form, sitting: Sitting, text: str) -> Iterator[str]:
    """What the page's short text holds otherwise than the sitting."""
    values = values_of(text)
    answers = answers_in_text(values, form)
    if mark_in(values) not in text.replace(" ", "") or answers.sitting != sitting.id:
        yield "the short text is of another sitting"
    if abs(answers.seconds - sitting.used_seconds) > 0.5:
        yield f"the short text says {answers.seconds} seconds, not {sitting.used_seconds}"
    for asked, given in zip(form.questions, answers.questions, strict=True):
        chosen = {asked.options[place] for place in given.chosen}
        found = (chosen, given.confidence, given.flagged)
        own = (
            set(sitting.answers.get(asked.id, ())),
            sitting.confidence.get(asked.id, ""),
            asked.id in sitting.flagged,
        )
        if found != own:
            yield f"the short text has {found} for {asked.id}, not {own}"

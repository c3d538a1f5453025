"""The page of practice exams: what it shows is what the terminal shows, and no text in it is obeyed."""

import gzip
import json
import random
from dataclasses import replace
from functools import cache
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest

from clfcards.decks.load import load_with_guide
from clfcards.exam.diagnostic import diagnose
from clfcards.exam.form import Form
from clfcards.exam.possible import possible_forms
from clfcards.exam.practice_forms import PracticeForms, practice_forms
from clfcards.exam.report import Report, report_of
from clfcards.exam.seen import Seen
from clfcards.exam.sitting import Sitting
from clfcards.model.guide import Guide
from clfcards.pages.practice import PLAN_MINUTES, PracticeSources, practice_page
from clfcards.render.grading import is_right
from clfcards.render.report_link import item_version
from clfcards.words import diagnosis, report
from tests.page.tea_exam import HOSTILE, write_tea_exam
from tests.page_sitting import PageSitting, sat_at_random

DECKS = Path(__file__).parents[2] / "decks"
EXAMS = Path(__file__).parents[1] / "exams"
WIDE = 10_000  # columns: no sentence is wrapped


def sources_in(folder: Path) -> PracticeSources:
    loaded, guide, settings = load_with_guide(folder)
    questions = [question for question in loaded.bank.questions if question.task in guide.tasks]
    return PracticeSources(guide, settings, questions, practice_forms(guide, settings.shares, questions, {}))


class Reader(HTMLParser):
    """What a browser finds: the scripts by type, and every element's name. Python's parser follows the rules for
    the end of a script element."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.scripts: list[tuple[str, str]] = []
        self.elements: list[str] = []
        self.handlers: list[str] = []
        self._type: str | None = None
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append(tag)
        self.handlers += [name for name, _ in attrs if name.startswith("on")]
        if tag == "script":
            self._type = dict(attrs).get("type") or ""
            self.scripts.append((self._type, ""))

    def handle_endtag(self, tag: str) -> None:
        if tag == "script":
            self._type = None

    def handle_data(self, data: str) -> None:
        if self._type is not None:
            kind, text = self.scripts[-1]
            self.scripts[-1] = kind, text + data


def document_of(html: str) -> dict[str, Any]:
    (text,) = [text for kind, text in Reader(html).scripts if kind == "application/json"]
    found: dict[str, Any] = json.loads(text)
    return found


@cache
def shipped() -> tuple[PracticeSources, str, dict[str, Any]]:
    sources = sources_in(DECKS / "clf-c02")
    html = practice_page(sources).html
    return sources, html, document_of(html)


def filled(sentence: str, **values: object) -> str:
    """As the page fills in a sentence."""
    for name, value in values.items():
        sentence = sentence.replace(f"{{{name}}}", str(value))
    return sentence


def page_sentences(document: dict[str, Any], form: dict[str, Any], sitting: Sitting) -> list[str]:
    """What the page says about a sitting: it counts right answers and looks the rest up, as its script does."""
    words = document["words"]
    right = {q.id for q in sitting.questions if is_right(q.key, sitting.answers.get(q.id, ()))}
    raw = sum(q.id in right for q, scored in zip(sitting.questions, form["scored"], strict=True) if scored == "1")
    value, low, high, error, of_100, passed, narrow = form["table"][raw]
    shown = filled(form["shown"], value=value)
    found = [
        filled(words["passed" if passed else "not_passed"], shown=shown, passes=form["passes"]),
        filled(words["error"], error=error, low=low, high=high, of_100=of_100),
    ]
    found += [filled(form["right"], raw=raw)] if form["right"] else []
    found += [filled(words["narrow"], low=narrow[0], high=narrow[1], cost=narrow[2])] if narrow else []
    return [*found, words["how_scored"]]


def terminal_lines(guide: Guide, done: Report) -> list[str]:
    seen = Seen(len(done.sitting.questions), 0, 0, 0)
    return [line.text for line in report.lines(guide, done, seen, WIDE)]


@pytest.mark.parametrize("seed", range(40))
def test_an_exams_figures_are_those_of_the_terminal(seed: int) -> None:
    sources, _, document = shipped()
    draw = random.Random(seed)
    place = draw.randrange(len(sources.forms.exams))
    sitting = sat_at_random(sources.forms.exams[place], draw).state
    lines = terminal_lines(sources.guide, report_of(sources.guide, sitting))
    for sentence in page_sentences(document, document["forms"][place + 1], sitting):
        assert sentence in lines


@pytest.mark.parametrize("exam", ["brew-1", "kumo-101", "sahab-101"])
def test_so_are_those_of_exams_with_another_scale(exam: str) -> None:
    sources = sources_in(EXAMS / exam)
    document = document_of(practice_page(sources).html)
    for seed in range(10):
        sitting = sat_at_random(sources.forms.exams[0], random.Random(seed)).state
        lines = terminal_lines(sources.guide, report_of(sources.guide, sitting))
        form = next(form for form in document["forms"] if form["kind"] == "exam")
        for sentence in page_sentences(document, form, sitting):
            assert sentence in lines


def outcome(sources: PracticeSources, form: Form, pattern: int) -> Sitting:
    """The diagnostic with exactly these questions right."""
    sitting = PageSitting(form)
    for place, q in enumerate(form.questions):
        wrong = [key for key in q.options if key not in q.key][: len(q.key)]
        sitting.step("chose", q.id, tuple(sorted(q.key)) if pattern >> place & 1 else tuple(wrong))
    sitting.step("submitted", word="learner")
    return sitting.state


@pytest.mark.parametrize("pattern", [0, 1, 2, 77, 300, 511, 512, 700, 852, 1022, 1023])
def test_the_diagnostic_shows_what_the_terminal_shows(pattern: int) -> None:
    sources, _, document = shipped()
    guide, form = sources.guide, sources.forms.diagnostic
    assert form is not None
    sitting = outcome(sources, form, pattern)
    exam, study = ([q for q in sources.questions if q.pool == pool] for pool in ("exam", "study"))
    done = diagnose(
        guide, sources.deck.shares, [report_of(guide, sitting)], PLAN_MINUTES, possible_forms(guide, exam, study)
    )
    lines = [line.text for line in diagnosis.lines(guide, done, Seen(10, 0, 0, 0), WIDE)]
    found, words = document["forms"][0]["diagnosis"], document["words"]
    rights = [pattern >> place & 1 for place in range(len(form))]
    counts = [
        sum(r for r, q in zip(rights, form.questions, strict=True) if q.domain == d["id"]) for d in document["domains"]
    ]
    row = found["rows"][sum(c * stride for c, stride in zip(counts, found["strides"], strict=True))]
    value, low, high, order, gains, errors, weakest, _ = row
    share_low, share_high = found["shares"][sum(rights)]
    assert filled(words["share"], low=share_low, high=share_high) in lines
    assert filled(words["estimate"], value=value, low=low, high=high) in lines
    assert weakest == -1
    assert words["cannot_tell"] in lines
    assert words["to_gain"] in lines
    shown = [f"{gains[d]} ± {errors[d]}" for d in order]
    assert [f"{d.gain:.0f} ± {d.gain_error:.0f}" for d in done.domains] == shown
    tasks = [task["id"] for domain in document["domains"] for task in domain["tasks"]]
    digits = found["digits"]
    size = digits * len(tasks)
    text = found["plans"][size * pattern : size * (pattern + 1)]
    minutes = {task: 5 * int(text[digits * n : digits * (n + 1)], 36) for n, task in enumerate(tasks)}
    assert {task: m for task, m in minutes.items() if m} == {t.id: t.minutes for d in done.plan for t in d.tasks}
    assert words["plan_title"] in lines


def test_every_question_stands_once_and_no_form_repeats_one() -> None:
    sources, html, document = shipped()
    asked = [q.id for form in sources.forms.all for q in form.questions]
    assert len(asked) == len(set(asked)) == 10 + 8 * 65
    ids = [question[0] for question in document["questions"]]
    assert sorted(ids) == sorted({q.id for q in sources.questions})
    assert ids[: len(asked)] == asked
    stem = next(q.stem for q in sources.questions if len(q.stem) > 80 and not set(q.stem) & set("`*\"'<>&:"))
    assert html.count(stem) == 1


def test_the_page_is_small() -> None:
    """At most 1.4 kB plain and 300 bytes zipped a question, and 40 kB for everything else."""
    sources, html, _ = shipped()
    questions = len(sources.questions)
    assert len(html.encode()) <= 1400 * questions + 40_000
    assert len(gzip.compress(html.encode(), 9)) <= 300 * questions + 40_000


HOSTILE_TEXTS = [
    HOSTILE,
    "<!--<script>",
    "]]>",
    "\u2028\u2029",
    "{{ 1 }} {% if %}",
    "\\u003c/script>",
    "'\"`",
    "&lt;/script&gt;",
]


@pytest.fixture(scope="module")
def tea(tmp_path_factory: pytest.TempPathFactory) -> tuple[PracticeSources, Reader]:
    """The tea exam, and what a browser finds on its page."""
    folder = tmp_path_factory.mktemp("tea")
    write_tea_exam(folder)
    sources = sources_in(folder / "tea-101")
    return sources, Reader(practice_page(sources).html)


@pytest.mark.parametrize("text", HOSTILE_TEXTS)
def test_no_text_ends_the_script_or_becomes_an_element(tea: tuple[PracticeSources, Reader], text: str) -> None:
    """In names of the guide, which stand in the document, and in every question."""
    plain, expected = tea
    guide = _hostile(plain.guide, text)
    html = practice_page(PracticeSources(guide, plain.deck, plain.questions, plain.forms)).html
    found = Reader(html)
    assert found.elements == expected.elements
    assert found.handlers == []
    assert document_of(html)["exam"]["name"] == text
    assert document_of(html)["domains"][0]["title"] == text


def _hostile(guide: Guide, text: str) -> Guide:
    """The guide with the text as each of its names."""
    first = guide.domains[0]
    task = replace(first.tasks[0], title=text)
    domains = (replace(first, title=text, tasks=(task, *first.tasks[1:])), *guide.domains[1:])
    return replace(guide, exam=replace(guide.exam, name=text, vendor=text), domains=domains)


def test_a_small_bank_has_the_exams_that_it_can_fill() -> None:
    """Half of an exam's questions are enough for a score; with fewer, the page is a booklet."""
    sources = sources_in(EXAMS / "brew-1")
    assert [len(form) for form in sources.forms.exams] == [8]
    few = practice_forms(sources.guide, sources.deck.shares, sources.questions[:2], {})
    assert few == PracticeForms(None, ())
    html = practice_page(PracticeSources(sources.guide, sources.deck, sources.questions[:2], few)).html
    assert document_of(html)["forms"] == []
    assert len(document_of(html)["questions"]) == 2


def test_a_deck_with_an_address_for_reports_gives_it_with_the_version_of_each_question() -> None:
    plain = sources_in(EXAMS / "brew-1")
    template = "https://example.org/new?title={id}&body={version}"
    sources = replace(plain, deck=replace(plain.deck, report_url=template))
    document = document_of(practice_page(sources).html)
    versions = {question[0]: question[5] for question in document["questions"]}
    assert document["report_url"] == template
    assert versions == {question.id: item_version(question) for question in sources.questions}
    assert {question[5] for question in document_of(practice_page(plain).html)["questions"]} == {""}
